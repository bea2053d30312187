/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Who is accepted while frontends or the whole process pause or stop; HAProxy 3.4.0 answered and said the same on the
 * same configuration.
 */
@Timeout(60)
class PausedListenersTest
{
    private static final String OK = "    http-request return status 200 content-type text/plain string ok\n";

    @TempDir
    private Path directory;

    private static String status(final RunningDaemon daemon, final String proxy) throws IOException
    {
        return daemon.api("show stat " + proxy + " 1 -1").lines()
            .filter(line -> line.startsWith(proxy + ',')).map(line -> line.split(",")[17]).findFirst().orElseThrow();
    }

    private static void assertAnswer(final String expected, final RunningDaemon daemon, final String command)
        throws IOException
    {
        assertEquals(command + ": " + expected, command + ": " + daemon.api(command).trim());
    }

    private SocketChannel operator() throws IOException
    {
        final SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("api.sock")));
        ask(channel, "prompt i");
        return channel;
    }

    /** Something of the answer on a connection that stays open. */
    private static String ask(final SocketChannel channel, final String command) throws IOException
    {
        channel.write(ByteBuffer.wrap((command + "\n").getBytes(ISO_8859_1)));
        final ByteBuffer answer = ByteBuffer.allocate(65536);
        channel.read(answer);
        return new String(answer.array(), 0, answer.position(), ISO_8859_1);
    }

    @Test
    void shouldPauseResumeAndStopFrontendsOnOrder() throws Exception
    {
        final int port = RunningDaemon.freePort();
        final int other = RunningDaemon.freePort();
        final String sections = "frontend f\n    bind 127.0.0.1:" + port + "\n" + OK +
            "listen g\n    bind 127.0.0.1:" + other + "\n" + OK + "backend b\n";
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections, "-W");
            Socket client = RunningDaemon.connect(port))
        {
            assertTrue(RunningDaemon.exchange(client).endsWith("ok"));
            assertAnswer("A frontend name is expected.", daemon, "disable frontend");
            assertAnswer("No such frontend.", daemon, "disable frontend b");
            assertAnswer("No such frontend.", daemon, "shutdown frontend GLOBAL");
            assertAnswer("Permission denied", daemon, "operator; disable frontend f");
            assertAnswer("All sockets are already enabled.", daemon, "enable frontend f");
            assertAnswer("", daemon, "disable frontend f");
            assertAnswer("All sockets are already disabled.", daemon, "disable frontend f");
            assertEquals("PAUSED", status(daemon, "f"));
            assertTrue(RunningDaemon.isRefused(port));
            assertTrue(RunningDaemon.exchange(client).endsWith("ok"), "who is there is served");
            assertTrue(RunningDaemon.exchange(other).endsWith("ok"), "other frontends go on");
            assertAnswer("", daemon, "enable frontend f");
            assertEquals("OPEN", status(daemon, "f"));
            assertTrue(RunningDaemon.exchange(port).endsWith("ok"));
            assertAnswer("", daemon, "shutdown frontend f");
            assertAnswer("Frontend was already shut down.", daemon, "shutdown frontend f");
            assertAnswer("Frontend was previously shut down, cannot enable.", daemon, "enable frontend f");
            assertAnswer("Frontend was previously shut down, cannot disable.", daemon, "disable frontend f");
            assertEquals("STOP", status(daemon, "f"));
            assertTrue(RunningDaemon.isRefused(port));
            assertTrue(RunningDaemon.exchange(client).contains("\r\nconnection: close\r\n"), "the last one");
            assertAnswer("", daemon, "disable frontend g");
            daemon.reload(2, 0);
            assertEquals("OPEN", status(daemon, "f"), "a reload opens what was shut down");
            assertTrue(RunningDaemon.exchange(port).endsWith("ok"));
            assertTrue(RunningDaemon.exchange(other).endsWith("ok"));
            final String words = daemon.words();
            assertTrue(words.contains("Paused frontend f.\n") && words.contains("Resumed frontend f.\n") &&
                words.contains("Paused proxy g.\n"), words);
            assertEquals(1, daemon.count("Proxy f stopped (cumulated conns: FE: 2, BE: 0).\n"), words);
        }
    }

    @Test
    void shouldPauseTheRuntimeApiWithTheFrontends() throws Exception
    {
        final int port = RunningDaemon.freePort();
        final int api = RunningDaemon.freePort();
        final String sections = "global\n    stats socket ipv4@127.0.0.1:" + api + "\nfrontend f\n    bind 127.0.0.1:" +
            port + "\n" + OK;
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections); SocketChannel operator = operator())
        {
            daemon.signal(RunningDaemon.SIGTTOU);
            daemon.await("the pause", () -> daemon.words().contains("Paused frontend GLOBAL.\n"));
            assertTrue(RunningDaemon.isRefused(port));
            assertTrue(RunningDaemon.isRefused(api));
            assertTrue(ask(operator, "show stat f 1 -1").contains(",PAUSED,"));
            daemon.signal(RunningDaemon.SIGTTIN);
            daemon.await("the end of the pause", () -> daemon.words().contains("Resumed frontend GLOBAL.\n"));
            assertEquals("OPEN", status(daemon, "f"));
            assertFalse(RunningDaemon.isRefused(api));
            assertTrue(RunningDaemon.exchange(port).endsWith("ok"));
        }
    }

    @Test
    void shouldLetOperatorsFinishWhoWereThereBeforeASoftStopAndAcceptNoOther() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon =
            RunningDaemon.start(directory, "frontend f\n    bind 127.0.0.1:" + port + "\n" + OK))
        {
            try (SocketChannel operator = operator())
            {
                daemon.signal(RunningDaemon.SIGUSR1);
                daemon.await("the stop", () -> daemon.words().contains("Proxy f stopped"));
                daemon.await("the runtime API to close", () ->
                {
                    assertTrue(ask(operator, "show version").contains("3.4.0"), "it is still served");
                    return isApiRefused(daemon);
                });
                assertTrue(daemon.isAlive(), "it waits for the operator");
            }
            RunningDaemon.await("its end", () -> true, () -> !daemon.isAlive());
        }
    }

    private static boolean isApiRefused(final RunningDaemon daemon)
    {
        try
        {
            daemon.api("quit");
            return false;
        }
        catch (final IOException ex)
        {
            return "Connection refused".equals(ex.getMessage());
        }
    }

    @Test
    void shouldEndTheSessionsOfOperatorsAtHardStopAfter() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, "global\n    hard-stop-after 200ms\nfrontend f\n" +
                "    bind 127.0.0.1:" + port + "\n" + OK);
            SocketChannel operator = operator())
        {
            daemon.signal(RunningDaemon.SIGUSR1);
            assertEquals(-1, operator.read(ByteBuffer.allocate(10)));
            RunningDaemon.await("its end", () -> true, () -> !daemon.isAlive());
        }
    }
}
