/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A log server that takes the connection and nothing else: traffic goes on, and the lost records are counted. */
class LogBlackholeTest
{
    private static final int REQUEST_LIMIT = 20_000;
    private static final int BATCH = 100;
    private static final byte[] ANSWER_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"ring@hole", "tcp@127.0.0.1:\"${PORT_HOLE}\""})
    void shouldAnswerWhenALogServerReadsNothing(final String target) throws IOException, InterruptedException
    {
        try (ServerSocket hole = new ServerSocket())
        {
            hole.setReceiveBufferSize(4096);
            hole.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            final String config = """
                global
                  stats socket "${DIR}/api" level admin
                  nbthread 1
                ring hole
                  server s 127.0.0.1:"${PORT_HOLE}"
                defaults
                  mode http
                  timeout client 10s
                frontend f
                  bind 127.0.0.1:"${PORT_HTTP}"
                  log TARGET len 16384 format raw local0
                  log-format "%r %r %r %r %r %r %r %r %r %r"
                  http-request return status 200
                """.replace("TARGET", target);
            try (LiveBalancer balancer =
                LiveBalancer.start(config, List.of(), Map.of("PORT_HOLE", hole.getLocalPort())))
            {
                assertEquals("0", balancer.info("DroppedLogs"));
                final String path = "/" + "x".repeat(1000);
                try (Socket client = balancer.connect("PORT_HTTP"))
                {
                    int answered = 0;
                    while ("0".equals(balancer.info("DroppedLogs")))
                    {
                        for (int i = 0; i < BATCH; i++)
                        {
                            LiveBalancer.request(client, path);
                            readHead(client.getInputStream());
                        }
                        answered += BATCH;
                        assertTrue(answered < REQUEST_LIMIT, "nothing was dropped");
                    }
                }
            }
        }
    }

    /** Answers have no body; each arrives within the time limit of the socket. */
    private static void readHead(final InputStream in) throws IOException
    {
        int matched = 0;
        while (matched < ANSWER_END.length)
        {
            final int b = in.read();
            assertTrue(b >= 0, "connection closed");
            matched = b == ANSWER_END[matched] ? matched + 1 : b == ANSWER_END[0] ? 1 : 0;
        }
    }
}
