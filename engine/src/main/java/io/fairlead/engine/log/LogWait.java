/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import io.fairlead.engine.format.LogAlias;
import io.fairlead.engine.format.LogFormat;

/**
 * What a frontend's formats still wait for, as bits of an int that each stream carries along. When a moment has
 * supplied the last of it the record is written there, which for usual formats is the end. Source: observed at HAProxy
 * 3.4; configuration.txt 8.2.
 */
final class LogWait
{
    static final int NOTHING = 0;
    /** Something that is always known. */
    static final int ANYTHING = 1;
    /** The request. */
    static final int REQUEST = 1 << 1;
    /** Totals. */
    static final int END = 1 << 2;
    /** Something that comes between request and end; never taken off before the end. */
    static final int OTHER = 1 << 3;

    private LogWait()
    {
    }

    static int of(final LogFormat format)
    {
        if (null == format)
        {
            return NOTHING;
        }
        int wait = ANYTHING;
        for (final LogAlias alias : LogAlias.values())
        {
            if (format.uses(alias))
            {
                wait |= of(alias);
            }
        }
        if (!format.expressions().isEmpty())
        {
            wait |= OTHER;
        }
        return format.needsEnd() ? wait | END : wait;
    }

    private static int of(final LogAlias alias)
    {
        return switch (alias)
        {
            case GLOBAL, ORIGIN -> NOTHING;
            case HOST_NAME, DATE_GMT, DATE_LOCAL, TIMESTAMP, BACKEND, FRONTEND, FRONTEND_TRANSPORT, LOG_COUNT,
                MILLISECONDS, PID, DATE, REQUEST_DATE, REQUEST_DATE_GMT, REQUEST_DATE_LOCAL, TERMINATION_COOKIE ->
                ANYTHING;
            case METHOD, PATH, PATH_ONLY, QUERY, URI, VERSION, REQUEST_LINE, REQUEST_COUNT -> REQUEST;
            default -> alias.needsEnd() ? END : OTHER;
        };
    }
}
