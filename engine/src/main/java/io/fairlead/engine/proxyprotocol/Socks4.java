/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.fairlead.engine.buffer.NetAddress;

/**
 * The SOCKS4 handshake of the {@code socks4} server option, sent before anything else. Source: SOCKS4.protocol.txt.
 * <pre>
 *  request  | 4 | 1 | port (2) | IPv4 address (4) | "HAProxy" NUL |      16 bytes
 *  reply    | 0 | code | port (2) | address (4) |                        8 bytes; code 90 grants
 * </pre>
 */
public final class Socks4
{
    /** Length of the request, in bytes. */
    public static final int REQUEST_LENGTH = 16;
    /** Length of the reply, in bytes. */
    public static final int REPLY_LENGTH = 8;
    /** Result of {@link #readReply}: not complete yet. */
    public static final int NEED_MORE = 0;

    private static final int GRANTED = 90;
    private static final String USER = "HAProxy";

    private Socks4()
    {
    }

    /**
     * Writes the request. As HAProxy does, an IPv6 address gives its first 32 bits that are not zero: the proxy will
     * fail on it.
     *
     * @param target      takes {@link #REQUEST_LENGTH} bytes.
     * @param offset      of the first one.
     * @param destination to be reached through the proxy.
     * @return bytes written.
     */
    public static int writeRequest(final MutableDirectBuffer target, final int offset, final NetAddress destination)
    {
        target.putByte(offset, (byte)4);
        target.putByte(offset + 1, (byte)1);
        target.putShort(offset + 2, (short)destination.port(), ByteOrder.BIG_ENDIAN);
        target.putInt(offset + 4, firstWord(destination), ByteOrder.BIG_ENDIAN);
        target.putStringWithoutLengthAscii(offset + 8, USER);
        target.putByte(offset + 8 + USER.length(), (byte)0);
        return REQUEST_LENGTH;
    }

    private static int firstWord(final NetAddress address)
    {
        if (NetAddress.INET == address.family())
        {
            return address.ipv4();
        }
        final long half = 0 != address.hi() ? address.hi() : address.lo();
        return 0 != (half >>> Integer.SIZE) ? (int)(half >>> Integer.SIZE) : (int)half;
    }

    /**
     * Reads the reply.
     *
     * @param source of the bytes that came.
     * @param offset of the first one.
     * @param length bytes present.
     * @return {@link #REPLY_LENGTH} when granted, {@link #NEED_MORE}, or a negated {@link HandshakeError}.
     */
    public static int readReply(final DirectBuffer source, final int offset, final int length)
    {
        if (length < REPLY_LENGTH)
        {
            return NEED_MORE;
        }
        return GRANTED == source.getByte(offset + 1) ? REPLY_LENGTH : -HandshakeError.SOCKS4_DENIED;
    }
}
