/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import java.nio.ByteOrder;

import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a TLS ClientHello in place, within its first record.
 * <pre>
 *  0      1      3        5      6        9        11        43       44
 *  | 0x16 | ver  | length | 0x01 | length | version | random | sid len | sid | ciphers | compression | extensions |
 * </pre>
 * Source: RFC 8446 section 4.1.2.
 */
final class ClientHello
{
    private static final int RECORD_HEADER_LENGTH = 5;
    private static final int HANDSHAKE_HEADER_LENGTH = 4;
    private static final int SESSION_ID_OFFSET = RECORD_HEADER_LENGTH + HANDSHAKE_HEADER_LENGTH + 34;
    private static final int HANDSHAKE = 0x16;
    private static final int NOT_HELLO = -1;
    private static final int ABSENT = -2;
    /** A hello with one cipher, one compression method and an empty list of extensions. */
    private static final int SHORTEST = 43;
    private static final int LONGEST_SESSION_ID = 32;

    private ClientHello()
    {
    }

    private static int wait(final PayloadView payload, final Sample out)
    {
        if (!payload.isComplete())
        {
            out.flags |= Sample.MAY_CHANGE;
        }
        return NOT_HELLO;
    }

    private static int u8(final UnsafeBuffer buffer, final int offset)
    {
        return buffer.getByte(offset) & 0xFF;
    }

    private static int u16(final UnsafeBuffer buffer, final int offset)
    {
        return buffer.getShort(offset, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }

    private static int u24(final UnsafeBuffer buffer, final int offset)
    {
        return u8(buffer, offset) << 16 | u16(buffer, offset + 1);
    }

    /**
     * Offset one past the message, when it is a whole ClientHello; NOT_HELLO otherwise.
     *
     * @param isRecordWanted whether the record around it must be there as well.
     */
    private static int end(final PayloadView payload, final Sample out, final boolean isRecordWanted)
    {
        if (null == payload)
        {
            return NOT_HELLO;
        }
        final UnsafeBuffer buffer = payload.buffer();
        final int begin = payload.offset();
        final int length = payload.length();
        if (length < 1)
        {
            return wait(payload, out);
        }
        if (HANDSHAKE != u8(buffer, begin) || length >= 3 && 3 > u8(buffer, begin + 1) ||
            length >= RECORD_HEADER_LENGTH && u16(buffer, begin + 3) < SHORTEST + HANDSHAKE_HEADER_LENGTH ||
            length > RECORD_HEADER_LENGTH && 1 != u8(buffer, begin + RECORD_HEADER_LENGTH) && !isRecordWanted)
        {
            return NOT_HELLO;
        }
        if (length < RECORD_HEADER_LENGTH + HANDSHAKE_HEADER_LENGTH ||
            isRecordWanted && length < RECORD_HEADER_LENGTH + u16(buffer, begin + 3))
        {
            return wait(payload, out);
        }
        final int hello = u24(buffer, begin + 6);
        if (1 != u8(buffer, begin + RECORD_HEADER_LENGTH) || hello < SHORTEST)
        {
            return NOT_HELLO;
        }
        final int end = RECORD_HEADER_LENGTH + HANDSHAKE_HEADER_LENGTH + hello;
        return length < end ? wait(payload, out) : begin + end;
    }

    /** Offset of the length of the cipher list, or NOT_HELLO. */
    private static int ciphersAt(final PayloadView payload, final int end)
    {
        final UnsafeBuffer buffer = payload.buffer();
        final int version = payload.offset() + RECORD_HEADER_LENGTH + HANDSHAKE_HEADER_LENGTH;
        final int session = payload.offset() + SESSION_ID_OFFSET;
        final int ciphers = session + 1 + u8(buffer, session);
        final boolean isHello = 3 <= u8(buffer, version) && 1 <= u8(buffer, version + 1) &&
            u8(buffer, session) <= LONGEST_SESSION_ID && ciphers + 4 <= end && u16(buffer, ciphers) >= 2 &&
            ciphers + u16(buffer, ciphers) <= end;
        return isHello ? ciphers : NOT_HELLO;
    }

    /** Offset of the length of the list of extensions, or NOT_HELLO. */
    private static int extensionsAt(final PayloadView payload, final int end)
    {
        final UnsafeBuffer buffer = payload.buffer();
        final int ciphers = ciphersAt(payload, end);
        final int methods = ciphers < 0 ? end : ciphers + 2 + u16(buffer, ciphers);
        if (methods + 2 > end || u8(buffer, methods) < 1)
        {
            return NOT_HELLO;
        }
        final int at = methods + 1 + u8(buffer, methods);
        return at + 2 <= end && at + 2 + u16(buffer, at) <= end ? at : NOT_HELLO;
    }

    /** Offset of an extension's content, ABSENT, or NOT_HELLO. */
    private static int extension(final PayloadView payload, final int end, final int type)
    {
        final UnsafeBuffer buffer = payload.buffer();
        final int list = end < 0 ? NOT_HELLO : extensionsAt(payload, end);
        if (list < 0)
        {
            return NOT_HELLO;
        }
        final int stop = list + 2 + u16(buffer, list);
        int at = list + 2;
        while (at + 4 <= stop)
        {
            final int length = u16(buffer, at + 2);
            if (at + 4 + length > stop)
            {
                return NOT_HELLO;
            }
            if (type == u16(buffer, at))
            {
                return at + 4;
            }
            at += 4 + length;
        }
        return ABSENT;
    }

    static boolean serverName(final PayloadView payload, final Sample out)
    {
        final int at = extension(payload, end(payload, out, false), 0);
        if (at < 0)
        {
            return false;
        }
        final UnsafeBuffer buffer = payload.buffer();
        final int length = u16(buffer, at - 2);
        if (length < 5 || 0 != u8(buffer, at + 2) || u16(buffer, at + 3) + 5 > length)
        {
            return false;
        }
        return out.str(buffer, at + 5, u16(buffer, at + 3));
    }

    static boolean alpn(final PayloadView payload, final Sample out)
    {
        final int at = extension(payload, end(payload, out, false), 16);
        if (at < 0)
        {
            return false;
        }
        final UnsafeBuffer buffer = payload.buffer();
        final int stop = at + u16(buffer, at - 2);
        final int name = at + Math.max(2, out.iteration);
        if (name >= stop || name + 1 + u8(buffer, name) > stop)
        {
            return false;
        }
        final int next = name + 1 + u8(buffer, name);
        out.iteration = next - at;
        out.flags = next < stop ? out.flags | Sample.NOT_LAST : out.flags & ~Sample.NOT_LAST;
        return out.str(buffer, name + 1, next - name - 1);
    }

    static boolean hasCurves(final PayloadView payload, final Sample out)
    {
        return extension(payload, end(payload, out, true), 10) >= 0 && out.bool(true);
    }

    static boolean ticket(final PayloadView payload, final Sample out)
    {
        final int at = extension(payload, end(payload, out, true), 35);
        return NOT_HELLO != at && out.sint(ABSENT == at ? 0 : 0 == u16(payload.buffer(), at - 2) ? 1 : 2);
    }

    static boolean ciphers(final PayloadView payload, final Sample out)
    {
        final int end = end(payload, out, true);
        final int at = end < 0 ? NOT_HELLO : ciphersAt(payload, end);
        return at >= 0 && out.bin(payload.buffer(), at + 2, u16(payload.buffer(), at));
    }

    static boolean list(final PayloadView payload, final Sample out, final int type)
    {
        final int at = extension(payload, end(payload, out, true), type);
        if (at < 0)
        {
            return false;
        }
        final int length = u16(payload.buffer(), at - 2);
        return length >= 2 && u16(payload.buffer(), at) <= length - 2 &&
            out.bin(payload.buffer(), at + 2, u16(payload.buffer(), at));
    }

    static boolean keyShares(final PayloadView payload, final Sample out)
    {
        final int at = extension(payload, end(payload, out, true), 51);
        if (at < 0)
        {
            return false;
        }
        final UnsafeBuffer buffer = payload.buffer();
        final int stop = at + u16(buffer, at - 2);
        final ByteWriter groups = out.scratch().chunk();
        for (int share = at + 2; share + 4 <= stop; share += 4 + u16(buffer, share + 2))
        {
            groups.put(buffer, share, 2);
        }
        return groups.asBin(out);
    }

    /** Version of the hello inside the record, as two 16-bit numbers. */
    static boolean version(final PayloadView payload, final Sample out)
    {
        if (null == payload)
        {
            return false;
        }
        final UnsafeBuffer buffer = payload.buffer();
        final int begin = payload.offset();
        if (payload.length() < 1 || payload.length() < 11 && isRecord(u8(buffer, begin)))
        {
            return wait(payload, out) >= 0;
        }
        if (!isRecord(u8(buffer, begin)) || 3 > u8(buffer, begin + 1))
        {
            return false;
        }
        final int length = u16(buffer, begin + 3);
        if (length < 6 || length > (1 << 14) + 2048)
        {
            return false;
        }
        if (payload.length() - RECORD_HEADER_LENGTH < length && !payload.isComplete())
        {
            return wait(payload, out) >= 0;
        }
        return out.sint((long)u8(buffer, begin + 9) << 16 | u8(buffer, begin + 10));
    }

    private static boolean isRecord(final int type)
    {
        return type >= 0x14 && type <= 0x17 || 0xFF == type;
    }

    static boolean handshakeType(final PayloadView payload, final Sample out)
    {
        if (null == payload)
        {
            return false;
        }
        final UnsafeBuffer buffer = payload.buffer();
        final int begin = payload.offset();
        if (payload.length() < 1 || payload.length() < 9 && isRecord(u8(buffer, begin)))
        {
            return wait(payload, out) >= 0;
        }
        if (!isRecord(u8(buffer, begin)) || 3 > u8(buffer, begin + 1) || u16(buffer, begin + 3) < 4)
        {
            return false;
        }
        if (payload.length() < 9 + u24(buffer, begin + 6))
        {
            return wait(payload, out) >= 0;
        }
        return out.sint(u8(buffer, begin + 5));
    }
}
