/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.sample.SampleType.ADDR;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.SINT;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.Sample;

/**
 * Headers of Ethernet frames, IP packets and TCP segments, as {@code fc_saved_syn} gives them. A header that is cut
 * gives no value. Source: configuration.txt 7.3.1 "eth.*", "ip.*", "tcp.*"; RFC 791, 8200, 9293.
 */
final class PacketConverters
{
    /** Number of a field, or {@link #ABSENT}. */
    private interface Field
    {
        long of(Sample sample);
    }

    private static final long ABSENT = -1;
    private static final int VLAN_TAG = 0x8100;
    private static final int IPV4_LENGTH = 20;
    private static final int IPV6_LENGTH = 40;
    private static final int TCP_LENGTH = 20;
    private static final int PROTOCOL_TCP = 6;
    private static final int PROTOCOL_UDP = 17;

    private PacketConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        final List<ConverterKeyword> all = new ArrayList<>();
        ethernet(all);
        ip(all);
        tcp(all);
        return all;
    }

    private static void field(
        final List<ConverterKeyword> all, final String name, final String summary, final Field field)
    {
        all.add(ConverterKeyword.of(name).types(BIN, SINT).summary(summary).by((args, ctx, sample) ->
        {
            final long value = field.of(sample);
            return ABSENT != value && sample.sint(value);
        }));
    }

    private static ConverterKeyword part(final String name, final String summary)
    {
        return ConverterKeyword.of(name).types(BIN, BIN).summary(summary);
    }

    /** The first bytes from an offset on; false when there are fewer. */
    private static boolean cut(final Sample sample, final int at, final int length)
    {
        return sample.length >= at + length && sample.slice(sample.buffer, sample.offset + at, length);
    }

    private static boolean skip(final Sample sample, final int length)
    {
        return length > 0 && sample.slice(sample.buffer, sample.offset + length, sample.length - length);
    }

    private static int short16(final Sample sample, final int at)
    {
        return sample.buffer.getShort(sample.offset + at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }

    private static long int32(final Sample sample, final int at)
    {
        return sample.buffer.getInt(sample.offset + at, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
    }

    private static long int64(final Sample sample, final int at)
    {
        return sample.buffer.getLong(sample.offset + at, ByteOrder.BIG_ENDIAN);
    }

    private static void ethernet(final List<ConverterKeyword> all)
    {
        all.add(part("eth.data", "What an Ethernet frame carries").by((args, ctx, sample) ->
        {
            final int at = typeOffset(sample);
            return at >= 0 && skip(sample, at + 2);
        }));
        all.add(part("eth.dst", "Destination of an Ethernet frame").by((args, ctx, sample) -> cut(sample, 0, 6)));
        all.add(part("eth.hdr", "Header of an Ethernet frame").by((args, ctx, sample) ->
        {
            final int at = typeOffset(sample);
            return at >= 0 && cut(sample, 0, at + 2);
        }));
        field(all, "eth.proto", "Protocol an Ethernet frame carries", sample ->
        {
            final int at = typeOffset(sample);
            return at < 0 ? ABSENT : short16(sample, at);
        });
        all.add(part("eth.src", "Source of an Ethernet frame").by((args, ctx, sample) -> cut(sample, 6, 6)));
        field(all, "eth.vlan", "Last VLAN of an Ethernet frame", sample ->
        {
            final int at = typeOffset(sample);
            final int vlan = at < 16 ? 0 : short16(sample, at - 2) & 0xFFF;
            return 0 == vlan ? ABSENT : vlan;
        });
    }

    /** Offset of the type behind all VLAN tags, or -1. */
    private static int typeOffset(final Sample sample)
    {
        int at = 12;
        while (at + 2 < sample.length && VLAN_TAG == short16(sample, at))
        {
            at += 4;
        }
        return at + 2 < sample.length ? at : -1;
    }

    static int version(final Sample sample)
    {
        return sample.length < 1 ? 0 : sample.byteAt(0) >> 4;
    }

    private static void ip(final List<ConverterKeyword> all)
    {
        all.add(part("ip.data", "What an IP packet carries").by((args, ctx, sample) ->
            skip(sample, ipHeaderLength(sample))));
        field(all, "ip.df", "Whether an IP packet must not be fragmented", sample -> switch (version(sample))
        {
            case 4 -> sample.length < 7 ? ABSENT : sample.byteAt(6) >> 6 & 1;
            case 6 -> 1;
            default -> ABSENT;
        });
        all.add(ConverterKeyword.of("ip.dst").types(BIN, ADDR).summary("Destination of an IP packet")
            .by((args, ctx, sample) -> address(sample, 16, 24)));
        all.add(ConverterKeyword.of("ip.fp").types(BIN, BIN).args(0, INTEGER)
            .summary("Fingerprint of the sender's stack").by((args, ctx, sample) ->
                fingerprint(sample, (int)args.value(0))));
        all.add(part("ip.hdr", "Header of an IP packet").by((args, ctx, sample) ->
        {
            final int length = ipHeaderLength(sample);
            return length > 0 && cut(sample, 0, length);
        }));
        field(all, "ip.proto", "Protocol an IP packet carries", PacketConverters::protocol);
        all.add(ConverterKeyword.of("ip.src").types(BIN, ADDR).summary("Source of an IP packet")
            .by((args, ctx, sample) -> address(sample, 12, 8)));
        field(all, "ip.tos", "Type of service of an IP packet", sample -> sample.length < 2 ? ABSENT :
            typeOfService(sample));
        field(all, "ip.ttl", "Time to live of an IP packet", sample -> switch (version(sample))
        {
            case 4 -> sample.length < IPV4_LENGTH ? ABSENT : sample.byteAt(8);
            case 6 -> sample.length < IPV6_LENGTH ? ABSENT : sample.byteAt(7);
            default -> ABSENT;
        });
        field(all, "ip.ver", "Version of an IP packet", sample -> sample.length < 1 ? ABSENT : version(sample));
    }

    private static long typeOfService(final Sample sample)
    {
        return switch (version(sample))
        {
            case 4 -> sample.byteAt(1);
            case 6 -> short16(sample, 0) >> 4 & 0xFF;
            default -> ABSENT;
        };
    }

    private static boolean address(final Sample sample, final int at4, final int at6)
    {
        return switch (version(sample))
        {
            case 4 -> sample.length >= IPV4_LENGTH && sample.ipv4((int)int32(sample, at4));
            case 6 -> sample.length >= IPV6_LENGTH && sample.ipv6(int64(sample, at6), int64(sample, at6 + 8));
            default -> false;
        };
    }

    private static boolean isTransport(final int next)
    {
        return PROTOCOL_TCP == next || PROTOCOL_UDP == next;
    }

    /** Length of the header with its extensions, zero when it is cut or no IP. */
    private static int ipHeaderLength(final Sample sample)
    {
        switch (version(sample))
        {
            case 4 ->
            {
                final int length = (sample.byteAt(0) & 0xF) * 4;
                return sample.length < length ? 0 : length;
            }
            case 6 ->
            {
                final long end = ipv6End(sample);
                return ABSENT == end ? 0 : (int)(end >>> 8);
            }
            default ->
            {
                return 0;
            }
        }
    }

    /** Length of an IPv6 header with its extensions, then eight bits of protocol; ABSENT when it is cut. */
    private static long ipv6End(final Sample sample)
    {
        if (sample.length < IPV6_LENGTH)
        {
            return ABSENT;
        }
        int length = IPV6_LENGTH;
        int next = sample.byteAt(6);
        while (!isTransport(next))
        {
            if (sample.length < length + 2)
            {
                return ABSENT;
            }
            next = sample.byteAt(length);
            length += sample.byteAt(length + 1) * 8 + 8;
        }
        return sample.length < length ? ABSENT : (long)length << 8 | next;
    }

    private static long protocol(final Sample sample)
    {
        switch (version(sample))
        {
            case 4 ->
            {
                return sample.length < 10 ? ABSENT : sample.byteAt(9);
            }
            case 6 ->
            {
                final long end = ipv6End(sample);
                return ABSENT == end ? ABSENT : end & 0xFF;
            }
            default ->
            {
                return ABSENT;
            }
        }
    }

    private static void tcp(final List<ConverterKeyword> all)
    {
        fixed(all, "tcp.dst", "Destination port of a TCP header", sample -> short16(sample, 2));
        fixed(all, "tcp.flags", "Flags of a TCP header", sample -> sample.byteAt(13));
        option(all, "tcp.options.mss", "Segment size a TCP header offers", 2, 4,
            (sample, at) -> short16(sample, at + 2));
        option(all, "tcp.options.sack", "Whether a TCP header permits selective acknowledgments", 4, 0,
            (sample, at) -> 1);
        option(all, "tcp.options.tsopt", "Whether a TCP header has a timestamp", 8, 0, (sample, at) -> 1);
        option(all, "tcp.options.tsval", "Timestamp of a TCP header", 8, 6, (sample, at) -> int32(sample, at + 2));
        option(all, "tcp.options.wscale", "Window scale of a TCP header", 3, 3, (sample, at) -> sample.byteAt(at + 2));
        option(all, "tcp.options.wsopt", "Whether a TCP header has a window scale", 3, 0, (sample, at) -> 1);
        all.add(part("tcp.options_list", "Kinds of a TCP header's options").by((args, ctx, sample) ->
            optionKinds(sample)));
        fixed(all, "tcp.seq", "Sequence number of a TCP header", sample -> int32(sample, 4));
        fixed(all, "tcp.src", "Source port of a TCP header", sample -> short16(sample, 0));
        fixed(all, "tcp.win", "Window of a TCP header", sample -> short16(sample, 14));
    }

    private static void fixed(
        final List<ConverterKeyword> all, final String name, final String summary, final Field field)
    {
        field(all, name, summary, sample -> sample.length < TCP_LENGTH ? ABSENT : field.of(sample));
    }

    /** Value of an option at an offset. */
    private interface Option
    {
        long at(Sample sample, int offset);
    }

    private static void option(
        final List<ConverterKeyword> all, final String name, final String summary, final int kind,
        final int needed, final Option option)
    {
        field(all, name, summary, sample ->
        {
            final int length = tcpHeaderLength(sample);
            if (0 == length)
            {
                return ABSENT;
            }
            for (int at = TCP_LENGTH; at < length && 0 != sample.byteAt(at);)
            {
                final int next = nextOption(sample, at, length);
                if (next < 0)
                {
                    break;
                }
                if (kind == sample.byteAt(at) && next <= length)
                {
                    // HAProxy reads what lies behind the packet when an option says it is shorter than its kind is
                    return at + needed <= sample.length ? option.at(sample, at) : 0;
                }
                at = next;
            }
            return 0;
        });
    }

    /** Length of the header, zero when it is cut. */
    private static int tcpHeaderLength(final Sample sample)
    {
        if (sample.length < TCP_LENGTH)
        {
            return 0;
        }
        final int length = (sample.byteAt(12) >> 4) * 4;
        return length < TCP_LENGTH || sample.length < length ? 0 : length;
    }

    /** Offset of the option behind one, or -1 when it is broken. A byte beyond 127 is a negative length to HAProxy. */
    private static int nextOption(final Sample sample, final int at, final int length)
    {
        if (1 == sample.byteAt(at))
        {
            return at + 1;
        }
        final byte size = at + 1 < length ? sample.buffer.getByte(sample.offset + at + 1) : 0;
        return size > 1 ? at + size : -1;
    }

    private static boolean optionKinds(final Sample sample)
    {
        final int length = tcpHeaderLength(sample);
        if (0 == length)
        {
            return false;
        }
        final ByteWriter out = sample.scratch().chunk();
        for (int at = TCP_LENGTH; at >= 0 && at < length && 0 != sample.byteAt(at);)
        {
            out.put(sample.byteAt(at));
            at = nextOption(sample, at, length);
        }
        return sample.slice(out.buffer(), out.start(), out.length());
    }

    /**
     * Fixed part of the fingerprint:
     * <pre>
     *  0     1                                                       2            3        5       7
     *  | TOS | v6(1) DF(1) TTL(2) extension(1) data(1) CWR(1) ECE(1) | len/scale | window | MSS   | options seen |
     * </pre>
     * then, as the mode asks for, TTL (1), kinds of options (2), source address (4).
     */
    private static boolean fingerprint(final Sample sample, final int mode)
    {
        final int version = version(sample);
        final int ipLength = 4 == version && sample.length < IPV4_LENGTH ? 0 : ipHeaderLength(sample);
        if (0 == ipLength || 4 == version && ipLength < IPV4_LENGTH)
        {
            return false;
        }
        final boolean isV4 = 4 == version;
        final ByteWriter out = sample.scratch().chunk();
        final int ttl = sample.byteAt(isV4 ? 8 : 7);
        final int ttlClass = ttl > 64 ? ttl > 128 ? 3 : 2 : ttl > 32 ? 1 : 0;
        final boolean hasExtension = isV4 ? IPV4_LENGTH != ipLength : !isTransport(sample.byteAt(6));
        final boolean isWhole = isV4 ? 0 != (sample.byteAt(6) & 0x40) : true;
        final int packetLength = isV4 ? short16(sample, 2) : IPV6_LENGTH + short16(sample, 4);
        final int addressAt = sample.offset + (isV4 ? 12 : 8);
        out.put((int)typeOfService(sample));
        out.position(out.start() + 8);
        if (0 != (mode & 1))
        {
            out.put(ttl);
        }
        skip(sample, ipLength);
        final int tcpLength = ipLength > packetLength ? 0 : tcpHeaderLength(sample);
        if (0 == tcpLength || tcpLength > packetLength - ipLength)
        {
            return false;
        }
        final boolean hasData = packetLength - ipLength > tcpLength;
        out.buffer().putByte(out.start() + 1, (byte)((isV4 ? 0 : 0x80) | (isWhole ? 0x40 : 0) | ttlClass << 4 |
            (hasExtension ? 8 : 0) | (hasData ? 4 : 0) | sample.byteAt(13) >> 6));
        tcpPart(sample, tcpLength, mode, out);
        if (0 != (mode & 4))
        {
            out.put(sample.buffer, addressAt, isV4 ? 4 : 16);
        }
        return sample.slice(out.buffer(), out.start(), out.length());
    }

    private static void tcpPart(final Sample sample, final int length, final int mode, final ByteWriter out)
    {
        int segmentSize = 0;
        int scale = 0;
        int seen = 0;
        int next;
        for (int at = TCP_LENGTH; at < length && 0 != sample.byteAt(at); at = next)
        {
            next = nextOption(sample, at, length);
            if (next < 0 || next > length)
            {
                break;
            }
            final int kind = sample.byteAt(at);
            if (0 != (mode & 2))
            {
                out.put(kind);
            }
            if (2 == kind && at + 3 < length)
            {
                segmentSize = short16(sample, at + 2);
            }
            else if (3 == kind && at + 2 < length)
            {
                scale = Math.min(sample.byteAt(at + 2), 14) + 1;
            }
            seen |= kind < 2 ? 0 : 1 << Math.min(kind - 2, 7);
        }
        final int at = out.start() + 2;
        out.buffer().putByte(at, (byte)(length << 2 | scale));
        out.buffer().putShort(at + 1, (short)short16(sample, 14), ByteOrder.BIG_ENDIAN);
        out.buffer().putShort(at + 3, (short)segmentSize, ByteOrder.BIG_ENDIAN);
        out.buffer().putByte(at + 5, (byte)seen);
    }
}
