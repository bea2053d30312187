/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.buffer.RawBytes;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Classes of bytes in HTTP/1 (RFC 9110 section 5.6, RFC 9112 section 2) and the word-at-a-time tricks to find them.
 */
final class Http1Chars
{
    /** A byte that may be part of a method or a header name. */
    static final int TOKEN = 1;
    /** A byte that may be part of {@code HTTP/1.1}: upper case letters, digits, slash, dot. */
    static final int VERSION = 1 << 1;
    /** Space or tab. */
    static final int BLANK = 1 << 2;
    /** Carriage return or line feed. */
    static final int END_OF_LINE = 1 << 3;
    /** Control characters, tab and DEL included. */
    static final int CONTROL = 1 << 4;
    /** A decimal digit. */
    static final int DIGIT = 1 << 5;
    /** Visible ASCII, 0x21 to 0x7e. */
    static final int VISIBLE = 1 << 6;

    /** Visible ASCII that may be part of a host and port, brackets aside. */
    static final int AUTHORITY = 1 << 7;

    private static final byte[] CLASSES = new byte[256];
    private static final byte[] HEX = new byte[256];
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    static
    {
        for (int c = 0; c < 256; c++)
        {
            final boolean isDigit = '0' <= c && c <= '9';
            final boolean isUpper = 'A' <= c && c <= 'Z';
            final boolean isLower = 'a' <= c && c <= 'z';
            int classes = 0;
            if (isDigit || isUpper || isLower || 0 <= "!#$%&'*+-.^_`|~".indexOf(c))
            {
                classes |= TOKEN;
            }
            if (isDigit || isUpper || '/' == c || '.' == c)
            {
                classes |= VERSION;
            }
            classes |= ' ' == c || '\t' == c ? BLANK : 0;
            classes |= '\r' == c || '\n' == c ? END_OF_LINE : 0;
            classes |= c < ' ' || 0x7F == c ? CONTROL : 0;
            classes |= isDigit ? DIGIT : 0;
            classes |= ' ' < c && c < 0x7F ? VISIBLE : 0;
            classes |= ' ' < c && c < 0x7F && "#,/?@[\\]".indexOf(c) < 0 ? AUTHORITY : 0;
            CLASSES[c] = (byte)classes;
            HEX[c] = (byte)Character.digit(c < 0x80 ? c : 0, 16);
        }
    }

    private Http1Chars()
    {
    }

    static boolean is(final byte b, final int classes)
    {
        return 0 != (CLASSES[b & 0xFF] & classes);
    }

    /** Value of a hexadecimal digit, -1 for any other byte. */
    static int hex(final byte b)
    {
        return HEX[b & 0xFF];
    }

    /** High bit of each byte of a word that equals the byte repeated in a pattern, exact for every byte. */
    static long equal(final long word, final long pattern)
    {
        final long x = word ^ pattern;
        return ~((x & ~HIGHS) + ~HIGHS | x | ~HIGHS);
    }

    /** High bit of each byte of a word that is below 0x0e; exact for the lowest one. */
    static long belowShiftIn(final long word)
    {
        return (word - 0x0E0E0E0E0E0E0E0EL) & ~word & HIGHS;
    }

    /** High bit of each byte outside 0x24 to 0x7e; never misses one, may report one too many. */
    static long outsideTarget(final long word)
    {
        return (word - 0x2424242424242424L | word + ONES | word) & HIGHS;
    }

    /** A word of eight equal bytes. */
    static long pattern(final int b)
    {
        return ONES * b;
    }

    /** High bit of each byte that is an ASCII letter, exact. */
    static long letters(final long word)
    {
        final long lower = (word | 0x2020202020202020L) & ~HIGHS;
        final long atLeastA = lower + 0x1F1F1F1F1F1F1F1FL;
        final long aboveZ = lower + 0x0505050505050505L;
        return atLeastA & ~aboveZ & ~word & HIGHS;
    }

    /** Whether a slice equals a word. */
    static boolean equals(final DirectBuffer buffer, final int offset, final int length, final byte[] word)
    {
        if (length != word.length)
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            if (word[i] != buffer.getByte(offset + i))
            {
                return false;
            }
        }
        return true;
    }

    /** Whether bytes equal a lower-case word when their letters are put to lower case. */
    static boolean equalsIgnoreCase(final DirectBuffer buffer, final int offset, final int length, final byte[] lower)
    {
        if (length != lower.length)
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            final byte b = buffer.getByte(offset + i);
            if (lower[i] != ('A' <= b && b <= 'Z' ? b | 0x20 : b))
            {
                return false;
            }
        }
        return true;
    }

    /** Whether two slices are equal but for the case of ASCII letters. */
    static boolean equalsIgnoreCase(
        final DirectBuffer a,
        final int aOffset,
        final int aLength,
        final DirectBuffer b,
        final int bOffset,
        final int bLength)
    {
        if (aLength != bLength)
        {
            return false;
        }
        for (int i = 0; i < aLength; i++)
        {
            if (lower(a.getByte(aOffset + i)) != lower(b.getByte(bOffset + i)))
            {
                return false;
            }
        }
        return true;
    }

    private static int lower(final byte b)
    {
        return 'A' <= b && b <= 'Z' ? b | 0x20 : b;
    }

    /**
     * End of one element of a comma-separated list; commas inside double quotes do not end it.
     */
    static int listElementEnd(final DirectBuffer buffer, final int from, final int end)
    {
        boolean isQuoted = false;
        for (int i = from; i < end; i++)
        {
            final byte b = buffer.getByte(i);
            if ('"' == b)
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted && '\\' == b)
            {
                i++;
            }
            else if (',' == b && !isQuoted)
            {
                return i;
            }
        }
        return end;
    }

    /** Offset of the first byte that is not a space or tab. */
    static int skipBlanks(final DirectBuffer buffer, final int from, final int end)
    {
        int i = from;
        while (i < end && is(buffer.getByte(i), BLANK))
        {
            i++;
        }
        return i;
    }

    /** Offset one past the last byte that is not a space or tab. */
    static int trimBlanks(final DirectBuffer buffer, final int from, final int end)
    {
        int i = end;
        while (i > from && is(buffer.getByte(i - 1), BLANK))
        {
            i--;
        }
        return i;
    }

    /** Offset of the first CR, LF or NUL. */
    static int skipValue(final UnsafeBuffer buffer, final int from, final int limit)
    {
        RawBytes.check(buffer, from, limit);
        int i = from;
        while (i + Long.BYTES <= limit)
        {
            final long found = Http1Chars.belowShiftIn(RawBytes.wordAt(buffer, i));
            if (0 != found)
            {
                i += Long.numberOfTrailingZeros(found) >>> 3;
                if (isValueEnd(RawBytes.byteAt(buffer, i)))
                {
                    return i;
                }
                i++;
            }
            else
            {
                i += Long.BYTES;
            }
        }
        while (i < limit && !isValueEnd(RawBytes.byteAt(buffer, i)))
        {
            i++;
        }
        return i;
    }

    private static boolean isValueEnd(final byte b)
    {
        return '\r' == b || '\n' == b || 0 == b;
    }
}
