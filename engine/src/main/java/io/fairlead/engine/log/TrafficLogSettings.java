/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.EnumSet;
import java.util.Set;

import io.fairlead.engine.format.LogFormat;

/**
 * What a frontend's record is made of. Filled when a configuration is made ready, not changed afterwards, hence plain
 * public fields.
 */
public final class TrafficLogSettings
{
    /** Destinations. */
    public LogTargets targets = LogTargets.NONE;
    /** The line; null for the short default line. */
    public LogFormat format;
    /** Structured data of rfc5424; null for none. */
    public LogFormat structuredData;
    /** {@code error-log-format}; null. */
    public LogFormat errorFormat;
    /** {@code unique-id-format}; null. */
    public LogFormat uniqueId;
    /** Whether the frontend is in HTTP mode. */
    public boolean isHttp;
    /** Whether the frontend captures headers or cookies. */
    public boolean hasCaptures;
    /** {@code option dontlognull}. */
    public boolean isNullIgnored;
    /** {@code option dontlog-normal}. */
    public boolean isNormalIgnored;
    /** {@code option log-separate-errors}. */
    public boolean areErrorsSeparate;
    /** {@code option logasap}. */
    public boolean isAsSoonAsPossible;
    /** {@code log-steps}, null when absent; {@code all} is all of them. */
    public Set<LogOrigin> steps;

    /**
     * Steps of a {@code log-steps} line.
     *
     * @param words names: accept, request, connect, response, close; or {@code all}.
     * @return the set; null when there are no words.
     */
    public static Set<LogOrigin> steps(final Iterable<String> words)
    {
        final Set<LogOrigin> steps = EnumSet.noneOf(LogOrigin.class);
        boolean isAny = false;
        for (final String word : words)
        {
            isAny = true;
            switch (word)
            {
                case "accept" -> steps.add(LogOrigin.ACCEPT);
                case "request" -> steps.add(LogOrigin.REQUEST);
                case "connect" -> steps.add(LogOrigin.CONNECT);
                case "response" -> steps.add(LogOrigin.RESPONSE);
                case "close" -> steps.add(LogOrigin.CLOSE);
                default -> steps.addAll(EnumSet.range(LogOrigin.ACCEPT, LogOrigin.CLOSE));
            }
        }
        return isAny ? steps : null;
    }
}
