/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.os.Descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LogSinkTest
{
    @Test
    void shouldWriteAllRecordsToADescriptorBeforeClosing()
    {
        final int[] ends = new int[2];
        Descriptors.pipe(ends, true);
        final LogService service = new LogService(new LogContext(7, "haproxy", null, 0, true));
        final LogTargetSettings settings = LogReceiver.descriptorTarget(ends[1]);
        settings.format = LogTargetSettings.Format.RAW;
        final ProcessLog log = new ProcessLog(service);
        final LogTargets targets = service.targets(List.of(settings), null);
        final StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1000; i++)
        {
            log.log(targets, SyslogLevel.INFO, "record " + i);
            expected.append("record ").append(i).append('\n');
        }
        service.close();
        Descriptors.close(ends[1]);
        assertEquals(expected.toString(), readAll(ends[0]));
        assertEquals(0, log.takeDropped());
    }

    private static String readAll(final int descriptor)
    {
        final StringBuilder text = new StringBuilder();
        final byte[] bytes = new byte[1024];
        int length = Descriptors.read(descriptor, bytes, 0, bytes.length);
        while (length > 0)
        {
            text.append(new String(bytes, 0, length, StandardCharsets.US_ASCII));
            length = Descriptors.read(descriptor, bytes, 0, bytes.length);
        }
        Descriptors.close(descriptor);
        return text.toString();
    }

    @Test
    void shouldWakeUpForARecordAfterALongSilence() throws IOException
    {
        final int[] ends = new int[2];
        Descriptors.pipe(ends, true);
        try (LogService service = new LogService(new LogContext(7, "haproxy", null, 0, true)))
        {
            final LogTargetSettings settings = LogReceiver.descriptorTarget(ends[1]);
            settings.format = LogTargetSettings.Format.RAW;
            final LogTargets targets = service.targets(List.of(settings), null);
            final Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(one -> one.getName().equals("log-fd" + ends[1])).findAny().orElseThrow();
            final long deadlineNs = System.nanoTime() + 5_000_000_000L;
            while (Thread.State.WAITING != thread.getState() && System.nanoTime() < deadlineNs)
            {
                Thread.onSpinWait();
            }
            assertEquals(Thread.State.WAITING, thread.getState());
            new ProcessLog(service).log(targets, SyslogLevel.INFO, "late");
            final byte[] bytes = new byte[16];
            assertEquals(5, Descriptors.read(ends[0], bytes, 0, bytes.length));
        }
        Descriptors.close(ends[0]);
        Descriptors.close(ends[1]);
    }

    @Test
    void shouldDropRecordsForAClosedPipe()
    {
        final int[] ends = new int[2];
        Descriptors.pipe(ends, true);
        final LogService service = new LogService(new LogContext(7, "haproxy", null, 0, true));
        final LogTargets targets = service.targets(List.of(LogReceiver.descriptorTarget(ends[1])), null);
        final AtomicLong told = new AtomicLong();
        final ProcessLog log = new ProcessLog(service, told::incrementAndGet);
        Descriptors.close(ends[0]);
        long dropped = 0;
        for (final long end = System.nanoTime() + 5_000_000_000L; 0 == dropped && System.nanoTime() < end;)
        {
            log.log(targets, SyslogLevel.INFO, "text");
            dropped = log.takeDropped();
        }
        assertTrue(dropped > 0);
        assertEquals(dropped, told.get());
        service.close();
        Descriptors.close(ends[1]);
    }

    @Test
    void shouldKeepRecordsUntilATcpServerIsThere() throws IOException
    {
        final NetAddress address = new NetAddress();
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            address.from(port.getInetAddress(), port.getLocalPort());
        }
        try (LogService service = new LogService(new LogContext(7, "haproxy", null, 0, true)))
        {
            final LogTargetSettings settings = LogReceiver.streamTarget(address);
            settings.format = LogTargetSettings.Format.PRIORITY;
            final LogTargets targets = service.targets(List.of(settings), null);
            final ProcessLog log = new ProcessLog(service);
            log.log(targets, SyslogLevel.INFO, "first");
            try (ServerSocket server = new ServerSocket(address.port(), 1, InetAddress.getLoopbackAddress()))
            {
                server.setSoTimeout(10_000);
                try (Socket connection = server.accept())
                {
                    connection.setSoTimeout(10_000);
                    log.log(targets, SyslogLevel.INFO, "second");
                    final BufferedReader reader = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                    assertEquals("<134>first", reader.readLine());
                    assertEquals("<134>second", reader.readLine());
                }
            }
        }
    }
}
