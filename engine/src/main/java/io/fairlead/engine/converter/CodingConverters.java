/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Base64Text;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Codings: base64, hexadecimal, binary, decimal, URL. Source: configuration.txt 7.3.1.
 */
final class CodingConverters
{
    private static final String HEX = "0123456789ABCDEF";

    private CodingConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("base64").types(BIN, STR).summary("To base64")
                .by((args, ctx, sample) -> encode(sample, false)),
            ConverterKeyword.of("ub64enc").types(BIN, STR).summary("To base64 for URLs")
                .by((args, ctx, sample) -> encode(sample, true)),
            ConverterKeyword.of("b64dec").types(STR, BIN).summary("From base64")
                .by((args, ctx, sample) -> decode(sample, false)),
            ConverterKeyword.of("ub64dec").types(STR, BIN).summary("From base64 for URLs")
                .by((args, ctx, sample) -> decode(sample, true)),
            ConverterKeyword.of("hex").types(BIN, STR).summary("To hexadecimal digits")
                .by((args, ctx, sample) -> hex(sample)),
            ConverterKeyword.of("base2").types(BIN, STR).summary("To binary digits")
                .by((args, ctx, sample) -> base2(sample)),
            ConverterKeyword.of("hex2i").types(STR, SINT).summary("Number of hexadecimal digits")
                .by((args, ctx, sample) -> hexToNumber(sample)),
            ConverterKeyword.of("be2dec").types(BIN, STR).args(1, STRING, INTEGER, INTEGER)
                .check(CodingConverters::checkDecimal).summary("Big-endian numbers as decimal text")
                .by((args, ctx, sample) -> decimal(args, sample, true)),
            ConverterKeyword.of("le2dec").types(BIN, STR).args(1, STRING, INTEGER, INTEGER)
                .check(CodingConverters::checkDecimal).summary("Little-endian numbers as decimal text")
                .by((args, ctx, sample) -> decimal(args, sample, false)),
            ConverterKeyword.of("be2hex").types(BIN, STR).args(1, STRING, INTEGER, INTEGER)
                .check(CodingConverters::checkHex).summary("Bytes as hexadecimal text in groups")
                .by(CodingConverters::groupedHex),
            ConverterKeyword.of("url_dec").types(STR, STR).args(0, INTEGER).summary("From URL coding")
                .by(CodingConverters::urlDecode),
            ConverterKeyword.of("url_enc").types(STR, STR).args(1, STRING).check(CodingConverters::checkUrl)
                .summary("To URL coding").by((args, ctx, sample) -> urlEncode(sample)));
    }

    private static boolean encode(final Sample sample, final boolean isUrl)
    {
        final ByteWriter out = sample.scratch().chunk();
        Base64Text.encode(sample.buffer, sample.offset, sample.length, isUrl, out);
        return !out.isFull() && out.asStr(sample);
    }

    private static boolean decode(final Sample sample, final boolean isUrl)
    {
        final ByteWriter out = sample.scratch().chunk();
        return Base64Text.decode(sample.buffer, sample.offset, sample.length, isUrl, out) && out.asBin(sample);
    }

    private static void hexByte(final ByteWriter out, final int b)
    {
        out.put(HEX.charAt(b >> 4)).put(HEX.charAt(b & 0xF));
    }

    private static boolean hex(final Sample sample)
    {
        final ByteWriter out = sample.scratch().chunk();
        for (int i = 0; i < sample.length && 2 <= out.remaining(); i++)
        {
            hexByte(out, sample.byteAt(i));
        }
        return out.asStr(sample);
    }

    private static boolean base2(final Sample sample)
    {
        final ByteWriter out = sample.scratch().chunk();
        for (int i = 0; i < sample.length && 8 <= out.remaining(); i++)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                out.put('0' + (sample.byteAt(i) >> bit & 1));
            }
        }
        return out.asStr(sample);
    }

    private static boolean hexToNumber(final Sample sample)
    {
        long number = 0;
        for (int i = 0; i < sample.length; i++)
        {
            final int digit = Bytes.hexDigit(sample.byteAt(i));
            if (digit < 0)
            {
                return false;
            }
            number = (number << 4) + digit;
        }
        return sample.sint(number);
    }

    private static void checkDecimal(final Args args, final ExprContext context)
    {
        if (args.value(1) <= 0 || args.value(1) > Long.BYTES)
        {
            throw new ConfigException("chunk_size out of [1..8] range (" + args.value(1) + ')');
        }
        checkTruncate(args);
    }

    private static void checkTruncate(final Args args)
    {
        if (0 != args.value(2) && 1 != args.value(2))
        {
            throw new ConfigException("Unsupported truncate value (" + args.value(2) + ')');
        }
    }

    private static boolean decimal(final Args args, final Sample sample, final boolean isBigEndian)
    {
        final int size = (int)args.value(1);
        final int last = 0 != args.value(2) ? sample.length - size + 1 : sample.length;
        final UnsafeBuffer separator = args.bytes(0);
        final ByteWriter out = sample.scratch().chunk();
        for (int at = 0; at < last && !out.isFull();)
        {
            if (0 < at)
            {
                out.put(separator, 0, separator.capacity());
            }
            long number = 0;
            for (int i = 0; i < size && at < sample.length; i++, at++)
            {
                final long b = sample.byteAt(at);
                // as HAProxy, whose shift of a little-endian byte is one of 32 bits
                number = isBigEndian ? number << 8 | b : number | (int)b << i * 8;
            }
            putUnsigned(out, number);
        }
        return out.asStr(sample);
    }

    private static void putUnsigned(final ByteWriter out, final long number)
    {
        if (number >= 0)
        {
            out.putLong(number);
            return;
        }
        out.putLong(Long.divideUnsigned(number, 10)).putLong(Long.remainderUnsigned(number, 10));
    }

    private static void checkHex(final Args args, final ExprContext context)
    {
        if (args.value(1) <= 0 && (args.hasText(0) || 0 != args.value(2)))
        {
            throw new ConfigException("chunk_size needs to be positive (" + args.value(1) + ')');
        }
        checkTruncate(args);
    }

    private static boolean groupedHex(final Args args, final FetchContext ctx, final Sample sample)
    {
        final boolean isWhole = !args.hasText(0) && 0 == args.value(2);
        final int size = isWhole ? sample.length : (int)Math.min(args.value(1), Integer.MAX_VALUE);
        final int last = 0 != args.value(2) ? sample.length - size + 1 : sample.length;
        final UnsafeBuffer separator = args.bytes(0);
        final ByteWriter out = sample.scratch().chunk();
        if (2L * size > out.remaining())
        {
            return false;
        }
        for (int at = 0; at < last && out.remaining() >= 2 * size + separator.capacity();)
        {
            if (0 < at)
            {
                out.put(separator, 0, separator.capacity());
            }
            for (int i = 0; i < size && at < sample.length; i++, at++)
            {
                hexByte(out, sample.byteAt(at));
            }
        }
        return out.asStr(sample);
    }

    private static boolean urlDecode(final Args args, final FetchContext ctx, final Sample sample)
    {
        boolean isForm = args.has(0) && 0 != args.value(0);
        final ByteWriter out = sample.scratch().chunk();
        for (int i = 0; i < sample.length; i++)
        {
            final int b = sample.byteAt(i);
            if ('%' == b)
            {
                final int high = i + 2 < sample.length ? Bytes.hexDigit(sample.byteAt(i + 1)) : -1;
                final int low = i + 2 < sample.length ? Bytes.hexDigit(sample.byteAt(i + 2)) : -1;
                if (high < 0 || low < 0)
                {
                    return false;
                }
                out.put(high << 4 | low);
                i += 2;
            }
            else
            {
                isForm |= '?' == b;
                out.put('+' == b && isForm ? ' ' : b);
            }
        }
        return !out.isFull() && out.asStr(sample);
    }

    private static void checkUrl(final Args args, final ExprContext context)
    {
        if (args.hasText(0) && !"query".equals(args.text(0)))
        {
            throw new ConfigException("Unexpected encode type. Allowed value is 'query'");
        }
    }

    private static boolean urlEncode(final Sample sample)
    {
        final ByteWriter out = sample.scratch().chunk();
        for (int i = 0; i < sample.length; i++)
        {
            final int b = sample.byteAt(i);
            if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || '-' == b || '.' == b ||
                '_' == b || '~' == b)
            {
                out.put(b);
            }
            else
            {
                hexByte(out.put('%'), b);
            }
        }
        return !out.isFull() && out.asStr(sample);
    }
}
