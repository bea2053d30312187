/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Places where an expression may be evaluated. The order is that of the keyword dump; {@link #mask()} is one bit.
 */
public enum Checkpoint
{
    FE_CONNECTION("frontend tcp-request connection rule"),
    FE_SESSION("frontend tcp-request session rule"),
    FE_REQUEST_CONTENT("frontend tcp-request content rule"),
    FE_REQUEST_HEADERS("frontend http-request header rule"),
    FE_REQUEST_BODY("frontend http-request body rule"),
    FE_SET_BACKEND("frontend use-backend rule"),
    BE_REQUEST_CONTENT("backend tcp-request content rule"),
    BE_REQUEST_HEADERS("backend http-request header rule"),
    BE_REQUEST_BODY("backend http-request body rule"),
    BE_SET_SERVER("backend use-server, balance or stick-match rule"),
    BE_SERVER_CONNECT("server source selection"),
    BE_RESPONSE_CONTENT("backend tcp-response content rule"),
    BE_RESPONSE_HEADERS("backend http-response header rule"),
    BE_RESPONSE_BODY("backend http-response body rule"),
    BE_STORE("backend stick-store rule"),
    FE_RESPONSE_CONTENT("frontend tcp-response content rule"),
    FE_RESPONSE_HEADERS("frontend http-response header rule"),
    FE_RESPONSE_BODY("frontend http-response body rule"),
    LOG("logs"),
    CHECK("backend tcp-check rule"),
    CONFIG("configuration parser"),
    CLI("CLI parser");

    /** Places looking at the request direction. */
    public static final int REQUEST_MASK = range(FE_CONNECTION, BE_SET_SERVER) | CHECK.mask();

    /** Places looking at the response direction. */
    public static final int RESPONSE_MASK = range(BE_SERVER_CONNECT, CHECK);

    private final String text;

    Checkpoint(final String text)
    {
        this.text = text;
    }

    /** Words used in messages. */
    public String text()
    {
        return text;
    }

    /** This place as one bit. */
    public int mask()
    {
        return 1 << ordinal();
    }

    /** Bits of all places from first to last, both included. */
    public static int range(final Checkpoint first, final Checkpoint last)
    {
        return (int)((2L << last.ordinal()) - (1L << first.ordinal()));
    }

    /** Words for the lowest place of a mask. */
    public static String textOf(final int mask)
    {
        for (final Checkpoint checkpoint : values())
        {
            if (0 != (mask & checkpoint.mask()))
            {
                return checkpoint.text;
            }
        }
        return "unknown sample check place, please report this bug";
    }
}
