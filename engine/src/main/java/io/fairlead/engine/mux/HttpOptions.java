/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

import java.util.Map;

/**
 * What the configuration says of HTTP on one side of a proxy, whatever its version. Compared by identity; any thread.
 *
 * @param isUnsafeAccepted            {@code option accept-unsafe-violations-in-http-request} or {@code -response}.
 * @param isPayloadAcceptedAnyMethod  {@code h1-accept-payload-with-any-method}.
 * @param isInsecureTransferKept      {@code h1-do-not-close-on-insecure-transfer-encoding}.
 * @param isClosing                   close after each message unless a rule asks otherwise ({@code option httpclose}).
 * @param isKeepAlivePretended        {@code option http-pretend-keepalive}.
 * @param isProbeIgnored              {@code option http-ignore-probes}.
 * @param isCaseAdjusted              {@code option h1-case-adjust-bogus-client} or {@code -server}.
 * @param caseNames                   names in lower case to names as they are to be written ({@code h1-case-adjust}).
 * @param maxHeaders                  most headers in a message ({@code tune.http.maxhdr}).
 * @param bufferLength                {@code tune.bufsize}: no head may be longer.
 * @param rewriteLength               {@code tune.maxrewrite}: room to leave for rules in a head.
 * @param isTrailerDropped            send no trailers ({@code option http-drop-request-trailers} or
 *                                    {@code -response-trailers}).
 * @param requestTimeoutMs            longest wait for a request head; 0 for ever.
 * @param keepAliveTimeoutMs          longest wait for the next request; 0 for ever.
 */
public record HttpOptions(
    boolean isUnsafeAccepted,
    boolean isPayloadAcceptedAnyMethod,
    boolean isInsecureTransferKept,
    boolean isClosing,
    boolean isKeepAlivePretended,
    boolean isProbeIgnored,
    boolean isCaseAdjusted,
    Map<String, String> caseNames,
    int maxHeaders,
    int bufferLength,
    int rewriteLength,
    boolean isTrailerDropped,
    int requestTimeoutMs,
    int keepAliveTimeoutMs)
{
}
