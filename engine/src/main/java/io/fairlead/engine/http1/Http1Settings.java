/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.mux.HttpOptions;

/**
 * What the configuration says of HTTP/1 on one side of a proxy.
 *
 * @param parserFlags     flags of {@link Http1Parser}.
 * @param maxHeaders      most headers in a message ({@code tune.http.maxhdr}).
 * @param bufferLength    most bytes in a head with room for rules ({@code tune.bufsize}).
 * @param rewriteLength   room for rules ({@code tune.maxrewrite}).
 * @param requestTimeoutMs   longest wait for a request head; 0 for ever.
 * @param keepAliveTimeoutMs longest wait for the next request; 0 for ever.
 * @param isProbeIgnored  {@code option http-ignore-probes}.
 * @param encoderOptions  options of {@link Http1Encoder} that always hold on this side.
 * @param isTrailerDropped    send no trailers.
 * @param headerCase      names for {@link Http1Encoder#ADJUST_CASE}; null when there are none.
 */
record Http1Settings(
    int parserFlags,
    int maxHeaders,
    int bufferLength,
    int rewriteLength,
    int requestTimeoutMs,
    int keepAliveTimeoutMs,
    boolean isProbeIgnored,
    int encoderOptions,
    boolean isTrailerDropped,
    HeaderCase headerCase)
{
    static Http1Settings of(final HttpOptions options)
    {
        final int parser = (options.isUnsafeAccepted() ? Http1Parser.ACCEPT_VIOLATIONS : 0) |
            (options.isPayloadAcceptedAnyMethod() ? Http1Parser.ACCEPT_PAYLOAD_WITH_ANY_METHOD : 0) |
            (options.isInsecureTransferKept() ? Http1Parser.KEEP_INSECURE_TRANSFER_ENCODING : 0);
        final int encoder = (options.isCaseAdjusted() ? Http1Encoder.ADJUST_CASE : 0) |
            (options.isClosing() ? Http1Encoder.CLOSE_UNLESS_ASKED : 0) |
            (options.isKeepAlivePretended() ? Http1Encoder.PRETEND_KEEP_ALIVE : 0) |
            (options.isInsecureTransferKept() ? Http1Encoder.KEEP_INSECURE_TRANSFER_ENCODING : 0);
        final HeaderCase names = new HeaderCase();
        options.caseNames().forEach(names::add);
        return new Http1Settings(parser, options.maxHeaders(), options.bufferLength(), options.rewriteLength(),
            options.requestTimeoutMs(),
            options.keepAliveTimeoutMs(), options.isProbeIgnored(), encoder, options.isTrailerDropped(),
            names.isEmpty() ? null : names);
    }
}
