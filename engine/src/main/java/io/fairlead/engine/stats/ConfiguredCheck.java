/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.server.Health;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.server.Server;

/**
 * A check of a server of the running generation.
 */
final class ConfiguredCheck implements CheckView
{
    private final Server server;
    private final Health health;
    private final boolean isConfigured;
    private final boolean isAgent;

    ConfiguredCheck(
        final Server server,
        final Health health,
        final boolean isConfigured,
        final boolean isAgent)
    {
        this.server = server;
        this.health = health;
        this.isConfigured = isConfigured;
        this.isAgent = isAgent;
    }

    @Override
    public int flags()
    {
        final boolean isPaused = health.isPaused() || !isAgent && server.settings().isDisabled &&
            server.isInMaintenance();
        if (!isConfigured)
        {
            return isPaused ? PAUSED : 0;
        }
        return CONFIGURED | (isAgent ? AGENT : 0) | (health.isRunning() ? IN_PROGRESS : 0) |
            (health.isEnabled() ? ENABLED : 0) | (isPaused ? PAUSED : 0);
    }

    @Override
    public int health()
    {
        return health.health();
    }

    @Override
    public int rise()
    {
        return health.rise();
    }

    @Override
    public int fall()
    {
        return health.fall();
    }

    @Override
    public int status()
    {
        return isConfigured || HealthStatus.UNKNOWN != health.status() ? number(health.status()) :
            number(HealthStatus.INITIALIZING);
    }

    @Override
    public String statusWord()
    {
        return health.status().code();
    }

    @Override
    public String statusDescription()
    {
        return health.status().description();
    }

    @Override
    public int result()
    {
        return health.result().ordinal();
    }

    @Override
    public int code()
    {
        return health.code();
    }

    @Override
    public long durationMs()
    {
        return health.durationMs();
    }

    @Override
    public String lastReport()
    {
        return health.description();
    }

    @Override
    public String address()
    {
        return health.address().isIp() ? ConfiguredServer.textOf(health.address()) : "-";
    }

    @Override
    public int port()
    {
        return health.port();
    }

    /* HAProxy's list has a place holder, 14, which the enumeration has not. */
    static int number(final HealthStatus status)
    {
        final int ordinal = status.ordinal();
        return ordinal < HealthStatus.L7_OK.ordinal() ? ordinal : ordinal + 1;
    }
}
