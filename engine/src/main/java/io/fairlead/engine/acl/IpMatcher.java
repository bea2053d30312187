/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Texts;
import io.fairlead.engine.sample.ValueText;

/**
 * Addresses and networks; the longest prefix wins. One hash table for each prefix length in use, tried from the
 * longest. An IPv4 value is also looked for among IPv6 networks in its mapped form, and an IPv6 value that stands for
 * an IPv4 address among IPv4 networks.
 */
final class IpMatcher extends Matcher
{
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final PrefixTable[] ipv4;
    private final PrefixTable[] ipv6;
    private final long[] oddMasks;

    private IpMatcher(final PrefixTable[] ipv4, final PrefixTable[] ipv6, final long[] oddMasks)
    {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.oddMasks = oddMasks;
    }

    static IpMatcher of(final List<String> patterns, final boolean mayResolve)
    {
        final PrefixTable[] four = new PrefixTable[IPV4_BITS + 1];
        final PrefixTable[] six = new PrefixTable[IPV6_BITS + 1];
        final List<Long> odd = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++)
        {
            add(patterns.get(i), i, mayResolve, four, six, odd);
        }
        return new IpMatcher(longestFirst(four), longestFirst(six), odd.stream().mapToLong(Long::longValue).toArray());
    }

    private static PrefixTable[] longestFirst(final PrefixTable[] byLength)
    {
        final List<PrefixTable> used = new ArrayList<>();
        for (int bits = byLength.length - 1; bits >= 0; bits--)
        {
            if (null != byLength[bits])
            {
                used.add(byLength[bits]);
            }
        }
        return used.toArray(new PrefixTable[0]);
    }

    private static void add(
        final String text, final int index, final boolean mayResolve, final PrefixTable[] four, final PrefixTable[] six,
        final List<Long> odd)
    {
        final int slash = text.indexOf('/');
        final String host = slash < 0 ? text : text.substring(0, slash);
        final String maskText = slash < 0 ? null : text.substring(slash + 1);
        long address = NetAddress.parseIpv4(Texts.buffer(host), 0, host.length());
        final NetAddress parsed = new NetAddress();
        final boolean isIpv6 = address < 0 && parsed.tryParseIpv6(Texts.buffer(host), 0, host.length());
        if (address < 0 && !isIpv6 && mayResolve)
        {
            address = resolve(host);
        }
        final long mask = null == maskText ? 0xFFFF_FFFFL : ValueText.ipv4Mask(maskText);
        if (address >= 0 && mask >= 0)
        {
            addIpv4((int)address, (int)mask, index, four, odd);
            return;
        }
        final int bits = null == maskText ? IPV6_BITS : bits(maskText);
        if (!isIpv6 || bits < 0)
        {
            throw new ConfigException('\'' + text + "' is not a valid IPv4 or IPv6 address");
        }
        if (null == six[bits])
        {
            six[bits] = new PrefixTable(ValueText.mask64(bits), ValueText.mask64(bits - Long.SIZE));
        }
        six[bits].put(parsed.hi(), parsed.lo(), index);
    }

    private static void addIpv4(
        final int address, final int mask, final int index, final PrefixTable[] four, final List<Long> odd)
    {
        final int bits = Integer.bitCount(mask);
        if (mask != (0 == bits ? 0 : -1 << IPV4_BITS - bits))
        {
            odd.add((long)address << 32 | mask & 0xFFFF_FFFFL);
            odd.add((long)index);
            return;
        }
        if (null == four[bits])
        {
            four[bits] = new PrefixTable(0, mask & 0xFFFF_FFFFL);
        }
        four[bits].put(0, address & 0xFFFF_FFFFL, index);
    }

    private static long resolve(final String host)
    {
        try
        {
            for (final InetAddress address : InetAddress.getAllByName(host))
            {
                if (address instanceof Inet4Address)
                {
                    return address.hashCode() & 0xFFFF_FFFFL;
                }
            }
            return -1;
        }
        catch (final UnknownHostException ex)
        {
            return -1; // the caller reports the word as no address
        }
    }

    private static int bits(final String text)
    {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(Character::isDigit))
        {
            return -1;
        }
        final int bits = Integer.parseInt(text);
        return bits > IPV6_BITS ? -1 : bits;
    }

    @Override
    int find(final Sample sample)
    {
        if (SampleType.IPV4 == sample.type)
        {
            final int found = find(ipv4, 0, sample.value);
            if (found >= 0)
            {
                return found;
            }
            final int mapped = find(ipv6, 0, NetAddress.mappedLo((int)sample.value));
            return mapped >= 0 ? mapped : findOdd((int)sample.value);
        }
        if (SampleType.IPV6 != sample.type)
        {
            return NO_MATCH;
        }
        final int found = find(ipv6, sample.high, sample.low);
        return found >= 0 ? found : findEmbedded(sample.high, sample.low);
    }

    private int findEmbedded(final long high, final long low)
    {
        final int address;
        if (0 == high && (0 == low >>> 32 || 0xFFFFL == low >>> 32))
        {
            address = (int)low;
        }
        else if (0x2002L == high >>> 48)
        {
            address = (int)(high >>> 16);
        }
        else
        {
            return NO_MATCH;
        }
        final int found = find(ipv4, 0, address & 0xFFFF_FFFFL);
        return found >= 0 ? found : findOdd(address);
    }

    private static int find(final PrefixTable[] tables, final long high, final long low)
    {
        for (final PrefixTable table : tables)
        {
            final int found = table.find(high, low);
            if (found >= 0)
            {
                return found;
            }
        }
        return NO_MATCH;
    }

    private int findOdd(final int address)
    {
        for (int i = 0; i < oddMasks.length; i += 2)
        {
            if (0 == ((address ^ (int)(oddMasks[i] >>> 32)) & (int)oddMasks[i]))
            {
                return (int)oddMasks[i + 1];
            }
        }
        return NO_MATCH;
    }

    /** Networks of one prefix length, by open addressing; grows while it is built. */
    private static final class PrefixTable
    {
        private final long maskHigh;
        private final long maskLow;
        private long[] keys = new long[16];
        private int[] indexes = new int[8];
        private int count;

        PrefixTable(final long maskHigh, final long maskLow)
        {
            this.maskHigh = maskHigh;
            this.maskLow = maskLow;
            Arrays.fill(indexes, -1);
        }

        void put(final long high, final long low, final int index)
        {
            if (count * 2 >= indexes.length)
            {
                grow();
            }
            final int slot = slot(high & maskHigh, low & maskLow);
            if (indexes[slot] < 0)
            {
                keys[slot * 2] = high & maskHigh;
                keys[slot * 2 + 1] = low & maskLow;
                indexes[slot] = index;
                count++;
            }
        }

        private void grow()
        {
            final long[] oldKeys = keys;
            final int[] oldIndexes = indexes;
            keys = new long[oldKeys.length * 2];
            indexes = new int[oldIndexes.length * 2];
            Arrays.fill(indexes, -1);
            for (int i = 0; i < oldIndexes.length; i++)
            {
                if (oldIndexes[i] >= 0)
                {
                    final int slot = slot(oldKeys[i * 2], oldKeys[i * 2 + 1]);
                    keys[slot * 2] = oldKeys[i * 2];
                    keys[slot * 2 + 1] = oldKeys[i * 2 + 1];
                    indexes[slot] = oldIndexes[i];
                }
            }
        }

        private int slot(final long high, final long low)
        {
            final long hash = (high * 0x9E3779B97F4A7C15L ^ low) * 0xC2B2AE3D27D4EB4FL;
            final int mask = indexes.length - 1;
            int slot = (int)(hash >>> 40) & mask;
            while (indexes[slot] >= 0 && (keys[slot * 2] != high || keys[slot * 2 + 1] != low))
            {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        int find(final long high, final long low)
        {
            return indexes[slot(high & maskHigh, low & maskLow)];
        }
    }
}
