/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/** What traffic shows of a server ({@code observe}). Source: HAProxy's words, which notices repeat. */
public enum Observation
{
    /** A connection was made. */
    CONNECTED("L4 successful connection", Verdict.GOOD, Verdict.NONE),
    /** A connection could not be made. */
    NOT_CONNECTED("L4 unsuccessful connection", Verdict.BAD, Verdict.BAD),
    /** A response of a status that is no fault of the server. */
    GOOD_RESPONSE("Correct http response", Verdict.NONE, Verdict.GOOD),
    /** A response that tells of a fault of the server. */
    WRONG_STATUS("Wrong http response", Verdict.NONE, Verdict.BAD),
    /** What came is no response. */
    INVALID_HEADERS("Invalid http response (headers)", Verdict.NONE, Verdict.BAD),
    /** The connection failed or ended before a response came. */
    READ_ERROR("Read error (http)", Verdict.NONE, Verdict.BAD),
    /** No response came in time. */
    READ_TIMEOUT("Read timeout (http)", Verdict.NONE, Verdict.BAD);

    /** What an observation says at one layer. */
    private enum Verdict
    {
        NONE, GOOD, BAD
    }

    private final String text;
    private final Verdict atLayer4;
    private final Verdict atLayer7;

    Observation(final String text, final Verdict atLayer4, final Verdict atLayer7)
    {
        this.text = text;
        this.atLayer4 = atLayer4;
        this.atLayer7 = atLayer7;
    }

    /**
     * Words for notices.
     *
     * @return text.
     */
    public String text()
    {
        return text;
    }

    boolean isGood(final boolean isLayer7)
    {
        return Verdict.GOOD == (isLayer7 ? atLayer7 : atLayer4);
    }

    boolean isBad(final boolean isLayer7)
    {
        return Verdict.BAD == (isLayer7 ? atLayer7 : atLayer4);
    }
}
