/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Orders to servers over the runtime API, right and wrong ones, answered as HAProxy 3.4.0 answered them. With
 * {@code -Dscenario.record=/path/of/haproxy} that program is asked instead and its answers are written down.
 */
@Timeout(60)
class ServerOrdersTest
{
    private static final Path TABLE = Path.of(System.getProperty("basedir", "."), "src/test/checks");
    private static final long DEADLINE_MS = 20_000;

    private static final String CONFIGURATION = """
        global
          stats socket SOCKETS/cli.sock level admin
        defaults
          mode http
          timeout connect 1s
          timeout client 1s
          timeout server 1s
        frontend f
          bind unix@SOCKETS/cf.sock
        backend be
          balance roundrobin
          server s1 127.0.0.1:80 weight 10
          server s2 127.0.0.1:80 check inter 1h agent-check agent-port 9 agent-inter 1h
          server s3 127.0.0.1:80 track s2
        backend bs
          balance static-rr
          server s1 127.0.0.1:80 weight 10
        """;

    @Test
    void shouldAnswerOrdersToServers(@TempDir final Path directory) throws IOException, InterruptedException
    {
        final String recorder = System.getProperty("scenario.record", "");
        Files.writeString(directory.resolve("orders.cfg"), CONFIGURATION.replace("SOCKETS", directory.toString()));
        final List<String> command = recorder.isEmpty() ? BalancerProcess.fairlead() : List.of(recorder);
        final StringBuilder transcript = new StringBuilder();
        try (BalancerProcess balancer =
            BalancerProcess.start(command, List.of("-f", "orders.cfg"), directory, Map.of()))
        {
            // the first check is over when its failure is told
            final long endMs = System.currentTimeMillis() + DEADLINE_MS;
            while (!balancer.words().contains("Server be/s3 is DOWN") && System.currentTimeMillis() < endMs)
            {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            for (final String order : Files.readAllLines(TABLE.resolve("orders.txt")))
            {
                final String answer = ask(directory.resolve("cli.sock"), order);
                transcript.append("> ").append(order).append('\n');
                transcript.append(answer.replaceAll("(be \\d s\\d [0-9.]+ \\d \\d \\d+ \\d+) \\d+ ", "$1 T "));
            }
        }
        final Path golden = TABLE.resolve("orders-3.4.txt");
        if (recorder.isEmpty())
        {
            assertEquals(Files.readString(golden, ISO_8859_1), transcript.toString());
        }
        else
        {
            Files.writeString(golden, transcript, ISO_8859_1);
        }
    }

    private static String ask(final Path socket, final String order) throws IOException
    {
        final StringBuilder answer = new StringBuilder();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX))
        {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((order + '\n').getBytes(ISO_8859_1)));
            final ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (channel.read(buffer) >= 0)
            {
                answer.append(ISO_8859_1.decode(buffer.flip()));
                buffer.clear();
            }
        }
        return answer.toString();
    }
}
