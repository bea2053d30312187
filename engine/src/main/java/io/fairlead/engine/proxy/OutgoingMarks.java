/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import org.agrona.MutableDirectBuffer;

import io.fairlead.engine.os.SocketOptions;

/** What {@code set-bc-mark} and {@code set-bc-tos} asked for the connection to the server. Loop-confined. */
final class OutgoingMarks
{
    private static final int ABSENT = -1;
    private static final int LENGTH = 2 * Integer.BYTES;

    private boolean hasMark;
    private int mark;
    private int typeOfService = ABSENT;

    void reset()
    {
        hasMark = false;
        mark = 0;
        typeOfService = ABSENT;
    }

    void mark(final int value)
    {
        hasMark = true;
        mark = value;
    }

    void typeOfService(final int value)
    {
        typeOfService = value & 0xFF;
    }

    boolean isSet()
    {
        return hasMark || ABSENT != typeOfService;
    }

    /** Form for comparisons; returns its length. */
    int put(final MutableDirectBuffer buffer, final int offset)
    {
        buffer.putInt(offset, mark);
        buffer.putInt(offset + Integer.BYTES, typeOfService << 1 | (hasMark ? 1 : 0));
        return LENGTH;
    }

    /** Set them on a fresh socket. Like HAProxy, without a word where the system refuses. */
    void apply(final int descriptor, final boolean isIpv6)
    {
        if (hasMark)
        {
            SocketOptions.mark(descriptor, mark);
        }
        if (ABSENT != typeOfService)
        {
            SocketOptions.typeOfService(descriptor, isIpv6, typeOfService);
        }
    }
}
