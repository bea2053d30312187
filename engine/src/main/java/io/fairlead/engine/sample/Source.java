/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import static io.fairlead.engine.sample.Checkpoint.BE_REQUEST_CONTENT;
import static io.fairlead.engine.sample.Checkpoint.BE_RESPONSE_BODY;
import static io.fairlead.engine.sample.Checkpoint.BE_RESPONSE_CONTENT;
import static io.fairlead.engine.sample.Checkpoint.BE_SERVER_CONNECT;
import static io.fairlead.engine.sample.Checkpoint.BE_SET_SERVER;
import static io.fairlead.engine.sample.Checkpoint.CHECK;
import static io.fairlead.engine.sample.Checkpoint.CLI;
import static io.fairlead.engine.sample.Checkpoint.CONFIG;
import static io.fairlead.engine.sample.Checkpoint.FE_CONNECTION;
import static io.fairlead.engine.sample.Checkpoint.FE_REQUEST_BODY;
import static io.fairlead.engine.sample.Checkpoint.FE_REQUEST_CONTENT;
import static io.fairlead.engine.sample.Checkpoint.FE_RESPONSE_BODY;
import static io.fairlead.engine.sample.Checkpoint.FE_SESSION;
import static io.fairlead.engine.sample.Checkpoint.LOG;

import io.fairlead.engine.config.FetchSource;

/**
 * What a fetch looks at; decides the places where it may be used. Each source is a view of {@link FetchContext}.
 */
public enum Source implements FetchSource
{
    CONSTANT("", Checkpoint.range(FE_CONNECTION, CLI)),
    INTERNAL("internal state", Checkpoint.range(FE_CONNECTION, CLI) & ~CONFIG.mask()),
    LISTENER("listener", Checkpoint.range(FE_CONNECTION, LOG)),
    FRONTEND("frontend", Checkpoint.range(FE_CONNECTION, LOG)),
    CLIENT_ADDRESS("client address", Checkpoint.range(FE_CONNECTION, CHECK)),
    CLIENT_CONNECTION("client-side connection", Checkpoint.range(FE_SESSION, LOG)),
    TRACK("track counters", Checkpoint.range(FE_CONNECTION, LOG)),
    REQUEST_BUFFER("request buffer", Checkpoint.range(FE_REQUEST_CONTENT, BE_SERVER_CONNECT)),
    REQUEST_HEADERS("HTTP request headers", Checkpoint.range(FE_REQUEST_CONTENT, BE_SERVER_CONNECT)),
    REQUEST_LINE("HTTP request", Checkpoint.range(FE_REQUEST_CONTENT, LOG)),
    REQUEST_BODY("HTTP request body", Checkpoint.range(FE_REQUEST_BODY, BE_SERVER_CONNECT)),
    BACKEND("backend", Checkpoint.range(BE_REQUEST_CONTENT, CHECK)),
    SERVER("server", Checkpoint.range(BE_SERVER_CONNECT, CHECK)),
    SERVER_ADDRESS("server address", Checkpoint.range(BE_RESPONSE_CONTENT, CHECK)),
    SERVER_CONNECTION("server-side connection", Checkpoint.range(BE_RESPONSE_CONTENT, CHECK)),
    RESPONSE_BUFFER("response buffer", Checkpoint.range(BE_RESPONSE_CONTENT, FE_RESPONSE_BODY) | CHECK.mask()),
    RESPONSE_HEADERS("HTTP response headers", Checkpoint.range(BE_RESPONSE_CONTENT, FE_RESPONSE_BODY) | CHECK.mask()),
    RESPONSE_LINE("HTTP response", Checkpoint.range(BE_RESPONSE_CONTENT, CHECK)),
    RESPONSE_BODY("HTTP response body", Checkpoint.range(BE_RESPONSE_BODY, FE_RESPONSE_BODY) | CHECK.mask()),
    REQUEST_TOTALS("request buffer statistics", Checkpoint.range(FE_REQUEST_CONTENT, LOG)),
    RESPONSE_TOTALS("response buffer statistics", Checkpoint.range(BE_SET_SERVER, LOG)),
    TRANSACTION_TOTALS("transaction statistics", Checkpoint.range(FE_REQUEST_CONTENT, LOG)),
    SESSION_TOTALS("session statistics", Checkpoint.range(FE_CONNECTION, LOG));

    /** Sources that need HTTP to be parsed. */
    public static final int HTTP_MASK = REQUEST_HEADERS.mask() | REQUEST_LINE.mask() | REQUEST_BODY.mask() |
        RESPONSE_HEADERS.mask() | RESPONSE_LINE.mask() | RESPONSE_BODY.mask();

    private final String text;
    private final int checkpoints;

    Source(final String text, final int checkpoints)
    {
        this.text = text;
        this.checkpoints = checkpoints;
    }

    /** This source as one bit. */
    public int mask()
    {
        return 1 << ordinal();
    }

    @Override
    public int checkpointMask()
    {
        return checkpoints;
    }

    /** Places allowed by any source of a mask. */
    public static int checkpointsOf(final int mask)
    {
        int result = 0;
        for (final Source source : values())
        {
            if (0 != (mask & source.mask()))
            {
                result |= source.checkpoints;
            }
        }
        return result;
    }

    /** Words for all sources of a mask, separated by commas, for messages. */
    public static String textOf(final int mask)
    {
        final StringBuilder result = new StringBuilder();
        for (final Source source : values())
        {
            if (0 != (mask & source.mask()))
            {
                if (0 != (mask & (source.mask() - 1)))
                {
                    result.append(',');
                }
                result.append(source.text);
            }
        }
        return result.toString();
    }
}
