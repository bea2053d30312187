/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

/**
 * What the sessions of one socket begin with.
 *
 * @param level            what they may do at most.
 * @param severity         how their messages are marked.
 * @param lineLimit        longest line in bytes, {@code tune.bufsize}.
 * @param payloadLimit     longest payload in bytes, {@code tune.cli.max-payload-size}.
 * @param timeoutMs        milliseconds after which an idle client is dropped, {@code stats timeout}.
 * @param isMaster         whether it is a socket of the master.
 * @param isExposing       whether listening sockets may be handed over on it ({@code expose-fd listeners}).
 */
public record CliSettings(
    CliLevel level, CliSeverity severity, int lineLimit, int payloadLimit, long timeoutMs, boolean isMaster,
    boolean isExposing)
{
    /** As HAProxy has it when nothing is configured. */
    public static final CliSettings DEFAULT =
        new CliSettings(CliLevel.OPERATOR, CliSeverity.NONE, 16384, 128 * 1024, 10_000);

    /**
     * Settings of a socket of the worker.
     *
     * @param level        what they may do at most.
     * @param severity     how their messages are marked.
     * @param lineLimit    longest line in bytes.
     * @param payloadLimit longest payload in bytes.
     * @param timeoutMs    milliseconds after which an idle client is dropped.
     */
    public CliSettings(
        final CliLevel level,
        final CliSeverity severity,
        final int lineLimit,
        final int payloadLimit,
        final long timeoutMs)
    {
        this(level, severity, lineLimit, payloadLimit, timeoutMs, false, false);
    }
}
