/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LogTargetSettings.Format;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogFormats;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.sample.ExprContext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When records are written, how urgent they are, and what those without a format say. Observed at HAProxy 3.4. */
class TrafficLogTest
{
    private static final String DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.US)
        .withZone(ZoneId.systemDefault()).format(Instant.ofEpochMilli(FakeStream.NOW_US / 1000));
    private static final int UNSET = TrafficLog.LEVEL_UNSET;

    private final LogService service = new LogService(new LogContext(1, "haproxy", null, 0, true));
    private final LogWriter writer = new LogWriter(service, () -> FakeStream.NOW_US, () -> { });
    private final TrafficLogSettings settings = new TrafficLogSettings();
    private final FakeStream stream = new FakeStream();
    private LogReceiver receiver;

    @BeforeEach
    void open() throws IOException
    {
        receiver = new LogReceiver(false);
        settings.targets = service.targets(List.of(receiver.target(Format.SHORT)), null);
        settings.isHttp = true;
    }

    @AfterEach
    void close()
    {
        receiver.close();
        writer.close();
        service.close();
    }

    private static LogFormat format(final String text)
    {
        final ParseContext parse =
            new ParseContext(Messages.collecting(), Environment.ofProcess(), new KeywordRegistry());
        parse.line(ConfigLine.of("t.cfg", 1, "log-format"));
        return LogFormat.compile(
            text, new ExprContext(parse, "f").http(true), LogOptions.MANDATORY | LogOptions.MERGE_SPACES, 0);
    }

    @Test
    void shouldWriteTheLineAtTheEnd() throws IOException
    {
        settings.format = format(LogFormats.HTTP);
        stream.termination = "LR--";
        runThrough(new TrafficLog(settings));
        assertEquals("<6>127.0.0.1:51870 [" + DATE +
            "] f f/<NOSRV> 0/-1/-1/-1/0 200 0 - - LR-- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"\n", receiver.next());
        assertTrue(receiver.isEmpty());
    }

    /** All moments of a stream that reaches a server. */
    private void runThrough(final TrafficLog log)
    {
        int wait = log.onAccept(log.newStream(), stream, UNSET, writer);
        wait = log.onRequest(wait, stream, UNSET, writer);
        wait = log.onConnect(wait, false, stream, UNSET, writer);
        wait = log.onResponse(wait, stream, UNSET, writer);
        log.onEnd(wait, true, stream, UNSET, writer);
    }

    @ParameterizedTest
    @CsvSource({
        "%OG:%ci:%ST,     txn_response:127.0.0.1:200",
        "%OG:%f,          txn_response:f",
        "%OG:%ST:%B,      txn_close:200:0",
        "%OG:%r:%Ta,      txn_close:GET / HTTP/1.1:0",
    })
    void shouldWriteAsSoonAsEverythingIsKnown(final String text, final String expected) throws IOException
    {
        settings.format = format(text);
        runThrough(new TrafficLog(settings));
        assertEquals("<6>" + expected + '\n', receiver.next());
        assertTrue(receiver.isEmpty());
    }

    @Test
    void shouldWriteTwiceWhenOnlyTheRequestIsAskedFor() throws IOException
    {
        settings.format = format("%OG:%r");
        runThrough(new TrafficLog(settings));
        assertEquals("<6>txn_request:GET / HTTP/1.1\n", receiver.next());
        assertEquals("<6>txn_response:GET / HTTP/1.1\n", receiver.next());
        assertTrue(receiver.isEmpty());
    }

    @Test
    void shouldWriteAtTheResponseWithLogasap() throws IOException
    {
        settings.format = format("%OG:%ST:%B");
        settings.isAsSoonAsPossible = true;
        final TrafficLog log = new TrafficLog(settings);
        stream.isEarly = log.areTotalsEarly();
        runThrough(log);
        assertEquals("<6>txn_response:200:+0\n", receiver.next());
        assertTrue(receiver.isEmpty());
    }

    @Test
    void shouldWriteAtTheConnectOfBareStreamsWithLogasap() throws IOException
    {
        settings.format = format("%OG:%B");
        settings.isAsSoonAsPossible = true;
        final TrafficLog log = new TrafficLog(settings);
        stream.isEarly = log.areTotalsEarly();
        log.onEnd(log.onConnect(log.newStream(), true, stream, UNSET, writer), true, stream, UNSET, writer);
        assertEquals("<6>txn_connect:+0\n", receiver.next());
        assertTrue(receiver.isEmpty());
    }

    @Test
    void shouldWriteAtTheEndWhenNoResponseComesWithLogasap() throws IOException
    {
        settings.format = format("%OG:%ST");
        settings.isAsSoonAsPossible = true;
        final TrafficLog log = new TrafficLog(settings);
        log.onEnd(log.onRequest(log.newStream(), stream, UNSET, writer), true, stream, UNSET, writer);
        assertEquals("<6>txn_close:200\n", receiver.next());
    }

    @Test
    void shouldWriteAtTheStepsAskedFor() throws IOException
    {
        settings.format = format("%OG");
        settings.steps = EnumSet.noneOf(LogOrigin.class);
        runThrough(new TrafficLog(settings));
        for (final String step : List.of("txn_accept", "txn_request", "txn_connect", "txn_response", "txn_close"))
        {
            assertEquals("<6>" + step + '\n', receiver.next());
        }
        settings.steps = EnumSet.of(LogOrigin.REQUEST, LogOrigin.RESPONSE);
        runThrough(new TrafficLog(settings));
        assertEquals("<6>txn_request\n", receiver.next());
        assertEquals("<6>txn_response\n", receiver.next());
        assertTrue(receiver.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, false, ----, false",
        "200, 0, false, LR--, false",
        "403, 0, false, LR--, false",
        "404, 0, false, ----, false",
        "500, 0, false, ----, true",
        "503, 0, false, LR--, true",
        "200, 1, false, ----, true",
        "200, 0, true,  ----, true",
        "200, 1, false, LR--, false",
        "403, 0, false, PR--, true",
        "408, 0, false, cR--, true",
        "-1,  0, false, CD--, true",
        "-1,  0, false, sH--, true",
    })
    void shouldTellErrorsFromNormalTraffic(
        final int status,
        final int retries,
        final boolean isRedispatched,
        final String termination,
        final boolean isError)
        throws IOException
    {
        stream.status = status;
        stream.retries = retries;
        stream.isRedispatched = isRedispatched;
        stream.termination = termination;
        settings.format = format("%ST:%B");
        settings.areErrorsSeparate = true;
        end(new TrafficLog(settings), UNSET);
        assertEquals((isError ? "<3>" : "<6>") + status + ":0\n", receiver.next());

        settings.isNormalIgnored = true;
        end(new TrafficLog(settings), UNSET);
        assertEquals(!isError, receiver.isEmpty());
    }

    private void end(final TrafficLog log, final int level)
    {
        log.onEnd(log.newStream(), true, stream, level, writer);
    }

    @Test
    void shouldNotCallStatusesErrorsInTcpMode() throws IOException
    {
        settings.isHttp = false;
        settings.areErrorsSeparate = true;
        settings.format = format("%B");
        stream.status = 500;
        end(new TrafficLog(settings), UNSET);
        assertEquals("<6>0\n", receiver.next());
    }

    @Test
    void shouldUseTheLevelThatARuleSet() throws IOException
    {
        settings.format = format("%B");
        settings.areErrorsSeparate = true;
        stream.status = 503;
        final TrafficLog log = new TrafficLog(settings);
        end(log, TrafficLog.LEVEL_SILENT);
        end(log, SyslogLevel.ALERT);
        end(log, SyslogLevel.EMERG);
        assertEquals("<1>0\n", receiver.next());
        assertEquals("<0>0\n", receiver.next());
        assertTrue(receiver.isEmpty());
    }

    @Test
    void shouldIgnoreConnectionsWithoutDataIfAsked() throws IOException
    {
        settings.format = format("%OG:%B");
        settings.isNullIgnored = true;
        final TrafficLog log = new TrafficLog(settings);
        log.onEnd(log.newStream(), false, stream, UNSET, writer);
        log.onSessionError(false, stream, writer);
        log.onHandshakeError(11, "Connection closed while waiting for PROXY protocol header", true, stream, writer);
        assertTrue(receiver.isEmpty());
        log.onSessionError(true, stream, writer);
        assertEquals("<6>sess_error:0\n", receiver.next());
    }

    @Test
    void shouldWriteTheErrorLineForSessionsWithoutStream() throws IOException
    {
        settings.format = format("%OG:%B");
        settings.errorFormat = format("ERR:%ci:%OG:%ST");
        settings.areErrorsSeparate = true;
        settings.isNormalIgnored = true;
        stream.status = 400;
        final TrafficLog log = new TrafficLog(settings);
        log.onSessionError(true, stream, writer);
        log.onHandshakeError(15, "words", false, stream, writer);
        assertEquals("<3>ERR:127.0.0.1:sess_error:400\n", receiver.next());
        assertEquals("<3>ERR:127.0.0.1:sess_killed:400\n", receiver.next());
    }

    @Test
    void shouldSayWhyAHandshakeFailed() throws IOException
    {
        settings.format = format("%B");
        final TrafficLog log = new TrafficLog(settings);
        final String notHeader = "Received something which does not look like a PROXY protocol header";
        log.onHandshakeError(15, notHeader, false, stream, writer);
        assertEquals("<6>127.0.0.1:51870 [" + DATE + "] f/1: " + notHeader + '\n', receiver.next());
        stream.listenerName = "foo";
        stream.source.clear();
        log.onHandshakeError(12, "Connection error while waiting for PROXY protocol header", true, stream, writer);
        assertEquals("<6>unknown [" + DATE +
            "] f/foo: Connection error while waiting for PROXY protocol header\n", receiver.next());
        assertEquals(2, log.count());
    }

    @Test
    void shouldWriteTheConnectLineWithoutAFormat() throws IOException
    {
        final TrafficLog log = new TrafficLog(settings);
        runThrough(log);
        log.onSessionError(true, stream, writer);
        assertEquals("<6>Connect from 127.0.0.1:51870 to 127.0.0.1:56813 (f/HTTP)\n", receiver.next());
        stream.source.unix("/run/x");
        settings.isHttp = false;
        runThrough(new TrafficLog(settings));
        assertEquals("<6>Connect to unix:1 (f/TCP)\n", receiver.next());
        assertTrue(receiver.isEmpty());
    }

    @Test
    void shouldAddStructuredData() throws IOException
    {
        settings.targets = service.targets(List.of(receiver.target(Format.RFC5424)), null);
        settings.format = format("%B");
        settings.structuredData = format("%{+Q,+E}o [ex@1 a=%ST b=%r]");
        stream.requestLine = "GET /] HTTP/1.1";
        end(new TrafficLog(settings), UNSET);
        assertTrue(receiver.next().endsWith(" haproxy 1 - [ex@1 a=200 b=\"GET /\\] HTTP/1.1\"] 0\n"), receiver.last());
    }

    @Test
    void shouldDoNothingWithoutDestinations()
    {
        settings.targets = LogTargets.NONE;
        settings.format = format("%B");
        final TrafficLog log = new TrafficLog(settings);
        assertTrue(log.isOff());
        runThrough(log);
        log.onSessionError(true, stream, writer);
        log.onHandshakeError(15, "words", false, stream, writer);
        assertEquals(0, log.count());
    }

    @Test
    void shouldAllocateNothingForARecord()
    {
        settings.format = format("%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc " +
            "%ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs");
        final TrafficLog log = new TrafficLog(settings);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long leastBytes = Long.MAX_VALUE;
        for (int round = 0; round < 10 && 0 != leastBytes; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++)
            {
                end(log, UNSET);
            }
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, leastBytes);
        assertFalse(log.isOff());
    }
}
