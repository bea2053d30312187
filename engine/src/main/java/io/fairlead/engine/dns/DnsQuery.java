/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import org.agrona.MutableDirectBuffer;

import static java.nio.ByteOrder.BIG_ENDIAN;

/**
 * A question as it is sent: one name and type, recursion desired, and an OPT record that tells how long an answer may
 * be.
 * <pre>
 *  0      2      4         6       8       10         12
 *  | id   | 0100 | 0001    | 0000  | 0000  | 0001     | name, type, class | 00, OPT, size, 0 (4), 0 (2)
 *    id     flags  questions answers author. additional
 * </pre>
 * Source: RFC 1035 section 4.1, RFC 6891 section 6.1.2.
 */
final class DnsQuery
{
    static final int HEADER_LENGTH = 12;
    /** Longest query. */
    static final int MAX_LENGTH = HEADER_LENGTH + DnsName.MAX_LENGTH + 1 + 4 + 11;

    private static final int RECURSION_DESIRED = 0x0100;
    private static final int INTERNET = 1;

    private DnsQuery()
    {
    }

    /**
     * Write a query.
     *
     * @param target      with room for {@link #MAX_LENGTH} bytes.
     * @param id          of the query, 0 to 65535.
     * @param name        asked for.
     * @param type        of {@link RecordType}.
     * @param payloadSize longest answer that is accepted.
     * @return bytes written.
     */
    static int put(
        final MutableDirectBuffer target, final int id, final DnsName name, final int type, final int payloadSize)
    {
        target.putShort(0, (short)id, BIG_ENDIAN);
        target.putShort(2, (short)RECURSION_DESIRED, BIG_ENDIAN);
        target.putShort(4, (short)1, BIG_ENDIAN);
        target.putShort(6, (short)0, BIG_ENDIAN);
        target.putShort(8, (short)0, BIG_ENDIAN);
        target.putShort(10, (short)1, BIG_ENDIAN);
        int position = HEADER_LENGTH;
        position += name.put(target, position);
        target.putShort(position, (short)type, BIG_ENDIAN);
        target.putShort(position + 2, (short)INTERNET, BIG_ENDIAN);
        position += 4;
        target.putByte(position, (byte)0);
        target.putShort(position + 1, (short)RecordType.OPT, BIG_ENDIAN);
        target.putShort(position + 3, (short)payloadSize, BIG_ENDIAN);
        target.putInt(position + 5, 0, BIG_ENDIAN);
        target.putShort(position + 9, (short)0, BIG_ENDIAN);
        return position + 11;
    }
}
