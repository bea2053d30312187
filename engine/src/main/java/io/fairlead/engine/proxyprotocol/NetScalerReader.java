/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/**
 * Reads the header by which a NetScaler tells the client's addresses ({@code accept-netscaler-cip}): a magic number,
 * lengths, and copies of the client's IP and TCP headers. Called again with more bytes as they come. HAProxy refuses a
 * header that arrives in pieces; here it is awaited. Source: netscaler-client-ip-insertion-protocol.txt.
 * <pre>
 *  legacy     0        4               8
 *             | magic  | length (u32)  | IP header, TCP header: length bytes
 *  standard   0        4               8       10             12
 *             | magic  | total length  | type  | length (u16) | IP header, TCP header: length bytes
 * </pre>
 * The byte at offset 8 tells them apart: an IP version in the legacy form, 0 in the standard one.
 */
public final class NetScalerReader
{
    /** Result: the header is not complete yet. */
    public static final int NEED_MORE = 0;

    private static final int MIN_LENGTH = 12;
    private static final int LEGACY_LENGTH = 8;
    private static final int STANDARD_LENGTH = 12;
    private static final int IPV4_MIN_LENGTH = 40;
    private static final int IPV6_MIN_LENGTH = 60;
    private static final int MAX_LENGTH = 16_384;
    private static final int IPPROTO_TCP = 6;
    private static final int IPV6_HEADER_LENGTH = 40;

    private NetScalerReader()
    {
    }

    /**
     * Reads a header.
     *
     * @param magic  expected, as configured.
     * @param source of the connection's first bytes.
     * @param offset of the first one.
     * @param length bytes present.
     * @param header receives the addresses.
     * @return length of the header in bytes, to be skipped; {@link #NEED_MORE}; or a negated {@link HandshakeError}.
     */
    public static int read(
        final int magic, final DirectBuffer source, final int offset, final int length, final ProxyHeader header)
    {
        if (length >= Integer.BYTES && magic != source.getInt(offset, ByteOrder.BIG_ENDIAN))
        {
            return length < MIN_LENGTH ? -HandshakeError.CIP_TRUNCATED : -HandshakeError.CIP_BAD_MAGIC;
        }
        if (length < MIN_LENGTH)
        {
            return NEED_MORE;
        }
        final int kind = source.getByte(offset + LEGACY_LENGTH) & 0xFF;
        final boolean isLegacy = 0x40 == (kind & 0xD0);
        if (!isLegacy && 0 != kind)
        {
            return -HandshakeError.CIP_BAD_PROTOCOL;
        }
        final int prefixLength = isLegacy ? LEGACY_LENGTH : STANDARD_LENGTH;
        final int bodyLength = isLegacy ?
            source.getInt(offset + 4, ByteOrder.BIG_ENDIAN) :
                source.getShort(offset + 10, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        if (bodyLength < 0 || bodyLength > MAX_LENGTH - prefixLength)
        {
            return -HandshakeError.CIP_TRUNCATED;
        }
        final int at = offset + prefixLength;
        if (length == prefixLength)
        {
            return NEED_MORE;
        }
        final int version = (source.getByte(at) & 0xF0) >> 4;
        if (4 != version && 6 != version)
        {
            return -HandshakeError.CIP_BAD_PROTOCOL;
        }
        if (length < (4 == version ? IPV4_MIN_LENGTH : IPV6_MIN_LENGTH) || length < prefixLength + bodyLength)
        {
            return NEED_MORE;
        }
        final int protocol = source.getByte(at + (4 == version ? 9 : 6));
        if (IPPROTO_TCP != protocol)
        {
            return -HandshakeError.CIP_BAD_PROTOCOL;
        }
        final int ports = at + (4 == version ? (source.getByte(at) & 0x0F) * 4 : IPV6_HEADER_LENGTH);
        if (ports + 4 > offset + length)
        {
            return -HandshakeError.CIP_TRUNCATED;
        }
        readAddresses(source, at, ports, version, header);
        return prefixLength + bodyLength;
    }

    /**
     * What to report when the client closes and {@link #read} still wants more.
     *
     * @param length bytes that came.
     * @return a negated {@link HandshakeError}.
     */
    public static int errorAtEnd(final int length)
    {
        return 0 == length ? -HandshakeError.CIP_EMPTY : -HandshakeError.CIP_TRUNCATED;
    }

    private static void readAddresses(
        final DirectBuffer source, final int at, final int ports, final int version, final ProxyHeader header)
    {
        final int sourcePort = source.getShort(ports, ByteOrder.BIG_ENDIAN);
        final int destinationPort = source.getShort(ports + 2, ByteOrder.BIG_ENDIAN);
        header.clear();
        if (4 == version)
        {
            header.source().inet(source.getInt(at + 12, ByteOrder.BIG_ENDIAN), sourcePort);
            header.destination().inet(source.getInt(at + 16, ByteOrder.BIG_ENDIAN), destinationPort);
        }
        else
        {
            header.source().inet6(source.getLong(at + 8, ByteOrder.BIG_ENDIAN),
                source.getLong(at + 16, ByteOrder.BIG_ENDIAN), sourcePort);
            header.destination().inet6(source.getLong(at + 24, ByteOrder.BIG_ENDIAN),
                source.getLong(at + 32, ByteOrder.BIG_ENDIAN), destinationPort);
        }
    }
}
