/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

/** Severities of records. Source: RFC 5424 section 6.2.1. */
public final class SyslogLevel
{
    /** The system is unusable. */
    public static final int EMERG = 0;
    /** Act now. */
    public static final int ALERT = 1;
    /** Critical. */
    public static final int CRIT = 2;
    /** Error. */
    public static final int ERR = 3;
    /** Warning. */
    public static final int WARNING = 4;
    /** Normal but significant. */
    public static final int NOTICE = 5;
    /** Information: records of traffic. */
    public static final int INFO = 6;
    /** Details. */
    public static final int DEBUG = 7;

    private SyslogLevel()
    {
    }
}
