/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Kind of line an expression stands in; only words of messages about names that cannot be resolved depend on it.
 */
public enum ExprUse
{
    ACL("in"),
    STICK("in stick rule in"),
    TRACK("in tracking rule in"),
    LOG("in log-format string in"),
    LOG_SD("in log-format-sd string in"),
    HTTP_REQUEST("in http-request expression in"),
    HTTP_RESPONSE("in http-response response in"),
    UNIQUE_ID("in unique-id-format string in"),
    REDIRECT("in redirect format string in"),
    CAPTURE("in capture rule in"),
    SERVER("in server directive in"),
    USE_BACKEND("in use_backend expression in"),
    USE_SERVER("in use-server or balance expression in"),
    HTTP_ERROR("in http-error directive in"),
    OPTION("in option directive in"),
    TCP_CONNECTION("in tcp-request connection expression in"),
    TCP_SESSION("in tcp-request session expression in"),
    TCP_REQUEST("in tcp-request content expression in"),
    TCP_RESPONSE("in tcp-response content expression in"),
    TCP_CHECK("in tcp-check expression in"),
    CONFIG("in configuration expression in"),
    CLI("in CLI expression in");

    private final String where;

    ExprUse(final String where)
    {
        this.where = where;
    }

    /** Words between the keyword and the proxy in a message. */
    public String where()
    {
        return where;
    }

    /** What the keyword is called in a message. */
    public String what()
    {
        return ACL == this ? "ACL keyword" : "sample fetch keyword";
    }
}
