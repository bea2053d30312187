/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.counters.StatusState;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A server of the running generation.
 */
final class ConfiguredServer implements ServerView
{
    private static final int THROTTLE_FULL = 100;

    private final ConfigurationStats stats;
    private final ConfiguredProxy proxy;
    private final Server server;
    private final CounterObject counters;
    private final CheckView check;
    private final CheckView agent;

    ConfiguredServer(
        final ConfigurationStats stats, final ConfiguredProxy proxy, final Server server, final CounterObject counters)
    {
        this.stats = stats;
        this.proxy = proxy;
        this.server = server;
        this.counters = counters;
        final ServerSettings settings = server.settings();
        check = new ConfiguredCheck(server, server.health(), settings.isChecked, false);
        agent = new ConfiguredCheck(server, server.agent(), settings.isAgentChecked, true);
    }

    @Override
    public String name()
    {
        return server.name();
    }

    @Override
    public int id()
    {
        return server.id();
    }

    @Override
    public int revision()
    {
        return server.settings().revision;
    }

    @Override
    public boolean isIdForced()
    {
        return server.settings().isIdForced;
    }

    @Override
    public ProxyView proxy()
    {
        return proxy;
    }

    @Override
    public CounterObject counters()
    {
        return counters;
    }

    @Override
    public int runState()
    {
        return server.state().ordinal();
    }

    @Override
    public int adminFlags()
    {
        return server.adminFlags();
    }

    @Override
    public int effectiveWeight()
    {
        return server.shownWeight();
    }

    @Override
    public int userWeight()
    {
        return server.weight();
    }

    @Override
    public int initialWeight()
    {
        return server.settings().weight;
    }

    @Override
    public boolean isBackup()
    {
        return server.isBackup();
    }

    @Override
    public long maxConnections()
    {
        return server.capacity().maxConn();
    }

    @Override
    public long maxQueue()
    {
        return server.settings().maxQueue;
    }

    @Override
    public long maxIdleConnections()
    {
        return server.settings().poolMaxConn;
    }

    @Override
    public long purgeDelayMs()
    {
        return server.settings().poolPurgeDelayMs;
    }

    @Override
    public long mostUsedConnections()
    {
        return server.demand().mostUsed();
    }

    @Override
    public long neededConnections()
    {
        return server.demand().needed();
    }

    @Override
    public long idleConnections(final int loop)
    {
        return stats.idleConnections(counters, loop);
    }

    @Override
    public long lastChangeMs()
    {
        return stats.machineMs(server.history().lastChangeMs());
    }

    @Override
    public long downtimeSeconds()
    {
        return server.history().downTimeMs(server.isUp(), stats.loopMs()) / 1000;
    }

    @Override
    public int throttlePercent()
    {
        return Math.min(THROTTLE_FULL, server.throttlePercent());
    }

    @Override
    public ServerView tracked()
    {
        return stats.viewOf(server.tracked());
    }

    @Override
    public CheckView check()
    {
        return check;
    }

    @Override
    public CheckView agent()
    {
        return agent;
    }

    @Override
    public long failedChecks()
    {
        return server.history().failedChecks();
    }

    @Override
    public long downTransitions()
    {
        return server.history().downTransitions();
    }

    @Override
    public long failedObservations()
    {
        return server.history().failedObservations();
    }

    @Override
    public boolean isObserved()
    {
        return !"none".equals(server.settings().observe);
    }

    @Override
    public String address()
    {
        final NetAddress address = server.location().address();
        return address.isIp() ? textOf(address) : "-";
    }

    @Override
    public int port()
    {
        return server.location().isPortOfClient() ? server.settings().address.port : server.location().address().port();
    }

    @Override
    public String hostName()
    {
        return server.location().hostName();
    }

    @Override
    public String serviceRecord()
    {
        return server.settings().serviceRecord;
    }

    @Override
    public String cookie()
    {
        return Generation.cookie(server);
    }

    void publish(final CounterFile file)
    {
        file.status(counters, state(), server.shownWeight(), server.capacity().maxConn(), lastChangeMs());
        final LoopCounters own = file.conductor();
        own.set(counters.address(BackendColumn.FAILED_CHECKS), server.history().failedChecks());
        own.set(counters.address(BackendColumn.DOWN_TRANSITIONS), server.history().downTransitions());
        own.set(counters.address(BackendColumn.FAILED_OBSERVATIONS), server.history().failedObservations());
    }

    void clearCounters()
    {
        server.history().clearCounters();
    }

    private StatusState state()
    {
        if (server.isInMaintenance())
        {
            return StatusState.MAINT;
        }
        if (server.isDraining())
        {
            return StatusState.DRAIN;
        }
        return switch (server.state())
        {
            case STOPPED -> StatusState.DOWN;
            case STOPPING -> StatusState.NOLB;
            default -> reference().check().isEnabled() ? StatusState.UP : StatusState.NO_CHECK;
        };
    }

    /* An address without its port. */
    static String textOf(final NetAddress address)
    {
        final UnsafeBuffer text = new UnsafeBuffer(new byte[NetAddress.MAX_TEXT_LENGTH]);
        return text.getStringWithoutLengthAscii(0, address.appendTo(text, 0));
    }
}
