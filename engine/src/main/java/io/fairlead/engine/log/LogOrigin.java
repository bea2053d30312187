/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

/**
 * Moment a record of traffic is written at, with the words of the alias {@code %OG}. Source: configuration.txt 8.2.6.
 */
public enum LogOrigin
{
    /** A session ended before it could carry a stream: a handshake failed. */
    SESSION_KILLED("sess_killed"),
    /** A session carried something that did not become a request. */
    SESSION_ERROR("sess_error"),
    /** A stream began. */
    ACCEPT("txn_accept"),
    /** The request is complete. */
    REQUEST("txn_request"),
    /** The connection to the server is established. */
    CONNECT("txn_connect"),
    /** The head of the response is complete. */
    RESPONSE("txn_response"),
    /** The stream ended. */
    CLOSE("txn_close");

    private final String text;

    LogOrigin(final String text)
    {
        this.text = text;
    }

    /**
     * Words of {@code %OG}.
     *
     * @return for example {@code txn_close}.
     */
    public String text()
    {
        return text;
    }
}
