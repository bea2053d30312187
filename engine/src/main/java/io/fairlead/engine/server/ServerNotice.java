/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * A notice about a server, put together word by word as HAProxy words it. One is used again and again by the
 * {@link ServerMonitor}; conductor only, or before traffic.
 */
final class ServerNotice
{
    private final StateNotices notices;
    private final StringBuilder text = new StringBuilder();
    private boolean isTold;

    ServerNotice(final StateNotices notices)
    {
        this.notices = notices;
    }

    /** The backends are started: from now on everything is told. */
    void onStarted()
    {
        isTold = true;
    }

    /** Begin a notice about a server, forgetting the one before. */
    ServerNotice begin(final Server server)
    {
        text.setLength(0);
        text.append(server.isBackup() ? "Backup Server " : "Server ")
            .append(server);
        return this;
    }

    ServerNotice append(final String words)
    {
        text.append(words);
        return this;
    }

    /** Why a check or an agent says so. */
    void appendCause(final Server server, final StateCause cause)
    {
        if (StateCause.HEALTH == cause)
        {
            server.health().appendTo(text);
        }
        else if (StateCause.AGENT == cause)
        {
            server.agent().appendTo(text);
        }
        else if (StateCause.NONE != cause)
        {
            text.append(", ").append(cause.text());
        }
    }

    /** Why somebody asked for it. */
    void appendAdminCause(final StateCause cause)
    {
        if (StateCause.NONE != cause)
        {
            text.append(" (").append(cause.text()).append(')');
        }
    }

    /** The server that is tracked, if there is one. */
    void appendVia(final Server server)
    {
        if (null != server.tracked())
        {
            text.append(" via ").append(server.tracked());
        }
    }

    /**
     * What is left of the backend and what became of the queue.
     *
     * @param requeued streams sent elsewhere; negative when nothing is to be said of them.
     */
    void appendMore(
        final Server server, final OperationalState state, final int requeued, final boolean isForced)
    {
        if (!isForced)
        {
            appendVia(server);
        }
        if (requeued < 0)
        {
            return;
        }
        final BackendServers backend = server.backend();
        final boolean isDown = OperationalState.STOPPED == state;
        text.append(". ").append(backend.activeCount()).append(" active and ").append(backend.backupCount())
            .append(isDown ? " backup servers left." : " backup servers online.");
        if (0 != backend.backupCount() && 0 == backend.activeCount())
        {
            text.append(" Running on backup.");
        }
        if (isDown)
        {
            text.append(' ').append(server.capacity().sessions()).append(" sessions active, ").append(requeued)
                .append(" requeued, ").append(server.capacity().queued()).append(" remaining in queue");
        }
        else
        {
            text.append(' ').append(requeued).append(" sessions requeued, ").append(server.capacity().queued())
                .append(" total in queue");
        }
    }

    /** Give the notice, but not while the backends are being started. */
    void emitUnlessStarting(final BackendServers backend, final int level)
    {
        if (isTold)
        {
            emit(backend, level);
        }
    }

    /** Give the notice. */
    void emit(final BackendServers backend, final int level)
    {
        final String line = text.append('.').toString();
        notices.warning(line);
        notices.log(backend, level, line);
    }

    /** A backend has lost its last server. */
    void emitNobodyLeft(final BackendServers backend)
    {
        if (isTold)
        {
            notices.alert(backend.kind() + " '" + backend.name() + "' has no server available!");
            notices.log(backend, StateNotices.EMERGENCY,
                backend.kind() + ' ' + backend.name() + " has no server available!");
        }
    }
}
