/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.StreamEndpoint;

/**
 * What a stream carried, counted as HAProxy counts it: heads by {@link HttpMessage#countedLength()}, bodies without
 * their chunk frames, bare bytes as they are. Each way is counted where it enters and where it leaves, which differ
 * when rules edit a head or answer by themselves. Part of a {@link Stream}; loop-confined.
 */
final class StreamBytes
{
    private final Stream stream;
    private HttpMessage request;
    private long requestHead;
    private long sentRequestHead;
    private long responseHead;
    private long sentResponseHead;

    StreamBytes(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        request = null;
        requestHead = 0;
        sentRequestHead = 0;
        responseHead = 0;
        sentResponseHead = 0;
    }

    /** A request was received. */
    void onRequest(final HttpMessage head)
    {
        request = head;
        requestHead = head.countedLength();
    }

    /** A request was sent, once more when it was tried again. */
    void onRequestSent(final HttpMessage head)
    {
        sentRequestHead += head.countedLength();
    }

    /** The end of the request was passed on. */
    void onRequestEnd(final HttpMessage head)
    {
        request = null;
        final int length = head.countedTrailerLength();
        requestHead += length;
        sentRequestHead += length;
    }

    /** A response was received from the server, or an interim one. */
    void onResponse(final HttpMessage head)
    {
        responseHead += head.countedLength();
    }

    /** What a server sent is thrown away. */
    void onDropped(final int length)
    {
        responseHead += length;
    }

    /** A response was sent, the server's or ours. */
    void onResponseSent(final HttpMessage head)
    {
        sentResponseHead += head.countedLength();
    }

    /** The end of the response was passed on. */
    void onResponseEnd(final HttpMessage head)
    {
        final int length = head.countedTrailerLength();
        responseHead += length;
        sentResponseHead += length;
    }

    /** The body of an answer of our own was sent. */
    void onAnswerBody(final int length)
    {
        sentResponseHead += length;
    }

    /** Received from the client; the end of a body counts, even if nobody takes it. */
    long requestIn()
    {
        if (Stream.Refusal.NONE != stream.refusal())
        {
            return 0;
        }
        final long end = null != request && stream.front().isBodyComplete() ? request.countedTrailerLength() : 0;
        return requestHead + stream.requestPath().forwarded() + stream.front().inputLength() + end;
    }

    /** Sent to the server. */
    long requestOut()
    {
        return sentRequestHead + stream.requestPath().sent();
    }

    /** Received from the server. */
    long responseIn()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        return responseHead + stream.responsePath().forwarded() + (null == back ? 0 : back.inputLength());
    }

    /** Sent to the client. An answer of our own counts once, where HAProxy 3.4.0 counts it twice. */
    long responseOut()
    {
        return sentResponseHead + stream.responsePath().sent();
    }
}
