/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One exchange observed at HAProxy 3.4: bytes in, and what came of them.
 * <pre>
 *  [name]              begins a case
 *  # text              comment
 *  lax                 accept-unsafe-violations is on
 *  answers HEAD        a response to that method, or to a request of version 1.0
 *  &lt; text              bytes in, with \r \n \t \\ \xNN; the lines are joined
 *  &gt; text              bytes out
 *  ! 400               refused with that status
 *  = text              bytes out where Fairlead differs on purpose, with a comment that says why
 * </pre>
 */
record GoldenCase(
    String file, String name, boolean isLax, String answers, byte[] in, byte[] out, byte[] ours, int status)
{
    static List<GoldenCase> read(final String file)
    {
        final List<GoldenCase> cases = new ArrayList<>();
        String name = null;
        boolean isLax = false;
        String answers = "";
        int status = 0;
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        for (final String line : (resource(file) + "\n[end]").split("\n"))
        {
            if (line.startsWith("["))
            {
                if (null != name)
                {
                    cases.add(new GoldenCase(
                        file, name, isLax, answers, in.toByteArray(), out.toByteArray(), ours.toByteArray(), status));
                }
                name = line;
                isLax = false;
                answers = "";
                status = 0;
                in = new ByteArrayOutputStream();
                out = new ByteArrayOutputStream();
                ours = new ByteArrayOutputStream();
            }
            else if ("lax".equals(line))
            {
                isLax = true;
            }
            else if (line.startsWith("answers "))
            {
                answers = line.substring(8);
            }
            else if (line.startsWith("! "))
            {
                status = Integer.parseInt(line.substring(2));
            }
            else if (line.startsWith("< "))
            {
                unescape(line, in);
            }
            else if (line.startsWith("> "))
            {
                unescape(line, out);
            }
            else if (line.startsWith("= "))
            {
                unescape(line, ours);
            }
            else if (!line.isEmpty() && !line.startsWith("#"))
            {
                throw new IllegalStateException(file + ": " + line);
            }
        }
        return cases;
    }

    /** What Fairlead must write: its own bytes where it differs, else HAProxy's. */
    byte[] expected()
    {
        return 0 == ours.length ? out : ours;
    }

    @Override
    public String toString()
    {
        return file + " " + name + (isLax ? " lax" : "") + (answers.isEmpty() ? "" : " answers " + answers);
    }

    static String show(final byte[] bytes)
    {
        final StringBuilder text = new StringBuilder();
        for (final byte b : bytes)
        {
            switch (b)
            {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n\n");
                default ->
                {
                    if (' ' <= b && b < 0x7F)
                    {
                        text.append((char)b);
                    }
                    else
                    {
                        text.append(String.format("\\x%02x", b));
                    }
                }
            }
        }
        return text.toString();
    }

    private static void unescape(final String line, final ByteArrayOutputStream to)
    {
        for (int i = 2; i < line.length(); i++)
        {
            final char c = line.charAt(i);
            if ('\\' != c)
            {
                to.write(c);
                continue;
            }
            i++;
            switch (line.charAt(i))
            {
                case 'r' -> to.write('\r');
                case 'n' -> to.write('\n');
                case 't' -> to.write('\t');
                case 'x' ->
                {
                    to.write(Integer.parseInt(line.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> to.write(line.charAt(i));
            }
        }
    }

    private static String resource(final String file)
    {
        try (InputStream stream = GoldenCase.class.getResourceAsStream("/http1/" + file))
        {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException(file, ex);
        }
    }
}
