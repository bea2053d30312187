/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A response known in advance: a default error page, an {@code errorfile}, an {@code errorloc}. Made at configuration
 * time, then shared by all loops and read only; a stream that sends it takes the head by
 * {@link HttpMessage#copy(HttpMessage)}.
 */
public final class ResponseTemplate
{
    private final HttpMessage head;
    private final UnsafeBuffer buffer;
    private final int bodyOffset;
    private final int bodyLength;

    /**
     * A template over bytes that nobody changes any more.
     *
     * @param head       whose slices are in {@code buffer}; null for a file that is empty on purpose.
     * @param buffer     that holds head and body.
     * @param bodyOffset of the body.
     * @param bodyLength in bytes.
     */
    public ResponseTemplate(final HttpMessage head, final UnsafeBuffer buffer, final int bodyOffset,
        final int bodyLength)
    {
        this.head = head;
        this.buffer = buffer;
        this.bodyOffset = bodyOffset;
        this.bodyLength = bodyLength;
    }

    /**
     * Whether there is nothing to send: the connection is just closed.
     *
     * @return true for an empty file such as {@code /dev/null}.
     */
    public boolean isSilent()
    {
        return null == head;
    }

    /**
     * Head of the response.
     *
     * @return shared message, to be copied; null when silent.
     */
    public HttpMessage head()
    {
        return head;
    }

    /**
     * Buffer that holds the body.
     *
     * @return shared buffer, read only.
     */
    public UnsafeBuffer buffer()
    {
        return buffer;
    }

    /**
     * Where the body begins.
     *
     * @return offset in {@link #buffer()}.
     */
    public int bodyOffset()
    {
        return bodyOffset;
    }

    /**
     * Length of the body.
     *
     * @return bytes.
     */
    public int bodyLength()
    {
        return bodyLength;
    }
}
