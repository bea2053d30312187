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
 * Writes PROXY protocol headers byte for byte as HAProxy 3.4 does ({@code send-proxy}, {@code send-proxy-v2} and its
 * options). Version 1 is one call. Version 2 is begun, given records in HAProxy's order, and finished:
 * <pre>
 *  begin
 *  add            for each set-proxy-v2-tlv-fmt, in the order of the configuration
 *  addCrc32c      with option crc32c
 *  add ALPN       when the client negotiated one, whatever the options
 *  add AUTHORITY  with option authority: the one received, else the client's SNI
 *  add UNIQUE_ID  with option unique-id
 *  beginSsl, add SSL_VERSION, SSL_CN, SSL_KEY_ALG, SSL_SIG_ALG, SSL_CIPHER, endSsl
 *                 with option ssl and those that imply it
 *  add NETNS      when one was received
 *  finish
 * </pre>
 * A record that finds no room is left out. Allocates nothing; one writer serves a whole loop. Source:
 * proxy-protocol.txt 2.
 */
public final class ProxyProtocolWriter
{
    /** Option {@code ssl}. */
    public static final int OPTION_SSL = 0x01;
    /** Option {@code cert-cn}. */
    public static final int OPTION_CERT_CN = 0x02;
    /** Option {@code cert-key}. */
    public static final int OPTION_CERT_KEY = 0x04;
    /** Option {@code cert-sig}. */
    public static final int OPTION_CERT_SIG = 0x08;
    /** Option {@code ssl-cipher}. */
    public static final int OPTION_SSL_CIPHER = 0x10;
    /** Option {@code authority}. */
    public static final int OPTION_AUTHORITY = 0x20;
    /** Option {@code crc32c}. */
    public static final int OPTION_CRC32C = 0x40;
    /** Option {@code unique-id}. */
    public static final int OPTION_UNIQUE_ID = 0x80;

    /** Room a version 1 header needs, in bytes. */
    public static final int MAX_V1_LENGTH = 108;

    private static final int SSL_RECORD_LENGTH = ProxyTlvs.HEADER_LENGTH + 5;
    private static final int NOWHERE = -1;

    private MutableDirectBuffer target;
    private int start;
    private int end;
    private int limit;
    private int crcOffset;
    private int sslOffset;

    /**
     * The bits of one word of {@code proxy-v2-options}.
     *
     * @param word as configured.
     * @return bits {@code OPTION_}, those implied included; 0 when the word is unknown.
     */
    public static int optionOf(final String word)
    {
        switch (word)
        {
            case "ssl":
                return OPTION_SSL;
            case "cert-cn":
                return OPTION_SSL | OPTION_CERT_CN;
            case "cert-key":
                return OPTION_SSL | OPTION_CERT_KEY;
            case "cert-sig":
                return OPTION_SSL | OPTION_CERT_SIG;
            case "ssl-cipher":
                return OPTION_SSL | OPTION_SSL_CIPHER;
            case "authority":
                return OPTION_AUTHORITY;
            case "crc32c":
                return OPTION_CRC32C;
            case "unique-id":
                return OPTION_UNIQUE_ID;
            default:
                return 0;
        }
    }

    /**
     * Writes a version 1 header. Addresses of two families are both written as IPv6; without two IP addresses it is
     * {@code UNKNOWN}. A health check gives the addresses of its own connection.
     *
     * @param target      takes {@link #MAX_V1_LENGTH} bytes.
     * @param offset      of the first one.
     * @param source      of the client's connection, null for UNKNOWN.
     * @param destination of the client's connection, null for UNKNOWN.
     * @return bytes written.
     */
    public static int writeV1(
        final MutableDirectBuffer target, final int offset, final NetAddress source, final NetAddress destination)
    {
        if (null == source || null == destination || !source.isIp() || !destination.isIp())
        {
            return target.putStringWithoutLengthAscii(offset, "PROXY UNKNOWN\r\n");
        }
        final boolean isInet = isInet(source, destination);
        int at = offset;
        at += target.putStringWithoutLengthAscii(at, isInet ? "PROXY TCP4 " : "PROXY TCP6 ");
        at = appendAddress(target, at, source, isInet);
        target.putByte(at++, (byte)' ');
        at = appendAddress(target, at, destination, isInet);
        target.putByte(at++, (byte)' ');
        at += target.putNaturalIntAscii(at, source.port());
        target.putByte(at++, (byte)' ');
        at += target.putNaturalIntAscii(at, destination.port());
        at += target.putStringWithoutLengthAscii(at, "\r\n");
        return at - offset;
    }

    private static boolean isInet(final NetAddress source, final NetAddress destination)
    {
        return NetAddress.INET == source.family() && NetAddress.INET == destination.family();
    }

    private static int appendAddress(
        final MutableDirectBuffer target, final int offset, final NetAddress address, final boolean isInet)
    {
        if (isInet || NetAddress.INET6 == address.family())
        {
            return address.appendTo(target, offset);
        }
        return address.appendTo(target, offset + target.putStringWithoutLengthAscii(offset, "::ffff:"));
    }

    /**
     * Begins a version 2 header. A health check sends LOCAL, or the addresses of its own connection with
     * {@code pp2-never-send-local}.
     *
     * @param newTarget   takes the header.
     * @param offset      of its first byte.
     * @param length      room, at least 52 bytes.
     * @param source      of the client's connection, null for LOCAL.
     * @param destination of the client's connection, null for LOCAL.
     * @return this.
     */
    public ProxyProtocolWriter begin(
        final MutableDirectBuffer newTarget,
        final int offset,
        final int length,
        final NetAddress source,
        final NetAddress destination)
    {
        target = newTarget;
        start = offset;
        limit = offset + length;
        crcOffset = NOWHERE;
        sslOffset = NOWHERE;
        target.putStringWithoutLengthAscii(start, ProxyProtocolReader.V2_SIGNATURE);
        end = start + ProxyProtocolReader.V2_HEADER_LENGTH;
        if (null == source || null == destination || !source.isIp() || !destination.isIp())
        {
            commandAndFamily(ProxyProtocolReader.COMMAND_LOCAL, 0);
        }
        else if (isInet(source, destination))
        {
            commandAndFamily(ProxyProtocolReader.COMMAND_PROXY, ProxyProtocolReader.TCP_OVER_INET);
            target.putInt(end, source.ipv4(), ByteOrder.BIG_ENDIAN);
            target.putInt(end + 4, destination.ipv4(), ByteOrder.BIG_ENDIAN);
            putPorts(end + 8, source, destination);
            end += ProxyProtocolReader.INET_LENGTH;
        }
        else
        {
            commandAndFamily(ProxyProtocolReader.COMMAND_PROXY, ProxyProtocolReader.TCP_OVER_INET6);
            target.putLong(end, source.hi(), ByteOrder.BIG_ENDIAN);
            target.putLong(end + 8, source.lo(), ByteOrder.BIG_ENDIAN);
            target.putLong(end + 16, destination.hi(), ByteOrder.BIG_ENDIAN);
            target.putLong(end + 24, destination.lo(), ByteOrder.BIG_ENDIAN);
            putPorts(end + 32, source, destination);
            end += ProxyProtocolReader.INET6_LENGTH;
        }
        return this;
    }

    private void commandAndFamily(final int command, final int family)
    {
        target.putByte(
            start + ProxyProtocolReader.VERSION_COMMAND_OFFSET, (byte)(ProxyProtocolReader.VERSION_2 | command));
        target.putByte(start + ProxyProtocolReader.FAMILY_OFFSET, (byte)family);
    }

    private void putPorts(final int offset, final NetAddress source, final NetAddress destination)
    {
        target.putShort(offset, (short)source.port(), ByteOrder.BIG_ENDIAN);
        target.putShort(offset + 2, (short)destination.port(), ByteOrder.BIG_ENDIAN);
    }

    /**
     * Adds a record, inside the SSL record while one is open.
     *
     * @param type   0 to 255.
     * @param value  holds the value.
     * @param offset of its first byte.
     * @param length in bytes, may be 0.
     * @return whether there was room.
     */
    public boolean add(final int type, final DirectBuffer value, final int offset, final int length)
    {
        if (length < 0 || length > 0xFFFF || !hasRoom(ProxyTlvs.HEADER_LENGTH + length))
        {
            return false;
        }
        target.putByte(end, (byte)type);
        target.putShort(end + 1, (short)length, ByteOrder.BIG_ENDIAN);
        if (length > 0)
        {
            target.putBytes(end + ProxyTlvs.HEADER_LENGTH, value, offset, length);
        }
        end += ProxyTlvs.HEADER_LENGTH + length;
        return true;
    }

    /**
     * Adds a record whose value is text.
     *
     * @param type  0 to 255.
     * @param value ASCII; null adds nothing.
     * @return whether it was added.
     */
    public boolean add(final int type, final String value)
    {
        if (null == value || value.length() > 0xFFFF || !hasRoom(ProxyTlvs.HEADER_LENGTH + value.length()))
        {
            return false;
        }
        target.putByte(end, (byte)type);
        target.putShort(end + 1, (short)value.length(), ByteOrder.BIG_ENDIAN);
        target.putStringWithoutLengthAscii(end + ProxyTlvs.HEADER_LENGTH, value);
        end += ProxyTlvs.HEADER_LENGTH + value.length();
        return true;
    }

    /**
     * Adds the checksum record; {@link #finish} fills it.
     *
     * @return whether there was room.
     */
    public boolean addCrc32c()
    {
        if (!hasRoom(ProxyTlvs.HEADER_LENGTH + Integer.BYTES))
        {
            return false;
        }
        target.putByte(end, (byte)ProxyTlvs.CRC32C);
        target.putShort(end + 1, (short)Integer.BYTES, ByteOrder.BIG_ENDIAN);
        crcOffset = end + ProxyTlvs.HEADER_LENGTH;
        target.putInt(crcOffset, 0);
        end = crcOffset + Integer.BYTES;
        return true;
    }

    /**
     * Opens the SSL record. Over a clear connection it is empty: client 0, verify 0.
     *
     * @param client bits {@code ProxyTlvs.CLIENT_}.
     * @param verify result of the verification, 0 when the certificate is good or none was asked for.
     * @return whether there was room; {@link #endSsl} does nothing when not.
     */
    public boolean beginSsl(final int client, final int verify)
    {
        if (!hasRoom(SSL_RECORD_LENGTH))
        {
            return false;
        }
        sslOffset = end;
        target.putByte(end, (byte)ProxyTlvs.SSL);
        target.putByte(end + 3, (byte)client);
        target.putInt(end + 4, verify, ByteOrder.BIG_ENDIAN);
        end += SSL_RECORD_LENGTH;
        return true;
    }

    /** Closes the SSL record. */
    public void endSsl()
    {
        if (NOWHERE != sslOffset)
        {
            target.putShort(
                sslOffset + 1, (short)(end - sslOffset - ProxyTlvs.HEADER_LENGTH), ByteOrder.BIG_ENDIAN);
            sslOffset = NOWHERE;
        }
    }

    /**
     * Fills lengths and checksum.
     *
     * @return bytes of the whole header.
     */
    public int finish()
    {
        target.putShort(
            start + ProxyProtocolReader.LENGTH_OFFSET,
            (short)(end - start - ProxyProtocolReader.V2_HEADER_LENGTH),
            ByteOrder.BIG_ENDIAN);
        if (NOWHERE != crcOffset)
        {
            target.putInt(
                crcOffset,
                Crc32c.finish(Crc32c.update(Crc32c.START, target, start, end - start)),
                ByteOrder.BIG_ENDIAN);
        }
        return end - start;
    }

    private boolean hasRoom(final int bytes)
    {
        return bytes <= limit - end;
    }
}
