/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

/**
 * Flags of a format string and of its parts. Source: configuration.txt 8.2.6.
 */
public final class LogOptions
{
    public static final int NONE = 0;
    /** {@code +X}: numbers and addresses in hexadecimal. */
    public static final int HEX = 1;
    /** {@code +M}: a minus sign instead of nothing. */
    public static final int MANDATORY = 1 << 1;
    /** {@code +Q}: in double quotes. */
    public static final int QUOTE = 1 << 2;
    /** Bytes that may not stand in a header are percent-encoded; set by users of the format. */
    public static final int HTTP = 1 << 3;
    /** {@code +E}: quotes, backslashes and closing brackets escaped. */
    public static final int ESCAPE = 1 << 4;
    /** Runs of blanks in the format give one; set by users of the format. */
    public static final int MERGE_SPACES = 1 << 5;
    /** {@code +bin}: binary data as they are. */
    public static final int BINARY = 1 << 6;
    /** {@code +json}. */
    public static final int JSON = 1 << 7;
    /** {@code +cbor}. */
    public static final int CBOR = 1 << 8;
    /** Evaluated in the request direction. */
    static final int REQUEST = 1 << 9;
    /** Evaluated in the response direction. */
    static final int RESPONSE = 1 << 10;

    /** Any encoding. */
    static final int ENCODE = JSON | CBOR;

    private LogOptions()
    {
    }

    static int ofText(final String text)
    {
        return switch (text)
        {
            case "M" -> MANDATORY;
            case "Q" -> QUOTE;
            case "X" -> HEX;
            case "E" -> ESCAPE;
            case "bin" -> BINARY;
            case "json" -> JSON;
            case "cbor" -> CBOR;
            default -> 0;
        };
    }

    /** Apply {@code +Q,-X,...} to options; unknown flags are ignored. */
    static int apply(final String flags, final int options)
    {
        int result = options;
        for (final String flag : flags.split(","))
        {
            final int sign = Math.max(flag.lastIndexOf('+'), flag.lastIndexOf('-'));
            if (sign < 0)
            {
                continue;
            }
            final int mask = ofText(flag.substring(sign + 1));
            if ('-' == flag.charAt(sign))
            {
                result &= ~mask;
            }
            else
            {
                result |= 0 != (result & ENCODE) ? mask & ~ENCODE : mask;
            }
        }
        return result;
    }
}
