/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The script of a scenario. A line at the margin names an actor, the indented lines below it are what it does:
 * <pre>
 * origin ORIGIN_A              a server; what it does on its next connection (several blocks: one after the other)
 *     receive-until \r\n\r\n
 *     send HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok
 *     close
 * client PORT_WWW              a client; runs to its end before the next block begins
 *     send GET / HTTP/1.1\r\nHost: a\r\n\r\n
 *     receive-until ok
 *     receive-close
 * client PORT_WWW as one       a client that stays: its connection is open until a later block uses it or the end
 *     send GET
 * client one
 *     close
 * syslog PORT_LOG              waits for a line of log
 *     receive-until GET
 *     record GET               likewise, and writes it down with its counts; times are T, or W from a quarter second on
 * cli cli.sock                 speaks to the UNIX socket of that name in the daemon's directory
 *     counters www origins     what show stat counts for those proxies, without what is zero or depends on time
 *     show servers conn        any other command: its answer
 * run -c -f CONFIG             the program once more, to its end; its status and its words belong to the transcript
 * </pre>
 * Names in capitals beginning with PORT_ or ORIGIN_ are ports of the loopback address that the test chooses; the
 * configuration finds them in its environment. FULL_ names a server that lets attempts to connect wait. {@code
 * receive-until TEXT} waits for bytes that end with TEXT, or contain it in a line of log; {@code receive-bytes N} waits
 * for so many, {@code receive-close} for the end, and {@code receive-end} for the end whatever comes before it and
 * however it comes; {@code receive-nothing MS} notes what comes in that time; {@code shutdown} ends the sending side
 * only, {@code pause MS} lets time pass. {@code status} is {@code run} with only the status written down.
 */
final class Script
{
    /** What one actor does, in order. */
    record Block(String actor, String target, List<String> actions)
    {
    }

    private Script()
    {
    }

    static List<Block> read(final Path file) throws IOException
    {
        final List<Block> blocks = new ArrayList<>();
        for (final String line : Files.readAllLines(file))
        {
            if (line.isBlank() || line.startsWith("#"))
            {
                continue;
            }
            if (line.startsWith("    "))
            {
                blocks.getLast().actions().add(line.substring(4));
            }
            else
            {
                final int blank = line.indexOf(' ');
                blocks.add(-1 == blank ? new Block(line, "", new ArrayList<>()) :
                    new Block(line.substring(0, blank), line.substring(blank + 1).strip(), new ArrayList<>()));
            }
        }
        return blocks;
    }

    /** The bytes a script line stands for, one character each: backslash escapes r, n, t, 0, backslash and xHH. */
    static String unescape(final String text)
    {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if ('\\' != c)
            {
                out.append(c);
                continue;
            }
            i++;
            switch (text.charAt(i))
            {
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case '0' -> out.append('\0');
                case '\\' -> out.append('\\');
                case 'x' ->
                {
                    out.append((char)Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException("unknown escape in: " + text);
            }
        }
        return out.toString();
    }

    /** Bytes as they stand in a transcript: a line for each CR LF, everything else that cannot be seen escaped. */
    static String escape(final String bytes)
    {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++)
        {
            final char c = bytes.charAt(i);
            if ('\r' == c && i + 1 < bytes.length() && '\n' == bytes.charAt(i + 1))
            {
                out.append('\n');
                i++;
            }
            else if ('\n' == c)
            {
                out.append("\\n\n");
            }
            else if ('\\' == c)
            {
                out.append("\\\\");
            }
            else if (' ' > c || '~' < c)
            {
                out.append(String.format("\\x%02x", (int)c));
            }
            else
            {
                out.append(c);
            }
        }
        return out.toString();
    }
}
