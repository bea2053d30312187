/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.SampleType;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How values appear in a line: plain, quoted, escaped, in JSON or in CBOR (RFC 8949).
 */
final class LogEncoder
{
    /** Bytes a captured header may not hold as they are. */
    static final boolean[] HEADER_MAP = map("\"#{|}", true);
    /** Bytes a URI may not hold as they are. */
    static final boolean[] URI_MAP = map("\"#", true);
    /** Bytes a header value may not hold as they are. */
    static final boolean[] HTTP_MAP = httpMap();

    private static final byte[] HEX_UPPER = "0123456789ABCDEF".getBytes(US_ASCII);
    private static final byte[] NULL = "null".getBytes(US_ASCII);
    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int CBOR_TEXT = 0x60;
    private static final int CBOR_BYTES = 0x40;
    private static final int CBOR_INDEFINITE = 0x1F;
    private static final int CBOR_BREAK = 0xFF;

    private LogEncoder()
    {
    }

    private static boolean[] map(final String escaped, final boolean nonPrintable)
    {
        final boolean[] map = new boolean[256];
        for (int i = 0; i < map.length; i++)
        {
            map[i] = nonPrintable && (i < 32 || i >= 127) || escaped.indexOf(i) >= 0;
        }
        return map;
    }

    private static boolean[] httpMap()
    {
        final boolean[] map = new boolean[256];
        for (int i = 0; i < 32; i++)
        {
            map[i] = '\t' != i;
        }
        map[0x7F] = true;
        return map;
    }

    private static boolean isQuoted(final int options)
    {
        return 0 != (options & (LogOptions.QUOTE | LogOptions.JSON));
    }

    private static boolean isCbor(final int options)
    {
        return 0 != (options & LogOptions.CBOR);
    }

    private static boolean isJson(final int options)
    {
        return 0 != (options & LogOptions.JSON);
    }

    static void beginMap(final ByteWriter out, final int options)
    {
        if (isJson(options))
        {
            out.put('{');
        }
        else if (isCbor(options))
        {
            cborByte(out, options, 0xBF);
        }
    }

    static void endMap(final ByteWriter out, final int options)
    {
        if (isJson(options))
        {
            out.put('}');
        }
        else if (isCbor(options))
        {
            cborByte(out, options, CBOR_BREAK);
        }
    }

    static void key(final ByteWriter out, final int options, final byte[] name, final boolean isFirst)
    {
        if (isJson(options))
        {
            if (!isFirst)
            {
                out.put(',').put(' ');
            }
            out.put('"').put(name).put('"').put(':').put(' ');
            return;
        }
        cborHead(out, options, CBOR_TEXT, name.length);
        for (final byte b : name)
        {
            cborByte(out, options, b);
        }
    }

    static void nothing(final ByteWriter out, final int options)
    {
        if (isJson(options))
        {
            out.put(NULL);
        }
        else if (isCbor(options))
        {
            cborByte(out, options, 0xF6);
        }
    }

    /** A whole text value, with quotes, escapes and minus sign as the options ask. */
    static void text(
        final ByteWriter out, final int options, final DirectBuffer buffer, final int offset, final int length)
    {
        if (isQuoted(options))
        {
            out.put('"');
            body(out, options, buffer, offset, length);
            out.put('"');
            return;
        }
        final int begin = out.position();
        body(out, options, buffer, offset, length);
        if (begin == out.position() && 0 != (options & LogOptions.MANDATORY) && !isCbor(options))
        {
            out.put('-');
        }
    }

    /** As {@link #text}, without regard to quotes and minus sign unless JSON wants quotes. */
    static void rawText(
        final ByteWriter out, final int options, final DirectBuffer buffer, final int offset, final int length)
    {
        text(out, options & ~(LogOptions.QUOTE | LogOptions.MANDATORY), buffer, offset, length);
    }

    private static void body(
        final ByteWriter out, final int options, final DirectBuffer buffer, final int offset, final int length)
    {
        int end = 0;
        if (isCbor(options))
        {
            while (end < length && 0 != buffer.getByte(offset + end))
            {
                end++;
            }
            if (0 < length)
            {
                cborHead(out, options, CBOR_TEXT, end);
                cborBytes(out, options, buffer, offset, end);
            }
            return;
        }
        final boolean isBracketEscaped = 0 != (options & LogOptions.ESCAPE) && !isJson(options);
        final boolean isEscaped = isJson(options) || isBracketEscaped;
        if (!isEscaped)
        {
            out.put(buffer, offset, lengthToNul(buffer, offset, length));
            return;
        }
        for (int i = 0; i < length; i++)
        {
            final int b = buffer.getByte(offset + i);
            if ('"' == b || '\\' == b || isBracketEscaped && ']' == b)
            {
                out.put('\\');
            }
            out.put(b);
        }
    }

    /** Bytes before the first zero, looked for eight at a time. */
    private static int lengthToNul(final DirectBuffer buffer, final int offset, final int length)
    {
        int i = 0;
        while (i + Long.BYTES <= length)
        {
            final long word = buffer.getLong(offset + i);
            if (0 != (word - LOW_BITS & ~word & HIGH_BITS))
            {
                break;
            }
            i += Long.BYTES;
        }
        while (i < length && 0 != buffer.getByte(offset + i))
        {
            i++;
        }
        return i;
    }

    static void beginArray(final ByteWriter out, final int options)
    {
        if (isJson(options))
        {
            out.put('[');
        }
        else if (isCbor(options))
        {
            cborByte(out, options, 0x9F);
        }
    }

    static void nextElement(final ByteWriter out, final int options)
    {
        if (isJson(options))
        {
            out.put(',').put(' ');
        }
        else if (!isCbor(options))
        {
            out.put(' ');
        }
    }

    static void endArray(final ByteWriter out, final int options)
    {
        if (isJson(options))
        {
            out.put(']');
        }
        else if (isCbor(options))
        {
            cborByte(out, options, CBOR_BREAK);
        }
    }

    /** Begin a text that is written in pieces. */
    static void beginText(final ByteWriter out, final int options)
    {
        if (isCbor(options))
        {
            cborByte(out, options, CBOR_TEXT | CBOR_INDEFINITE);
        }
        else if (isQuoted(options))
        {
            out.put('"');
        }
    }

    /** End a text that was written in pieces. */
    static void endText(final ByteWriter out, final int options)
    {
        if (isCbor(options))
        {
            cborByte(out, options, CBOR_BREAK);
        }
        else if (isQuoted(options))
        {
            out.put('"');
        }
    }

    /** One character of a text that is written in pieces. */
    static void piece(final ByteWriter out, final int options, final int c)
    {
        if (isCbor(options))
        {
            cborHead(out, options, CBOR_TEXT, 1);
            cborByte(out, options, c);
        }
        else
        {
            out.put(c);
        }
    }

    /** Bytes inside a text written in pieces, those of a map as prefix and two digits. */
    static void escapedPiece(
        final ByteWriter out, final int options, final int escape, final boolean[] map, final DirectBuffer buffer,
        final int offset, final int length)
    {
        if (isCbor(options))
        {
            cborPieces(out, options, CBOR_TEXT, escape, map, buffer, offset, length);
            return;
        }
        final boolean isBracketEscaped = 0 != (options & LogOptions.ESCAPE) && !isJson(options);
        final boolean isBackslashed = isJson(options) || isBracketEscaped;
        final int plain = isBackslashed ? 0 : plainLength(map, buffer, offset, length);
        out.put(buffer, offset, plain);
        for (int i = plain; i < length; i++)
        {
            final int b = buffer.getByte(offset + i) & 0xFF;
            if (map[b])
            {
                out.put(escape).put(HEX_UPPER[b >> 4]).put(HEX_UPPER[b & 0xF]);
                continue;
            }
            if (isBackslashed && ('"' == b || '\\' == b || isBracketEscaped && ']' == b))
            {
                out.put('\\');
            }
            out.put(b);
        }
    }

    /** Bytes in front of the first one of a map; looked at eight at a time. */
    private static int plainLength(
        final boolean[] map, final DirectBuffer buffer, final int offset, final int length)
    {
        int i = 0;
        while (i + Long.BYTES <= length)
        {
            final long word = buffer.getLong(offset + i);
            final int low = (int)word;
            final int high = (int)(word >>> Integer.SIZE);
            if (map[low & 0xFF] | map[low >>> 8 & 0xFF] | map[low >>> 16 & 0xFF] | map[low >>> 24] |
                map[high & 0xFF] | map[high >>> 8 & 0xFF] | map[high >>> 16 & 0xFF] | map[high >>> 24])
            {
                break;
            }
            i += Long.BYTES;
        }
        while (i < length && !map[buffer.getByte(offset + i) & 0xFF])
        {
            i++;
        }
        return i;
    }

    /** A whole value, bytes of a map as prefix and two digits. */
    static void escaped(
        final ByteWriter out, final int options, final int escape, final boolean[] map, final DirectBuffer buffer,
        final int offset, final int length)
    {
        if (!isCbor(options))
        {
            escapedPiece(out, options, escape, map, buffer, offset, length);
            return;
        }
        cborByte(out, options, CBOR_BYTES | CBOR_INDEFINITE);
        cborPieces(out, options, CBOR_BYTES, escape, map, buffer, offset, length);
        cborByte(out, options, CBOR_BREAK);
    }

    static void binary(
        final ByteWriter out, final int options, final DirectBuffer buffer, final int offset, final int length)
    {
        if (isCbor(options))
        {
            cborByte(out, options, CBOR_BYTES | CBOR_INDEFINITE);
            if (0 < length)
            {
                cborHead(out, options, CBOR_BYTES, length);
                cborBytes(out, options, buffer, offset, length);
            }
            cborByte(out, options, CBOR_BREAK);
            return;
        }
        out.put(buffer, offset, length);
    }

    private static void cborPieces(
        final ByteWriter out, final int options, final int kind, final int escape, final boolean[] map,
        final DirectBuffer buffer, final int offset, final int length)
    {
        int pending = 0;
        for (int i = 0; i <= length; i++)
        {
            final boolean isEnd = i == length;
            if (!isEnd && !map[buffer.getByte(offset + i) & 0xFF])
            {
                continue;
            }
            if (pending < i || !isEnd && i > 0)
            {
                cborHead(out, options, kind, i - pending);
                cborBytes(out, options, buffer, offset + pending, i - pending);
            }
            pending = i + 1;
            if (!isEnd)
            {
                final int b = buffer.getByte(offset + i) & 0xFF;
                cborHead(out, options, kind, 3);
                cborByte(out, options, escape);
                cborByte(out, options, HEX_UPPER[b >> 4]);
                cborByte(out, options, HEX_UPPER[b & 0xF]);
            }
        }
    }

    /** A number that is plain text unless an encoding is on. */
    static void number(final ByteWriter out, final int options, final SampleType typecast, final long value)
    {
        if (0 != (options & LogOptions.ENCODE))
        {
            encodedNumber(out, options, typecast, value);
        }
        else
        {
            out.putLong(value);
        }
    }

    static void encodedNumber(final ByteWriter out, final int options, final SampleType typecast, final long value)
    {
        if (SampleType.BOOL == typecast)
        {
            bool(out, options, 0 != value);
        }
        else if (isJson(options))
        {
            if (SampleType.STR == typecast)
            {
                out.put('"').putLong(value).put('"');
            }
            else
            {
                out.putLong(value);
            }
        }
        else if (isCbor(options))
        {
            cborHead(out, options, value < 0 ? 0x20 : 0, value < 0 ? -1 - value : value);
        }
    }

    static void bool(final ByteWriter out, final int options, final boolean value)
    {
        if (isJson(options))
        {
            out.put(value ? TRUE : FALSE);
        }
        else if (isCbor(options))
        {
            cborByte(out, options, value ? 0xF5 : 0xF4);
        }
    }

    /** Hexadecimal digits, upper case, at least so many. */
    static void hex(final ByteWriter out, final int options, final long value, final int minDigits)
    {
        int digits = minDigits;
        while (digits < 16 && 0 != value >>> digits * 4)
        {
            digits++;
        }
        if (isJson(options))
        {
            out.put('"');
        }
        if (isCbor(options))
        {
            cborHead(out, options, CBOR_TEXT, digits);
        }
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        {
            final int digit = HEX_UPPER[(int)(value >>> shift) & 0xF];
            if (isCbor(options))
            {
                cborByte(out, options, digit);
            }
            else
            {
                out.put(digit);
            }
        }
        if (isJson(options))
        {
            out.put('"');
        }
    }

    /** Bytes already in the writer, from an offset to its position, become a whole text value. */
    static void wrapText(final ByteWriter out, final int options, final int begin)
    {
        final int length = out.position() - begin;
        if (isCbor(options))
        {
            final int bytes = cborHeadLength(length);
            final int width = 0 != (options & LogOptions.BINARY) ? 1 : 2;
            moveForCbor(out, options, begin, length, bytes * width, width);
        }
        else if (isQuoted(options))
        {
            out.insert(begin, 1);
            out.buffer().putByte(begin, (byte)'"');
            out.put('"');
        }
    }

    private static int cborHeadLength(final int length)
    {
        return length < 24 ? 1 : length <= 0xFF ? 2 : 3;
    }

    private static void moveForCbor(
        final ByteWriter out, final int options, final int begin, final int length, final int headLength,
        final int width)
    {
        if (out.remaining() < headLength + length * (width - 1))
        {
            out.fill();
            return;
        }
        final int bodyBegin = begin + headLength;
        for (int i = length - 1; i >= 0; i--)
        {
            final int b = out.buffer().getByte(begin + i) & 0xFF;
            if (1 == width)
            {
                out.buffer().putByte(bodyBegin + i, (byte)b);
            }
            else
            {
                out.buffer().putByte(bodyBegin + i * 2, HEX_UPPER[b >> 4]);
                out.buffer().putByte(bodyBegin + i * 2 + 1, HEX_UPPER[b & 0xF]);
            }
        }
        out.position(begin);
        cborHead(out, options, CBOR_TEXT, length);
        out.position(bodyBegin + length * width);
    }

    static void address(final ByteWriter out, final int options, final NetAddress address)
    {
        if (0 != (options & LogOptions.HEX) && address.isIp())
        {
            if (NetAddress.INET == address.family())
            {
                hex(out, options, address.ipv4() & 0xFFFF_FFFFL, 8);
            }
            else
            {
                out.put(isJson(options) ? "\"" : "");
                hex(out, options & ~LogOptions.JSON, address.hi(), 16);
                hex(out, options & ~LogOptions.JSON, address.lo(), 16);
                out.put(isJson(options) ? "\"" : "");
            }
            return;
        }
        if (out.remaining() < NetAddress.MAX_TEXT_LENGTH)
        {
            // the end of a record that may be too long: it gets what there is room for
            final UnsafeBuffer text = new UnsafeBuffer(new byte[NetAddress.MAX_TEXT_LENGTH]);
            text(out, options, text, 0, address.appendTo(text, 0));
            return;
        }
        final int begin = out.position();
        out.position(address.appendTo(out.buffer(), begin));
        wrapText(out, options, begin);
    }

    private static void cborHead(final ByteWriter out, final int options, final int kind, final long value)
    {
        if (value < 24)
        {
            cborByte(out, options, kind | (int)value);
            return;
        }
        final int bytes = value <= 0xFF ? 1 : value <= 0xFFFF ? 2 : value <= 0xFFFF_FFFFL ? 4 : 8;
        cborByte(out, options, kind | (1 == bytes ? 24 : 2 == bytes ? 25 : 4 == bytes ? 26 : 27));
        for (int i = bytes - 1; i >= 0; i--)
        {
            cborByte(out, options, (int)(value >>> i * 8) & 0xFF);
        }
    }

    private static void cborBytes(
        final ByteWriter out, final int options, final DirectBuffer buffer, final int offset, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            cborByte(out, options, buffer.getByte(offset + i));
        }
    }

    private static void cborByte(final ByteWriter out, final int options, final int b)
    {
        if (0 != (options & LogOptions.BINARY))
        {
            out.put(b);
        }
        else
        {
            out.put(HEX_UPPER[b >> 4 & 0xF]).put(HEX_UPPER[b & 0xF]);
        }
    }
}
