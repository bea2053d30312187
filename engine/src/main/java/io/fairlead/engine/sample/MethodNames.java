/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.http.Method;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Spelling of the methods a METH sample knows by number: the position in {@link Method}.
 */
public final class MethodNames
{
    /** Any other method: the sample's slice holds it. */
    public static final int OTHER = Method.OTHER.ordinal();

    private static final UnsafeBuffer[] NAMES = new UnsafeBuffer[OTHER];

    static
    {
        for (int i = 0; i < OTHER; i++)
        {
            NAMES[i] = new UnsafeBuffer(Method.values()[i].bytes());
        }
    }

    private MethodNames()
    {
    }

    /** Spelling of a known method. */
    public static UnsafeBuffer name(final int index)
    {
        return NAMES[index];
    }

    /** Index of a method, {@link #OTHER} when not known. */
    public static int indexOf(final DirectBuffer buffer, final int offset, final int length)
    {
        return Method.of(buffer, offset, length).ordinal();
    }
}
