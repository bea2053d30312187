/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;

/**
 * The C library's way to hash passwords, with every kind it knows: DES, MD5, bcrypt, yescrypt and more. Absent where
 * the library is not installed. Any thread; a hash may take many milliseconds. Source: crypt(3).
 */
public final class CryptLibrary
{
    /** Longest of the known layouts of {@code struct crypt_data}. */
    private static final int DATA_LENGTH = 131_232;
    private static final int MAX_TEXT_LENGTH = 512;
    private static final MemorySegment CRYPT_R = find();

    private CryptLibrary()
    {
    }

    private static MemorySegment find()
    {
        for (final String name : new String[] {"libcrypt.so.1", "libcrypt.so.2"})
        {
            try
            {
                return SymbolLookup.libraryLookup(name, Arena.global()).find("crypt_r").orElse(null);
            }
            catch (final IllegalArgumentException ex)
            {
                continue; // not installed under this name
            }
        }
        return null;
    }

    /**
     * Hash a password as a stored one was hashed.
     *
     * @param password bytes without a NUL.
     * @param stored   a stored password, or the salt that begins one.
     * @return what would be stored, or null when the library is missing or does not know the kind.
     */
    public static String hash(final byte[] password, final String stored)
    {
        final byte[] setting = stored.getBytes(StandardCharsets.ISO_8859_1);
        if (null == CRYPT_R || MAX_TEXT_LENGTH < setting.length || MAX_TEXT_LENGTH < password.length)
        {
            return null;
        }
        try (Arena arena = Arena.ofConfined())
        {
            final MemorySegment data = arena.allocate(DATA_LENGTH, 16);
            final long result = Native.call(Native.scratch(), CRYPT_R, text(arena, password).address(),
                text(arena, setting).address(), data.address(), 0, 0, 0, 0);
            if (0 == result)
            {
                return null;
            }
            final String hash = MemorySegment.ofAddress(result).reinterpret(MAX_TEXT_LENGTH).getString(0);
            return hash.startsWith("*") ? null : hash;
        }
    }

    private static MemorySegment text(final Arena arena, final byte[] bytes)
    {
        final MemorySegment text = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, text, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
        return text;
    }
}
