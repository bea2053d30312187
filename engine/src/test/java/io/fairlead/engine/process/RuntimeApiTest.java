/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.FrontendColumn;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ListenerSet;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.proxy.ReceivedSockets;
import io.fairlead.engine.server.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class RuntimeApiTest
{
    private static final int LOOPBACK = 0x7F00_0001;

    private final Configuration configuration = new Configuration();
    private ServerSocket origin;
    private Daemon daemon;
    private Path socket;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException
    {
        origin = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket = directory.resolve("api.sock");
        configuration.global.threadCount = 1;
        configuration.global.node = "n1";
        final BindSettings api = new BindSettings();
        api.level = BindSettings.Level.ADMIN;
        api.mode = 0600;
        final AddressSpec path = new AddressSpec();
        path.form = AddressSpec.Form.UNIX;
        path.path = socket.toString();
        api.addresses.add(path);
        configuration.statsSockets.add(api);

        final ProxySettings proxy = new ProxySettings();
        proxy.kind = ProxySettings.Kind.LISTEN;
        proxy.name = "l1";
        proxy.id = 2;
        final BindSettings bind = new BindSettings();
        bind.addresses.add(address(freePort()));
        proxy.binds.add(bind);
        final ServerSettings server = new ServerSettings();
        server.name = "s1";
        server.id = 1;
        server.address = address(origin.getLocalPort());
        proxy.servers.add(server);
        configuration.proxies.add(proxy);

        daemon = new Daemon(
            configuration, BudgetProbe.of(configuration, "-n", "1000"), Messages.collecting());
        final ListenerSet listeners = daemon.bind(new ReceivedSockets(List.of()));
        assertEquals(List.of(), listeners.failures());
        daemon.open(listeners);
        assertEquals(List.of(), daemon.openRuntimeApi());
        daemon.startedWith(Map.of("NAME", "value"), "[NOTICE]   (1) : hello\n", 3);
        daemon.start();
    }

    @AfterEach
    void stop() throws IOException
    {
        daemon.stop();
        origin.close();
    }

    @Test
    void shouldShowTheProcess() throws IOException
    {
        final String info = ask("show info");
        assertTrue(info.startsWith("Name: HAProxy\nVersion: 3.4.0\n"), info);
        assertTrue(info.contains("\nMaxconn: 1000\n"), info);
        assertTrue(info.contains("\nnode: n1\n"), info);
        assertTrue(info.contains("\nListeners: 2\n"), info);
        assertTrue(info.contains("\nTotalWarnings: 3\n"), info);
        assertTrue(info.contains("\nCounter_file: "), info);
        assertEquals("# socket lvl processes\nunix@" + socket + " admin all\n\n", ask("show cli sockets"));
        assertEquals("NAME=value\n\n", ask("show env"));
        assertEquals("[NOTICE]   (1) : hello\n\n", ask("show startup-logs"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    }

    @Test
    void shouldShowProxiesAndServers() throws IOException
    {
        final List<String> lines = ask("show stat").lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.get(1).startsWith("l1,FRONTEND,,,0,0,1000,0,0,0,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("l1,s1,0,0,0,0,,0,"), lines.get(2));
        assertTrue(lines.get(2).contains(",no check,"), lines.get(2));
        assertTrue(lines.get(3).startsWith("l1,BACKEND,0,0,0,0,"), lines.get(3));
        assertTrue(ask("show servers state").contains("\n2 l1 1 s1 "));
    }

    @Test
    void shouldCountWhatIsCarriedAndClearIt() throws IOException
    {
        final int port = configuration.proxies.getFirst().binds.getFirst().addresses.getFirst().port;
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port))
        {
            assertTrue(client.isConnected());
            final CounterReader reader = CounterFileLocator.open(daemon.counters().path());
            final CounterObject frontend = reader.objects().get(1);
            while (0 == reader.value(frontend, FrontendColumn.SESSIONS_TOTAL, 0))
            {
                Thread.onSpinWait(); // until the loop accepted; the test's limit of time ends a wait in vain
            }
            final String line = ask("show stat l1 1 -1").lines().toList().get(1);
            assertTrue(line.matches("l1,FRONTEND,,,[01],1,1000,1,.*"), line);
            assertEquals("unix@" + socket, reader.runtimeApi());
        }
        assertEquals("\n", ask("clear counters all"));
        while (!ask("show stat l1 1 -1").contains(",1000,0,"))
        {
            Thread.onSpinWait(); // until the loop cleared its own
        }
    }

    @Test
    void shouldForgetOutagesWithTheOtherCounters() throws IOException
    {
        ask("set server l1/s1 state maint");
        assertEquals("1", outages());
        ask("clear counters");
        assertEquals("1", outages());
        ask("clear counters all");
        assertEquals("0", outages());
    }

    /* The chkdown column of the backend. */
    private String outages() throws IOException
    {
        return ask("show stat l1 2 -1").lines().toList().get(1).split(",", -1)[22];
    }

    @Test
    void shouldCountTheBytesTheProcessSent() throws IOException
    {
        final int port = configuration.proxies.getFirst().binds.getFirst().addresses.getFirst().port;
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port); Socket server = origin.accept())
        {
            client.getOutputStream().write(new byte[]{1, 2, 3});
            client.shutdownOutput();
            assertEquals(3, server.getInputStream().readAllBytes().length);
            server.getOutputStream().write(new byte[]{4, 5});
        }
        while (!ask("show info").contains("\nTotalBytesOut: 5\n"))
        {
            Thread.onSpinWait(); // until the stream is over
        }
    }

    private String ask(final String command) throws IOException
    {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX))
        {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.shutdownOutput();
            final StringBuilder answer = new StringBuilder();
            final ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (-1 != channel.read(buffer))
            {
                answer.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
                buffer.clear();
            }
            return answer.toString();
        }
    }

    private static AddressSpec address(final int port)
    {
        final AddressSpec address = new AddressSpec();
        address.address.inet(LOOPBACK, port);
        address.port = port;
        address.portHigh = port;
        address.portForm = AddressSpec.PortForm.ABSOLUTE;
        return address;
    }

    private static int freePort() throws IOException
    {
        try (ServerSocket probe = new ServerSocket())
        {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return probe.getLocalPort();
        }
    }
}
