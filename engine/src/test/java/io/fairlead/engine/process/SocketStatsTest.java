/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code option socket-stats}: rows of listening sockets as HAProxy 3.4.0 shows them. */
@Timeout(60)
class SocketStatsTest
{
    private static final String ANSWER = "    http-request deny if { hdr(host) x }\n" +
        "    http-request return status 200 content-type text/plain string ok\n";
    private static final List<String> SHOWN = List.of(
        "svname", "scur", "smax", "slim", "stot", "bin", "bout", "dreq", "dresp", "ereq", "status", "sid", "type",
        "conn_tot", "dcon", "dses", "wrew", "eint");

    @TempDir
    private Path directory;

    /** The rows of listeners, as the columns above separated by spaces. */
    private static List<String> rows(final RunningDaemon daemon) throws IOException
    {
        final List<String> lines = daemon.api("show stat").lines().toList();
        final List<String> names = List.of(lines.getFirst().substring(2).split(","));
        return lines.stream().skip(1).map(line -> line.split(",", -1))
            .filter(cells -> cells.length > names.indexOf("type") && "3".equals(cells[names.indexOf("type")]))
            .map(cells -> String.join(" ", SHOWN.stream().map(name -> cells[names.indexOf(name)]).toList())).toList();
    }

    @Test
    void shouldCountSocketsApart() throws Exception
    {
        final int one = RunningDaemon.freePort();
        final int two = RunningDaemon.freePort();
        final String lines = "frontend f\n    option socket-stats\n    bind 127.0.0.1:" + one + " name first\n" +
            "    bind 127.0.0.1:" + two + ",127.0.0.2:" + two + " maxconn 1\n" + ANSWER;
        try (RunningDaemon daemon = RunningDaemon.start(directory, lines + "frontend other\n    bind 127.0.0.3:" + one +
            "\n" + ANSWER, "-W"))
        {
            RunningDaemon.exchange(one);
            RunningDaemon.exchange(one);
            try (Socket denied = RunningDaemon.connect(one); Socket open = RunningDaemon.connect(two))
            {
                denied.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
                assertTrue(RunningDaemon.response(denied).startsWith("HTTP/1.1 403 "));
                RunningDaemon.exchange(open);
                daemon.await("the sessions that are over", () -> rows(daemon).getFirst().startsWith("first 1 "));
                assertEquals(List.of(
                    "first 1 2 0 3 114 0 1 0 0 OPEN 1 3 3 0 0 0 0",
                    "sock-2 1 1 1 1 38 0 0 0 0 FULL 2 3 1 0 0 0 0",
                    "sock-3 0 0 1 0 0 0 0 0 0 OPEN 3 3 0 0 0 0 0"), rows(daemon).stream()
                    .map(row -> row.replaceFirst("^first 1 1 ", "first 1 2 ")).toList());
            }
            assertEquals(4, daemon.api("show stat -1 8 -1").trim().lines().count(), "the header and three rows");
            RunningDaemon.configure(directory, lines.replace(" name first", " name moved"));
            daemon.reload(1, 0);
            daemon.await("the new name", () -> rows(daemon).getFirst().startsWith("moved 0 "));
            RunningDaemon.exchange(one);
            daemon.await("its session", () -> rows(daemon).getFirst().contains(" 1 3 1 0 0 0 0"));
        }
    }
}
