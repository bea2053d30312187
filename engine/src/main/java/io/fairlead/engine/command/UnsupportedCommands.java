/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;

import java.util.List;

/**
 * Commands of HAProxy 3.4 that this program has not: they are told from unknown ones, and say so when they are used. A
 * command that is built is taken from these lists.
 */
final class UnsupportedCommands
{
    private static final List<String> MASTER = List.of("_loadstatus", "_send_status");

    private static final List<String> WORKER = List.of(
        "abort ssl ca-file", "abort ssl cert", "abort ssl crl-file", "acme challenge_ready",
        "acme renew", "acme status", "add backend", "add ssl ca-file",
        "add ssl crt-list", "add ssl jwt", "clear table",
        "commit ssl ca-file", "commit ssl cert", "commit ssl crl-file", "debug counters", "debug dev hash",
        "del backend", "del ssl ca-file", "del ssl cert", "del ssl crl-file",
        "del ssl crt-list", "del ssl jwt",
        "dump ssl cert", "dump stats-file",
        "new ssl ca-file", "new ssl cert", "new ssl crl-file",
        "publish backend", "set anon global-key", "set anon off", "set anon on",
        "set profiling",
        "set ssl ca-file", "set ssl cert", "set ssl crl-file",
        "set ssl ocsp-response", "set ssl tls-key", "set table", "show cache", "show dev",
        "show fd", "show peers", "show pools", "show profiling",
        "show ssl ca-file", "show ssl cert", "show ssl crl-file", "show ssl crt-list",
        "show ssl jwt", "show ssl ocsp-response", "show ssl ocsp-updates", "show ssl providers", "show ssl sni",
        "show table", "show tasks", "show threads", "show tls-keys", "show trace",
        "trace", "unpublish backend", "update ssl ocsp-response");

    private static final List<String> EXPERT = List.of(
        "debug dev bug", "debug dev check", "debug dev close", "debug dev deadlock", "debug dev delay",
        "debug dev exit", "debug dev fd", "debug dev hex", "debug dev log", "debug dev loop", "debug dev panic",
        "debug dev sched", "debug dev stream", "debug dev sym", "debug dev task", "debug dev tkill", "debug dev warn",
        "debug dev write", "httpclient");

    private UnsupportedCommands()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        register(registry, MASTER, "MASTER");
        register(registry, WORKER, "WORKER");
        register(registry, EXPERT, "WORKER", "EXPERT");
    }

    private static void register(final KeywordRegistry registry, final List<String> names, final String... flags)
    {
        for (final String name : names)
        {
            registry.register(Keyword.command(name).flags(flags).manual("9.3")
                .refused("'" + name + "' is known to HAProxy but not supported by Fairlead."));
        }
    }
}
