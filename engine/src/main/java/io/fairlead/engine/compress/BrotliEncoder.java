/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import com.aayushatharva.brotli4j.encoder.Encoder;
import com.aayushatharva.brotli4j.encoder.EncoderJNI;

import io.fairlead.engine.buffer.PooledBuffer;

/**
 * Brotli, RFC 7932, by the library, whose encoders serve one body each. Loaded with the first configuration that asks
 * for it. Loop-confined.
 */
final class BrotliEncoder extends BodyEncoder
{
    private static final int INPUT_LENGTH = 16384;
    /** 256 KiB, as much as bodies on their way are worth. */
    private static final int WINDOW_BITS = 18;

    private EncoderJNI.Wrapper encoder;
    private ByteBuffer pending = NativeEncoders.EMPTY;
    private EncoderJNI.Operation operation = EncoderJNI.Operation.PROCESS;
    private boolean isFlushing;
    private boolean isFinishing;
    private int level;

    @Override
    protected void begin(final int newLevel)
    {
        level = newLevel;
        isFlushing = false;
        isFinishing = false;
        pending = NativeEncoders.EMPTY;
        try
        {
            encoder = new EncoderJNI.Wrapper(INPUT_LENGTH, newLevel, WINDOW_BITS, Encoder.Mode.GENERIC);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void level(final int value)
    {
        // the level of a body that has begun stays as it is
    }

    @Override
    public int level()
    {
        return level;
    }

    @Override
    public int encode(final PooledBuffer source, final int offset, final int length, final PooledBuffer out)
    {
        if (!drain(out))
        {
            return 0;
        }
        final int count = Math.min(length, INPUT_LENGTH);
        final ByteBuffer input = encoder.getInputBuffer();
        input.clear();
        input.put(source.nio(offset, count));
        push(EncoderJNI.Operation.PROCESS, count);
        drain(out);
        return count;
    }

    private void push(final EncoderJNI.Operation next, final int count)
    {
        operation = next;
        encoder.push(next, count);
    }

    /** Move what the library has made; false when there is no room for all of it. */
    private boolean drain(final PooledBuffer out)
    {
        while (pending.hasRemaining() || encoder.hasMoreOutput() || encoder.hasRemainingInput())
        {
            if (!pending.hasRemaining())
            {
                if (!encoder.hasMoreOutput())
                {
                    encoder.push(operation, 0);
                    continue;
                }
                pending = encoder.pull();
            }
            final int count = Math.min(pending.remaining(), out.space());
            if (0 == count)
            {
                return false;
            }
            out.memory().putBytes(out.tail(), pending, pending.position(), count);
            pending.position(pending.position() + count);
            out.produced(count);
        }
        return true;
    }

    @Override
    public boolean flush(final PooledBuffer out)
    {
        if (!isFlushing)
        {
            if (!drain(out))
            {
                return false;
            }
            isFlushing = true;
            push(EncoderJNI.Operation.FLUSH, 0);
        }
        isFlushing = !drain(out);
        return !isFlushing;
    }

    @Override
    public boolean finish(final PooledBuffer out)
    {
        if (isFlushing && !flush(out) || !drain(out))
        {
            return false;
        }
        if (!isFinishing)
        {
            isFinishing = true;
            push(EncoderJNI.Operation.FINISH, 0);
        }
        return drain(out);
    }

    @Override
    protected void onEnd()
    {
        pending = NativeEncoders.EMPTY;
        encoder.destroy();
        encoder = null;
    }
}
