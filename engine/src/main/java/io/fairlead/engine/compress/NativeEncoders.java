/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.nio.ByteBuffer;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.github.luben.zstd.util.Native;

/** Libraries outside the JDK that some codings need; touched only when a configuration names such a coding. */
public final class NativeEncoders
{
    /** No bytes; never written to. */
    static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

    private NativeEncoders()
    {
    }

    /**
     * Load what a coding needs.
     *
     * @param coding any.
     * @return why it cannot be had on this system; null when it can.
     */
    public static String load(final Coding coding)
    {
        try
        {
            if (Coding.BROTLI == coding)
            {
                Brotli4jLoader.ensureAvailability();
            }
            else if (Coding.ZSTD == coding)
            {
                Native.load();
            }
            return null;
        }
        catch (final LinkageError ex)
        {
            return String.valueOf(ex.getMessage());
        }
    }
}
