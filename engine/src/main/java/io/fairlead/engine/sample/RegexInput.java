/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A slice seen as characters 0 to 255, that counts how often it is looked at and ends the search when it was too often.
 */
public final class RegexInput implements CharSequence
{
    /** Looks allowed for each search, besides {@link #STEPS_PER_BYTE}. */
    static final int BASE_STEPS = 200_000;
    /** Looks allowed for each byte of the text. */
    static final int STEPS_PER_BYTE = 500;

    /** Thrown when the budget is used up; made once, without stack trace. */
    static final class BudgetExceeded extends RuntimeException
    {
        private static final long serialVersionUID = 1L;
        private static final BudgetExceeded INSTANCE = new BudgetExceeded();

        private BudgetExceeded()
        {
            super("regular expression looked at its input too often", null, false, false);
        }
    }

    private UnsafeBuffer buffer = Texts.EMPTY;
    private int offset;
    private int length;
    private int budget;

    /** Look at a slice, with a new budget. */
    public RegexInput wrap(final UnsafeBuffer newBuffer, final int newOffset, final int newLength)
    {
        buffer = newBuffer;
        offset = newOffset;
        length = newLength;
        budget = BASE_STEPS + Math.min(newLength, 1 << 20) * STEPS_PER_BYTE;
        return this;
    }

    @Override
    public int length()
    {
        return length;
    }

    @Override
    public char charAt(final int index)
    {
        if (--budget < 0)
        {
            throw BudgetExceeded.INSTANCE;
        }
        return (char)(buffer.getByte(offset + index) & 0xFF);
    }

    @Override
    public CharSequence subSequence(final int start, final int end)
    {
        return Texts.text(buffer, offset + start, end - start);
    }

    @Override
    public String toString()
    {
        return Texts.text(buffer, offset, length);
    }
}
