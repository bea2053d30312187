/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.config.LogTargetSettings.Format;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.sample.ByteWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Records as they arrive. Expected headers were observed at HAProxy 3.4. */
class LogWriterTest
{
    private static final long NOW_US = 1_795_356_371_070_445L;
    private static final String LEGACY = local("MMM ppd HH:mm:ss ");
    private static final String ISO = local("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx ");

    private final AtomicInteger drops = new AtomicInteger();
    private final LogService service = new LogService(new LogContext(10476, "haproxy", null, 0, true));
    private final LogService namedService = new LogService(new LogContext(10517, "haproxy", "foo", 0, true));
    private final LogWriter writer = new LogWriter(service, () -> NOW_US, drops::incrementAndGet);

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
        namedService.close();
    }

    @Test
    void shouldPutTheHeaderOfEachFormat() throws IOException
    {
        assertRecord(Format.UNSPECIFIED, "<134>" + LEGACY + "haproxy[10476]: text\n");
        assertRecord(Format.LOCAL, "<134>" + LEGACY + "haproxy[10476]: text\n");
        assertRecord(Format.RFC3164, "<134>" + LEGACY + "localhost haproxy[10476]: text\n");
        assertRecord(Format.RFC5424, "<134>1 " + ISO + "- haproxy 10476 - - text\n");
        assertRecord(Format.PRIORITY, "<134>text\n");
        assertRecord(Format.SHORT, "<6>text\n");
        assertRecord(Format.TIMED, "<6>" + ISO + "text\n");
        assertRecord(Format.ISO, ISO + "text\n");
        assertRecord(Format.RAW, "text\n");
    }

    private void assertRecord(final Format format, final String expected) throws IOException
    {
        try (LogReceiver receiver = new LogReceiver(false))
        {
            send(service.targets(List.of(receiver.target(format)), null), SyslogLevel.INFO, "text");
            assertEquals(expected, receiver.next());
        }
    }

    @Test
    void shouldNameTheHostWhereTheFormatHasRoomForIt() throws IOException
    {
        try (LogReceiver receiver = new LogReceiver(false))
        {
            final LogTargets targets = namedService.targets(List.of(
                receiver.target(Format.UNSPECIFIED), receiver.target(Format.LOCAL), receiver.target(Format.RFC3164),
                receiver.target(Format.RFC5424)), "mytag");
            final ByteWriter text = writer.begin(targets);
            text.put("text");
            writer.beginStructuredData().put("[ex@1 a=\"200\"] ");
            writer.send(targets, SyslogLevel.INFO);
            assertEquals("<134>" + LEGACY + "foo mytag[10517]: text\n", receiver.next());
            assertEquals("<134>" + LEGACY + "mytag[10517]: text\n", receiver.next());
            assertEquals("<134>" + LEGACY + "foo mytag[10517]: text\n", receiver.next());
            assertEquals("<134>1 " + ISO + "foo mytag 10517 - [ex@1 a=\"200\"] text\n", receiver.next());
        }
    }

    @Test
    void shouldCutRecordsAtTheirLength() throws IOException
    {
        try (LogReceiver receiver = new LogReceiver(false))
        {
            final LogTargetSettings cut = receiver.target(Format.RAW);
            cut.maxLength = 80;
            final LogTargets targets =
                service.targets(List.of(cut, receiver.target(Format.PRIORITY), receiver.target(Format.RAW)), null);
            send(targets, SyslogLevel.INFO, "x".repeat(2000));
            assertEquals("x".repeat(79) + '\n', receiver.next());
            assertEquals("<134>" + "x".repeat(1018) + '\n', receiver.next());
            assertEquals("x".repeat(1023) + '\n', receiver.next());
        }
    }

    @Test
    void shouldCutInsideALongHeader() throws IOException
    {
        try (LogReceiver receiver = new LogReceiver(false))
        {
            final LogTargetSettings cut = receiver.target(Format.LOCAL);
            cut.maxLength = 80;
            send(service.targets(List.of(cut), "t".repeat(200)), SyslogLevel.INFO, "text");
            assertEquals("<134>" + LEGACY + "t".repeat(79 - 21) + '\n', receiver.next());
        }
    }

    @Test
    void shouldFilterAndLowerLevels() throws IOException
    {
        try (LogReceiver receiver = new LogReceiver(false); LogReceiver errors = new LogReceiver(false))
        {
            final LogTargetSettings lowered = receiver.target(Format.SHORT);
            lowered.minLevel = SyslogLevel.NOTICE;
            final LogTargetSettings filtered = errors.target(Format.SHORT);
            filtered.level = SyslogLevel.ERR;
            final LogTargets targets = service.targets(List.of(filtered, lowered), null);
            send(targets, SyslogLevel.INFO, "a");
            send(targets, SyslogLevel.ALERT, "b");
            assertEquals("<6>a\n", receiver.next());
            assertEquals("<5>b\n", receiver.next());
            assertEquals("<1>b\n", errors.next());
            assertTrue(errors.isEmpty());
        }
    }

    @Test
    void shouldSendTheSampledRecords() throws IOException
    {
        assertEquals(List.of(0, 1, 4, 6, 7, 10, 12, 13, 16, 18, 19), sampled(6, 1, 2, 5, 5));
        assertEquals(List.of(1, 4, 7, 10, 13, 16, 19), sampled(3, 2, 2));
        assertEquals(List.of(0, 2, 3, 5, 7, 8, 10, 12, 13, 15, 17, 18), sampled(5, 1, 1, 3, 4));
    }

    private List<Integer> sampled(final int size, final int... ranges) throws IOException
    {
        final List<Integer> seen = new ArrayList<>();
        try (LogReceiver receiver = new LogReceiver(false))
        {
            final LogTargetSettings settings = receiver.target(Format.RAW);
            settings.sampleSize = size;
            settings.sampleRanges = ranges;
            final LogTargets targets = service.targets(List.of(settings), null);
            for (int i = 0; i < 20; i++)
            {
                send(targets, SyslogLevel.INFO, String.valueOf(i));
            }
            while (!receiver.isEmpty())
            {
                seen.add(Integer.parseInt(receiver.last().trim()));
            }
        }
        return seen;
    }

    @Test
    void shouldRemoveLineEndsAndSendNothingWithoutText() throws IOException
    {
        try (LogReceiver receiver = new LogReceiver(true))
        {
            final LogTargets targets = service.targets(List.of(receiver.target(Format.RAW)), null);
            send(targets, SyslogLevel.INFO, "");
            send(targets, SyslogLevel.INFO, "text\n\0\n");
            assertEquals("text\n", receiver.next());
        }
    }

    @Test
    void shouldSendToUnixSocketsAndCountWhatADeadOneMisses(@TempDir final Path directory) throws IOException
    {
        final Path path = directory.resolve("log");
        final int socket = UnixSockets.datagramSocket();
        assertEquals(0, UnixSockets.bind(socket, UnixSockets.pathAddress(path.toString())));
        final LogTargets targets = service.targets(List.of(LogReceiver.unixTarget(path.toString())), null);
        send(targets, SyslogLevel.INFO, "text");
        final byte[] bytes = new byte[1024];
        final int length = Descriptors.read(socket, bytes, 0, bytes.length);
        assertEquals("<134>" + LEGACY + "haproxy[10476]: text\n",
            new String(bytes, 0, length, StandardCharsets.US_ASCII));
        assertEquals(0, drops.get());

        Descriptors.close(socket);
        Files.delete(path);
        send(targets, SyslogLevel.INFO, "text");
        assertEquals(1, drops.get());
    }

    @Test
    void shouldNotWaitForAFullUnixSocket(@TempDir final Path directory)
    {
        final Path path = directory.resolve("log");
        final int socket = UnixSockets.datagramSocket();
        UnixSockets.bind(socket, UnixSockets.pathAddress(path.toString()));
        final LogTargets targets = service.targets(List.of(LogReceiver.unixTarget(path.toString())), null);
        for (int i = 0; i < 100_000 && 0 == drops.get(); i++)
        {
            send(targets, SyslogLevel.INFO, "text");
        }
        assertEquals(1, drops.get());
        Descriptors.close(socket);
    }

    @Test
    void shouldNotWaitForAFullPipe()
    {
        final int[] ends = new int[2];
        Descriptors.pipe(ends, true);
        final LogTargets targets = service.targets(List.of(LogReceiver.descriptorTarget(ends[1])), null);
        final String text = "x".repeat(900);
        for (int i = 0; i < 100_000 && 0 == drops.get(); i++)
        {
            send(targets, SyslogLevel.INFO, text);
        }
        assertEquals(1, drops.get());
        Descriptors.close(ends[0]); // the thread's write fails now, and what is left is given up
        service.close();
        Descriptors.close(ends[1]);
    }

    @Test
    void shouldAllocateNothingForARecord() throws IOException
    {
        try (LogReceiver receiver = new LogReceiver(false))
        {
            final int[] ends = new int[2];
            Descriptors.pipe(ends, false);
            final LogTargets targets = service.targets(List.of(
                receiver.target(Format.UNSPECIFIED), receiver.target(Format.RFC5424),
                LogReceiver.descriptorTarget(ends[1])), null);
            final UnsafeBuffer text = new UnsafeBuffer("some text".getBytes(StandardCharsets.US_ASCII));
            final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
            long leastBytes = Long.MAX_VALUE;
            for (int round = 0; round < 10 && 0 != leastBytes; round++)
            {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 10_000; i++)
                {
                    writer.send(targets, SyslogLevel.INFO, text, 0, text.capacity());
                }
                leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, leastBytes);
            Descriptors.close(ends[0]);
            service.close();
            Descriptors.close(ends[1]);
        }
    }

    private void send(final LogTargets targets, final int level, final String text)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
        writer.send(targets, level, bytes, 0, bytes.capacity());
    }
}
