/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Numbers with units, masks and the like as they are written in arguments. Load time only.
 */
public final class ValueText
{
    /** Not a value of that kind. */
    public static final long INVALID = -1;
    /** Above the greatest time. */
    public static final long TOO_LARGE = -2;
    /** Below the smallest time that is not zero. */
    public static final long TOO_SMALL = -3;

    private static final long MAX_TIME_MS = Integer.MAX_VALUE;
    private static final int IPV4_BITS = 32;

    private ValueText()
    {
    }

    /** Time in milliseconds, with an optional unit us, ms, s, m, h, d; or one of the negative constants. */
    public static long timeMs(final String word)
    {
        return time(word, 1000);
    }

    /**
     * Time in milliseconds.
     *
     * @param defaultUnitUs microseconds of a number without unit.
     * @return zero or more, or one of the negative constants.
     */
    public static long time(final String word, final long defaultUnitUs)
    {
        final int end = digitsEnd(word);
        if (0 == end || end > 18)
        {
            return 0 == end ? INVALID : TOO_LARGE;
        }
        final long unitUs = switch (word.substring(end))
        {
            case "" -> defaultUnitUs;
            case "us" -> 1;
            case "ms" -> 1000;
            case "s" -> 1_000_000;
            case "m" -> 60_000_000;
            case "h" -> 3_600_000_000L;
            case "d" -> 86_400_000_000L;
            default -> INVALID;
        };
        if (unitUs < 0)
        {
            return INVALID;
        }
        final long number = Long.parseLong(word.substring(0, end));
        if (number > MAX_TIME_MS * 1000 / unitUs)
        {
            return TOO_LARGE;
        }
        final long timeMs = (number * unitUs + 999) / 1000;
        return 0 == number ? 0 : unitUs < 1000 && number * unitUs < 1000 ? TOO_SMALL : timeMs;
    }

    /** Size in bytes with an optional unit k, m, g; or {@link #INVALID}. */
    public static long size(final String word)
    {
        final int end = digitsEnd(word);
        if (0 == end || end > 10)
        {
            return INVALID;
        }
        final int shift = switch (word.substring(end))
        {
            case "" -> 0;
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> -1;
        };
        if (shift < 0)
        {
            return INVALID;
        }
        final long size = Long.parseLong(word.substring(0, end)) << shift;
        return size > 0xFFFF_FFFFL ? INVALID : size;
    }

    /** IPv4 mask, as a number of bits or dotted; 32 bits, or {@link #INVALID}. */
    public static long ipv4Mask(final String word)
    {
        if (digitsEnd(word) == word.length() && word.length() <= 2 && !word.isEmpty())
        {
            final int bits = Integer.parseInt(word);
            return bits > IPV4_BITS ? INVALID : 0 == bits ? 0 : 0xFFFF_FFFFL & -1L << IPV4_BITS - bits;
        }
        return NetAddress.parseIpv4(Texts.buffer(word), 0, word.length());
    }

    /** The first bits of 64 set; any number of bits. */
    public static long mask64(final int bits)
    {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }

    private static int digitsEnd(final String word)
    {
        int i = 0;
        while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9')
        {
            i++;
        }
        return i;
    }
}
