/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Reads a PROXY protocol header, version 1 or 2, from the front of a connection's bytes ({@code accept-proxy},
 * {@code tcp-request connection expect-proxy layer4}). Call it again with more bytes as they come: it starts over each
 * time, which is cheap because headers are short. Allocates nothing; one reader serves a whole loop.
 * <pre>
 *  v1:  "PROXY " ("TCP4 " | "TCP6 ") source " " destination " " port " " port CR LF     or  "PROXY UNKNOWN" ... CR LF
 *
 *  v2:  0               12      13      14              16
 *       | signature (12) |ver|cmd|fam|prt| length (u16)  | addresses | records
 * </pre>
 * What is accepted is what HAProxy 3.4 accepts, its lenient reading of IPv4 addresses and ports included, with three
 * exceptions where it refuses what the protocol tells receivers to accept: {@code PROXY UNKNOWN} followed by addresses,
 * version 2 families without an address for us (UNSPEC, UDP, UNIX), and LOCAL with addresses. These fall back to the
 * connection's own addresses here. HAProxy also refuses a header that arrives in pieces; here it is awaited. Source:
 * proxy-protocol.txt 2.1 and 2.2.
 */
public final class ProxyProtocolReader
{
    /** Result: the header is not complete yet. */
    public static final int NEED_MORE = 0;
    /** Longest version 1 header, in bytes. */
    public static final int MAX_V1_LENGTH = 107;

    private static final String V1_PREFIX = "PROXY ";
    private static final String TCP4 = "TCP4 ";
    private static final String TCP6 = "TCP6 ";
    private static final String UNKNOWN = "UNKNOWN";
    /** Signature of version 2, as characters. */
    static final String V2_SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    static final int V2_HEADER_LENGTH = 16;
    static final int VERSION_COMMAND_OFFSET = 12;
    static final int FAMILY_OFFSET = 13;
    static final int LENGTH_OFFSET = 14;
    static final int VERSION_2 = 0x20;
    static final int COMMAND_LOCAL = 0;
    static final int COMMAND_PROXY = 1;
    static final int TCP_OVER_INET = 0x11;
    static final int TCP_OVER_INET6 = 0x21;
    static final int INET_LENGTH = 12;
    static final int INET6_LENGTH = 36;
    private static final int UNSPECIFIED = 0x00;
    private static final int UDP_OVER_INET = 0x12;
    private static final int UDP_OVER_INET6 = 0x22;
    private static final int UNIX_STREAM = 0x31;
    private static final int UNIX_DATAGRAM = 0x32;
    private static final int UNIX_LENGTH = 216;

    private static final int ALL_MATCHES = 1;
    private static final int SO_FAR_MATCHES = 0;
    private static final int DIFFERS = -1;

    /** Where the parts of a version 1 line end while it is read. */
    private int position;

    /**
     * Reads a header.
     *
     * @param source of the connection's first bytes.
     * @param offset of the first one.
     * @param length bytes present.
     * @param header receives what it says; its content is undefined unless a length is returned.
     * @return length of the header in bytes, to be skipped; {@link #NEED_MORE}; or a negated {@link HandshakeError}.
     */
    public int read(final DirectBuffer source, final int offset, final int length, final ProxyHeader header)
    {
        final int v1 = match(source, offset, length, V1_PREFIX);
        if (DIFFERS != v1)
        {
            final int result = ALL_MATCHES == v1 ? readV1(source, offset, offset + length, header) : NEED_MORE;
            return NEED_MORE == result && length >= MAX_V1_LENGTH ? -HandshakeError.PROXY_TRUNCATED : result;
        }
        if (DIFFERS == match(source, offset, length, V2_SIGNATURE))
        {
            // with fewer bytes than the longest signature HAProxy only says that something is missing
            return length < V2_HEADER_LENGTH ? -HandshakeError.PROXY_TRUNCATED : -HandshakeError.PROXY_NOT_HEADER;
        }
        return length < V2_HEADER_LENGTH ? NEED_MORE : readV2(source, offset, length, header);
    }

    /**
     * What to report when the client closes and {@link #read} still wants more.
     *
     * @param length bytes that came.
     * @return a negated {@link HandshakeError}.
     */
    public static int errorAtEnd(final int length)
    {
        return 0 == length ? -HandshakeError.PROXY_EMPTY : -HandshakeError.PROXY_TRUNCATED;
    }

    private int readV1(final DirectBuffer source, final int start, final int end, final ProxyHeader header)
    {
        header.clear();
        header.version(1);
        final int at = start + V1_PREFIX.length();
        final int left = end - at;
        final int tcp4 = match(source, at, left, TCP4);
        final int tcp6 = match(source, at, left, TCP6);
        final int unknown = match(source, at, left, UNKNOWN);
        final int result;
        if (ALL_MATCHES == tcp4)
        {
            result = readTcp4(source, at + TCP4.length(), end, header);
        }
        else if (ALL_MATCHES == tcp6)
        {
            result = readTcp6(source, at + TCP6.length(), end, header);
        }
        else if (ALL_MATCHES == unknown)
        {
            result = readUnknown(source, at + UNKNOWN.length(), end);
        }
        else
        {
            return DIFFERS == tcp4 && DIFFERS == tcp6 && DIFFERS == unknown ?
                -HandshakeError.PROXY_BAD_PROTOCOL : NEED_MORE;
        }
        return result > 0 ? result - start : result;
    }

    /** Returns the end of the header, {@link #NEED_MORE} or an error, as do the next two. */
    private int readTcp4(final DirectBuffer source, final int start, final int end, final ProxyHeader header)
    {
        final int from = lenientIpv4(source, start, end);
        int missing = separator(source, end);
        if (missing < 0)
        {
            return result(missing);
        }
        final int to = lenientIpv4(source, position, end);
        missing = separator(source, end);
        if (missing < 0)
        {
            return result(missing);
        }
        final int fromPort = number(source, position, end);
        missing = separator(source, end);
        if (missing < 0)
        {
            return result(missing);
        }
        final int toPort = number(source, position, end);
        final int ended = lineEnd(source, position, end);
        if (ended > 0)
        {
            header.source().inet(from, fromPort);
            header.destination().inet(to, toPort);
        }
        return ended;
    }

    private int readTcp6(final DirectBuffer source, final int start, final int end, final ProxyHeader header)
    {
        int lineEnd = start;
        while (lineEnd < end && '\r' != source.getByte(lineEnd))
        {
            lineEnd++;
        }
        if (end - lineEnd < 2)
        {
            return NEED_MORE;
        }
        if ('\n' != source.getByte(lineEnd + 1))
        {
            return -HandshakeError.PROXY_BAD_HEADER;
        }
        final int sourceEnd = fieldEnd(source, start, lineEnd);
        final int destinationEnd = fieldEnd(source, sourceEnd + 1, lineEnd);
        final int sourcePortEnd = fieldEnd(source, destinationEnd + 1, lineEnd);
        if (sourcePortEnd >= lineEnd)
        {
            return -HandshakeError.PROXY_BAD_HEADER;
        }
        final int destinationPortEnd = fieldEnd(source, sourcePortEnd + 1, lineEnd); // words after it are ignored
        final int sourcePort = number(source, destinationEnd + 1, sourcePortEnd);
        final boolean isSourcePortWhole = position == sourcePortEnd;
        final int destinationPort = number(source, sourcePortEnd + 1, destinationPortEnd);
        if (!isSourcePortWhole || position != destinationPortEnd ||
            !header.source().tryParseIpv6(source, start, sourceEnd - start) ||
            !header.destination().tryParseIpv6(source, sourceEnd + 1, destinationEnd - sourceEnd - 1))
        {
            return -HandshakeError.PROXY_BAD_HEADER;
        }
        header.source().port(sourcePort);
        header.destination().port(destinationPort);
        return lineEnd + 2;
    }

    private int readUnknown(final DirectBuffer source, final int start, final int end)
    {
        if (start < end && ' ' != source.getByte(start) && '\r' != source.getByte(start))
        {
            return -HandshakeError.PROXY_BAD_PROTOCOL;
        }
        int lineEnd = start;
        while (lineEnd < end && '\r' != source.getByte(lineEnd))
        {
            lineEnd++;
        }
        if (end - lineEnd < 2)
        {
            return NEED_MORE;
        }
        return '\n' == source.getByte(lineEnd + 1) ? lineEnd + 2 : -HandshakeError.PROXY_BAD_PROTOCOL;
    }

    private int readV2(final DirectBuffer source, final int offset, final int length, final ProxyHeader header)
    {
        final int versionAndCommand = source.getByte(offset + VERSION_COMMAND_OFFSET) & 0xFF;
        if (VERSION_2 != (versionAndCommand & 0xF0))
        {
            return -HandshakeError.PROXY_NOT_HEADER;
        }
        final int bodyLength = source.getShort(offset + LENGTH_OFFSET, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        if (length < V2_HEADER_LENGTH + bodyLength)
        {
            return NEED_MORE;
        }
        header.clear();
        header.version(2);
        final int command = versionAndCommand & 0x0F;
        final int family = source.getByte(offset + FAMILY_OFFSET) & 0xFF;
        final int addressLength = addressLength(family);
        if (command > COMMAND_PROXY || addressLength < 0)
        {
            return -HandshakeError.PROXY_BAD_HEADER;
        }
        if (bodyLength < addressLength)
        {
            return -HandshakeError.PROXY_BAD_HEADER;
        }
        if (COMMAND_PROXY == command)
        {
            readAddresses(source, offset + V2_HEADER_LENGTH, family, header);
        }
        final int recordsLength = bodyLength - addressLength;
        if (recordsLength > 0 && (COMMAND_LOCAL == command || UNSPECIFIED != family))
        {
            final int recordsOffset = offset + V2_HEADER_LENGTH + addressLength;
            header.tlvs().store(source, recordsOffset, recordsLength);
            final int checked = header.tlvs().check(
                Crc32c.update(Crc32c.START, source, offset, V2_HEADER_LENGTH + addressLength));
            if (checked < 0)
            {
                return checked;
            }
        }
        return V2_HEADER_LENGTH + bodyLength;
    }

    private static void readAddresses(
        final DirectBuffer source, final int offset, final int family, final ProxyHeader header)
    {
        if (TCP_OVER_INET == family)
        {
            header.source().inet(source.getInt(offset, ByteOrder.BIG_ENDIAN), port(source, offset + 8));
            header.destination().inet(source.getInt(offset + 4, ByteOrder.BIG_ENDIAN), port(source, offset + 10));
        }
        else if (TCP_OVER_INET6 == family)
        {
            readInet6(source, offset, port(source, offset + 32), header.source());
            readInet6(source, offset + 16, port(source, offset + 34), header.destination());
        }
    }

    private static void readInet6(
        final DirectBuffer source, final int offset, final int port, final NetAddress address)
    {
        address.inet6(
            source.getLong(offset, ByteOrder.BIG_ENDIAN), source.getLong(offset + 8, ByteOrder.BIG_ENDIAN), port);
    }

    private static int port(final DirectBuffer source, final int offset)
    {
        return source.getShort(offset, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }

    private static int addressLength(final int family)
    {
        switch (family)
        {
            case UNSPECIFIED:
                return 0;
            case TCP_OVER_INET:
            case UDP_OVER_INET:
                return INET_LENGTH;
            case TCP_OVER_INET6:
            case UDP_OVER_INET6:
                return INET6_LENGTH;
            case UNIX_STREAM:
            case UNIX_DATAGRAM:
                return UNIX_LENGTH;
            default:
                return -1;
        }
    }

    /**
     * Dotted IPv4 text as HAProxy reads it here: up to four numbers, of each the last three digits, carried over when
     * above 255; what is missing is 0. Leaves {@link #position} behind it.
     */
    private int lenientIpv4(final DirectBuffer source, final int start, final int end)
    {
        int address = 0;
        int at = start;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            int part = 0;
            while (at < end && isDigit(source.getByte(at)))
            {
                part = (part * 10 + source.getByte(at) - '0') % 1000;
                at++;
            }
            address += part << shift;
            if (0 == shift || at == end || '.' != source.getByte(at))
            {
                break;
            }
            at++;
        }
        position = at;
        return address;
    }

    /** Digits, possibly none, modulo 65536 as HAProxy cuts them. Leaves {@link #position} behind them. */
    private int number(final DirectBuffer source, final int start, final int end)
    {
        int value = 0;
        int at = start;
        while (at < end && isDigit(source.getByte(at)))
        {
            value = value * 10 + source.getByte(at) - '0';
            at++;
        }
        position = at;
        return value & 0xFFFF;
    }

    /** Steps over one blank: 0, or -1 when bytes are missing, or -2 when something else is there. */
    private int separator(final DirectBuffer source, final int end)
    {
        if (position == end)
        {
            return -1;
        }
        return ' ' == source.getByte(position++) ? 0 : -2;
    }

    private static int result(final int separator)
    {
        return -1 == separator ? NEED_MORE : -HandshakeError.PROXY_BAD_HEADER;
    }

    private static int lineEnd(final DirectBuffer source, final int at, final int end)
    {
        if (at < end && '\r' != source.getByte(at))
        {
            return -HandshakeError.PROXY_BAD_HEADER;
        }
        if (end - at < 2)
        {
            return NEED_MORE;
        }
        return '\n' == source.getByte(at + 1) ? at + 2 : -HandshakeError.PROXY_BAD_HEADER;
    }

    private static int fieldEnd(final DirectBuffer source, final int start, final int end)
    {
        int at = start;
        while (at < end && ' ' != source.getByte(at))
        {
            at++;
        }
        return at;
    }

    private static boolean isDigit(final byte b)
    {
        return b >= '0' && b <= '9';
    }

    private static int match(final DirectBuffer source, final int offset, final int length, final String expected)
    {
        final int common = Math.min(length, expected.length());
        for (int i = 0; i < common; i++)
        {
            if (expected.charAt(i) != source.getByte(offset + i))
            {
                return DIFFERS;
            }
        }
        return common == expected.length() ? ALL_MATCHES : SO_FAR_MATCHES;
    }
}
