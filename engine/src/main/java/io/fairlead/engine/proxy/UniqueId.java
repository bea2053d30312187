/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;

/** Makes the unique id of a stream. */
final class UniqueId
{
    private static final int MAX_LENGTH = 128;

    private UniqueId()
    {
    }

    /**
     * Evaluate the format.
     *
     * @param format of the frontend.
     * @param ctx    the stream.
     * @param target wrapped anew around the bytes.
     * @return length of the id.
     */
    static int make(final LogFormat format, final FetchContext ctx, final UnsafeBuffer target)
    {
        final ByteWriter out = ctx.scratch().chunk();
        format.eval(ctx, out);
        final int length = Math.min(MAX_LENGTH, out.length());
        if (target.capacity() < MAX_LENGTH)
        {
            target.wrap(new byte[MAX_LENGTH]);
        }
        target.putBytes(0, out.buffer(), out.start(), length);
        return length;
    }
}
