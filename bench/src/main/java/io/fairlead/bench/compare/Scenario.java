/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.util.List;

/**
 * A load whose cost per request is compared.
 *
 * @param name in results, never changed once published.
 * @param title for people.
 * @param isQuick whether it is part of a quick run.
 */
record Scenario(String name, String title, Feature feature, Load.Asked asked, boolean isQuick)
{
    static final List<Scenario> ALL = List.of(
        kept("keep-alive-16", "34 bytes, 16 kept connections", Feature.HTTP, "/small", 16, false),
        kept("keep-alive-64", "34 bytes, 64 kept connections", Feature.HTTP, "/small", 64, true),
        kept("keep-alive-256", "34 bytes, 256 kept connections", Feature.HTTP, "/small", 256, false),
        kept("body-16k", "16 KiB, 64 kept connections", Feature.HTTP, "/16k", 64, true),
        kept("body-1m", "1 MiB, 16 kept connections", Feature.HTTP, "/1m", 16, false),
        new Scenario(
            "connection", "34 bytes, a connection for each request", Feature.HTTP,
            new Load.Asked("/small", 64, false, false), true),
        kept("tcp-1m", "1 MiB in TCP mode, 16 connections", Feature.TCP, "/1m", 16, true),
        kept("rules-50", "34 bytes, 64 kept connections, 50 rules", Feature.RULES, "/small", 64, false),
        kept("log", "34 bytes, 64 kept connections, a log line each", Feature.LOG, "/small", 64, false),
        new Scenario(
            "gzip-16k", "16 KiB of text compressed, 64 kept connections", Feature.COMPRESSION,
            new Load.Asked("/text", 64, true, true), false));

    private static Scenario kept(
        final String name, final String title, final Feature feature, final String path, final int connections,
        final boolean isQuick)
    {
        return new Scenario(name, title, feature, Load.Asked.of(path, connections), isQuick);
    }
}
