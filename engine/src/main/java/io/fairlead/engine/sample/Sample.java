/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * One typed value on its way through an expression. Mutable and reused: a loop takes one from its {@link EvalScratch}.
 * <p>
 * BOOL, SINT and IPV4 (unsigned 32 bits) live in {@link #value}; IPV6 in {@link #high} and {@link #low}, network order;
 * STR and BIN are a slice of {@link #buffer}; METH is an index of {@link MethodNames} in {@code value}, with the slice
 * when it is {@link MethodNames#OTHER}. A slice is only read, never written, and stays valid until the context changes
 * or the scratch is used up.
 */
public final class Sample
{
    /** Other values exist: fetch again with {@link #OPT_ITERATE} to see the next one. */
    public static final int NOT_LAST = 1;
    /** More data may still change this value. */
    public static final int MAY_CHANGE = 1 << 1;

    /** The fetch looks at the response. */
    public static final int OPT_RESPONSE = 1;
    /** Data will not change any more. */
    public static final int OPT_FINAL = 1 << 1;
    /** The caller walks over all values, as conditions do. */
    public static final int OPT_ITERATE = 1 << 2;

    public SampleType type = SampleType.ANY;
    public long value;
    public long high;
    public long low;
    public UnsafeBuffer buffer;
    public int offset;
    public int length;
    /** NOT_LAST and MAY_CHANGE. */
    public int flags;
    /** OPT_ bits given by the caller. */
    public int options;
    /** Restart point of a multi-value fetch; zero before the first call. */
    public int iteration;
    /** Second word of the restart point. */
    public int iterationOffset;
    /** Something a match method needs besides the value, or null. */
    public Object attachment;

    private final EvalScratch scratch;

    Sample(final EvalScratch scratch)
    {
        this.scratch = scratch;
    }

    /** Stand-alone sample with its own scratch, for load time and tests. */
    public static Sample standAlone()
    {
        return new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH).pushSample();
    }

    /** Memory for values made on the way. */
    public EvalScratch scratch()
    {
        return scratch;
    }

    /** Forget value, flags and restart point, keep nothing but the options given. */
    public Sample reset(final int newOptions)
    {
        type = SampleType.ANY;
        value = 0;
        length = 0;
        flags = 0;
        iteration = 0;
        iterationOffset = 0;
        attachment = null;
        options = newOptions;
        return this;
    }

    public boolean isResponse()
    {
        return 0 != (options & OPT_RESPONSE);
    }

    public boolean isFinal()
    {
        return 0 != (options & OPT_FINAL);
    }

    public boolean isIterating()
    {
        return 0 != (options & OPT_ITERATE);
    }

    public boolean mayChange()
    {
        return 0 != (flags & MAY_CHANGE);
    }

    /** Become a boolean. Always true, so that a fetch may end with it. */
    public boolean bool(final boolean newValue)
    {
        type = SampleType.BOOL;
        value = newValue ? 1 : 0;
        return true;
    }

    /** Become an integer. Always true. */
    public boolean sint(final long newValue)
    {
        type = SampleType.SINT;
        value = newValue;
        return true;
    }

    /** Become an IPv4 address given as its 32 bits, first byte highest. Always true. */
    public boolean ipv4(final int address)
    {
        type = SampleType.IPV4;
        value = address & 0xFFFF_FFFFL;
        return true;
    }

    /** Become an IPv6 address, first byte highest. Always true. */
    public boolean ipv6(final long newHigh, final long newLow)
    {
        type = SampleType.IPV6;
        high = newHigh;
        low = newLow;
        return true;
    }

    /** Become a string over these bytes. Always true. */
    public boolean str(final UnsafeBuffer newBuffer, final int newOffset, final int newLength)
    {
        type = SampleType.STR;
        return slice(newBuffer, newOffset, newLength);
    }

    /** Become a string over a whole constant. Always true. */
    public boolean str(final UnsafeBuffer constant)
    {
        return str(constant, 0, constant.capacity());
    }

    /** Become a block of bytes. Always true. */
    public boolean bin(final UnsafeBuffer newBuffer, final int newOffset, final int newLength)
    {
        type = SampleType.BIN;
        return slice(newBuffer, newOffset, newLength);
    }

    /** Become a known method, an index of {@link MethodNames}. Always true. */
    public boolean method(final int index)
    {
        type = SampleType.METH;
        value = index;
        return true;
    }

    /** Change the bytes, keep the type. Always true. */
    public boolean slice(final UnsafeBuffer newBuffer, final int newOffset, final int newLength)
    {
        buffer = newBuffer;
        offset = newOffset;
        length = newLength;
        return true;
    }

    /** Byte of the slice, 0 to 255. */
    public int byteAt(final int index)
    {
        return buffer.getByte(offset + index) & 0xFF;
    }

    /** Whether the value is made of bytes in a slice. */
    public boolean hasSlice()
    {
        return SampleType.STR == type || SampleType.BIN == type ||
            (SampleType.METH == type && MethodNames.OTHER == value);
    }

    /** Take over type and value of another sample; the slice is shared. */
    public void copyFrom(final Sample other)
    {
        type = other.type;
        value = other.value;
        high = other.high;
        low = other.low;
        buffer = other.buffer;
        offset = other.offset;
        length = other.length;
        flags = other.flags;
    }

    /** Text of the value, for load time, tests and explanations; allocates. */
    public String text()
    {
        final Sample copy = scratch.pushSample();
        copy.copyFrom(this);
        final String result = SampleCasts.cast(copy, SampleType.STR)
            ? copy.buffer.getStringWithoutLengthAscii(copy.offset, copy.length) : "";
        scratch.popSample();
        return result;
    }

    @Override
    public String toString()
    {
        return "Sample{" + type.label() + '}';
    }
}
