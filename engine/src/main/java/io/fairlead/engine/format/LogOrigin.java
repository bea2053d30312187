/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

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
    CLOSE("txn_close"),
    /** {@code http-request do-log}. */
    HTTP_REQUEST("http-req"),
    /** {@code http-response do-log}. */
    HTTP_RESPONSE("http-res"),
    /** {@code http-after-response do-log}. */
    HTTP_AFTER_RESPONSE("http-after-res"),
    /** {@code tcp-request connection do-log}. */
    TCP_REQUEST_CONNECTION("tcp-req-conn"),
    /** {@code tcp-request session do-log}. */
    TCP_REQUEST_SESSION("tcp-req-sess"),
    /** {@code tcp-request content do-log}. */
    TCP_REQUEST_CONTENT("tcp-req-cont"),
    /** {@code tcp-response content do-log}. */
    TCP_RESPONSE_CONTENT("tcp-res-cont");

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

    /**
     * Moment a configuration calls by a name, in {@code log-steps} and behind {@code on} of a profile.
     *
     * @param word such as {@code close} or {@code http-req}.
     * @return the moment; null when there is none of that name, or it cannot be named.
     */
    public static LogOrigin ofStep(final String word)
    {
        return switch (word)
        {
            case "accept" -> ACCEPT;
            case "request" -> REQUEST;
            case "connect" -> CONNECT;
            case "response" -> RESPONSE;
            case "close" -> CLOSE;
            default ->
            {
                LogOrigin found = null;
                for (final LogOrigin origin : values())
                {
                    found = origin.isRule() && origin.text.equals(word) ? origin : found;
                }
                yield found;
            }
        };
    }

    /**
     * Whether a rule asks for the record.
     *
     * @return true for {@code do-log}.
     */
    public boolean isRule()
    {
        return ordinal() > CLOSE.ordinal();
    }

    /**
     * Whether the record is about a session that failed.
     *
     * @return true before there was a stream.
     */
    public boolean isError()
    {
        return SESSION_KILLED == this || SESSION_ERROR == this;
    }
}
