/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Every value of {@code retry-on} with every fault of a server, alone and beside a good one: what the client gets, what
 * the log says of it (server, status, ending, retries) and how it is counted (connections, failures, retries,
 * redispatches), as HAProxy 3.4.0 does it. With {@code -Dscenario.record=true} and {@code -Dscenario.balancer=/path}
 * that program is asked and its answers are written down.
 */
@Timeout(120)
class RetryTest
{
    private static final Path GOLDEN =
        Path.of(System.getProperty("basedir", "."), "src/test/checks/retries-3.4.txt");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int LIMIT_MS = 20_000;
    private static final int CLIENTS = 4;
    private static final List<String> FAULTS = List.of("refuse", "close", "half", "garbage", "hang", "404",
        "408", "425", "429", "500", "503", "504");
    private static final List<String> RULES = List.of("", "none", "conn-failure", "empty-response", "junk-response",
        "response-timeout", "0rtt-rejected", "all-retryable-errors", "404", "408 425", "429 503",
        "conn-failure empty-response response-timeout");
    private static final List<String> OPTIONS = List.of("option redispatch 1", "option redispatch 2",
        "option redispatch -1", "option redispatch 0", "no option redispatch", "retries 0", "retries 1",
        "http-request disable-l7-retry", "http-request disable-l7-retry if FALSE");

    private final StringBuilder config = new StringBuilder("""
        global
          stats socket "${DIR}/api" level admin
          nbthread 1
          log 127.0.0.1:"${LOG}" local0
        defaults
          mode http
          log global
          log-format "%b %s %ST %ts %rc"
          balance roundrobin
          timeout client 20s
          timeout connect 300ms
          timeout server 300ms
          retries 2
        frontend www
          bind 127.0.0.1:"${PORT_WWW}"
          use_backend %[req.hdr(x-case)]
        """);
    private final Map<String, byte[]> requests = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /** A server with one fault. */
    private static final class Origin implements AutoCloseable
    {
        private final ServerSocket listener = new ServerSocket(0, 100, LOOPBACK);
        private final String fault;

        Origin(final String fault) throws IOException
        {
            this.fault = fault;
            if ("refuse".equals(fault))
            {
                listener.close();
            }
            else
            {
                Thread.ofVirtual().start(this::accept);
            }
        }

        private void accept()
        {
            try
            {
                while (true)
                {
                    final Socket connection = listener.accept();
                    Thread.ofVirtual().start(() -> serve(connection));
                }
            }
            catch (final IOException ex)
            {
                // closed
            }
        }

        private void serve(final Socket connection)
        {
            try (connection)
            {
                final InputStream in = connection.getInputStream();
                while (readMessage(in))
                {
                    switch (fault)
                    {
                        case "close" ->
                        {
                            // nothing is said
                        }
                        case "half" -> write(connection, "HTTP/1.1 200 OK\r\nConte");
                        case "garbage" -> write(connection, "what is this\r\n\r\n");
                        case "hang" -> in.read();
                        default -> write(connection, "HTTP/1.1 " + fault + " X\r\nContent-Length: 2\r\n\r\nno");
                    }
                    if (Character.isLetter(fault.charAt(0)))
                    {
                        return;
                    }
                }
            }
            catch (final IOException ex)
            {
                // the balancer has gone
            }
        }

        private static void write(final Socket connection, final String text) throws IOException
        {
            connection.getOutputStream().write(text.getBytes(ISO_8859_1));
        }

        /** Read a request with its body; false at the end. */
        private static boolean readMessage(final InputStream in) throws IOException
        {
            final StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0)
            {
                final int b = in.read();
                if (b < 0)
                {
                    return false;
                }
                head.append((char)b);
            }
            final int length = head.indexOf("content-length: ");
            if (length >= 0)
            {
                final int count = Integer.parseInt(head.substring(length + 16, head.indexOf("\r", length)));
                return count == in.readNBytes(count).length;
            }
            return head.indexOf("chunked") < 0 || new String(in.readNBytes(15), ISO_8859_1).endsWith("0\r\n\r\n");
        }

        @Override
        public void close() throws IOException
        {
            listener.close();
        }
    }

    private void add(final String name, final String lines, final int bodyLength)
    {
        final String id = "b" + names.size();
        names.add(name);
        config.append("backend ").append(id).append('\n').append(lines);
        final String head = (0 == bodyLength ? "GET" : "POST") +
            " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Case: " + id + "\r\n";
        final byte[] body = new byte[Math.max(0, bodyLength)];
        Arrays.fill(body, (byte)'x');
        requests.put(id, (bodyLength < 0 ? head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" :
            bodyLength > 0 ? head + "Content-Length: " + bodyLength + "\r\n\r\n" + new String(body, ISO_8859_1) :
            head + "\r\n").getBytes(ISO_8859_1));
    }

    private void addCases(final Map<String, Origin> origins)
    {
        final String good = "  server b 127.0.0.1:" + origins.get("200").listener.getLocalPort() + '\n';
        for (final String fault : FAULTS)
        {
            final String bad = "  server a 127.0.0.1:" + origins.get(fault).listener.getLocalPort() + '\n';
            for (final String rule : RULES)
            {
                final String on = rule.isEmpty() ? "" : "  retry-on " + rule + '\n';
                add(fault + " / " + rule + " / alone", on + bad, 0);
                add(fault + " / " + rule + " / redispatch", on + "  option redispatch\n" + bad + good, 0);
            }
        }
        final String all = "  retry-on all-retryable-errors\n";
        for (final String fault : List.of("refuse", "close", "503"))
        {
            final String bad = "  server a 127.0.0.1:" + origins.get(fault).listener.getLocalPort() + '\n';
            for (final String option : OPTIONS)
            {
                add(fault + " / " + option, all + "  " + option + '\n' + bad + good, 0);
            }
            for (final int length : new int[]{10, 8000, 15000, 17000, 40000, -1})
            {
                add(fault + " / " + (length < 0 ? "chunked body" : "body of " + length),
                    all + "  option redispatch\n" + bad + good, length);
            }
        }
    }

    @Test
    void shouldSendAgainWhatHaproxySendsAgain() throws Exception
    {
        final Map<String, Origin> origins = new LinkedHashMap<>();
        for (final String fault : FAULTS)
        {
            origins.put(fault, new Origin(fault));
        }
        origins.put("200", new Origin("200"));
        addCases(origins);
        final StringBuilder transcript = new StringBuilder();
        try (DatagramSocket log = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
            LiveBalancer balancer =
                LiveBalancer.start(config.toString(), List.of(), Map.of("LOG", log.getLocalPort()));
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS))
        {
            log.setReceiveBufferSize(1 << 20);
            final Map<String, Future<String>> answers = new LinkedHashMap<>();
            requests.forEach((id, request) -> answers.put(id, clients.submit(() -> ask(balancer, request))));
            final Map<String, String> records = records(log, requests.size());
            final Map<String, String> counts = counts(balancer.api("show stat"));
            for (int i = 0; i < names.size(); i++)
            {
                transcript.append(names.get(i)).append(": ")
                    .append(answers.get("b" + i).get(LIMIT_MS, TimeUnit.MILLISECONDS)).append(" | ")
                    .append(records.get("b" + i)).append(" |").append(counts.get("b" + i)).append('\n');
            }
        }
        for (final Origin origin : origins.values())
        {
            origin.close();
        }
        if (Boolean.getBoolean("scenario.record"))
        {
            Files.writeString(GOLDEN, transcript, ISO_8859_1);
        }
        else
        {
            assertEquals(Files.readString(GOLDEN, ISO_8859_1), transcript.toString());
        }
    }

    private static String ask(final LiveBalancer balancer, final byte[] request) throws IOException
    {
        try (Socket socket = balancer.connect("PORT_WWW"))
        {
            socket.setSoTimeout(LIMIT_MS);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1).lines().findFirst()
                .orElse("nothing").substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }

    /** The log's words by backend. */
    private static Map<String, String> records(final DatagramSocket log, final int count) throws IOException
    {
        final Map<String, String> records = new LinkedHashMap<>();
        log.setSoTimeout(LIMIT_MS);
        while (records.size() < count)
        {
            final DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            try
            {
                log.receive(packet);
            }
            catch (final SocketTimeoutException ex)
            {
                throw new IOException(records.size() + " of " + count + " records have come", ex);
            }
            final String text = new String(packet.getData(), 0, packet.getLength(), ISO_8859_1).trim();
            final String[] words = text.substring(text.indexOf("]: ") + 3).split(" ", 2);
            if (words[0].matches("b[0-9]+"))
            {
                records.put(words[0], words[1]);
            }
        }
        return records;
    }

    /** Of each backend and its servers: connections, failed ones, bad answers, retries, redispatches, 2xx, 4xx, 5xx. */
    private static Map<String, String> counts(final String statistics)
    {
        final List<String> lines = statistics.lines().toList();
        final List<String> columns = List.of(lines.getFirst().substring(2).split(","));
        final Map<String, String> counts = new LinkedHashMap<>();
        for (final String line : lines)
        {
            final String[] words = line.split(",", -1);
            if (!words[0].matches("b[0-9]+"))
            {
                continue;
            }
            final StringBuilder text = new StringBuilder(" " + words[1].charAt(0));
            for (final String name : List.of(
                "stot", "econ", "eresp", "wretr", "wredis", "hrsp_2xx", "hrsp_4xx", "hrsp_5xx"))
            {
                text.append(' ').append(words[columns.indexOf(name)]);
            }
            counts.merge(words[0], text.toString(), String::concat);
        }
        return counts;
    }
}
