/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes as people read them: what is not printable ASCII is shown as {@code \\xHH}. */
final class Bytes
{
    private static final String HEX = "0123456789abcdef";

    private Bytes()
    {
    }

    static String latin(final byte[] bytes)
    {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A text of characters 0 to 255. */
    static String shown(final String text)
    {
        final StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F)
            {
                shown.append(c);
            }
            else
            {
                shown.append('\n' == c ? "\\n" : '\r' == c ? "\\r" : '\t' == c ? "\\t" :
                    "\\x" + HEX.charAt(c >> 4 & 15) + HEX.charAt(c & 15));
            }
        }
        return shown.toString();
    }

    /** Lines of a message, the ends of its head's lines left out. */
    static List<String> lines(final byte[] bytes, final int limit)
    {
        final List<String> lines = new ArrayList<>();
        final String text = latin(bytes);
        int from = 0;
        while (from < text.length() && lines.size() < limit)
        {
            final int end = text.indexOf('\n', from);
            final int stop = end < 0 ? text.length() : end;
            final String line = text.substring(from, stop);
            lines.add(shown(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
            from = stop + 1;
        }
        if (from < text.length())
        {
            lines.add("... " + (text.length() - from) + " more bytes");
        }
        return lines;
    }
}
