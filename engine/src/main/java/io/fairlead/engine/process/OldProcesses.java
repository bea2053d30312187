/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.util.List;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.os.DescriptorPassing;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.proxy.ListenerSet;
import io.fairlead.engine.proxy.ReceivedSockets;

/**
 * The processes that this one replaces ({@code -sf}, {@code -st}, {@code -x}): their sockets are asked for, they are
 * asked to let go of addresses that cannot be shared, and to finish or end once this one serves. Starting thread only.
 * Source: management.txt 4 "Stopping and restarting HAProxy".
 */
final class OldProcesses
{
    private static final int MAX_RETRIES = 200;
    private static final int RETRY_MS = 10;
    private static final int SIGUSR1 = 10;
    private static final int SIGTERM = 15;
    private static final int SIGTTIN = 21;
    private static final int SIGTTOU = 22;
    private static final String NO_SOCKET = "/dev/null";

    private final CommandLine line;
    private final Messages messages;
    private boolean isPaused;

    OldProcesses(final CommandLine line, final Messages messages)
    {
        this.line = line;
        this.messages = messages;
    }

    /**
     * Get the listening sockets of the old process, if one is named.
     *
     * @return sockets, maybe none; null when it did not give them, which was told.
     */
    ReceivedSockets sockets()
    {
        if (null == line.oldSocket() || NO_SOCKET.equals(line.oldSocket()))
        {
            return new ReceivedSockets(List.of());
        }
        try
        {
            return new ReceivedSockets(DescriptorPassing.receiveListeners(line.oldSocket()));
        }
        catch (final IOException ex)
        {
            messages.warning(ex.getMessage());
            messages.alert("Failed to get the sockets from the old process!");
            return null;
        }
    }

    /**
     * As long as an address cannot be bound, have the old processes pause and try again, for two seconds.
     *
     * @param listeners to complete.
     */
    void makeRoom(final ListenerSet listeners)
    {
        for (int i = 0; i < MAX_RETRIES && !listeners.failures().isEmpty(); i++)
        {
            if (0 == tell(SIGTTOU))
            {
                return;
            }
            isPaused = true;
            pause();
            listeners.retry();
        }
    }

    private static void pause()
    {
        try
        {
            Thread.sleep(RETRY_MS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** The start is given up: let them go on. */
    void resume()
    {
        if (isPaused)
        {
            tell(SIGTTIN);
        }
    }

    /** This process serves: have them finish, or end. */
    void end()
    {
        tell(line.isTerminatingOld() ? SIGTERM : SIGUSR1);
    }

    private int tell(final int signal)
    {
        int reached = 0;
        for (final long pid : line.oldPids())
        {
            if (0 == ProcessControl.kill((int)pid, signal))
            {
                reached++;
            }
        }
        return reached;
    }
}
