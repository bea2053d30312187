/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.IPV4_MASK;
import static io.fairlead.engine.config.ArgumentType.IPV6_MASK;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.ADDR;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.IPV4;
import static io.fairlead.engine.sample.SampleType.IPV6;
import static io.fairlead.engine.sample.SampleType.SINT;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Parts of values: fields, words, parameters, bytes, hosts, masked addresses. Source: configuration.txt 7.3.1.
 */
final class PartConverters
{
    private PartConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("bytes").types(BIN, BIN).args(1, STRING, STRING).check(PartConverters::checkBytes)
                .summary("Bytes at an offset").by(PartConverters::bytes),
            part("field", "Field between delimiters").args(2, INTEGER, STRING, INTEGER)
                .check(PartConverters::checkField).by(PartConverters::field),
            part("word", "Word between delimiters, empty ones left out").args(2, INTEGER, STRING, INTEGER)
                .check(PartConverters::checkField).by(PartConverters::word),
            part("param", "Value of a parameter").args(1, STRING, STRING).check(PartConverters::checkParam)
                .by(PartConverters::param),
            part("ltrim", "Without some bytes at the beginning").args(1, STRING)
                .by((args, ctx, sample) -> trim(args, sample, true)),
            part("rtrim", "Without some bytes at the end").args(1, STRING)
                .by((args, ctx, sample) -> trim(args, sample, false)),
            part("cut_crlf", "Up to the first line end").by((args, ctx, sample) -> cutLine(sample)),
            part("host_only", "Host without port, in lower case").by((args, ctx, sample) -> hostOnly(sample)),
            ConverterKeyword.of("port_only").types(STR, SINT).summary("Port behind a host")
                .by((args, ctx, sample) -> portOnly(sample)),
            ConverterKeyword.of("ipmask").types(ADDR, ADDR).args(1, IPV4_MASK, IPV6_MASK)
                .summary("Address with bits masked").by(PartConverters::ipmask),
            part("language", "Best of some languages").args(1, STRING, STRING).by(PartConverters::language));
    }

    private static ConverterKeyword part(final String name, final String summary)
    {
        return ConverterKeyword.of(name).types(STR, STR).summary(summary);
    }

    private static void checkBytes(final Args args, final ExprContext context)
    {
        for (int i = 0; i < args.count(); i++)
        {
            Operand.checkNumber(args, i, context);
            if (null == args.object(i) && args.value(i) < i)
            {
                throw new ConfigException("expects a " + (0 == i ? "non-negative" : "positive") + " integer");
            }
        }
    }

    private static boolean bytes(final Args args, final FetchContext ctx, final Sample sample)
    {
        final long begin = Operand.number(args, 0, ctx);
        final long wanted = args.has(1) ? Operand.number(args, 1, ctx) : Long.MAX_VALUE;
        if (begin < 0 || wanted < 0)
        {
            sample.flags &= ~Sample.MAY_CHANGE;
            return false;
        }
        if (begin >= sample.length)
        {
            return sample.isFinal() && sample.slice(sample.buffer, sample.offset, 0);
        }
        final long rest = sample.length - begin;
        if (args.has(1) && wanted > rest && !sample.isFinal())
        {
            return false;
        }
        if (args.has(1) && wanted > rest)
        {
            return true; // as HAProxy, which then leaves the input as it is
        }
        return sample.slice(sample.buffer, sample.offset + (int)begin, (int)Math.min(wanted, rest));
    }

    private static void checkField(final Args args, final ExprContext context)
    {
        if (0 == args.value(0))
        {
            throw new ConfigException("Unexpected value 0 for index");
        }
        if (!args.hasText(1))
        {
            throw new ConfigException("Empty separators list");
        }
    }

    private static boolean isIn(final UnsafeBuffer set, final int b)
    {
        return 0 <= Bytes.indexOf(set, 0, set.capacity(), b);
    }

    private static boolean found(final Sample sample, final int begin, final int end)
    {
        return sample.slice(sample.buffer, sample.offset + begin, end - begin);
    }

    private static boolean field(final Args args, final FetchContext ctx, final Sample sample)
    {
        final long wanted = args.value(0);
        final UnsafeBuffer delimiters = args.bytes(1);
        long count = args.has(2) ? args.value(2) : 1;
        if (wanted < 0)
        {
            return fieldFromEnd(wanted, delimiters, count, sample);
        }
        long field = 1;
        int begin = 0;
        for (int end = 0; end < sample.length; end++)
        {
            if (isIn(delimiters, sample.byteAt(end)))
            {
                if (field == wanted)
                {
                    if (1 == count)
                    {
                        return found(sample, begin, end);
                    }
                    count -= count > 1 ? 1 : 0;
                }
                else
                {
                    begin = end + 1;
                    field++;
                }
            }
        }
        return field == wanted && found(sample, begin, sample.length);
    }

    private static boolean fieldFromEnd(
        final long wanted, final UnsafeBuffer delimiters, final long maxCount, final Sample sample)
    {
        long count = maxCount;
        long field = -1;
        int end = sample.length;
        int begin = sample.length;
        for (; begin > 0; begin--)
        {
            if (isIn(delimiters, sample.byteAt(begin - 1)))
            {
                if (field == wanted)
                {
                    if (1 == count)
                    {
                        return found(sample, begin, end);
                    }
                    count -= count > 1 ? 1 : 0;
                }
                else
                {
                    end = begin - 1;
                    field--;
                }
            }
        }
        return field == wanted && found(sample, begin, end);
    }

    private static boolean word(final Args args, final FetchContext ctx, final Sample sample)
    {
        final long wanted = args.value(0);
        final UnsafeBuffer delimiters = args.bytes(1);
        long count = args.has(2) ? args.value(2) : 1;
        if (wanted < 0)
        {
            return wordFromEnd(wanted, delimiters, count, sample);
        }
        long word = 0;
        boolean isInside = false;
        int begin = 0;
        for (int end = 0; end < sample.length; end++)
        {
            final boolean isDelimiter = isIn(delimiters, sample.byteAt(end));
            if (!isInside && !isDelimiter)
            {
                if (word != wanted)
                {
                    word++;
                    begin = end;
                }
                isInside = true;
            }
            else if (isInside && isDelimiter)
            {
                if (word == wanted)
                {
                    if (1 == count)
                    {
                        return found(sample, begin, end);
                    }
                    count -= count > 1 ? 1 : 0;
                }
                isInside = false;
            }
        }
        return word == wanted && found(sample, begin, sample.length);
    }

    private static boolean wordFromEnd(
        final long wanted, final UnsafeBuffer delimiters, final long maxCount, final Sample sample)
    {
        long count = maxCount;
        long word = 0;
        boolean isInside = false;
        int end = sample.length;
        int begin = sample.length;
        for (; begin > 0; begin--)
        {
            final boolean isDelimiter = isIn(delimiters, sample.byteAt(begin - 1));
            if (!isInside && !isDelimiter)
            {
                if (word != wanted)
                {
                    word--;
                    end = begin;
                }
                isInside = true;
            }
            else if (isInside && isDelimiter)
            {
                if (word == wanted)
                {
                    if (1 == count)
                    {
                        return found(sample, begin, end);
                    }
                    count -= count > 1 ? 1 : 0;
                }
                isInside = false;
            }
        }
        return word == wanted && found(sample, begin, end);
    }

    private static void checkParam(final Args args, final ExprContext context)
    {
        if (args.has(1) && 1 != args.text(1).length())
        {
            throw new ConfigException("Delimiter must be exactly 1 character.");
        }
    }

    private static boolean param(final Args args, final FetchContext ctx, final Sample sample)
    {
        final int delimiter = args.has(1) ? args.text(1).charAt(0) : '&';
        final UnsafeBuffer name = args.bytes(0);
        final int nameLength = name.capacity();
        int at = 0;
        while (at < sample.length)
        {
            final int stop = Bytes.indexOf(sample.buffer, sample.offset + at, sample.length - at, delimiter);
            final int end = stop < 0 ? sample.length : at + stop;
            if (end - at >= nameLength && Bytes.equal(name, 0, sample.buffer, sample.offset + at, nameLength))
            {
                final int behind = at + nameLength;
                if (behind == end)
                {
                    return sample.slice(sample.buffer, sample.offset, 0);
                }
                if ('=' == sample.byteAt(behind))
                {
                    return found(sample, behind + 1, end);
                }
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean trim(final Args args, final Sample sample, final boolean isLeft)
    {
        int begin = 0;
        int end = sample.length;
        final UnsafeBuffer set = args.bytes(0);
        while (isLeft && begin < end && isIn(set, sample.byteAt(begin)))
        {
            begin++;
        }
        while (!isLeft && end > begin && isIn(set, sample.byteAt(end - 1)))
        {
            end--;
        }
        return found(sample, begin, end);
    }

    private static boolean cutLine(final Sample sample)
    {
        for (int i = 0; i < sample.length; i++)
        {
            if ('\r' == sample.byteAt(i) || '\n' == sample.byteAt(i))
            {
                return found(sample, 0, i);
            }
        }
        return true;
    }

    /** Index of the colon before a port, or -1. */
    private static int portColon(final Sample sample)
    {
        int i = sample.length - 1;
        while (i >= 0 && ':' != sample.byteAt(i) && ']' != sample.byteAt(i))
        {
            i--;
        }
        return i >= 0 && ':' == sample.byteAt(i) ? i : -1;
    }

    private static boolean hostOnly(final Sample sample)
    {
        final int colon = portColon(sample);
        if (colon >= 0)
        {
            sample.length = colon;
        }
        return TextConverters.changeCase(sample, true);
    }

    private static boolean portOnly(final Sample sample)
    {
        final int colon = portColon(sample);
        long port = 0;
        for (int i = colon + 1; colon >= 0 && i < sample.length; i++)
        {
            port = port * 10 + sample.byteAt(i) - '0' & 0xFFFF_FFFFL; // no digit is asked for, as in HAProxy
        }
        return sample.sint(port);
    }

    private static boolean ipmask(final Args args, final FetchContext ctx, final Sample sample)
    {
        final long high = sample.high;
        final long low = sample.low;
        if (IPV6 == sample.type && !SampleCasts.cast(sample, IPV4))
        {
            return args.has(1) && sample.ipv6(high & args.arg(1).high(), low & args.value(1));
        }
        return IPV4 == sample.type && sample.ipv4((int)(sample.value & args.value(0)));
    }

    private static boolean isSpace(final int b)
    {
        return ' ' == b || b >= '\t' && b <= '\r';
    }

    private static int skipSpaces(final Sample header, final int from)
    {
        int at = from;
        while (at < header.length && isSpace(header.byteAt(at)))
        {
            at++;
        }
        return at;
    }

    /** The language of the list with the highest quality value in an accept-language header. */
    private static boolean language(final Args args, final FetchContext ctx, final Sample header)
    {
        final UnsafeBuffer known = args.bytes(0);
        int bestQuality = 0;
        int bestBegin = 0;
        int bestLength = 0;
        int at = 0;
        while (at < header.length && bestQuality < 1000)
        {
            at = skipSpaces(header, at);
            final int token = at;
            while (at < header.length && ';' != header.byteAt(at) && ',' != header.byteAt(at) &&
                !isSpace(header.byteAt(at)))
            {
                at++;
            }
            final int begin = at == token ? -1 : knownLanguage(header, token, at - token, known);
            if (begin >= 0)
            {
                final int quality = quality(header, at);
                if (quality > bestQuality)
                {
                    bestQuality = quality;
                    bestBegin = begin;
                    bestLength = languageEnd(known, begin) - begin;
                }
            }
            while (at < header.length && ',' != header.byteAt(at))
            {
                at++;
            }
            at++;
        }
        if (0 < bestLength)
        {
            return header.str(known, bestBegin, bestLength);
        }
        return args.hasText(1) && header.str(args.bytes(1));
    }

    private static int languageEnd(final UnsafeBuffer known, final int begin)
    {
        final int end = Bytes.indexOf(known, begin, known.capacity() - begin, ';');
        return end < 0 ? known.capacity() : begin + end;
    }

    /** Begin of the first known language a range of the header covers, or -1. */
    private static int knownLanguage(
        final Sample header, final int token, final int length, final UnsafeBuffer known)
    {
        for (int begin = 0; begin <= known.capacity();)
        {
            final int end = languageEnd(known, begin);
            final boolean isAny = 1 == length && '*' == header.byteAt(token);
            if (isAny || end - begin >= length &&
                Bytes.equal(known, begin, header.buffer, header.offset + token, length) &&
                (end - begin == length || '-' == known.getByte(begin + length)))
            {
                return begin;
            }
            begin = end + 1;
        }
        return -1;
    }

    /** Quality of an element in thousandths; 1000 when there is none. */
    private static int quality(final Sample header, final int from)
    {
        int at = skipSpaces(header, from);
        if (at >= header.length || ';' != header.byteAt(at))
        {
            return 1000;
        }
        at = skipSpaces(header, at + 1);
        if (at >= header.length || 'q' != header.byteAt(at))
        {
            return 1000;
        }
        at = skipSpaces(header, at + 1);
        if (at >= header.length || '=' != header.byteAt(at))
        {
            return 1000;
        }
        at = skipSpaces(header, at + 1);
        if (at >= header.length)
        {
            return 1000;
        }
        if ('1' == header.byteAt(at))
        {
            return 1000;
        }
        int quality = 0;
        int digits = 0;
        at = '0' == header.byteAt(at) ? at + 1 : at;
        if (at < header.length && '.' == header.byteAt(at))
        {
            for (at++; digits < 3 && at < header.length && header.byteAt(at) >= '0' && header.byteAt(at) <= '9'; at++)
            {
                quality = quality * 10 + header.byteAt(at) - '0';
                digits++;
            }
        }
        for (; digits < 3; digits++)
        {
            quality *= 10;
        }
        return quality;
    }
}
