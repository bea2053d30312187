/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import java.util.Arrays;

/**
 * One line of statistics being filled: typed values by position, with the tags of {@code typed} output. A tag is three
 * letters, origin, nature and scope (management.txt 9.2): {@code MCP} is a metric, a counter, of the process.
 */
final class StatLine
{
    static final byte EMPTY = 0;
    static final byte S32 = 1;
    static final byte U32 = 2;
    static final byte U64 = 3;
    static final byte FLOAT = 4;
    static final byte TEXT = 5;

    static final String GAUGE = "MGP";
    static final String MAXIMUM = "MMP";
    static final String RATE = "MRP";
    static final String COUNTER = "MCP";
    static final String DURATION = "MDP";
    static final String AGE = "MAP";
    static final String AVERAGE = "MaP";
    static final String OUTPUT = "MOP";
    static final String LIMIT = "CLP";
    static final String STATUS = "SGP";
    static final String KEY = "KGP";
    static final String KEY_OF_SERVICE = "KGS";
    static final String NAME = "KNS";
    static final String CONFIGURED = "CGS";
    static final String CONFIGURED_NAME = "CNS";
    static final String CONFIGURED_TEXT = "COS";
    static final String PRODUCT = "POS";

    private final byte[] formats;
    private final String[] tags;
    private final long[] numbers;
    private final double[] fractions;
    private final String[] texts;

    StatLine(final int length)
    {
        formats = new byte[length];
        tags = new String[length];
        numbers = new long[length];
        fractions = new double[length];
        texts = new String[length];
    }

    void clear()
    {
        Arrays.fill(formats, EMPTY);
    }

    int length()
    {
        return formats.length;
    }

    void s32(final Enum<?> column, final String tag, final long value)
    {
        number(column, S32, tag, (int)value);
    }

    void u32(final Enum<?> column, final String tag, final long value)
    {
        number(column, U32, tag, value & 0xFFFF_FFFFL);
    }

    void u64(final Enum<?> column, final String tag, final long value)
    {
        number(column, U64, tag, value);
    }

    void fraction(final Enum<?> column, final String tag, final double value)
    {
        formats[column.ordinal()] = FLOAT;
        tags[column.ordinal()] = tag;
        fractions[column.ordinal()] = value;
        numbers[column.ordinal()] = 0;
    }

    void text(final Enum<?> column, final String tag, final String value)
    {
        formats[column.ordinal()] = TEXT;
        tags[column.ordinal()] = tag;
        texts[column.ordinal()] = value;
        numbers[column.ordinal()] = 0;
    }

    boolean isEmpty(final int position)
    {
        return EMPTY == formats[position];
    }

    byte format(final int position)
    {
        return formats[position];
    }

    String tag(final int position)
    {
        return tags[position];
    }

    long number(final Enum<?> column)
    {
        return numbers[column.ordinal()];
    }

    /* Value without its type, as printed. */
    void appendValue(final int position, final StringBuilder out)
    {
        switch (formats[position])
        {
            case EMPTY ->
            {
            }
            case FLOAT -> appendFraction(fractions[position], out);
            case TEXT -> out.append(texts[position]);
            case U64 -> out.append(Long.toUnsignedString(numbers[position]));
            default -> out.append(numbers[position]);
        }
    }

    /* Value with its type in front, as typed output has it. */
    void appendTyped(final int position, final StringBuilder out)
    {
        out.append(switch (formats[position])
        {
            case S32 -> "s32:";
            case U32 -> "u32:";
            case U64 -> "u64:";
            case FLOAT -> "flt:";
            default -> "str:";
        });
        appendValue(position, out);
    }

    private void number(final Enum<?> column, final byte format, final String tag, final long value)
    {
        formats[column.ordinal()] = format;
        tags[column.ordinal()] = tag;
        numbers[column.ordinal()] = value;
    }

    /* Six decimals without the zeros at the end. */
    private static void appendFraction(final double value, final StringBuilder out)
    {
        final long millionths = Math.round(value * 1_000_000);
        out.append(millionths / 1_000_000);
        int rest = (int)(millionths % 1_000_000);
        if (0 != rest)
        {
            out.append('.');
            for (int digit = 100_000; 0 != rest; digit /= 10)
            {
                out.append((char)('0' + rest / digit));
                rest %= digit;
            }
        }
    }
}
