/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.FrontendColumn;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.log.LogTargets;
import io.fairlead.engine.log.ProcessLog;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.FrontendState;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.StateNotices;

/**
 * What the process says of its proxies on stderr and in their logs when it is asked for their state, pauses or stops.
 * Conductor, or the main thread once the conductor is gone.
 */
final class ProxyReport
{
    private final Generation generation;
    private final CounterReader counters;
    private final ProcessLog log;
    private final LogService logs;

    ProxyReport(
        final Generation generation, final CounterReader counters, final ProcessLog log, final LogService logs)
    {
        this.generation = generation;
        this.counters = counters;
        this.log = log;
        this.logs = logs;
    }

    /** The state of all servers and proxies, as SIGHUP asks. */
    void dumpState()
    {
        log.messages().warning("SIGHUP received, dumping servers states.");
        for (final ProxySettings proxy : generation.configuration().proxies)
        {
            if (!proxy.isDisabled)
            {
                dumpState(proxy);
            }
        }
    }

    private void dumpState(final ProxySettings proxy)
    {
        final LogTargets targets = targets(proxy);
        final Backend backend = generation.backend(proxy);
        log.log(targets, StateNotices.NOTICE, "SIGHUP received, dumping servers states for proxy " + proxy.name + ".");
        final BackendServers servers = null == backend ? null : backend.servers();
        for (int i = 0; null != servers && i < servers.size(); i++)
        {
            say(targets, state(proxy, backend, servers.get(i)));
        }
        final String standing;
        if (null == servers || 0 == servers.size())
        {
            standing = " has no servers.";
        }
        else if (0 != servers.activeCount())
        {
            standing = " has " + servers.activeCount() + " active servers and " + servers.backupCount() +
                " backup servers available.";
        }
        else
        {
            standing = 0 != servers.backupCount() ? " is running on backup servers !" : " has no server available !";
        }
        final Frontend frontend = generation.frontend(proxy);
        say(targets, "SIGHUP: Proxy " + proxy.name + standing + " Conn: act(FE+BE): " +
            (null == frontend ? 0 : frontend.connections()) + "+" + (null == backend ? 0 : backend.connections()) +
            ", " + pending(backend) + " pend (" + (null == backend ? 0 : backend.queued()) + " unass), tot(FE+BE): " +
            connections(frontend) + "+" + sessions(backend) + ".");
    }

    private String state(final ProxySettings proxy, final Backend backend, final Server server)
    {
        return "SIGHUP: Server " + proxy.name + "/" + server.name() + " is " + (server.isUp() ? "UP" : "DOWN") +
            ". Conn: " + server.capacity().sessions() + " act, " + server.capacity().queued() + " pend, " +
            total(server, backend) + " tot.";
    }

    private long total(final Server server, final Backend backend)
    {
        for (final CounterObject object : counters.objects())
        {
            if (object.base() == server.countersBase() && object.parentIndex() == backend.object().index())
            {
                return counters.value(object, BackendColumn.SESSIONS_TOTAL, 0);
            }
        }
        return 0;
    }

    private static long pending(final Backend backend)
    {
        long sum = null == backend ? 0 : backend.queued();
        for (int i = 0; null != backend && i < backend.servers().size(); i++)
        {
            sum += backend.servers().get(i).capacity().queued();
        }
        return sum;
    }

    private long connections(final Frontend frontend)
    {
        return null == frontend ? 0 : counters.value(frontend.object(), FrontendColumn.CONNECTIONS_TOTAL, 0);
    }

    private long sessions(final Backend backend)
    {
        return null == backend ? 0 : counters.value(backend.object(), BackendColumn.SESSIONS_TOTAL, 0);
    }

    /** All proxies stopped, with what they had served. */
    void stopped()
    {
        for (final ProxySettings proxy : generation.configuration().proxies)
        {
            if (!proxy.isDisabled && !isStopped(proxy))
            {
                stopped(proxy);
            }
        }
    }

    /** The proxies stopped that another generation has no longer. */
    void stoppedWithout(final Generation next)
    {
        for (final ProxySettings proxy : generation.configuration().proxies)
        {
            if (!proxy.isDisabled && !isStopped(proxy) && !next.hasProxy(proxy.name))
            {
                stopped(proxy);
            }
        }
    }

    private LogTargets targets(final ProxySettings proxy)
    {
        return logs.targets(proxy.logs, proxy.logTag, generation.configuration().logProfiles);
    }

    private boolean isStopped(final ProxySettings proxy)
    {
        final Frontend frontend = generation.frontend(proxy);
        return null != frontend && FrontendState.STOPPED == frontend.state();
    }

    /** A proxy stopped. */
    void stopped(final ProxySettings proxy)
    {
        final String text = "Proxy " + proxy.name + " stopped (cumulated conns: FE: " +
            connections(generation.frontend(proxy)) + ", BE: " + sessions(generation.backend(proxy)) + ").";
        log.messages().warning(text);
        log.log(targets(proxy), StateNotices.WARNING, text);
    }

    /** A listening proxy paused or went on. */
    void paused(final Frontend frontend, final boolean isPaused)
    {
        final ProxySettings proxy = frontend.settings();
        final String text =
            (isPaused ? "Paused " : "Resumed ") + (proxy.isBackend() ? "proxy " : "frontend ") + proxy.name + ".";
        log.messages().warning(text);
        log.log(targets(proxy), StateNotices.WARNING, text);
    }

    /** The sockets of the runtime API, which HAProxy takes for a frontend, paused or went on. */
    void apiPaused(final boolean isPaused)
    {
        warning((isPaused ? "Paused " : "Resumed ") + "frontend GLOBAL.");
    }

    /** Sessions of the proxies are about to be ended by force. */
    void hardStopped()
    {
        for (final Frontend frontend : generation.frontends())
        {
            if (frontend.connections() > 0)
            {
                final ProxySettings proxy = frontend.settings();
                final String text = "Proxy " + proxy.name + " hard-stopped (" + frontend.connections() +
                    " remaining conns will be closed).";
                log.messages().warning(text);
                log.log(targets(proxy), StateNotices.WARNING, text);
            }
        }
    }

    /** Something about the whole process, for stderr and the logs of the global section. */
    void warning(final String text)
    {
        log.messages().warning(text);
        log.log(ofProcess(), StateNotices.WARNING, text);
    }

    /** As {@link #warning}, but less urgent on stderr. */
    void notice(final String text)
    {
        log.messages().notice(text);
        log.log(ofProcess(), StateNotices.WARNING, text);
    }

    private LogTargets ofProcess()
    {
        return logs.targets(generation.configuration().global.logs, generation.configuration().global.logTag,
            generation.configuration().logProfiles);
    }

    private void say(final LogTargets targets, final String text)
    {
        log.messages().warning(text);
        log.log(targets, StateNotices.NOTICE, text);
    }
}
