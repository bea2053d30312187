/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

/**
 * What the configuration says of HTTP/1 on one side of a proxy.
 *
 * @param parserFlags     flags of {@link Http1Parser}.
 * @param maxHeaders      most headers in a message ({@code tune.http.maxhdr}).
 * @param maxHeadLength   most bytes in a head ({@code tune.bufsize} less {@code tune.maxrewrite}).
 * @param requestTimeoutMs   longest wait for a request head; 0 for ever.
 * @param keepAliveTimeoutMs longest wait for the next request; 0 for ever.
 * @param isProbeIgnored  {@code option http-ignore-probes}.
 * @param encoderOptions  options of {@link Http1Encoder} that always hold on this side.
 * @param headerCase      names for {@link Http1Encoder#ADJUST_CASE}; null when there are none.
 */
public record Http1Settings(
    int parserFlags,
    int maxHeaders,
    int maxHeadLength,
    int requestTimeoutMs,
    int keepAliveTimeoutMs,
    boolean isProbeIgnored,
    int encoderOptions,
    HeaderCase headerCase)
{
}
