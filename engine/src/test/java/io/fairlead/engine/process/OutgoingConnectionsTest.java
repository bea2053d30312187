/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where connections to servers come from and what precedes everything else on them, as recorded from HAProxy 3.4.0. */
@Timeout(60)
class OutgoingConnectionsTest
{
    private static final String REQUEST_TO_RELAY = "\4\1\0\120\12\7\7\7HAProxy\0";

    @TempDir
    private Path directory;
    private ServerSocket server;
    private int port;

    @BeforeEach
    void listen() throws IOException
    {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = RunningDaemon.freePort();
    }

    private RunningDaemon start(final String words, final String lines) throws Exception
    {
        return start(words, lines, "127.0.0.1:" + server.getLocalPort());
    }

    private RunningDaemon start(final String words, final String lines, final String address) throws Exception
    {
        return RunningDaemon.start(directory, "global\n    log stderr format raw local0\nlisten l\n    log global\n" +
            "    retries 1\n    bind 127.0.0.1:" + port + "\n" + lines + "    server s " + address + " " + words +
                "\n");
    }

    private static String read(final Socket socket, final int length) throws IOException
    {
        return new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
    }

    @Test
    void shouldLendEachPortOfARangeToOneConnection() throws Exception
    {
        final int low = RunningDaemon.freePort() & ~1;
        try (RunningDaemon daemon = start("source 127.0.0.9:" + low + "-" + (low + 1), "    mode tcp\n"))
        {
            final TreeSet<Integer> ports = new TreeSet<>();
            try (Socket first = RunningDaemon.connect(port); Socket accepted = server.accept();
                Socket second = RunningDaemon.connect(port); Socket acceptedNext = server.accept();
                Socket third = RunningDaemon.connect(port))
            {
                assertTrue(first.isConnected() && second.isConnected());
                assertEquals("/127.0.0.9", accepted.getInetAddress().toString());
                ports.add(accepted.getPort());
                ports.add(acceptedNext.getPort());
                assertEquals(low + ", " + (low + 1), ports.first() + ", " + ports.last());
                assertEquals(-1, third.getInputStream().read(), "there is no third port");
                daemon.await("a record", () ->
                    2 == daemon.count("Cannot bind to source address before connect() for backend l."));
            }
            try (Socket next = RunningDaemon.connect(port); Socket accepted = server.accept())
            {
                assertTrue(next.isConnected() && ports.contains(accepted.getPort()), "a port is free again");
            }
        }
    }

    @Test
    void shouldComeFromTheAddressInAHeaderOrNotConnect() throws Exception
    {
        try (RunningDaemon daemon = start("source 0.0.0.0 usesrc hdr_ip(x-a,-1)", "");
            Socket client = RunningDaemon.connect(port))
        {
            assertTrue(RunningDaemon.exchange(port).startsWith("HTTP/1.1 500 "), daemon.words());
            client.getOutputStream().write(
                "GET / HTTP/1.1\r\nHost: h\r\nX-A: 127.0.0.7, 127.0.0.8\r\n\r\n".getBytes(ISO_8859_1));
            try (Socket accepted = server.accept())
            {
                assertEquals("/127.0.0.8", accepted.getInetAddress().toString());
            }
        }
    }

    @Test
    void shouldTellThatItCannotComeFromAnAddress() throws Exception
    {
        try (RunningDaemon daemon = start("source 192.0.2.1\n    server t 127.0.0.1:1 " +
            "source 192.0.2.1 check inter 10ms backup", ""))
        {
            assertTrue(RunningDaemon.exchange(port).startsWith("HTTP/1.1 503 "));
            daemon.await("two records", () ->
                2 == daemon.count("Cannot bind to source address before connect() for backend l."));
            daemon.await("a check", () -> daemon.api("show stat").contains(
                "Can't bind to source address (Cannot assign requested address)"));
            assertTrue(daemon.api("show stat").contains("\nl,s,0,0,0,1,,0,"), daemon.api("show stat"));
        }
    }

    @Test
    void shouldGreetTheServerBehindARelay() throws Exception
    {
        try (RunningDaemon daemon = start("socks4 127.0.0.1:" + server.getLocalPort() + " send-proxy", "",
            "10.7.7.7:80");
            Socket client = RunningDaemon.connect(port))
        {
            RunningDaemon.request(client);
            try (Socket relay = server.accept())
            {
                assertEquals(REQUEST_TO_RELAY, read(relay, REQUEST_TO_RELAY.length()));
                assertEquals(0, relay.getInputStream().available(), "it waits for the relay's consent");
                relay.getOutputStream().write(new byte[] {0, 90, 0, 0, 0, 0, 0, 0});
                final String expected = "PROXY TCP4 127.0.0.1 127.0.0.1 " + client.getLocalPort() + " " + port +
                    "\r\nGET / HTTP/1.1\r\n";
                assertEquals(expected, read(relay, expected.length()));
                RunningDaemon.answer(relay, "ok");
                assertTrue(RunningDaemon.response(client).endsWith("ok"), daemon.words());
            }
        }
    }

    @Test
    void shouldTellThatARelayRefusedACheck() throws Exception
    {
        try (RunningDaemon daemon = start("socks4 127.0.0.1:" + server.getLocalPort() +
            " check-via-socks4 check inter 5s fall 1", "    timeout check 10s\n", "10.7.7.7:80"))
        {
            try (Socket relay = server.accept())
            {
                assertEquals(REQUEST_TO_RELAY, read(relay, REQUEST_TO_RELAY.length()));
                relay.getOutputStream().write(new byte[] {0, 91, 0, 0, 0, 0, 0, 0});
                daemon.await("the state", () -> daemon.words().contains("Server l/s is DOWN, reason: Socket error, " +
                    "info: \"SOCKS4 Proxy deny the request\""));
            }
        }
    }

    @Test
    void shouldSendRecordsInHaproxysOrder() throws Exception
    {
        final String expected = "\r\n\r\n\0\r\nQUIT\n!\21\0\55";
        try (RunningDaemon daemon = start("send-proxy-v2 proxy-v2-options unique-id,ssl,crc32c " +
            "set-proxy-v2-tlv-fmt(0xE1) x", "    unique-id-format an-identity\n");
            Socket client = RunningDaemon.connect(port))
        {
            RunningDaemon.request(client);
            try (Socket accepted = server.accept())
            {
                assertEquals(expected, read(accepted, expected.length()), daemon.words());
                final InputStream in = accepted.getInputStream();
                assertEquals(12, in.readNBytes(12).length, "addresses");
                assertEquals("\341\0\1x\3\0\4", read(accepted, 7));
                assertEquals(4, in.readNBytes(4).length, "checksum");
                assertEquals("\5\0\13an-identity \0\5\0\0\0\0\0GET ", read(accepted, 26));
            }
        }
    }
}
