/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Agents answer in every way and none; state, weight and limit of their servers, and what is said of them, are compared
 * with what HAProxy 3.4.0 did. With {@code -Dscenario.record=/path/of/haproxy} that program is run instead and the
 * comparison written down.
 */
@Timeout(60)
class AgentTableTest
{
    private static final Path TABLE = Path.of(System.getProperty("basedir", "."), "src/test/checks");
    private static final Pattern NOTICE = Pattern.compile("(Server b(\\d+)/s1 .*|backend 'b(\\d+)' has .*)");
    private static final int SHOWN = 40;
    private static final int ENOUGH = 2;
    private static final long DEADLINE_MS = 20_000;

    @Test
    void shouldDoWhatAgentsSayAsHaproxyDoes(@TempDir final Path directory) throws IOException, InterruptedException
    {
        final String recorder = System.getProperty("scenario.record", "");
        final List<String> replies = Files.readAllLines(TABLE.resolve("agents.txt"), ISO_8859_1);
        final List<ServerSocket> agents = new ArrayList<>();
        final List<AtomicInteger> asked = new ArrayList<>();
        final StringBuilder config = new StringBuilder("global\n  stats socket " + directory.resolve("api") +
            " level admin\ndefaults\n  mode tcp\n  timeout connect 3s\n  timeout client 1s\n  timeout server 1s\n" +
            "frontend fe\n  bind unix@" + directory.resolve("fe.sock") + '\n');
        for (final String reply : replies)
        {
            final ServerSocket agent = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
            final AtomicInteger count = new AtomicInteger();
            config.append("backend b").append(agents.size()).append("\n  server s1 127.0.0.1:1 weight 40 maxconn 20 ")
                .append("agent-check agent-inter 1s agent-port ").append(agent.getLocalPort()).append('\n');
            agents.add(agent);
            asked.add(count);
            Thread.ofVirtual().start(() -> serve(agent, count, Script.unescape(reply).getBytes(ISO_8859_1)));
        }
        Files.writeString(directory.resolve("agent.cfg"), config);
        final List<String> command = recorder.isEmpty() ? BalancerProcess.fairlead() : List.of(recorder);
        final String transcript;
        try (BalancerProcess balancer =
            BalancerProcess.start(command, List.of("-f", "agent.cfg"), directory, Map.of()))
        {
            final long endMs = System.currentTimeMillis() + DEADLINE_MS;
            while (asked.stream().anyMatch(count -> count.get() < ENOUGH) && System.currentTimeMillis() < endMs)
            {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            final Map<String, String> states = new HashMap<>();
            while (states.size() < replies.size() && System.currentTimeMillis() < endMs)
            {
                states(directory, states);
            }
            assertTrue(balancer.isAlive(), balancer.words());
            transcript = transcript(replies, states, balancer.words());
        }
        for (final ServerSocket agent : agents)
        {
            agent.close();
        }
        final Path golden = TABLE.resolve("agents-3.4.txt");
        if (recorder.isEmpty())
        {
            assertEquals(Files.readString(golden, ISO_8859_1), transcript);
        }
        else
        {
            Files.writeString(golden, transcript, ISO_8859_1);
        }
    }

    private static void serve(final ServerSocket agent, final AtomicInteger count, final byte[] reply)
    {
        while (!agent.isClosed())
        {
            try (Socket connection = agent.accept())
            {
                connection.getOutputStream().write(reply);
                connection.shutdownOutput();
                connection.getInputStream().readAllBytes();
            }
            catch (final IOException ex)
            {
                // reset by the check, as it does, or closed at the end of the test
            }
            count.incrementAndGet();
        }
    }

    /** Of each server whose agent is not being asked just now: limit, state, weight, and what its agent said. */
    private static void states(final Path directory, final Map<String, String> states) throws IOException
    {
        final String[] lines = ask(directory, "show stat").split("\n");
        final List<String> names = List.of(lines[0].substring(2).split(","));
        for (final String line : lines)
        {
            final String[] fields = line.split(",", -1);
            if (fields.length > 2 && "s1".equals(fields[1]))
            {
                final StringBuilder text = new StringBuilder();
                for (final String name : List.of("slim", "status", "weight", "agent_status", "agent_code",
                    "agent_desc", "agent_health", "agent_rise", "agent_fall", "last_agt"))
                {
                    text.append(' ').append(name).append('=').append(fields[names.indexOf(name)]);
                }
                if (!text.toString().contains("=* "))
                {
                    states.put(fields[0], text.toString());
                }
            }
        }
    }

    private static String ask(final Path directory, final String command) throws IOException
    {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX))
        {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("api")));
            channel.write(ByteBuffer.wrap((command + '\n').getBytes(ISO_8859_1)));
            final StringBuilder answer = new StringBuilder();
            final ByteBuffer buffer = ByteBuffer.allocate(65536);
            while (channel.read(buffer) >= 0)
            {
                answer.append(ISO_8859_1.decode(buffer.flip()));
                buffer.clear();
            }
            return answer.toString();
        }
    }

    private static String transcript(
        final List<String> replies, final Map<String, String> states, final String words)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < replies.size(); i++)
        {
            final String reply = replies.get(i);
            text.append(reply, 0, Math.min(SHOWN, reply.length())).append('\n').append(states.get("b" + i))
                .append('\n');
            final Matcher matcher = NOTICE.matcher(words);
            while (matcher.find())
            {
                if (matcher.group(1).contains("b" + i + "/") || matcher.group(1).contains("'b" + i + "'"))
                {
                    text.append("  ").append(matcher.group(1).replaceAll("duration: \\d+ms", "duration: Nms"))
                        .append('\n');
                }
            }
        }
        return text.toString();
    }
}
