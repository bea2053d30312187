/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.nio.ByteBuffer;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;

import io.fairlead.engine.buffer.PooledBuffer;

/** Zstandard, RFC 8878, by the library. Loaded with the first configuration that asks for it. Loop-confined. */
final class ZstdEncoder extends BodyEncoder
{
    private final ZstdCompressCtx encoder = new ZstdCompressCtx();
    private int level;

    @Override
    protected void begin(final int newLevel)
    {
        encoder.reset();
        level = newLevel;
        encoder.setLevel(newLevel);
    }

    @Override
    public void level(final int value)
    {
        // the level of a frame that has begun stays as it is
    }

    @Override
    public int level()
    {
        return level;
    }

    @Override
    public int encode(final PooledBuffer source, final int offset, final int length, final PooledBuffer out)
    {
        if (0 == out.space())
        {
            return 0;
        }
        final ByteBuffer input = source.nio(offset, length);
        run(out, input, EndDirective.CONTINUE);
        return input.position() - offset;
    }

    private boolean run(final PooledBuffer out, final ByteBuffer input, final EndDirective directive)
    {
        final ByteBuffer target = out.nio(out.tail(), out.space());
        final int before = target.position();
        final boolean isDone = encoder.compressDirectByteBufferStream(target, input, directive);
        out.produced(target.position() - before);
        return isDone;
    }

    @Override
    public boolean flush(final PooledBuffer out)
    {
        return out.space() > 0 && run(out, NativeEncoders.EMPTY, EndDirective.FLUSH);
    }

    @Override
    public boolean finish(final PooledBuffer out)
    {
        return out.space() > 0 && run(out, NativeEncoders.EMPTY, EndDirective.END);
    }
}
