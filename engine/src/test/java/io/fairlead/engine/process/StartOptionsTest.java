/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.os.UnixSockets;
import io.fairlead.engine.scenario.BalancerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the command line and the global section ask of the process itself. */
class StartOptionsTest
{
    private static final int NOTIFY_TIMEOUT_MS = 20_000;
    private static final String NOBODY = "65534";

    @TempDir
    private Path directory;

    private static String sections(final int port)
    {
        return "frontend f\n    bind 127.0.0.1:" + port + "\n    http-request return status 200\n";
    }

    private BalancerProcess.Outcome run(final String... options) throws Exception
    {
        final List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-f", directory.resolve("lb.cfg").toString()));
        return BalancerProcess.run(BalancerProcess.fairlead(), arguments, directory, Map.of());
    }

    private static String status(final long pid, final String name) throws IOException
    {
        return field(Path.of("/proc", Long.toString(pid), "status"), name);
    }

    private static String field(final Path file, final String name) throws IOException
    {
        for (final String line : Files.readAllLines(file))
        {
            if (line.startsWith(name + ":"))
            {
                return line.substring(name.length() + 1).trim().split("\\s+")[0];
            }
        }
        return "";
    }

    @Test
    void shouldServeInTheBackgroundAndReturnOnceItDoes() throws Exception
    {
        final int port = RunningDaemon.freePort();
        RunningDaemon.configure(directory, sections(port));
        final Path precious = Files.writeString(directory.resolve("precious"), "text");
        final Path pidFile = Files.createSymbolicLink(directory.resolve("pid"), precious);
        assertEquals(0, run("-D", "-p", pidFile.toString()).status());
        assertEquals("text", Files.readString(precious));
        assertFalse(Files.isSymbolicLink(pidFile));
        final int pid = Integer.parseInt(Files.readString(pidFile).trim());
        try
        {
            assertTrue(RunningDaemon.exchange(port).contains("200 OK"));
            assertEquals(Integer.toString(pid), field(Path.of("/proc", Integer.toString(pid), "status"), "Pid"));
        }
        finally
        {
            ProcessControl.kill(pid, RunningDaemon.SIGTERM);
        }
    }

    @Test
    void shouldReturnTheFailureOfABackgroundStart() throws Exception
    {
        RunningDaemon.configure(directory, sections(RunningDaemon.freePort()) + "    nonsense\n");
        final BalancerProcess.Outcome bad = run("-D", "-p", directory.resolve("pid").toString());
        assertEquals(1, bad.status());
        assertTrue(bad.errors().contains("unknown keyword 'nonsense'"), bad.errors());
        assertTrue(bad.errors().matches("(?s).* : Process [0-9]+ exited with code 1 \\(Exit\\)\n"), bad.errors());
        assertFalse(Files.exists(directory.resolve("pid")));
        RunningDaemon.configure(directory, sections(RunningDaemon.freePort()));
        final BalancerProcess.Outcome noPid = run("-D", "-p", directory.resolve("no/such").toString());
        assertEquals(1, noPid.status());
        assertTrue(noPid.errors().contains("Cannot create pidfile " + directory.resolve("no/such") + "\n"));
    }

    @Test
    void shouldTellSystemdOfStartReloadAndStop() throws Exception
    {
        RunningDaemon.configure(directory, sections(RunningDaemon.freePort()));
        final Path path = directory.resolve("notify");
        final int socket = UnixSockets.datagramSocket();
        assertEquals(0, UnixSockets.bind(socket, UnixSockets.pathAddress(path.toString())));
        Descriptors.nonBlocking(socket, false);
        SocketOptions.receiveTimeout(socket, NOTIFY_TIMEOUT_MS);
        try (RunningDaemon daemon = RunningDaemon.launch(BalancerProcess.fairlead(), directory,
            Map.of("NOTIFY_SOCKET", path.toString()), "-Ws", "-p", directory.resolve("pid").toString()))
        {
            final String ready = "READY=1\nMAINPID=" + daemon.pid() + "\nSTATUS=Ready.\n";
            assertEquals(ready, datagram(socket));
            assertEquals(daemon.pid() + "\n", Files.readString(directory.resolve("pid")));
            final long beforeUs = System.nanoTime() / 1000;
            daemon.signal(RunningDaemon.SIGHUP);
            final String reloading = datagram(socket);
            final String begin = "RELOADING=1\nSTATUS=Reloading Configuration.\nMONOTONIC_USEC=";
            assertTrue(reloading.startsWith(begin), reloading);
            final long saidUs = Long.parseLong(reloading.substring(begin.length()).trim());
            assertTrue(saidUs >= beforeUs && saidUs <= System.nanoTime() / 1000, reloading);
            assertEquals(ready, datagram(socket));
            RunningDaemon.configure(directory, "nonsense\n");
            daemon.signal(RunningDaemon.SIGUSR2);
            assertTrue(datagram(socket).startsWith("RELOADING=1\n"));
            assertEquals("READY=1\nSTATUS=Reload failed!\n", datagram(socket));
            daemon.signal(RunningDaemon.SIGUSR1);
            assertEquals("STOPPING=1", datagram(socket));
        }
        finally
        {
            Descriptors.close(socket);
        }
    }

    private static String datagram(final int socket)
    {
        final byte[] bytes = new byte[512];
        final int length = Descriptors.read(socket, bytes, 0, bytes.length);
        assertTrue(length > 0, "no datagram came");
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldGiveUpTheRightsOfRootForTheUserAndGroupAsked() throws Exception
    {
        assumeTrue(0 == ProcessControl.userId(), "only root can change its user");
        final int port = RunningDaemon.freePort();
        for (final String words : List.of("user nobody\n    group nogroup\n", "uid 65534\n    gid 65534\n"))
        {
            try (RunningDaemon daemon = RunningDaemon.start(directory, "global\n    " + words + sections(port)))
            {
                assertTrue(RunningDaemon.exchange(port).contains("200 OK"));
                assertEquals(NOBODY, status(daemon.pid(), "Uid"));
                assertEquals(NOBODY, status(daemon.pid(), "Gid"));
                assertEquals("", status(daemon.pid(), "Groups"));
            }
        }
    }

    @Test
    void shouldSayThatItDoesNotChangeItsRoot() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(
            directory, "global\n    chroot /var/empty\n    setcap cap_net_raw\n" + sections(port)))
        {
            assertTrue(daemon.words().contains("Fairlead does not change its root: 'chroot /var/empty' has no effect."),
                daemon.words());
            assertTrue(daemon.words().contains("'setcap cap_net_raw' has no effect."), daemon.words());
        }
    }

    @Test
    void shouldPinLoopsToProcessorsOfTheirGroup() throws Exception
    {
        final int port = RunningDaemon.freePort();
        final String map = "global\n    nbthread 2\n    cpu-map 1/all 0\n    cpu-map 2/all 1\n";
        try (RunningDaemon daemon = RunningDaemon.start(directory, map + sections(port)))
        {
            // one group of threads only, so the second map is for nobody
            daemon.await("loops on processor 0", () -> List.of("0", "0").equals(processorsOfLoops(daemon.pid())));
        }
    }

    private static List<String> processorsOfLoops(final long pid) throws IOException
    {
        final List<String> allowed = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task")))
        {
            for (final Path task : tasks.toList())
            {
                if (Files.readString(task.resolve("comm")).startsWith("loop-"))
                {
                    allowed.add(field(task.resolve("status"), "Cpus_allowed_list"));
                }
            }
        }
        return allowed;
    }

    @Test
    void shouldTakeNamesDirectoriesAndLimitsFromTheCommandLine() throws Exception
    {
        final int port = RunningDaemon.freePort();
        RunningDaemon.configure(directory, sections(port));
        final List<String> program = BalancerProcess.fairlead();
        final Path other = Files.createDirectory(directory.resolve("other"));
        final List<String> command = new ArrayList<>(program);
        command.addAll(List.of("-L", "peer-1", "-n", "77", "-m", "512", "-C", directory.toString(), "-f", "lb.cfg"));
        try (BalancerProcess process = BalancerProcess.start(command, List.of(), other, Map.of()))
        {
            final Path api = directory.resolve("api.sock");
            RunningDaemon.await("a runtime API", process::isAlive, () ->
                RunningDaemon.ask(api, "show info").contains("\nMaxconn: 77\n"));
            assertTrue(RunningDaemon.ask(api, "show info").contains("\nMemmax_MB: 512\n"));
            assertEquals("HAPROXY_LOCALPEER=peer-1\n\n", RunningDaemon.ask(api, "show env HAPROXY_LOCALPEER"));
        }
    }

    @Test
    void shouldSayNothingWhenQuietAndRefuseWarningsWhenAsked() throws Exception
    {
        RunningDaemon.configure(directory, "nonsense\n");
        final BalancerProcess.Outcome quiet = run("-q");
        assertEquals(1, quiet.status());
        assertEquals("", quiet.errors() + quiet.output());
        Files.writeString(directory.resolve("lb.cfg"),
            "listen l\n    mode tcp\n    bind 127.0.0.1:" + RunningDaemon.freePort() + "\n");
        final BalancerProcess.Outcome strict = run("-dW");
        assertEquals(1, strict.status());
        assertTrue(strict.errors().contains("missing timeouts for proxy 'l'"), strict.errors());
        assertTrue(strict.errors().endsWith("Some warnings were found and 'zero-warning' is set. Aborting.\n"),
            strict.errors());
    }

    @Test
    void shouldRefuseWhatTheCommandLineCannotMean() throws Exception
    {
        RunningDaemon.configure(directory, "listen l\n    bind 127.0.0.1:" + RunningDaemon.freePort() + "\n");
        final Path empty = Files.createDirectory(directory.resolve("empty"));
        final BalancerProcess.Outcome noFile = BalancerProcess.run(
            BalancerProcess.fairlead(), List.of("-c", "-f", empty.toString()), directory, Map.of());
        assertEquals(1, noFile.status());
        assertTrue(noFile.errors().startsWith("Usage : "), noFile.errors());
        assertRefused(run("-c", "-C", "/nonexistent"), "Could not change to directory /nonexistent : No such file or " +
            "directory");
        assertRefused(run("-c", "-S", directory.resolve("m").toString()),
            "a master CLI socket was defined, but master-worker mode (-W) is not enabled.");
        assertRefused(run("-c", "-dth1"), "-dt: traces are not supported by Fairlead");
        assertRefused(run("-c", "-dc"), "-dc: showing the topology of processors is not supported by Fairlead");
        final BalancerProcess.Outcome unread = BalancerProcess.run(
            BalancerProcess.fairlead(), List.of("-W", "-f", "none.cfg"), directory, Map.of());
        assertRefused(unread, "config : Cannot open configuration file/directory none.cfg : No such file or directory");
        assertFalse(unread.errors().contains("worker"), "there was none: " + unread.errors());
    }

    private static void assertRefused(final BalancerProcess.Outcome outcome, final String reason)
    {
        assertEquals(1, outcome.status());
        assertTrue(outcome.errors().contains(") : " + reason + "\n"), outcome.errors());
    }

    @Test
    void shouldListTheLibrariesItLoaded() throws Exception
    {
        RunningDaemon.configure(directory, "listen l\n    bind 127.0.0.1:" + RunningDaemon.freePort() + "\n");
        final BalancerProcess.Outcome outcome = run("-c", "-dL");
        assertEquals(0, outcome.status());
        assertTrue(outcome.output().startsWith("List of loaded object files:\n/"), outcome.output());
        assertTrue(outcome.output().matches("(?s).*/libjvm\\.so\n.*/libc\\.so.*"), outcome.output());
        assertFalse(outcome.output().contains("/modules\n"), "nothing but code: " + outcome.output());
    }

    @Test
    void shouldEndAsTheMasterOfHaproxyDoes() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections(port), "-W"))
        {
            daemon.signal(RunningDaemon.SIGTERM);
            RunningDaemon.await("its end", () -> true, () -> !daemon.isAlive());
            final String pid = "(" + daemon.pid() + ")";
            assertTrue(daemon.words().endsWith("[WARNING]  " + pid + " : Exiting Master process...\n[ALERT]    " + pid +
                " : Current worker " + pid + " exited with code 143 (Terminated)\n[WARNING]  " + pid +
                " : All workers exited. Exiting... (0)\n"), daemon.words());
        }
    }

    @Test
    void shouldDumpTheStateOfServersOnHangUpWithoutMaster() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(
            directory, sections(port) + "backend b\n    server s 127.0.0.1:1 weight 3\n"))
        {
            daemon.signal(RunningDaemon.SIGHUP);
            daemon.await("the state of the backend", () -> daemon.words().contains("SIGHUP: Proxy b has 1 active " +
                "servers and 0 backup servers available. Conn: act(FE+BE): 0+0, 0 pend (0 unass), " +
                "tot(FE+BE): 0+0."));
            final String words = daemon.words();
            assertTrue(words.contains("SIGHUP received, dumping servers states."), words);
            assertTrue(words.contains("SIGHUP: Proxy f has no servers."), words);
            assertTrue(words.contains("SIGHUP: Server b/s is UP. Conn: 0 act, 0 pend, 0 tot."), words);
        }
    }
}
