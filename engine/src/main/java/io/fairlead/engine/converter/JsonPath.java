/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.Texts;

/**
 * A path such as {@code $.store.book[0].title}, and a reader of JSON that follows it without building anything.
 */
final class JsonPath
{
    private static final int NOT_FOUND = -1;
    private static final int MAX_DEPTH = 64;
    private static final byte[] TRUE = Texts.bytes("true");
    private static final byte[] FALSE = Texts.bytes("false");
    private static final byte[] NULL = Texts.bytes("null");

    /** A step: into the member of a key, or into an element. */
    private record Step(byte[] key, int index)
    {
    }

    private final Step[] steps;

    private JsonPath(final Step... steps)
    {
        this.steps = steps;
    }

    /** Compile; a text that is no path gives one that finds nothing. */
    static JsonPath of(final String text)
    {
        final List<Step> steps = new ArrayList<>();
        int i = 1;
        boolean isValid = text.startsWith("$");
        while (isValid && i < text.length())
        {
            if ('.' == text.charAt(i))
            {
                final StringBuilder key = new StringBuilder();
                for (i++; i < text.length() && '.' != text.charAt(i) && '[' != text.charAt(i); i++)
                {
                    i += '\\' == text.charAt(i) && i + 1 < text.length() ? 1 : 0;
                    key.append(text.charAt(i));
                }
                steps.add(new Step(Texts.bytes(key.toString()), 0));
                continue;
            }
            final int end = text.indexOf(']', i);
            isValid = '[' == text.charAt(i) && end > 0 && text.substring(i + 1, end).matches("[0-9]{1,9}");
            if (isValid)
            {
                steps.add(new Step(null, Integer.parseInt(text, i + 1, end, 10)));
                i = end + 1;
            }
        }
        return isValid ? new JsonPath(steps.toArray(new Step[0])) : new JsonPath((Step[])null);
    }

    /** Index of the value's first byte, or negative. */
    int find(final Sample json)
    {
        if (null == steps)
        {
            return NOT_FOUND;
        }
        int at = blanks(json, 0);
        for (final Step step : steps)
        {
            at = null == step.key ? element(json, at, step.index) : member(json, at, step.key);
            if (at < 0)
            {
                return NOT_FOUND;
            }
        }
        return valueEnd(json, at) < 0 ? NOT_FOUND : at;
    }

    private static int member(final Sample json, final int begin, final byte[] key)
    {
        if (!is(json, begin, '{'))
        {
            return NOT_FOUND;
        }
        int at = blanks(json, begin + 1);
        while (is(json, at, '"'))
        {
            final int keyEnd = stringEnd(json, at);
            final int colon = keyEnd < 0 ? NOT_FOUND : blanks(json, keyEnd);
            if (!is(json, colon, ':'))
            {
                return NOT_FOUND;
            }
            final int value = blanks(json, colon + 1);
            if (isKey(json, at + 1, keyEnd - 1, key))
            {
                return value;
            }
            at = nextItem(json, value);
        }
        return NOT_FOUND;
    }

    private static boolean isKey(final Sample json, final int begin, final int end, final byte[] key)
    {
        if (end - begin != key.length)
        {
            return false;
        }
        for (int i = 0; i < key.length; i++)
        {
            if (json.byteAt(begin + i) != (key[i] & 0xFF))
            {
                return false;
            }
        }
        return true;
    }

    private static int element(final Sample json, final int begin, final int index)
    {
        if (!is(json, begin, '['))
        {
            return NOT_FOUND;
        }
        int at = blanks(json, begin + 1);
        if (is(json, at, ']'))
        {
            return NOT_FOUND;
        }
        for (int i = 0; i < index && at >= 0; i++)
        {
            at = nextItem(json, at);
        }
        return at;
    }

    /** Begin of what follows a value and its comma, or negative. */
    private static int nextItem(final Sample json, final int value)
    {
        final int end = valueEnd(json, value);
        final int comma = end < 0 ? NOT_FOUND : blanks(json, end);
        return is(json, comma, ',') ? blanks(json, comma + 1) : NOT_FOUND;
    }

    /** Index behind a value, negative when it is none. */
    static int valueEnd(final Sample json, final int begin)
    {
        int at = begin;
        int depth = 0;
        long objects = 0; // one bit for each level: whether it is an object
        boolean wantsKey = false;
        while (at >= 0 && at < json.length)
        {
            final int b = json.byteAt(at);
            if (wantsKey && '}' != b)
            {
                final int keyEnd = '"' == b ? stringEnd(json, at) : NOT_FOUND;
                final int colon = keyEnd < 0 ? NOT_FOUND : blanks(json, keyEnd);
                if (!is(json, colon, ':'))
                {
                    return NOT_FOUND;
                }
                wantsKey = false;
                at = blanks(json, colon + 1);
                continue;
            }
            if ('{' == b || '[' == b)
            {
                depth++;
                if (depth >= MAX_DEPTH)
                {
                    return NOT_FOUND;
                }
                wantsKey = '{' == b;
                objects = wantsKey ? objects | 1L << depth : objects & ~(1L << depth);
                at = blanks(json, at + 1);
                if (wantsKey || !is(json, at, ']'))
                {
                    continue;
                }
            }
            else if ('}' != b)
            {
                at = scalarEnd(json, at);
            }
            wantsKey = false;
            at = blanks(json, at);
            while (0 < depth && (is(json, at, '}') && 0 != (objects >> depth & 1) ||
                is(json, at, ']') && 0 == (objects >> depth & 1)))
            {
                depth--;
                at++;
                if (0 < depth)
                {
                    at = blanks(json, at);
                }
            }
            if (0 == depth)
            {
                return at;
            }
            if (!is(json, at, ','))
            {
                return NOT_FOUND;
            }
            wantsKey = 0 != (objects >> depth & 1);
            at = blanks(json, at + 1);
        }
        return NOT_FOUND;
    }

    private static int scalarEnd(final Sample json, final int begin)
    {
        final int b = json.byteAt(begin);
        if ('"' == b)
        {
            return stringEnd(json, begin);
        }
        final byte[] word = 't' == b ? TRUE : 'f' == b ? FALSE : 'n' == b ? NULL : null;
        if (null != word)
        {
            final int end = begin + word.length;
            return end <= json.length && isKey(json, begin, end, word) ? end : NOT_FOUND;
        }
        int i = '-' == b ? begin + 1 : begin;
        if (i >= json.length || !Character.isDigit(json.byteAt(i)))
        {
            return NOT_FOUND;
        }
        while (i < json.length && (Character.isDigit(json.byteAt(i)) || "+-.eE".indexOf(json.byteAt(i)) >= 0))
        {
            i++;
        }
        return i;
    }

    /** Index behind the closing quote, or negative. */
    private static int stringEnd(final Sample json, final int begin)
    {
        for (int i = begin + 1; i < json.length; i++)
        {
            final int b = json.byteAt(i);
            if ('\\' == b)
            {
                i++;
            }
            else if ('"' == b)
            {
                return i + 1;
            }
            else if (0 == b)
            {
                return NOT_FOUND;
            }
        }
        return NOT_FOUND;
    }

    /** Number of four hexadecimal digits, or negative. */
    static int hex(final Sample json, final int at)
    {
        int value = 0;
        for (int i = at; i < at + 4; i++)
        {
            final int digit = Bytes.hexDigit(json.byteAt(i));
            if (digit < 0)
            {
                return NOT_FOUND;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static boolean is(final Sample json, final int at, final char wanted)
    {
        return at >= 0 && at < json.length && wanted == json.byteAt(at);
    }

    private static int blanks(final Sample json, final int from)
    {
        int i = from;
        while (i >= 0 && i < json.length &&
            (' ' == json.byteAt(i) || '\t' == json.byteAt(i) || '\n' == json.byteAt(i) || '\r' == json.byteAt(i)))
        {
            i++;
        }
        return i;
    }
}
