/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

/** What a balancer is configured to do on one of its ports. */
enum Feature
{
    /** HTTP to one origin, kept alive on both sides, X-Forwarded-For added. */
    HTTP,
    /** Bytes passed on as they come. */
    TCP,
    /** HTTP with fifty rules on path and header, none of which matches. */
    RULES,
    /** HTTP with a line of syslog over UDP for each request. */
    LOG,
    /** HTTP with answers compressed by gzip at level 1. */
    COMPRESSION
}
