/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.Sample;

/**
 * Moments in the life of a stream when rules are looked at.
 */
public enum Phase
{
    TCP_REQUEST_CONNECTION("tcp-request connection", KeywordKind.TCP_REQUEST_CONNECTION, ExprUse.TCP_CONNECTION,
        Checkpoint.FE_CONNECTION, null, false),
    TCP_REQUEST_SESSION("tcp-request session", KeywordKind.TCP_REQUEST_SESSION, ExprUse.TCP_SESSION,
        Checkpoint.FE_SESSION, null, false),
    TCP_REQUEST_CONTENT("tcp-request content", KeywordKind.TCP_REQUEST_CONTENT, ExprUse.TCP_REQUEST,
        Checkpoint.FE_REQUEST_CONTENT, Checkpoint.BE_REQUEST_CONTENT, false),
    HTTP_REQUEST("http-request", KeywordKind.HTTP_REQUEST, ExprUse.HTTP_REQUEST,
        Checkpoint.FE_REQUEST_HEADERS, Checkpoint.BE_REQUEST_HEADERS, false),
    TCP_RESPONSE_CONTENT("tcp-response content", KeywordKind.TCP_RESPONSE_CONTENT, ExprUse.TCP_RESPONSE,
        Checkpoint.FE_RESPONSE_CONTENT, Checkpoint.BE_RESPONSE_CONTENT, true),
    HTTP_RESPONSE("http-response", KeywordKind.HTTP_RESPONSE, ExprUse.HTTP_RESPONSE,
        Checkpoint.FE_RESPONSE_HEADERS, Checkpoint.BE_RESPONSE_HEADERS, true),
    HTTP_AFTER_RESPONSE("http-after-response", KeywordKind.HTTP_AFTER_RESPONSE, ExprUse.HTTP_RESPONSE,
        Checkpoint.FE_RESPONSE_HEADERS, Checkpoint.BE_RESPONSE_HEADERS, true);

    private final String text;
    private final KeywordKind kind;
    private final ExprUse use;
    private final Checkpoint frontend;
    private final Checkpoint backend;
    private final boolean isResponse;

    Phase(
        final String text, final KeywordKind kind, final ExprUse use, final Checkpoint frontend,
        final Checkpoint backend, final boolean isResponse)
    {
        this.text = text;
        this.kind = kind;
        this.use = use;
        this.frontend = frontend;
        this.backend = backend;
        this.isResponse = isResponse;
    }

    /** Words that begin the line. */
    public String text()
    {
        return text;
    }

    /** Kind of the keywords of its actions. */
    public KeywordKind kind()
    {
        return kind;
    }

    /** Kind of line, for messages about expressions. */
    public ExprUse use()
    {
        return use;
    }

    /** Whether rules look at the response. */
    public boolean isResponse()
    {
        return isResponse;
    }

    /** Whether rules need HTTP. */
    public boolean isHttp()
    {
        return HTTP_REQUEST == this || HTTP_RESPONSE == this || HTTP_AFTER_RESPONSE == this;
    }

    /** Direction for expressions, as in {@link Sample#options}. */
    public int options()
    {
        return isResponse ? Sample.OPT_RESPONSE : 0;
    }

    /** Places where expressions of this phase are evaluated, by the kinds of the proxy. */
    public int checkpoints(final boolean isFrontend, final boolean isBackend)
    {
        return (isFrontend ? frontend.mask() : 0) | (isBackend && null != backend ? backend.mask() : 0);
    }
}
