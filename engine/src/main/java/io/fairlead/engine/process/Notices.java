/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.IdentityHashMap;
import java.util.Map;

import io.fairlead.engine.log.LogTargets;
import io.fairlead.engine.log.ProcessLog;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.StateNotices;

/** State changes of servers, told on stderr and in the logs of their backends. Start-up, then the conductor only. */
final class Notices implements StateNotices
{
    private final ProcessLog log;
    private final Map<BackendServers, LogTargets> targets = new IdentityHashMap<>();

    Notices(final ProcessLog log)
    {
        this.log = log;
    }

    /** Say where news of a backend go. */
    void targets(final BackendServers backend, final LogTargets destinations)
    {
        targets.put(backend, destinations);
    }

    /** A backend is gone, or another of its name took its place. */
    void forget(final BackendServers backend)
    {
        targets.remove(backend);
    }

    @Override
    public void warning(final String text)
    {
        log.messages().warning(text);
    }

    @Override
    public void alert(final String text)
    {
        log.messages().alert(text);
    }

    @Override
    public void log(final BackendServers backend, final int level, final String text)
    {
        log.log(targets.getOrDefault(backend, LogTargets.NONE), level, text);
    }
}
