/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

import io.fairlead.engine.buffer.PooledBuffer;

/** What all encoders of deflate share: the frame around the blocks, RFC 1952 or RFC 1950 or none. Loop-confined. */
abstract class DeflateEncoder extends BodyEncoder
{
    /** The frame around the blocks. */
    enum Frame
    {
        /** No frame. */
        NONE(0, 0),
        /** RFC 1950: two bytes before, the Adler-32 behind. */
        ZLIB(2, Integer.BYTES),
        /** RFC 1952: ten bytes before, CRC-32 and length behind. */
        GZIP(10, 2 * Integer.BYTES);

        private final int headLength;
        private final int endLength;

        Frame(final int headLength, final int endLength)
        {
            this.headLength = headLength;
            this.endLength = endLength;
        }
    }

    private static final long GZIP_HEAD = 0x8B1FL | 8 << 16;
    /** Extra flags: fastest algorithm (4); operating system: Unix (3). */
    private static final short GZIP_HEAD_END = 0x0304;
    /** 32 KiB of window, fastest algorithm. */
    private static final short ZLIB_HEAD = 0x0178;

    private final Frame frame;
    private final CRC32 crc;
    private final Adler32 adler;
    private int length;
    private boolean isHeadWritten;
    private boolean isBodyEnded;

    DeflateEncoder(final Frame frame)
    {
        this.frame = frame;
        crc = Frame.GZIP == frame ? new CRC32() : null;
        adler = Frame.ZLIB == frame ? new Adler32() : null;
    }

    final Frame frame()
    {
        return frame;
    }

    @Override
    protected void begin(final int level)
    {
        length = 0;
        isHeadWritten = false;
        isBodyEnded = false;
        if (null != crc)
        {
            crc.reset();
        }
        else if (null != adler)
        {
            adler.reset();
        }
    }

    /** Write the frame's head unless that was done; false when there is no room. */
    final boolean hasHead(final PooledBuffer out)
    {
        if (isHeadWritten)
        {
            return true;
        }
        if (out.space() < frame.headLength)
        {
            return false;
        }
        switch (frame)
        {
            case GZIP ->
            {
                out.memory().putLong(out.tail(), GZIP_HEAD, ByteOrder.LITTLE_ENDIAN);
                out.memory().putShort(out.tail() + Long.BYTES, GZIP_HEAD_END, ByteOrder.LITTLE_ENDIAN);
            }
            case ZLIB -> out.memory().putShort(out.tail(), ZLIB_HEAD, ByteOrder.LITTLE_ENDIAN);
            default ->
            {
                // bare
            }
        }
        out.produced(frame.headLength);
        isHeadWritten = true;
        return true;
    }

    /** Bytes of the body were taken. */
    final void taken(final PooledBuffer source, final int offset, final int count)
    {
        length += count;
        if (null != crc)
        {
            crc.update(source.nio(offset, count));
        }
        else if (null != adler)
        {
            adler.update(source.nio(offset, count));
        }
    }

    /** Write the last block; true when it is out. */
    abstract boolean endBlocks(PooledBuffer out);

    @Override
    public final boolean finish(final PooledBuffer out)
    {
        if (!hasHead(out))
        {
            return false;
        }
        if (!isBodyEnded)
        {
            isBodyEnded = endBlocks(out);
        }
        if (!isBodyEnded || out.space() < frame.endLength)
        {
            return false;
        }
        switch (frame)
        {
            case GZIP ->
            {
                out.memory().putInt(out.tail(), (int)crc.getValue(), ByteOrder.LITTLE_ENDIAN);
                out.memory().putInt(out.tail() + Integer.BYTES, length, ByteOrder.LITTLE_ENDIAN);
            }
            case ZLIB -> out.memory().putInt(out.tail(), (int)adler.getValue(), ByteOrder.BIG_ENDIAN);
            default ->
            {
                // bare
            }
        }
        out.produced(frame.endLength);
        return true;
    }
}
