/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import org.agrona.DirectBuffer;

/** CRC-32C (RFC 4960 appendix B) over buffers, byte by byte; headers are short. */
final class Crc32c
{
    static final int START = -1;
    private static final int POLYNOMIAL = 0x82F6_3B78;
    private static final int[] TABLE = table();

    private Crc32c()
    {
    }

    static int update(final int state, final DirectBuffer source, final int offset, final int length)
    {
        int crc = state;
        for (int i = offset; i < offset + length; i++)
        {
            crc = (crc >>> 8) ^ TABLE[(crc ^ source.getByte(i)) & 0xFF];
        }
        return crc;
    }

    static int finish(final int state)
    {
        return ~state;
    }

    private static int[] table()
    {
        final int[] table = new int[256];
        for (int i = 0; i < table.length; i++)
        {
            int value = i;
            for (int bit = 0; bit < Byte.SIZE; bit++)
            {
                value = (value >>> 1) ^ (0 == (value & 1) ? 0 : POLYNOMIAL);
            }
            table[i] = value;
        }
        return table;
    }
}
