/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.mux.StreamEndpoint;

/**
 * How much a head may grow by rules. HAProxy keeps a message's head and what has arrived of its body in one buffer,
 * where {@code tune.maxrewrite} bytes are left for edits; ours could grow, but the same edits fail (configuration.txt
 * 3.2 "tune.maxrewrite"). Part of a {@link Stream}; loop-confined.
 */
final class RewriteRoom
{
    private static final int MESSAGE_RECORD = 40;
    private static final int BLOCK_RECORD = 8;
    private static final int START_LINE_RECORD = 37;

    private final Stream stream;
    private int requestLength;
    private int responseLength;

    RewriteRoom(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        requestLength = 0;
        responseLength = 0;
    }

    /** Whether the head of one direction may grow by so many bytes. */
    boolean has(final boolean isResponse, final int more)
    {
        final HttpMessage head = isResponse ? stream.context().response() : stream.context().request();
        if (null == head)
        {
            return true;
        }
        final StreamEndpoint endpoint = isResponse ? stream.connector().endpoint() : stream.front();
        final int body = null == endpoint || head != endpoint.message() ? 0 : endpoint.payloadLength();
        final HttpOptions options = stream.frontend().http();
        final int capacity = options.bufferLength() - MESSAGE_RECORD;
        final int atMost = head.headEnd() + head.editLength() + head.headerCount() * BLOCK_RECORD + START_LINE_RECORD;
        return atMost + body + more + 2 * BLOCK_RECORD <= capacity ||
            hasExactly(head, isResponse, body, more, capacity, options.rewriteLength());
    }

    private boolean hasExactly(
        final HttpMessage head, final boolean isResponse, final int body, final int more, final int capacity,
        final int reserved)
    {
        final int stored = head.storedLength();
        if (isResponse)
        {
            responseLength = 0 == responseLength ? stored : responseLength;
        }
        else
        {
            requestLength = 0 == requestLength ? stored : requestLength;
        }
        // no more of the body is read than leaves room for edits of the head as it came
        final int limit = Math.max(0, capacity - reserved - (isResponse ? responseLength : requestLength));
        final int held = 0 == body ? 0 : Math.min(body + BLOCK_RECORD, limit);
        return stored + held + more + BLOCK_RECORD <= capacity;
    }
}
