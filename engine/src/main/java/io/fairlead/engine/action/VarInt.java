/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import io.fairlead.engine.sample.Sample;

/**
 * Variable-length numbers of HAProxy's own protocols: below 240 one byte, else four bits and then seven bits a byte,
 * each added to what came before. Source: peers-v2.0.txt "Encoding".
 */
final class VarInt
{
    private int length;

    /** Number read last. */
    int length()
    {
        return length;
    }

    /** Read at an index; the index behind, or -1 when bytes are missing. */
    int read(final Sample from, final int index)
    {
        length = 0;
        if (index < 0 || index >= from.length)
        {
            return -1;
        }
        long value = from.byteAt(index);
        int at = index + 1;
        if (value >= 240)
        {
            int shift = 4;
            int b;
            do
            {
                if (at >= from.length || shift > 32)
                {
                    return -1;
                }
                b = from.byteAt(at++);
                value += (long)b << shift;
                shift += 7;
            }
            while (b >= 128);
        }
        length = (int)Math.min(value, Integer.MAX_VALUE);
        return at;
    }
}
