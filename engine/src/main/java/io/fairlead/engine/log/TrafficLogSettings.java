/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.Set;

import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOrigin;

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
    /** {@code log-steps}, null when absent. */
    public Set<LogOrigin> steps;
}
