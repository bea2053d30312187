/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.Arrays;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Value of a {@code Cookie} or {@code Set-Cookie} header while cookies are found in it, changed and taken out. Reused;
 * loop only.
 * <pre>
 *  NAME1  =  VALUE 1  ; NAME2 = VALUE2          one cookie, between two calls of next()
 *  |    | |  |      | |
 *  |    | |  |      | +-- next                  delimiter, or the end
 *  |    | |  |      +---- valueEnd
 *  |    | |  +----------- valueBegin
 *  |    | +-------------- equal
 *  |    +---------------- nameEnd
 *  +--------------------- nameBegin
 * </pre>
 */
final class CookieText
{
    private byte[] text = new byte[256];
    private final UnsafeBuffer view = new UnsafeBuffer(text);
    private int end;
    private boolean isFirst;

    int previous;
    int nameBegin;
    int nameEnd;
    int equal;
    int valueBegin;
    int valueEnd;
    int next;

    /** Begin with a header's value. */
    void begin(final DirectBuffer source, final int offset, final int length)
    {
        if (text.length < length)
        {
            text = new byte[Integer.highestOneBit(length) << 1];
            view.wrap(text);
        }
        source.getBytes(offset, text, 0, length);
        end = length;
        next = 0;
        isFirst = true;
    }

    UnsafeBuffer buffer()
    {
        return view;
    }

    int length()
    {
        return end;
    }

    int at(final int index)
    {
        return index < end ? text[index] & 0xFF : 0;
    }

    private static boolean isBlank(final int c)
    {
        return ' ' == c || '\t' == c;
    }

    /**
     * Find the next cookie.
     *
     * @param isList whether a comma separates cookies too.
     */
    boolean next(final boolean isList)
    {
        previous = next;
        if (previous >= end)
        {
            return false;
        }
        nameBegin = isFirst ? previous : previous + 1;
        isFirst = false;
        while (nameBegin < end && isBlank(text[nameBegin]))
        {
            nameBegin++;
        }
        equal = nameBegin;
        nameEnd = nameBegin;
        while (equal < end && '=' != text[equal] && ';' != text[equal] && !(isList && ',' == text[equal]))
        {
            equal++;
            if (!isBlank(text[equal - 1]))
            {
                nameEnd = equal;
            }
        }
        if (equal < end && '=' == text[equal])
        {
            valueBegin = equal + 1;
            while (valueBegin < end && isBlank(text[valueBegin]))
            {
                valueBegin++;
            }
            next = valueLimit(valueBegin);
            valueEnd = next;
            while (valueEnd > valueBegin && isBlank(text[valueEnd - 1]))
            {
                valueEnd--;
            }
        }
        else
        {
            valueBegin = equal;
            valueEnd = equal;
            next = equal;
        }
        return true;
    }

    /* First comma or semicolon outside of quotes. */
    private int valueLimit(final int from)
    {
        boolean isQuoted = false;
        for (int i = from; i < end; i++)
        {
            final byte c = text[i];
            if (isQuoted && '\\' == c)
            {
                i++;
            }
            else if ('"' == c)
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (',' == c || ';' == c))
            {
                return i;
            }
        }
        return end;
    }

    /** The rest of the header belongs to this cookie: attributes, and commas within dates. */
    void skipToEnd()
    {
        next = end;
    }

    /** Take blanks around the equal sign out; whether there were any. */
    boolean strip()
    {
        if (nameEnd == equal && valueBegin == equal + 1)
        {
            return false;
        }
        final int before = equal - nameEnd;
        cut(nameEnd, equal);
        equal = nameEnd;
        valueBegin -= before;
        final int after = valueBegin - (equal + 1);
        cut(equal + 1, valueBegin);
        valueBegin -= after;
        valueEnd -= before + after;
        next -= before + after;
        return true;
    }

    private void cut(final int from, final int to)
    {
        System.arraycopy(text, to, text, from, end - to);
        end -= to - from;
    }

    /** Whether the name is this one. */
    boolean isNamed(final byte[] name)
    {
        return Arrays.equals(text, nameBegin, nameEnd, name, 0, name.length);
    }

    /** Whether the cookie begins with these characters. */
    boolean beginsWith(final byte[] prefix)
    {
        return valueEnd - nameBegin >= prefix.length &&
            Arrays.equals(text, nameBegin, nameBegin + prefix.length, prefix, 0, prefix.length);
    }

    /** Whether a part is this text. */
    boolean is(final int from, final int to, final byte[] other)
    {
        return Arrays.equals(text, from, to, other, 0, other.length);
    }

    /** Index of a character within the value, its end when it is not there. */
    int indexInValue(final int from, final char wanted)
    {
        int i = from;
        while (i < valueEnd && wanted != text[i])
        {
            i++;
        }
        return i;
    }

    /** Take the server's name and the delimiter behind it out of the value. */
    void removePrefix(final int delimiter)
    {
        final int count = delimiter + 1 - valueBegin;
        cut(valueBegin, delimiter + 1);
        valueEnd -= count;
        next -= count;
    }

    /** Put a text in the place of a part of the value. */
    void replace(final int from, final int to, final byte[] by)
    {
        final int delta = by.length - (to - from);
        if (text.length < end + delta)
        {
            text = Arrays.copyOf(text, Integer.highestOneBit(end + delta) << 1);
            view.wrap(text);
        }
        System.arraycopy(text, to, text, to + delta, end - to);
        System.arraycopy(by, 0, text, from, by.length);
        end += delta;
        valueEnd += delta;
        next += delta;
    }

    /**
     * Take out all cookies from one's beginning up to this one, whose places follow.
     *
     * @param from {@link #previous} of the first to go.
     */
    void removeBefore(final int from)
    {
        final int to = previous;
        int at = from;
        int rest = to;
        if (0 == at)
        {
            if (rest < end)
            {
                rest++;
            }
            rest = skipBlanks(rest);
        }
        else
        {
            while (isBlank(text[at - 1]))
            {
                at--;
            }
            previous = at;
            if (rest < end)
            {
                text[at++] = text[rest++];
                if (at + 1 < rest)
                {
                    text[at++] = ' ';
                }
                rest = skipBlanks(rest);
            }
        }
        final int delta = rest - at;
        cut(at, rest);
        nameBegin -= delta;
        nameEnd -= delta;
        equal -= delta;
        valueBegin -= delta;
        valueEnd -= delta;
        next -= delta;
    }

    private int skipBlanks(final int from)
    {
        int i = from;
        while (i < end && isBlank(text[i]))
        {
            i++;
        }
        return i;
    }

    /** Forget everything from a place on. */
    void truncate(final int newEnd)
    {
        end = newEnd;
    }
}
