/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.log.LogForwarderContext.HostField;

/**
 * A {@code log-forward} section. Filled while reading, immutable afterwards, hence plain public fields.
 * Source: configuration.txt 12.6.
 */
public final class LogForwardSettings
{
    /** Clients at a time where {@code maxconn} says nothing. */
    public static final int DEFAULT_MAX_CONNECTIONS = 10;

    /** What it has in common with proxies: name, place, {@code bind} and {@code log} lines, limits. */
    public final ProxySettings proxy = new ProxySettings();
    /** {@code dgram-bind} lines. */
    public final List<BindSettings> datagramBinds = new ArrayList<>();
    /** {@code option host}. */
    public HostField host = HostField.FILL;

    /**
     * A section as it is before its first line.
     *
     * @param name of the section.
     * @param file it stands in.
     * @param line it begins at.
     */
    public LogForwardSettings(final String name, final String file, final int line)
    {
        proxy.kind = ProxySettings.Kind.FRONTEND;
        proxy.mode = ProxySettings.Mode.LOG;
        proxy.name = name;
        proxy.file = file;
        proxy.line = line;
        proxy.maxConn = DEFAULT_MAX_CONNECTIONS;
    }
}
