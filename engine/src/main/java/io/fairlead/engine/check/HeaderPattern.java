/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.sample.Regex;

/** What a header must look like ({@code http-check expect hdr}): a pattern for its name, maybe one for its value. */
public final class HeaderPattern
{
    /** How a text is compared. */
    public enum Method
    {
        /** The whole text. */
        STR,
        /** How it begins. */
        BEG,
        /** How it ends. */
        END,
        /** A part of it. */
        SUB,
        /** A regular expression. */
        REG
    }

    /** A text to compare with: constant, formatted or a regular expression. */
    public static final class Part
    {
        /** How to compare. */
        public Method method = Method.STR;
        /** Constant; null. */
        public byte[] data;
        /** Format; null. */
        public LogFormat format;
        /** Expression; null. */
        public Regex regex;
    }

    /** Name of the header. */
    public final Part name = new Part();
    /** Value of the header; null = any. */
    public Part value;
    /** {@code fhdr}: values are not split at commas. */
    public boolean isFull;

    /** Whether {@code text} compares with {@code wanted}; letters of names may be of either case. */
    static boolean matches(
        final Method method,
        final UnsafeBuffer text,
        final int offset,
        final int length,
        final UnsafeBuffer wanted,
        final int wantedOffset,
        final int wantedLength,
        final boolean ignoresCase)
    {
        if (wantedLength > length || Method.STR == method && wantedLength != length)
        {
            return false;
        }
        final int first = Method.END == method ? length - wantedLength : 0;
        final int last = Method.BEG == method || Method.STR == method ? 0 : length - wantedLength;
        for (int i = first; i <= last; i++)
        {
            if (isEqual(text, offset + i, wanted, wantedOffset, wantedLength, ignoresCase))
            {
                return true;
            }
        }
        return false;
    }

    private static boolean isEqual(
        final UnsafeBuffer text,
        final int offset,
        final UnsafeBuffer wanted,
        final int wantedOffset,
        final int length,
        final boolean ignoresCase)
    {
        for (int i = 0; i < length; i++)
        {
            final byte a = text.getByte(offset + i);
            final byte b = wanted.getByte(wantedOffset + i);
            if (a != b && !(ignoresCase && lower(a) == lower(b)))
            {
                return false;
            }
        }
        return true;
    }

    private static int lower(final byte b)
    {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
