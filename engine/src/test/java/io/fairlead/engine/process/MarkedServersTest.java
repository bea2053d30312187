/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to streams when their server goes down or another comes up; as HAProxy 3.4.0 was seen to do it. */
@Timeout(60)
class MarkedServersTest
{
    @TempDir
    private Path directory;

    private static String listen(
        final int port, final ServerSocket origin, final String mode, final String main, final String format)
    {
        return "global\n    nbthread 1\n    log stderr format raw local0\n" +
            "listen l\n    mode " + mode + "\n    log global\n    log-format \"" + format + "\"\n    bind 127.0.0.1:" +
            port + "\n    server m 127.0.0.1:" + origin.getLocalPort() + ' ' + main +
            "\n    server x 127.0.0.1:" + origin.getLocalPort() + " backup\n";
    }

    private static ServerSocket origin() throws IOException
    {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    void shouldEndSessionsOfAServerMarkedDown() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (ServerSocket origin = origin();
            RunningDaemon daemon = RunningDaemon.start(directory,
                listen(port, origin, "tcp", "on-marked-down shutdown-sessions", "end %B %tsc %s"));
            Socket client = RunningDaemon.connect(port);
            Socket accepted = origin.accept())
        {
            accepted.getOutputStream().write('a');
            assertEquals('a', client.getInputStream().read());
            assertEquals("", daemon.api("set server l/m health down").trim());
            assertEquals(-1, client.getInputStream().read());
            daemon.await("the record", () -> daemon.words().contains("end 1 DC-- m"));
        }
    }

    @Test
    void shouldEndSessionsOfBackupsWhenAServerComesUp() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (ServerSocket origin = origin();
            RunningDaemon daemon = RunningDaemon.start(directory,
                listen(port, origin, "tcp", "disabled on-marked-up shutdown-backup-sessions", "end %B %tsc %s"));
            Socket client = RunningDaemon.connect(port);
            Socket accepted = origin.accept())
        {
            accepted.getOutputStream().write('a');
            assertEquals('a', client.getInputStream().read());
            daemon.api("enable server l/m");
            assertEquals(-1, client.getInputStream().read());
            daemon.await("the record", () -> daemon.words().contains("end 1 UC-- x"));
        }
    }

    @Test
    void shouldLetRequestsWaitForAFullServerAlthoughThereIsABackup() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (ServerSocket origin = origin();
            RunningDaemon daemon = RunningDaemon.start(directory,
                listen(port, origin, "http", "maxconn 1", "end %ST %tsc %s"));
            Socket first = RunningDaemon.connect(port);
            Socket second = RunningDaemon.connect(port))
        {
            RunningDaemon.request(first);
            try (Socket serving = origin.accept())
            {
                RunningDaemon.request(second);
                daemon.await("a queue", () -> daemon.api("show stat").contains("\nl,BACKEND,1,"));
                RunningDaemon.answer(serving, "one");
                assertTrue(RunningDaemon.response(first).endsWith("one"));
            }
            try (Socket serving = origin.accept())
            {
                RunningDaemon.answer(serving, "two");
                assertTrue(RunningDaemon.response(second).endsWith("two"));
            }
            daemon.await("records", () -> 2 == daemon.count("end 200 ---- m"));
        }
    }
}
