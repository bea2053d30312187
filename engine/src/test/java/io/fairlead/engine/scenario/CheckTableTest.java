/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The whole daemon checks servers that answer well, badly, halfway or never; what it says of each, and what it sent,
 * is compared with what HAProxy 3.4.0 did. With {@code -Dscenario.record=/path/of/haproxy} that program is run instead
 * and the comparison written down.
 */
@Timeout(120)
class CheckTableTest
{
    private static final Path TABLE = Path.of(System.getProperty("basedir", "."), "src/test/checks");
    private static final Pattern NOTICE = Pattern.compile("(Health check for server ([a-z0-9-]+)/s1 .*)");
    private static final long DEADLINE_MS = 60_000;

    /** A server and how it is checked. */
    private static final class Case
    {
        private final String name;
        private final List<String> actions = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private final List<String> section = new ArrayList<>();
        private final CompletableFuture<String> firstRequest = new CompletableFuture<>();
        private String options = "";
        private String address = "";
        private ServerSocket socket;

        private Case(final String name)
        {
            this.name = name;
        }

        private void open() throws IOException
        {
            socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
            if (actions.contains("nobody"))
            {
                socket.close();
                firstRequest.complete("");
                return;
            }
            Thread.ofVirtual().start(this::serve);
        }

        private void serve()
        {
            boolean isFirst = true;
            while (!socket.isClosed())
            {
                try
                {
                    final Socket connection = socket.accept();
                    final CompletableFuture<String> request = isFirst ? firstRequest : new CompletableFuture<>();
                    isFirst = false;
                    Thread.ofVirtual().start(() -> play(connection, request));
                }
                catch (final IOException ex)
                {
                    return; // closed at the end of the test
                }
            }
        }

        private void play(final Socket connection, final CompletableFuture<String> request)
        {
            final ByteArrayOutputStream received = new ByteArrayOutputStream();
            try (connection)
            {
                for (final String action : actions)
                {
                    if (!act(action, connection, received))
                    {
                        return;
                    }
                }
                final InputStream input = connection.getInputStream();
                for (int b = input.read(); b >= 0; b = input.read())
                {
                    received.write(b);
                }
            }
            catch (final IOException ex)
            {
                received.write('!'); // the check reset the connection, as it does
            }
            finally
            {
                request.complete(received.toString(ISO_8859_1));
            }
        }

        private static boolean act(final String action, final Socket connection, final ByteArrayOutputStream received)
            throws IOException
        {
            final InputStream input = connection.getInputStream();
            switch (action.split(" ")[0])
            {
                case "receive-until" ->
                {
                    final String wanted = Script.unescape(action.substring("receive-until ".length()));
                    while (!received.toString(ISO_8859_1).endsWith(wanted))
                    {
                        final int b = input.read();
                        if (b < 0)
                        {
                            return false;
                        }
                        received.write(b);
                    }
                }
                case "receive-some" ->
                {
                    final byte[] some = new byte[4096];
                    received.write(some, 0, Math.max(0, input.read(some)));
                }
                case "send" ->
                    connection.getOutputStream().write(Script.unescape(action.substring(5)).getBytes(ISO_8859_1));
                case "reset" ->
                {
                    connection.setSoLinger(true, 0);
                    return false;
                }
                default ->
                {
                    return false;
                }
            }
            return true;
        }

        /** What was sent first, without what differs from run to run: ports, the node, the time in a TLS hello. */
        private String request()
        {
            final String text = firstRequest.getNow("").replaceFirst("!$", "").replaceAll("port=\\d+", "port=N")
                .replaceAll("(PROXY TCP4 \\S+ \\S+) \\d+ \\d+", "$1 N N")
                .replaceAll("node=[^;]+", "node=N").replaceAll("(?s)....HAPROXYSSL", "TIMEHAPROXYSSL");
            final StringBuilder escaped = new StringBuilder();
            for (final char c : text.toCharArray())
            {
                escaped.append(c >= ' ' && c <= '~' && '\\' != c ? "" + c : String.format("\\x%02X", (int)c));
            }
            return escaped.toString();
        }
    }

    @Test
    void shouldSeeServersAsHaproxyDoes(@TempDir final Path directory) throws IOException, InterruptedException
    {
        final String recorder = System.getProperty("scenario.record", "");
        final List<Case> cases = read();
        for (final Case server : cases)
        {
            server.open();
        }
        Files.writeString(directory.resolve("check.cfg"), configuration(cases, directory));
        final List<String> command = recorder.isEmpty() ? BalancerProcess.fairlead() : List.of(recorder);
        final List<String> transcript = new ArrayList<>();
        try (BalancerProcess balancer =
            BalancerProcess.start(command, List.of("-f", "check.cfg"), directory, Map.of()))
        {
            transcript.addAll(transcript(cases, balancer));
        }
        for (final Case server : cases)
        {
            server.socket.close();
        }
        final Path golden = TABLE.resolve("haproxy-3.4.txt");
        if (recorder.isEmpty())
        {
            assertEquals(Files.readString(golden, ISO_8859_1), String.join("\n", transcript) + "\n");
        }
        else
        {
            Files.writeString(golden, String.join("\n", transcript) + "\n", ISO_8859_1);
        }
    }

    private static List<Case> read() throws IOException
    {
        final List<Case> cases = new ArrayList<>();
        for (final String line : Files.readAllLines(TABLE.resolve("table.txt"), ISO_8859_1))
        {
            if (line.startsWith("check "))
            {
                cases.add(new Case(line.substring(6)));
            }
            else if (line.startsWith("    backend "))
            {
                cases.getLast().lines.add(line.substring(12));
            }
            else if (line.startsWith("    section "))
            {
                cases.getLast().section.add(line.substring(12));
            }
            else if (line.startsWith("    at "))
            {
                cases.getLast().address = line.substring(7);
            }
            else if (line.startsWith("    server "))
            {
                cases.getLast().options = line.substring(11);
            }
            else if (line.startsWith("    "))
            {
                cases.getLast().actions.add(line.substring(4));
            }
        }
        return cases;
    }

    private static String configuration(final List<Case> cases, final Path directory)
    {
        final StringBuilder text = new StringBuilder("""
            defaults
              mode tcp
              timeout connect 3s
              timeout client 1s
              timeout server 1s
              timeout check 4s
              option log-health-checks
            frontend fe
            """);
        text.append("  bind unix@").append(directory.resolve("fe.sock")).append('\n');
        for (final Case server : cases)
        {
            server.section.forEach(line -> text.append(line).append('\n'));
            text.append("backend ").append(server.name).append('\n');
            server.lines.forEach(line -> text.append("  ").append(line).append('\n'));
            final String usual = "127.0.0.1:" + server.socket.getLocalPort();
            text.append("  server s1 ").append(server.address.isEmpty() ? usual : server.address)
                .append(" check inter 3s ")
                .append(server.options).append('\n');
        }
        return text.toString();
    }

    /** The first notice about each server and what it was sent first. */
    private static List<String> transcript(final List<Case> cases, final BalancerProcess balancer)
        throws IOException, InterruptedException
    {
        final long endMs = System.currentTimeMillis() + DEADLINE_MS;
        Map<String, String> notices = Map.of();
        while (notices.size() < cases.size() && System.currentTimeMillis() < endMs && balancer.isAlive())
        {
            TimeUnit.MILLISECONDS.sleep(100);
            notices = notices(balancer.words());
        }
        final String words = balancer.words();
        final List<String> lines = new ArrayList<>();
        for (final Case server : cases)
        {
            lines.add(server.name + " > " + server.request());
            lines.add(server.name + " < " + notices.getOrDefault(server.name, "nothing"));
        }
        assertTrue(notices.size() == cases.size(), () -> "not all were told in time: " + words + lines);
        return lines;
    }

    private static Map<String, String> notices(final String words)
    {
        final Map<String, String> notices = new HashMap<>();
        final Matcher matcher = NOTICE.matcher(words);
        while (matcher.find())
        {
            notices.putIfAbsent(matcher.group(2), matcher.group(1)
                .replaceAll("duration: \\d+ms", "duration: Nms")
                .replace(" (Connection refused)", "")); // HAProxy loses it now and then
        }
        return notices;
    }
}
