/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Type-length-value records that came with a version 2 header, kept for the life of a session because {@code fc_pp_tlv}
 * and the writer of the other side read them later. The memory is made when the first record comes, grows if it must
 * and is reused. Belongs to one loop.
 * <pre>
 *  0      1             3
 *  | type | length, u16 | value ... | type | ...       big-endian
 * </pre>
 * Source: proxy-protocol.txt 2.2.
 */
public final class ProxyTlvs
{
    /** Protocols spoken over the connection, as negotiated by TLS. */
    public static final int ALPN = 0x01;
    /** Host name the client asked for, at most 255 bytes. */
    public static final int AUTHORITY = 0x02;
    /** Checksum of the header. */
    public static final int CRC32C = 0x03;
    /** Padding. */
    public static final int NOOP = 0x04;
    /** Identity of the connection, at most 128 bytes. */
    public static final int UNIQUE_ID = 0x05;
    /** TLS facts: client flags, verification result and records of the {@code SSL_} types. */
    public static final int SSL = 0x20;
    /** Inside SSL: version such as {@code TLSv1.3}. */
    public static final int SSL_VERSION = 0x21;
    /** Inside SSL: common name of the client's certificate. */
    public static final int SSL_CN = 0x22;
    /** Inside SSL: name of the cipher. */
    public static final int SSL_CIPHER = 0x23;
    /** Inside SSL: signature algorithm of the certificate. */
    public static final int SSL_SIG_ALG = 0x24;
    /** Inside SSL: key algorithm of the certificate. */
    public static final int SSL_KEY_ALG = 0x25;
    /** Name of the network namespace. */
    public static final int NETNS = 0x30;
    /** Client flag: the client spoke TLS. */
    public static final int CLIENT_SSL = 0x01;
    /** Client flag: a certificate came over this connection. */
    public static final int CLIENT_CERT_CONN = 0x02;
    /** Client flag: a certificate came at least once over this TLS session. */
    public static final int CLIENT_CERT_SESS = 0x04;
    /** Longest authority. */
    public static final int MAX_AUTHORITY_LENGTH = 255;
    /** Longest unique id. */
    public static final int MAX_UNIQUE_ID_LENGTH = 128;
    /** Longest value of any record. */
    public static final int MAX_VALUE_LENGTH = 1024;

    /** Bytes before a value. */
    static final int HEADER_LENGTH = 3;
    private static final int SSL_HEADER_LENGTH = 5;
    private static final int FIRST_CAPACITY = 256;
    private static final byte[] NO_BYTES = new byte[0];

    private final UnsafeBuffer buffer = new UnsafeBuffer(NO_BYTES);
    private int length;
    private int valueOffset;
    private int valueLength;

    /** Forgets all records, keeping the memory. */
    public void clear()
    {
        length = 0;
        valueOffset = 0;
        valueLength = 0;
    }

    /**
     * Becomes a copy of other records.
     *
     * @param other left as it is.
     */
    public void copyFrom(final ProxyTlvs other)
    {
        store(other.buffer, 0, other.length);
    }

    /** Bytes of all records. */
    public int length()
    {
        return length;
    }

    /** Memory of the records; valid until the next change. */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /** Offset of the value found last. */
    public int valueOffset()
    {
        return valueOffset;
    }

    /** Length of the value found last, 0 to 1024. */
    public int valueLength()
    {
        return valueLength;
    }

    /**
     * Looks for the first record of a type.
     *
     * @param type 0 to 255.
     * @return whether there is one; then {@link #valueOffset} and {@link #valueLength} tell where.
     */
    public boolean find(final int type)
    {
        return findBetween(0, length, type);
    }

    /**
     * Looks for the next record of a type after the one found last.
     *
     * @param type 0 to 255.
     * @return whether there is one.
     */
    public boolean findNext(final int type)
    {
        return findBetween(valueOffset + valueLength, length, type);
    }

    /**
     * Looks for a record inside the SSL record.
     *
     * @param subtype one of the {@code SSL_} types.
     * @return whether there is one.
     */
    public boolean findInSsl(final int subtype)
    {
        if (!find(SSL) || valueLength < SSL_HEADER_LENGTH)
        {
            return false;
        }
        return findBetween(valueOffset + SSL_HEADER_LENGTH, valueOffset + valueLength, subtype);
    }

    /**
     * Client flags of the SSL record.
     *
     * @return bits {@code CLIENT_}, 0 when there is no such record.
     */
    public int sslClient()
    {
        return find(SSL) && valueLength >= SSL_HEADER_LENGTH ? buffer.getByte(valueOffset) & 0xFF : 0;
    }

    /**
     * Verification result of the SSL record.
     *
     * @return 0 for a verified certificate; -1 when there is no such record.
     */
    public int sslVerify()
    {
        return find(SSL) && valueLength >= SSL_HEADER_LENGTH ?
            buffer.getInt(valueOffset + 1, ByteOrder.BIG_ENDIAN) : -1;
    }

    private boolean findBetween(final int from, final int to, final int type)
    {
        int offset = from;
        while (to - offset >= HEADER_LENGTH)
        {
            final int size = buffer.getShort(offset + 1, ByteOrder.BIG_ENDIAN) & 0xFFFF;
            if (size > to - offset - HEADER_LENGTH)
            {
                return false; // only inside an SSL record, whose inner structure the reader does not check
            }
            if (type == (buffer.getByte(offset) & 0xFF))
            {
                valueOffset = offset + HEADER_LENGTH;
                valueLength = size;
                return true;
            }
            offset += HEADER_LENGTH + size;
        }
        return false;
    }

    void store(final DirectBuffer source, final int offset, final int newLength)
    {
        clear();
        if (newLength > buffer.capacity())
        {
            buffer.wrap(new byte[Math.max(FIRST_CAPACITY, Integer.highestOneBit(newLength - 1) << 1)]);
        }
        buffer.putBytes(0, source, offset, newLength);
        length = newLength;
    }

    /**
     * Checks the stored records against HAProxy's rules.
     *
     * @param headerCrc CRC-32C state over the bytes before the records.
     * @return 0 or a negated {@link HandshakeError}.
     */
    int check(final int headerCrc)
    {
        int offset = 0;
        while (offset < length)
        {
            if (length - offset < HEADER_LENGTH)
            {
                return -HandshakeError.PROXY_BAD_HEADER;
            }
            final int size = buffer.getShort(offset + 1, ByteOrder.BIG_ENDIAN) & 0xFFFF;
            if (size > length - offset - HEADER_LENGTH || size > limitOf(buffer.getByte(offset) & 0xFF))
            {
                return -HandshakeError.PROXY_BAD_HEADER;
            }
            if (CRC32C == buffer.getByte(offset) && !isChecksumRight(headerCrc, offset + HEADER_LENGTH, size))
            {
                return -HandshakeError.PROXY_BAD_HEADER;
            }
            offset += HEADER_LENGTH + size;
        }
        return 0;
    }

    private static int limitOf(final int type)
    {
        switch (type)
        {
            case AUTHORITY:
                return MAX_AUTHORITY_LENGTH;
            case UNIQUE_ID:
                return MAX_UNIQUE_ID_LENGTH;
            default:
                return MAX_VALUE_LENGTH;
        }
    }

    /** The field counts as zero while summing and, as in HAProxy, stays zero for whoever reads it later. */
    private boolean isChecksumRight(final int headerCrc, final int offset, final int size)
    {
        if (Integer.BYTES != size)
        {
            return false;
        }
        final int expected = buffer.getInt(offset, ByteOrder.BIG_ENDIAN);
        buffer.putInt(offset, 0);
        return expected == Crc32c.finish(Crc32c.update(headerCrc, buffer, 0, length));
    }
}
