/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;

import io.fairlead.engine.scenario.BalancerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The master's command line, one process answering for master and worker; answers as HAProxy 3.4.0 gave them. */
class MasterCliTest
{
    @TempDir
    private Path directory;
    private int port;
    private RunningDaemon daemon;

    private String sections(final String text)
    {
        return "frontend f\n    bind 127.0.0.1:" + port +
            "\n    http-request return status 200 content-type text/plain string \"" + text + "\"\n";
    }

    @BeforeEach
    void start() throws Exception
    {
        port = RunningDaemon.freePort();
        daemon = RunningDaemon.start(directory, sections("old"), "-W", "-S", directory.resolve("master.sock") +
            ",mode,600");
    }

    @AfterEach
    void stop() throws IOException
    {
        daemon.close();
    }

    private String ask(final String commands) throws IOException
    {
        return RunningDaemon.ask(directory.resolve("master.sock"), commands);
    }

    @Test
    void shouldSendEachCommandToWhomItIsAddressed() throws IOException
    {
        assertEquals("3.4.0\n\n", ask("show version"));
        assertTrue(ask("@1 show info").contains("\nPid: " + daemon.pid() + "\n"));
        assertTrue(ask("@!" + daemon.pid() + " show info").startsWith("Name: "));
        assertTrue(ask("@1;show version;show info").startsWith("3.4.0\n\nName: "), "the target stays");
        assertTrue(ask("@1\nshow info").startsWith("Name: "), "on the next line too");
        assertTrue(ask("@1 show version;show info").startsWith("3.4.0\n\nUnknown command: 'show', but maybe one of"),
            "it was for one command only");
        assertEquals("Can't find the target PID matching the prefix '@9'\n", ask("@9 show info;show version"));
    }

    @Test
    void shouldKeepLevelsAndModesOfTheSessionForBoth() throws IOException
    {
        assertEquals("operator\n\n", ask("operator;@1 show cli level"));
        assertEquals("\nadmin\n\n", ask("@1 operator;show cli level"));
        assertEquals("expert-mode is ON\n\n", ask("expert-mode on;@1 expert-mode"));
        assertEquals("Permission denied\n\n", ask("user;show proc"));
    }

    @Test
    void shouldPromptWithTheNameOfTheTarget() throws IOException
    {
        assertEquals("master> 3.4.0\n\nmaster> " + daemon.pid() + "> 3.4.0\n\n" + daemon.pid() + "> master> ",
            ask("prompt\nshow version\n@1\nshow version\n@master\nquit"));
    }

    @Test
    void shouldReloadAndTellWhatCameOfIt() throws Exception
    {
        RunningDaemon.configure(directory, sections("new"));
        final String pid = "(" + daemon.pid() + ")";
        assertEquals("Success=1\n--\n[NOTICE]   " + pid + " : Initializing new worker " + pid + "\n[NOTICE]   " + pid +
            " : Loading success.\n\n", ask("reload"));
        assertTrue(RunningDaemon.exchange(port).endsWith("new"));
        assertTrue(ask("show proc").matches("(?s)#<PID> +<type> +<reloads> +<uptime> +<version> +\n" +
            daemon.pid() + " +master +1 \\[failed: 0\\] +0d00h00m..s +3.4.0 +\n# workers\n" +
            daemon.pid() + " +worker +0 +0d00h00m..s +3.4.0 +\n\n"), ask("show proc"));
    }

    @Test
    void shouldTellWhyAReloadWasRefused() throws Exception
    {
        RunningDaemon.configure(directory, sections("new") + "    nonsense\n");
        final String answer = ask("reload");
        assertTrue(answer.startsWith("Success=0\n--\n[NOTICE]   "), answer);
        assertTrue(answer.contains("unknown keyword 'nonsense' in 'frontend' section\n"), answer);
        assertTrue(answer.endsWith("Failed to load worker (" + daemon.pid() + ") exited with code 1 (Exit)\n\n"),
            answer);
        assertTrue(RunningDaemon.exchange(port).endsWith("old"));
        assertTrue(ask("show proc").contains("1 [failed: 1]"), ask("show proc"));
        assertTrue(ask("show startup-logs").contains("unknown keyword 'nonsense'"), ask("show startup-logs"));
    }

    @Test
    void shouldEndStreamsBegunBeforeOnHardReload() throws Exception
    {
        try (java.net.ServerSocket origin = new java.net.ServerSocket(
            0, 1, java.net.InetAddress.getLoopbackAddress()))
        {
            RunningDaemon.configure(directory, "listen f\n    bind 127.0.0.1:" + port +
                "\n    server s 127.0.0.1:" + origin.getLocalPort() + "\n");
            ask("reload");
            try (Socket client = RunningDaemon.connect(port))
            {
                RunningDaemon.request(client);
                try (Socket server = origin.accept())
                {
                    assertTrue(ask("reload").startsWith("Success=1\n"));
                    daemon.await("the old generation", () -> ask("show proc").contains("# old workers\n"));
                    assertTrue(ask("hard-reload").startsWith("Success=1\n"));
                    assertEquals(-1, client.getInputStream().read());
                    server.setSoTimeout(20_000);
                    RunningDaemon.assertRequestedAndEnded(server);
                    daemon.await("its end", () -> !ask("show proc").contains("# old workers\n"));
                }
            }
        }
    }

    @Test
    void shouldRefuseAMasterSocketWithoutMaster() throws Exception
    {
        final BalancerProcess.Outcome outcome = BalancerProcess.run(BalancerProcess.fairlead(),
            java.util.List.of("-S", directory.resolve("other.sock").toString(), "-f",
                directory.resolve("lb.cfg").toString()), directory, java.util.Map.of());
        assertEquals(1, outcome.status());
        assertTrue(outcome.errors().endsWith(" : a master CLI socket was defined, but master-worker mode (-W) is not" +
            " enabled.\n"), outcome.errors());
    }
}
