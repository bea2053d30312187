/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

import io.fairlead.engine.buffer.PooledBuffer;

/** Deflate by zlib, for levels 2 to 9 ({@code tune.comp.maxlevel}). Loop-confined. */
final class ThoroughDeflate extends DeflateEncoder
{
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private int level;

    ThoroughDeflate(final Frame frame)
    {
        super(frame);
    }

    @Override
    protected void begin(final int newLevel)
    {
        super.begin(newLevel);
        deflater.reset();
        level(newLevel);
    }

    @Override
    public void level(final int value)
    {
        level = value;
        deflater.setLevel(value);
    }

    @Override
    public int level()
    {
        return level;
    }

    @Override
    public int encode(final PooledBuffer source, final int offset, final int length, final PooledBuffer out)
    {
        if (!hasHead(out) || 0 == out.space())
        {
            return 0;
        }
        final ByteBuffer input = source.nio(offset, length);
        deflater.setInput(input);
        out.produced(deflater.deflate(out.nio(out.tail(), out.space()), Deflater.NO_FLUSH));
        final int count = input.position() - offset;
        taken(source, offset, count);
        return count;
    }

    @Override
    public boolean flush(final PooledBuffer out)
    {
        if (!hasHead(out) || 0 == out.space())
        {
            return false;
        }
        final int space = out.space();
        final int count = deflater.deflate(out.nio(out.tail(), space), Deflater.SYNC_FLUSH);
        out.produced(count);
        return count < space;
    }

    @Override
    boolean endBlocks(final PooledBuffer out)
    {
        deflater.finish();
        if (out.space() > 0)
        {
            out.produced(deflater.deflate(out.nio(out.tail(), out.space()), Deflater.NO_FLUSH));
        }
        return deflater.finished();
    }
}
