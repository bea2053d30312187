/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.proxy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.fairlead.bench.Heads;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One request from the client's bytes to the response's last byte, through all of the engine but the sockets: loop,
 * muxes, parser, session, stream, rules, balancing, idle connections of servers, encoder, counters. The client keeps
 * its connection; the figure includes four passes of the loop with the clock read in each, and copying the bytes in and
 * out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StreamPath
{
    private static final int SMALL = 34;
    private static final int LARGE = 16 * 1024;
    private static final int WARM_UPS = 10;

    /**
     * What the proxy is asked to do: nothing but forward; fifty rules none of which applies; headers set in both
     * directions and the client's address added.
     */
    @Param({"plain", "rules50", "edits"})
    public String work;

    private final UnsafeBuffer request = Heads.direct(Heads.BROWSER_REQUEST);
    private final UnsafeBuffer shortRequest = Heads.direct(Heads.SHORT_REQUEST);
    private MemoryProxy small;
    private MemoryProxy large;
    private MemoryChannel smallClient;
    private MemoryChannel largeClient;
    private int smallLength;
    private int largeLength;

    /** Starts the proxies and connects their clients. */
    @Setup
    public void setUp()
    {
        small = new MemoryProxy(configuration("small"), answer(SMALL));
        large = new MemoryProxy(configuration("large"), answer(LARGE));
        smallClient = small.client();
        largeClient = large.client();
        smallLength = warmUp(small, smallClient, SMALL);
        largeLength = warmUp(large, largeClient, LARGE);
    }

    private int warmUp(final MemoryProxy proxy, final MemoryChannel client, final int length)
    {
        int received = 0;
        for (int i = 0; i < WARM_UPS; i++)
        {
            received = exchange(proxy, client, request, length);
        }
        return received;
    }

    private static UnsafeBuffer answer(final int length)
    {
        final String head = Heads.USUAL_RESPONSE.replace("Content-Length: 34", "Content-Length: " + length);
        return Heads.direct(head + "x".repeat(length));
    }

    private String configuration(final String name)
    {
        final StringBuilder text = new StringBuilder("""
            defaults
              mode http
              timeout connect 5s
              timeout client 30s
              timeout server 30s
            frontend www
              bind abns@fairlead-bench-
            """.stripTrailing()).append(name).append(ProcessHandle.current().pid()).append('\n');
        switch (work)
        {
            case "rules50" ->
            {
                for (int i = 0; i < 50; i++)
                {
                    text.append("  http-request deny if { path_beg /forbidden").append(i).append(" }\n");
                }
            }
            case "edits" -> text.append("""
                  option forwardfor
                  http-request set-header x-request-start t=%Ts
                  http-request set-header x-proto http
                  http-request del-header referer
                  http-response set-header x-served-by edge
                  http-response del-header server
                """);
            default ->
            {
            }
        }
        return text.append("""
              default_backend app
            backend app
              balance roundrobin
              server a 127.0.0.1:8001
              server b 127.0.0.1:8002
            """).toString();
    }

    /**
     * Gives the sockets back.
     *
     * @throws IOException when they cannot be closed.
     */
    @TearDown
    public void tearDown() throws IOException
    {
        small.close();
        large.close();
    }

    /**
     * A browser's request and a response of 34 bytes.
     *
     * @return bytes received.
     */
    @Benchmark
    public int browserRequest()
    {
        return exchange(small, smallClient, request, smallLength);
    }

    /**
     * A request of one header and a response of 34 bytes.
     *
     * @return bytes received.
     */
    @Benchmark
    public int shortRequest()
    {
        return exchange(small, smallClient, shortRequest, smallLength);
    }

    /**
     * A browser's request and a response of 16 KiB, which is more than a buffer holds with its head.
     *
     * @return bytes received.
     */
    @Benchmark
    public int response16KiB()
    {
        return exchange(large, largeClient, request, largeLength);
    }

    private static int exchange(
        final MemoryProxy proxy, final MemoryChannel client, final UnsafeBuffer bytes, final int length)
    {
        client.forgetWritten();
        client.receive(bytes);
        return proxy.await(client, length);
    }

    /**
     * The last small exchange.
     *
     * @return request as a server got it, and response as the client got it.
     */
    public String conversation()
    {
        return small.server().writtenText() + smallClient.writtenText();
    }
}
