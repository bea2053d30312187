/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import io.fairlead.engine.buffer.PooledBuffer;

/**
 * Encodes one body after the other. Borrowed from an {@link EncoderStock}, which begins it, and given back by
 * {@link #end()}, in whatever state it is. Loop-confined.
 * <pre>
 *  encode... -> flush -> encode... -> finish
 * </pre>
 */
public abstract class BodyEncoder
{
    private EncoderStock stock;
    private Coding coding;
    private BodyEncoder next;

    /**
     * Which coding it makes.
     *
     * @return coding.
     */
    public final Coding coding()
    {
        return coding;
    }

    /**
     * Be ready for another body.
     *
     * @param level of effort, 0 (none) to 9.
     */
    protected abstract void begin(int level);

    /**
     * Encode a part of the body.
     *
     * @param source buffer of the part; stays the caller's.
     * @param offset of the part.
     * @param length of the part in bytes, above 0.
     * @param out    gets what is made, behind its tail.
     * @return bytes taken, 0 to length; fewer than all when {@code out} is full.
     */
    public abstract int encode(PooledBuffer source, int offset, int length, PooledBuffer out);

    /**
     * Write out so much that the receiver can decode all that was taken.
     *
     * @param out gets it.
     * @return false when it is to be called again with more room.
     */
    public abstract boolean flush(PooledBuffer out);

    /**
     * Write the end of the body.
     *
     * @param out gets it.
     * @return false when it is to be called again with more room.
     */
    public abstract boolean finish(PooledBuffer out);

    /**
     * Work harder or less hard from here on.
     *
     * @param value 0 (no compression) to 9.
     */
    public abstract void level(int value);

    /**
     * How hard it works.
     *
     * @return 0 when it does not compress.
     */
    public abstract int level();

    /** The body is over, finished or not: what serves one body only is to be given back. */
    protected void onEnd()
    {
        // most serve many
    }

    /** Back to where it was borrowed from. */
    public final void end()
    {
        onEnd();
        stock.release(this);
    }

    final void stock(final EncoderStock value, final Coding of)
    {
        stock = value;
        coding = of;
    }

    final BodyEncoder next()
    {
        return next;
    }

    final void next(final BodyEncoder value)
    {
        next = value;
    }
}
