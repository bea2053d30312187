/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.config.LogTargetSettings.Format;

/** Messages of others: what is understood of them, and what is made of them, as HAProxy does. */
class SyslogMessageTest
{
    private static final long NOW_US = 1_795_360_000_070_445L; // a 22nd of November
    private static final String LEGACY = local("MMM ppd HH:mm:ss");
    private static final String ISO = local("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final int LENGTH = 256;
    private static final int LOCAL3 = 19;

    private final LogService service = new LogService(new LogContext(1, "haproxy", "sender", 0, true));
    private final LogWriter writer = new LogWriter(service, () -> NOW_US, () -> { });
    private final SyslogMessage message = new SyslogMessage();
    private final NetAddress sender = new NetAddress().inet(0x7F000001, 5140);

    private static String local(final String pattern)
    {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneId.systemDefault())
            .format(Instant.ofEpochSecond(NOW_US / 1_000_000, NOW_US % 1_000_000 * 1000));
    }

    @AfterEach
    void close()
    {
        writer.close();
        service.close();
    }

    @Test
    void shouldBeSentOnInAllFormatsAsHaproxyDoes() throws IOException
    {
        final List<String> lines = new String(
            SyslogMessageTest.class.getResourceAsStream("forwarded.txt").readAllBytes(), StandardCharsets.ISO_8859_1)
            .lines().filter(line -> !line.startsWith("#")).toList();
        int compared = 0;
        byte[] text = {};
        try (LogReceiver receiver = new LogReceiver(false))
        {
            for (final String line : lines)
            {
                if (line.startsWith("message "))
                {
                    text = unescaped(line.substring("message ".length()));
                    continue;
                }
                final String[] words = line.trim().split(" ", 3);
                assertEquals(words[2], forward(text, words[0], words[1], receiver),
                    words[0] + ' ' + words[1] + " of " + new String(text, StandardCharsets.ISO_8859_1));
                compared++;
            }
        }
        assertTrue(compared > 1000, "compared " + compared);
    }

    private String forward(final byte[] text, final String host, final String format, final LogReceiver receiver)
        throws IOException
    {
        final LogTargetSettings settings = receiver.target(
            "-".equals(format) ? Format.UNSPECIFIED : Format.valueOf(format.toUpperCase(Locale.ROOT)));
        settings.maxLength = LENGTH;
        settings.facility = LOCAL3;
        final UnsafeBuffer buffer = new UnsafeBuffer(text);
        if ("parse".equals(host))
        {
            message.raw(buffer, 0, text.length);
        }
        else
        {
            message.parse(buffer, 0, text.length);
            LogForwarderContext.HostField.valueOf(host.toUpperCase(Locale.ROOT)).apply(message, sender);
        }
        writer.forward(service.targets(List.of(settings), null), message);
        return 0 == message.textLength() ? "None" :
            escaped(receiver.next().replace(ISO, "@ISO@").replace(LEGACY, "@OLD@"));
    }

    private static byte[] unescaped(final String text)
    {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++)
        {
            if ('\\' != text.charAt(i))
            {
                out.append(text.charAt(i));
                continue;
            }
            i++;
            switch (text.charAt(i))
            {
                case 'n' -> out.append('\n');
                case 'x' ->
                {
                    out.append((char)Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> out.append(text.charAt(i));
            }
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String escaped(final String text)
    {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            out.append('\n' == c ? "\\n" : '\\' == c ? "\\\\" : c < ' ' || c > '~' ?
                String.format("\\x%02x", (int)c) : String.valueOf(c));
        }
        return out.toString();
    }

    @Test
    void shouldBeFoundInStreamsHoweverBytesArrive()
    {
        final byte[] stream = "<1>a b\n<2>c\r\n5 <3>de7 <4>f\n g<5>\n".getBytes(StandardCharsets.US_ASCII);
        for (int step = 1; step <= stream.length; step++)
        {
            final SyslogFraming framing = new SyslogFraming(new UnsafeBuffer(new byte[64]), false);
            final StringBuilder found = new StringBuilder();
            for (int from = 0; from < stream.length; from += step)
            {
                final int count = Math.min(step, stream.length - from);
                framing.buffer().putBytes(framing.tail(), stream, from, count);
                framing.added(count);
                for (int length = framing.next(); SyslogFraming.NEED_MORE != length; length = framing.next())
                {
                    found.append(framing.buffer().getStringWithoutLengthAscii(framing.start(), length)).append('|');
                }
            }
            assertEquals("<1>a b|<2>c|<3>de|<4>f\n g|<5>|", found.toString(), "step " + step);
        }
    }

    @Test
    void shouldEndAStreamThatCannotBeUnderstood()
    {
        assertEquals(SyslogFraming.MALFORMED, first("x<1>a\n", false));
        assertEquals(SyslogFraming.MALFORMED, first("0 <1>a\n", false));
        assertEquals(SyslogFraming.MALFORMED, first("5a <1>a\n", false));
        assertEquals(SyslogFraming.MALFORMED, first("65 <1>a\n", false));
        assertEquals(SyslogFraming.MALFORMED, first("99999999999 <1>a\n", false));
        assertEquals(SyslogFraming.MALFORMED, first("<" + "x".repeat(63), false), "a line longer than the buffer");
        assertEquals(SyslogFraming.NEED_MORE, first("<" + "x".repeat(62), false));
        assertEquals(5, first("x<1>a\n", true), "with lines only, any byte may be the first");
    }

    private static int first(final String text, final boolean areAllLines)
    {
        final SyslogFraming framing = new SyslogFraming(new UnsafeBuffer(new byte[64]), areAllLines);
        framing.buffer().putStringWithoutLengthAscii(framing.tail(), text);
        framing.added(text.length());
        return framing.next();
    }
}
