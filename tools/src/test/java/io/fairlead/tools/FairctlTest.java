/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterFileContext;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.FrontendColumn;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.counters.ObjectKind;
import io.fairlead.engine.counters.ProcessColumn;
import io.fairlead.engine.counters.StatusState;
import io.fairlead.engine.errors.Cause;
import io.fairlead.engine.errors.ErrorLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FairctlTest
{
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void capture()
    {
        path = directory.resolve("fairlead-" + ProcessHandle.current().pid() + ".counters");
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release()
    {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    @Test
    void shouldShowAlignedTablesOfAStoppedDaemon() throws IOException
    {
        daemon().close();
        assertEquals(0, run("stat"));
        final List<String> lines = out().lines().toList();
        assertTrue(lines.get(0).matches(
            "Fairlead 0.1.0 on n1, process [0-9]+, stopped 0s ago after 0s, 2 loops"), lines.get(0));
        assertEquals("counters in " + path, lines.get(1));
        assertEquals(
            List.of("connections 3 of 1000, 0/s, 7 ever; requests 40 ever", "sent 12.0K, 0/s; caught errors 0"),
            lines.subList(2, 4));
        assertEquals(
            "FRONTEND  STATE  SESS  MAX  LIMIT  TOTAL  CONN/S  REQ/S  REQUESTS     IN    OUT  2XX  3XX  4XX  5XX  " +
            "ERRORS  DENIED     P50     P90     P99",
            lines.get(5));
        assertEquals(
            "fé        OPEN      3    0    100      0       0      0        40  1.00K  4.88M   40    0    0    0  " +
            "     0       0  1.55ms  1.55ms  1.55ms",
            lines.get(6));
        assertTrue(lines.get(8).startsWith("BACKEND  STATE     WEIGHT  QUEUE  SESS  MAX  LIMIT"), lines.get(8));
        assertTrue(lines.get(9).startsWith("be       UP             3      0     0    0      -"), lines.get(9));
        assertTrue(lines.get(10).startsWith("  s1     no check       3      0     0    0     10"), lines.get(10));
        assertTrue(lines.get(10).endsWith("  1       0    -    -    -"), lines.get(10));
        assertEquals(11, lines.size());
    }

    @Test
    void shouldPrintPlainNumbersForPrograms() throws IOException
    {
        daemon();
        assertEquals(0, run("stat", "--csv"));
        final List<String> lines = out().lines().toList();
        assertTrue(lines.get(0).startsWith("FRONTEND,STATE,SESS,MAX,LIMIT,TOTAL"), lines.get(0));
        assertEquals("fé,OPEN,3,0,100,0,0,0,40,1024,5120000,40,0,0,0,0,0,1550,1550,1550", lines.get(1));
        assertTrue(lines.get(5).startsWith("be/s1,no check,3,0,0,0,10,0,0"), lines.get(5));
    }

    @Test
    void shouldShowWhatMattersMostInANarrowTerminal()
    {
        final TextTable table = new TextTable(List.of("NAME", "STATE", "A", "B", "C"), 2, List.of("B", "A"));
        table.add(List.of("a-name-of-twenty-two-c", "UP", "1000000", "2000000", "3000000"));

        assertEquals(List.of("B"), table.print(new PrintStream(out, true, StandardCharsets.UTF_8), 42));

        assertEquals("""
            NAME            STATE        A        C
            a-name-of-twe~  UP     1000000  3000000
            """, out());
    }

    @Test
    void shouldPrintJson() throws IOException
    {
        daemon();

        assertEquals(0, run("stat", "--json"));

        assertTrue(out().contains("{\"frontend\": \"fé\", \"state\": \"OPEN\", \"sess\": 3, \"max\": 0, "), out());
        assertTrue(out().contains("{\"backend\": \"be/s1\", \"state\": \"no check\", \"weight\": 3, "), out());
        assertTrue(out().contains("\"limit\": null"), out());
    }

    @Test
    void shouldTellInOneLineWhatIsWrongWithTheCommand() throws IOException
    {
        assertEquals(2, run("stat", "--frob"));

        assertEquals("fairctl: Unknown option: '--frob'\nSee 'fairctl stat --help'.\n", err());
    }

    @Test
    void shouldSayThatADaemonRuns() throws IOException
    {
        daemon();
        assertEquals(0, run("list"));
        final String line = out().lines().toList().get(1);
        assertTrue(line.matches("[0-9]+ +up [0-9]s +[-0-9]+ [:0-9]+ +/etc/lb.cfg +.*\\.counters"), line);
    }

    @Test
    void shouldShowLatencyPercentiles() throws IOException
    {
        daemon();
        assertEquals(0, run("latency"));
        final List<String> lines = out().lines().toList();
        assertTrue(lines.get(3).startsWith("OBJECT       TIME   COUNT    MEAN     P50"), lines.get(3));
        assertTrue(lines.get(4).startsWith("frontend fé  total     40  1.55ms  1.55ms"), lines.get(4));
        assertTrue(lines.get(4).endsWith("1.55ms  1.55ms"), lines.get(4));
        assertEquals(5, lines.size());
        assertEquals(0, run("latency", "fé"));
        assertEquals(1, run("latency", "fé", "fa"));
        assertEquals("fairctl: no proxy of this name has counters: fa\n", err());
    }

    @Test
    void shouldShowErrorsWithTheirCounts() throws IOException
    {
        final CounterFile file = daemon();
        assertEquals(0, run("errors"));
        assertTrue(out().endsWith("\nno errors\n"), out());
        out.reset();
        final ErrorLog log = new ErrorLog(file.errorLogBuffer(), () -> 86_400_000L);
        log.record(Cause.INTERNAL, "it broke");
        log.record(Cause.INTERNAL, "it broke");
        assertEquals(3, run("errors"));
        assertTrue(out().contains("internal, 2 times, first 1970-01-0"), out());
        assertTrue(out().contains("\n    it broke\n"), out());
        assertTrue(out().endsWith("\n1 distinct error\n"), out());
    }

    @Test
    void shouldRefuseAFileOfAnotherVersion() throws IOException
    {
        daemon().close();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
        {
            file.seek(4);
            file.writeInt(1);
        }
        assertEquals(1, run("stat"));
        assertTrue(err().contains("was written by another version of Fairlead (Fairlead 0.1.0;"), err());
        assertEquals(1, err().lines().count());
    }

    @Test
    void shouldSayWhenThereIsNothingToRead()
    {
        assertEquals(1, run("stat"));
        assertTrue(err().startsWith("fairctl: no daemon left counters in "), err());
        err.reset();
        assertEquals(1, run("stat", "-p", "3"));
        assertTrue(err().startsWith("fairctl: no counters of process 3 in "), err());
        err.reset();
        assertEquals(1, run("stat", "-f", directory.resolve("none").toString()));
        assertTrue(err().startsWith("fairctl: no file "), err());
        err.reset();
        assertEquals(1, Fairctl.run("stat", "-d", directory.resolve("none").toString()));
        assertEquals("fairctl: " + directory.resolve("none") + ": no such file or directory\n", err());
    }

    @Test
    void shouldExplainItsUsage()
    {
        assertEquals(2, Fairctl.run());
        assertTrue(err().contains("Usage: fairctl"), err());
        err.reset();
        assertEquals(2, Fairctl.run("frobnicate"));
        err.reset();
        assertEquals(2, run("stat", "--csv", "--json"));
        assertTrue(err().startsWith("fairctl: --csv and --json exclude each other\n"), err());
        assertEquals(0, Fairctl.run("--version"));
        assertEquals("fairctl 0.1.0\n", out());
    }

    @Test
    void shouldTalkToTheSocketTheDaemonNames() throws Exception
    {
        final Path socket = directory.resolve("s.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX))
        {
            server.bind(UnixDomainSocketAddress.of(socket));
            daemon().runtimeApi(socket.toString());
            final Thread answering = new Thread(() -> answer(server));
            answering.start();
            assertEquals(0, run("cli", "show", "info"));
            answering.join();
            assertEquals("got show info\n", out());
        }
    }

    @Test
    void shouldSayThatASocketCannotBeReached()
    {
        assertEquals(1, run("cli", "-s", directory.resolve("none.sock").toString(), "show", "info"));
        assertTrue(err().startsWith("fairctl: cannot reach the runtime API at "), err());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:99,127.0.0.1,99", "ipv4@127.0.0.1:99,127.0.0.1,99", "ipv6@[::1]:99,::1,99", ":99,localhost,99"
    })
    void shouldReadAddresses(final String text, final String host, final int port) throws IOException
    {
        assertEquals(new InetSocketAddress(host, port), CliCall.parse(text));
    }

    @Test
    void shouldReadPaths() throws IOException
    {
        assertEquals(UnixDomainSocketAddress.of("/run/a:1"), CliCall.parse("/run/a:1"));
        assertEquals(UnixDomainSocketAddress.of("x.sock"), CliCall.parse("unix@x.sock"));
        assertThrows(IOException.class, () -> CliCall.parse("host:http"));
    }

    @Test
    void shouldCompareSamples() throws IOException
    {
        final CounterFile file = CounterFile.inMemory(1);
        final CounterObject frontend = file.object(ObjectKind.FRONTEND, null, 2, "fe");
        final LoopCounters loop = file.loop(0);
        final int latency = frontend.address(FrontendColumn.TOTAL_LATENCY);
        loop.latency(latency, 100);
        final CounterSample first = new CounterSample(file.reader(), 1_000_000_000, null);
        assertEquals(100, first.latencies(frontend, FrontendColumn.TOTAL_LATENCY).getValueAtPercentile(50));
        for (int i = 0; i < 10; i++)
        {
            loop.increment(frontend.address(FrontendColumn.H1_REQUESTS));
            loop.latency(latency, 50);
        }
        final CounterSample second = new CounterSample(file.reader(), 3_000_000_000L, first.forget());
        assertEquals(5.0, second.perSecond(frontend, FrontendColumn.H1_REQUESTS, FrontendColumn.REQUEST_RATE));
        assertEquals(50, second.latencies(frontend, FrontendColumn.TOTAL_LATENCY).getValueAtPercentile(100));
        final CounterSample third = new CounterSample(file.reader(), 4_000_000_000L, second);
        assertNull(third.latencies(frontend, FrontendColumn.TOTAL_LATENCY));
    }

    private static void answer(final ServerSocketChannel server)
    {
        try (SocketChannel client = server.accept())
        {
            final ByteBuffer buffer = ByteBuffer.allocate(100);
            while (-1 != client.read(buffer))
            {
                assertTrue(buffer.hasRemaining());
            }
            final String text = "got " + new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
            client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private CounterFile daemon() throws IOException
    {
        final CounterFile file = CounterFile.create(new CounterFileContext()
            .path(path).loopCount(2).objectCapacity(16).product("Fairlead 0.1.0").node("n1")
            .configuration("/etc/lb.cfg").maxConnections(1000));
        final String name = new String("fé".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        final CounterObject frontend = file.object(ObjectKind.FRONTEND, null, 2, name);
        final CounterObject backend = file.object(ObjectKind.BACKEND, null, 3, "be");
        final CounterObject server = file.object(ObjectKind.SERVER, backend, 1, "s1");
        file.status(frontend, StatusState.OPEN, 0, 100, 0);
        file.status(backend, StatusState.UP, 3, 0, 0);
        file.status(server, StatusState.NO_CHECK, 3, 10, 0);
        final LoopCounters loop = file.loop(1);
        loop.add(file.process().address(ProcessColumn.CONNECTIONS_CURRENT), 3);
        loop.add(file.process().address(ProcessColumn.CONNECTIONS_TOTAL), 7);
        loop.add(file.process().address(ProcessColumn.REQUESTS_TOTAL), 40);
        loop.add(file.process().address(ProcessColumn.BYTES_OUT_TOTAL), 12_300);
        loop.add(frontend.address(FrontendColumn.SESSIONS_CURRENT), 3);
        loop.add(frontend.address(FrontendColumn.REQUEST_BYTES_IN), 1024);
        loop.add(frontend.address(FrontendColumn.RESPONSE_BYTES_OUT), 5_120_000);
        for (int i = 0; i < 40; i++)
        {
            loop.increment(frontend.address(FrontendColumn.H1_REQUESTS));
            loop.increment(frontend.address(FrontendColumn.RESPONSES_2XX));
            loop.latency(frontend.address(FrontendColumn.TOTAL_LATENCY), 1550);
        }
        loop.increment(server.address(BackendColumn.CONNECTS));
        return file;
    }

    private int run(final String... args)
    {
        final String[] all = new String[args.length + 2];
        all[0] = args[0];
        all[1] = "-d";
        all[2] = directory.toString();
        System.arraycopy(args, 1, all, 3, args.length - 1);
        return Fairctl.run(all);
    }

    private String out()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }
}
