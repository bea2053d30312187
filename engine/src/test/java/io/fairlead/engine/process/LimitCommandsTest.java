/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits changed by orders; what is said is as recorded from HAProxy 3.4.0. */
@Timeout(60)
class LimitCommandsTest
{
    private static final String[][] ANSWERS = {
        {"set maxconn frontend", "A frontend name is expected."},
        {"set maxconn frontend f", "Integer value expected."},
        {"set maxconn frontend xx 3", "No such frontend."},
        {"set maxconn frontend f -1", "Value out of range."},
        {"set maxconn global", "Expects an integer value."},
        {"set maxconn global 1000000", "Value out of range."},
        {"set maxconn global 50", ""},
        {"set rate-limit connections global", "Expects an integer value."},
        {"set rate-limit connections global -1", "Value out of range."},
        {"set rate-limit connections global 99999999999999999999", "Value out of range."},
        {"set maxconn frontend f 99999999999999999999", "Value out of range."},
        {"set rate-limit connections global 77", ""},
        {"set rate-limit sessions global 78", ""},
        {"set rate-limit http-compression global 80", ""},
    };

    @TempDir
    private Path directory;

    private static String info(final RunningDaemon daemon, final String field) throws IOException
    {
        return daemon.api("show info").lines().filter(line -> line.startsWith(field + ": ")).findFirst().orElseThrow();
    }

    @Test
    void shouldFollowOrders() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, "global\n    maxconn 500\nfrontend f\n" +
            "    bind 127.0.0.1:" + port + "\n    http-request return status 200 content-type text/plain string ok\n"))
        {
            for (final String[] pair : ANSWERS)
            {
                assertEquals(pair[0] + " -> " + pair[1], pair[0] + " -> " + daemon.api(pair[0]).trim());
            }
            assertTrue(daemon.api("set rate-limit foo").startsWith("'set rate-limit' only supports :\n"));
            assertEquals("Maxconn: 50", info(daemon, "Maxconn"));
            assertEquals("ConnRateLimit: 77", info(daemon, "ConnRateLimit"));
            assertEquals("SessRateLimit: 78", info(daemon, "SessRateLimit"));
            assertEquals("CompressBpsRateLim: 81920", info(daemon, "CompressBpsRateLim"));
            daemon.api("set maxconn global 0");
            assertEquals("Maxconn: 500", info(daemon, "Maxconn"));
        }
    }

    @Test
    void shouldKeepConnectionsWaitingBeyondTheNewLimitOfAFrontend() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, "frontend f\n    bind 127.0.0.1:" + port +
            "\n    http-request return status 200 content-type text/plain string ok\n");
            Socket first = RunningDaemon.connect(port))
        {
            assertTrue(RunningDaemon.exchange(first).endsWith("ok"));
            assertEquals("", daemon.api("set maxconn frontend f 1").trim());
            try (Socket second = RunningDaemon.connect(port))
            {
                RunningDaemon.request(second);
                second.setSoTimeout(300);
                assertEquals(-1, readOrNone(second), "it waits to be accepted");
                assertEquals("", daemon.api("set maxconn frontend f 2").trim());
                second.setSoTimeout(10_000);
                assertTrue(RunningDaemon.response(second).endsWith("ok"));
            }
        }
    }

    private static int readOrNone(final Socket socket) throws IOException
    {
        try
        {
            return socket.getInputStream().read();
        }
        catch (final java.net.SocketTimeoutException ex)
        {
            return -1;
        }
    }
}
