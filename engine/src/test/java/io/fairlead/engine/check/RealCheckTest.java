/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.HealthJudge;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.server.NoticeRecorder;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerAddress;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.transport.ConnectTuning;
import io.fairlead.engine.transport.nio.NioPoller;
import io.fairlead.engine.transport.nio.NioTransport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks over real sockets, the loop stepped by hand. */
@Timeout(30)
class RealCheckTest
{
    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    void shouldTellListeningFromClosedPorts(@TempDir final Path directory) throws IOException
    {
        final int closedPort;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            closedPort = closed.getLocalPort();
        }
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            final List<Server> servers = check(
                ServerAddress.of(new NetAddress().from(open.getLocalSocketAddress())),
                ServerAddress.of(new NetAddress().from(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort))),
                ServerAddress.of(new NetAddress().from(
                    UnixDomainSocketAddress.of(directory.resolve("nobody.sock")))));
            assertEquals(HealthStatus.L4_OK, servers.get(0).health().status());
            assertTrue(servers.get(0).isUp());
            assertEquals(HealthStatus.L4_CONNECTION, servers.get(1).health().status());
            assertEquals("ECONNREFUSED returned by OS (Connection refused)", servers.get(1).health().description());
            assertEquals(HealthStatus.SOCKET_ERROR, servers.get(2).health().status());
            assertEquals("General socket error (No such file or directory)", servers.get(2).health().description());
        }
    }

    /** Peers that answer garbage, reset, hang, and nobody: 2,000 checks leave no descriptor and no buffer behind. */
    @Test
    void shouldLeaveNothingBehindAfterManyChecks() throws IOException
    {
        final int closedPort;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            closedPort = closed.getLocalPort();
        }
        try (ServerSocket garbage =
            peer(connection -> connection.getOutputStream().write("garbage".getBytes(US_ASCII)));
            ServerSocket reset = peer(connection -> connection.setSoLinger(true, 0));
            ServerSocket hanging = peer(connection -> assertEquals(-1, connection.getInputStream().read())))
        {
            final List<Throwable> faults = new ArrayList<>();
            final NoticeRecorder notices = new NoticeRecorder();
            final EventLoop loop = new EventLoop(0, "conductor", new NioPoller(faults::add), faults::add);
            final ServerMonitor monitor = new ServerMonitor(notices);
            final BufferPool buffers = new BufferPool(16384, 64);
            final List<ServerSettings> settings = new ArrayList<>();
            final int[] ports =
                {garbage.getLocalPort(), reset.getLocalPort(), hanging.getLocalPort(), closedPort};
            for (int i = 0; i < ports.length; i++)
            {
                final ServerSettings server = new ServerSettings();
                server.name = "s" + i;
                server.id = i + 1;
                server.interMs = 1;
                settings.add(server);
            }
            final BackendServers servers = new BackendServers("backend", "be", false, 1, settings);
            final CheckScheduler scheduler = new CheckScheduler(new CheckContext().loop(loop)
                .transport(new NioTransport()).buffers(buffers).judge(new HealthJudge(monitor, notices)).maxSpreadMs(
                    1));
            monitor.start(servers, loop.clock().nowMs());
            for (int i = 0; i < ports.length; i++)
            {
                servers.get(i).location().address(ServerAddress.of(new NetAddress().from(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[i]))));
                scheduler.add(new CheckPlan(
                    servers.get(i), false, expecting("hello"), 5, 5, ConnectTuning.NONE, null, null));
            }
            final long descriptorsBefore = descriptors();
            scheduler.start(loop.clock().nowMs());
            while (accepted.get() < 2000)
            {
                loop.doWork();
            }
            scheduler.stop();
            assertEquals(0, buffers.inUse());
            loop.poller().poll(0, loop.clock()); // the selector lets go of what was closed
            assertTrue(descriptors() <= descriptorsBefore + 4, () -> "descriptors were left open");
            assertEquals(HealthStatus.L7_RESPONSE, servers.get(0).health().status());
            assertEquals(HealthStatus.L4_CONNECTION, servers.get(3).health().status());
            loop.poller().close();
            assertEquals(List.of(), faults);
        }
    }

    /** What a peer does with a connection before it ends it. */
    @FunctionalInterface
    private interface Manners
    {
        void accept(Socket connection) throws IOException;
    }

    private ServerSocket peer(final Manners manners) throws IOException
    {
        final ServerSocket socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() ->
        {
            while (!socket.isClosed())
            {
                try (Socket connection = socket.accept())
                {
                    accepted.incrementAndGet();
                    manners.accept(connection);
                }
                catch (final IOException ex)
                {
                    continue; // the check was faster, or the test is over
                }
            }
        });
        return socket;
    }

    private static CheckRuleSet expecting(final String text)
    {
        final CheckRuleSet rules = new CheckRuleSet(CheckRuleSet.Protocol.TCP);
        final CheckStep.Expect expect = new CheckStep.Expect();
        expect.pattern = CheckStep.Pattern.STRING;
        expect.data = text.getBytes(US_ASCII);
        rules.steps.add(expect);
        rules.complete(null);
        return rules;
    }

    /** Open descriptors of this process that are sockets. */
    private static long descriptors() throws IOException
    {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd")))
        {
            return files.filter(RealCheckTest::isSocket).count();
        }
    }

    private static boolean isSocket(final Path file)
    {
        try
        {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        }
        catch (final IOException ex)
        {
            return false; // it was closed meanwhile
        }
    }

    private static List<Server> check(final ServerAddress... addresses)
    {
        final List<Throwable> faults = new ArrayList<>();
        final NoticeRecorder notices = new NoticeRecorder();
        final ServerMonitor monitor = new ServerMonitor(notices);
        final EventLoop loop = new EventLoop(0, "conductor", new NioPoller(faults::add), faults::add);
        final List<ServerSettings> settings = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++)
        {
            final ServerSettings server = new ServerSettings();
            server.name = "s" + i;
            server.id = i + 1;
            settings.add(server);
        }
        final BackendServers servers = new BackendServers("backend", "be", false, 1, settings);
        final CheckScheduler scheduler = new CheckScheduler(new CheckContext().loop(loop)
            .transport(new NioTransport()).buffers(new BufferPool(16384, 4)).judge(new HealthJudge(monitor, notices))
            .maxSpreadMs(1));
        final List<Server> checked = new ArrayList<>();
        monitor.start(servers, loop.clock().nowMs());
        for (int i = 0; i < addresses.length; i++)
        {
            final Server server = servers.get(i);
            server.location().address(addresses[i]);
            scheduler.add(CheckPlan.connecting(server, 0, 0, ConnectTuning.NONE));
            checked.add(server);
        }
        scheduler.start(loop.clock().nowMs());
        while (checked.stream().anyMatch(server -> HealthStatus.INITIALIZING == server.health().status()))
        {
            loop.doWork();
        }
        scheduler.stop();
        loop.poller().close();
        assertEquals(List.of(), faults);
        return checked;
    }
}
