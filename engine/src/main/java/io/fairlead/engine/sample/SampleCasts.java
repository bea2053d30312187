/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.nio.ByteOrder;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Changes of type between the steps of an expression. Source: the cast matrix described by configuration.txt 7.3.1.
 */
public final class SampleCasts
{
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;
    private static final int MAX_IPV6_TEXT_LENGTH = 46;
    private static final long MAPPED_PREFIX = 0xFFFFL;
    private static final long SIX_TO_FOUR_PREFIX = 0x2002L;

    private SampleCasts()
    {
    }

    /** Whether a declared type may be used where another is wanted. */
    public static boolean isAllowed(final SampleType from, final SampleType to)
    {
        if (SampleType.SAME == to || SampleType.SAME == from)
        {
            return false;
        }
        if (from == to || SampleType.ANY == to || SampleType.ANY == from)
        {
            return true;
        }
        return switch (from)
        {
            case BOOL -> SampleType.SINT == to || SampleType.STR == to || SampleType.BIN == to;
            case SINT -> SampleType.METH != to;
            case ADDR -> isAddress(to) || SampleType.STR == to || SampleType.BIN == to;
            case IPV4 -> SampleType.BOOL != to && SampleType.METH != to;
            case IPV6 -> SampleType.BOOL != to && SampleType.SINT != to && SampleType.METH != to;
            case STR -> true;
            case BIN, METH -> SampleType.STR == to || SampleType.BIN == to || SampleType.METH == to;
            default -> false;
        };
    }

    /** Whether the cast is allowed and leaves the value as it is. */
    public static boolean isFree(final SampleType from, final SampleType to)
    {
        if (!isAllowed(from, to))
        {
            return false;
        }
        if (from == to)
        {
            return SampleType.ADDR != from;
        }
        if (SampleType.ANY == to)
        {
            return true;
        }
        return switch (from)
        {
            case BOOL -> SampleType.SINT == to;
            case SINT -> SampleType.BOOL == to;
            case IPV4, IPV6 -> SampleType.ADDR == to;
            case STR -> SampleType.BIN == to;
            default -> false;
        };
    }

    private static boolean isAddress(final SampleType type)
    {
        return SampleType.ADDR == type || SampleType.IPV4 == type || SampleType.IPV6 == type;
    }

    /**
     * Change the value to a type. Free casts leave the type as it is, as converters only look at the representation.
     *
     * @return false when the value cannot be expressed in that type; the sample is then undefined.
     */
    public static boolean cast(final Sample sample, final SampleType to)
    {
        final SampleType from = sample.type;
        if (from == to || SampleType.ANY == to)
        {
            return true;
        }
        return switch (to)
        {
            case BOOL, SINT -> toInteger(sample);
            case ADDR -> toAddress(sample);
            case IPV4 -> toIpv4(sample);
            case IPV6 -> toIpv6(sample);
            case STR -> toStr(sample);
            case BIN -> toBin(sample);
            case METH -> toMethod(sample);
            default -> false;
        };
    }

    private static boolean toInteger(final Sample sample)
    {
        return switch (sample.type)
        {
            case BOOL, SINT -> true;
            case IPV4 -> sample.sint(sample.value);
            case STR -> sample.length > 0 && sample.sint(Bytes.parseLong(sample.buffer, sample.offset, sample.length));
            default -> false;
        };
    }

    private static boolean toAddress(final Sample sample)
    {
        return switch (sample.type)
        {
            case IPV4, IPV6 -> true;
            case SINT -> sample.ipv4((int)sample.value);
            case STR -> parseIpv4(sample) || parseIpv6(sample);
            default -> false;
        };
    }

    private static boolean toIpv4(final Sample sample)
    {
        return switch (sample.type)
        {
            case SINT -> sample.ipv4((int)sample.value);
            case IPV6 -> toIpv4(sample, sample.high, sample.low);
            case STR -> parseIpv4(sample);
            default -> false;
        };
    }

    private static boolean toIpv4(final Sample sample, final long high, final long low)
    {
        if (0 == high && (0 == low >>> 32 || MAPPED_PREFIX == low >>> 32))
        {
            return sample.ipv4((int)low);
        }
        return SIX_TO_FOUR_PREFIX == high >>> 48 && sample.ipv4((int)(high >>> 16));
    }

    private static boolean toIpv6(final Sample sample)
    {
        return switch (sample.type)
        {
            case SINT, IPV4 -> sample.ipv6(0, NetAddress.mappedLo((int)sample.value));
            case STR -> parseIpv6(sample);
            default -> false;
        };
    }

    private static boolean toStr(final Sample sample)
    {
        switch (sample.type)
        {
            case BOOL, SINT ->
            {
                return sample.scratch().chunk().putLong(sample.value).asStr(sample);
            }
            case IPV4 ->
            {
                return sample.scratch().chunk().putIpv4((int)sample.value).asStr(sample);
            }
            case IPV6 ->
            {
                return sample.scratch().chunk().putIpv6(sample.high, sample.low).asStr(sample);
            }
            case BIN ->
            {
                final int nul = Bytes.indexOf(sample.buffer, sample.offset, sample.length, 0);
                return sample.str(sample.buffer, sample.offset, nul < 0 ? sample.length : nul);
            }
            case METH ->
            {
                return methodText(sample);
            }
            default ->
            {
                return false;
            }
        }
    }

    private static boolean methodText(final Sample sample)
    {
        if (MethodNames.OTHER == sample.value)
        {
            sample.type = SampleType.STR;
            return true;
        }
        return sample.str(MethodNames.name((int)sample.value));
    }

    private static boolean toBin(final Sample sample)
    {
        switch (sample.type)
        {
            case STR ->
            {
                return true;
            }
            case METH ->
            {
                return methodText(sample);
            }
            case BOOL, SINT ->
            {
                final long value = SampleType.BOOL == sample.type && 0 != sample.value ? 1 : sample.value;
                final ByteWriter chunk = sample.scratch().chunk();
                chunk.buffer().putLong(0, value, ByteOrder.BIG_ENDIAN);
                return chunk.position(Long.BYTES).asBin(sample);
            }
            case IPV4 ->
            {
                final ByteWriter chunk = sample.scratch().chunk();
                chunk.buffer().putInt(0, (int)sample.value, ByteOrder.BIG_ENDIAN);
                return chunk.position(IPV4_LENGTH).asBin(sample);
            }
            case IPV6 ->
            {
                final ByteWriter chunk = sample.scratch().chunk();
                chunk.buffer().putLong(0, sample.high, ByteOrder.BIG_ENDIAN);
                chunk.buffer().putLong(Long.BYTES, sample.low, ByteOrder.BIG_ENDIAN);
                return chunk.position(IPV6_LENGTH).asBin(sample);
            }
            default ->
            {
                return false;
            }
        }
    }

    private static boolean toMethod(final Sample sample)
    {
        if (SampleType.STR != sample.type && SampleType.BIN != sample.type)
        {
            return false;
        }
        return sample.method(MethodNames.indexOf(sample.buffer, sample.offset, sample.length));
    }

    /**
     * Dotted IPv4 text at the start of the value; leading zeros and anything behind the fourth number are tolerated.
     */
    private static boolean parseIpv4(final Sample sample)
    {
        int address = 0;
        int octet = -1;
        int octets = 0;
        for (int i = 0; i < sample.length; i++)
        {
            final int b = sample.byteAt(i);
            if ('.' == b)
            {
                if (octet < 0 || 3 == octets)
                {
                    return false;
                }
                address = (address << 8) | octet;
                octets++;
                octet = -1;
                continue;
            }
            if (b < '0' || b > '9')
            {
                break;
            }
            octet = Math.max(octet, 0) * 10 + b - '0';
            if (octet > 255)
            {
                return false;
            }
        }
        return 3 == octets && octet >= 0 && sample.ipv4((address << 8) | octet);
    }

    private static boolean parseIpv6(final Sample sample)
    {
        final NetAddress address = sample.scratch().address();
        return sample.length <= MAX_IPV6_TEXT_LENGTH &&
            address.tryParseIpv6(sample.buffer, sample.offset, sample.length) &&
            sample.ipv6(address.hi(), address.lo());
    }
}
