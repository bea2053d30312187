/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

/** What {@code compression algo} can name. Source: configuration.txt 4.2 "compression"; RFC 9110 section 8.4.1. */
public enum Coding
{
    /** The body as it is. */
    IDENTITY("identity", "identity"),
    /** RFC 1950. */
    DEFLATE("deflate", "deflate"),
    /** RFC 1951, under the name browsers know it by. */
    RAW_DEFLATE("raw-deflate", "deflate"),
    /** RFC 1952. */
    GZIP("gzip", "gzip"),
    /** RFC 7932; an addition of ours. */
    BROTLI("br", "br"),
    /** RFC 8878; an addition of ours. */
    ZSTD("zstd", "zstd");

    private static final Coding[] ALL = values();

    private final String configName;
    private final byte[] token;
    private final UnsafeBuffer nameBytes;

    Coding(final String configName, final String token)
    {
        this.configName = configName;
        this.nameBytes = new UnsafeBuffer(configName.getBytes(StandardCharsets.US_ASCII));
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    /** Its name in a configuration. */
    public String configName()
    {
        return configName;
    }

    /** Its name in a configuration; not to be changed. */
    public UnsafeBuffer nameBytes()
    {
        return nameBytes;
    }

    /** Its name in {@code Accept-Encoding} and {@code Content-Encoding}; not to be changed. */
    public byte[] token()
    {
        return token;
    }

    /**
     * The coding of a name.
     *
     * @param name as configurations have it.
     * @return null when there is none.
     */
    public static Coding of(final String name)
    {
        for (final Coding coding : ALL)
        {
            if (coding.configName.equals(name))
            {
                return coding;
            }
        }
        return null;
    }
}
