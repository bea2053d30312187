/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Many connections, idle and short: no descriptor, buffer or memory is left behind. */
class ManyConnectionsTest
{
    private static final int IDLE = 5_000;
    private static final int SHORT = 10_000;
    private static final int WARM_UP = 1_000;
    private static final int SERVED_MS = 10_000;
    private static final int KIB_PER_CONNECTION = 5;
    private static final int KIB_OF_CHANCE = 16 * 1024;
    private static final String CONFIG = """
        global
            nbthread 2
            maxconn 8000
            stats socket "${DIR}/api" level admin
        defaults
            mode http
            timeout client 120s
            timeout server 20s
            timeout connect 5s
        frontend www
            bind 127.0.0.1:"${PORT_WWW}" backlog 4096
            default_backend origins
        backend origins
            http-reuse always
            server s 127.0.0.1:"${PORT_ORIGIN}"
        frontend origin
            bind 127.0.0.1:"${PORT_ORIGIN}" backlog 4096
            http-request return status 200 content-type text/plain string ok
        """;

    private LiveBalancer balancer;

    @Test
    void shouldLeaveNothingBehind() throws IOException, InterruptedException
    {
        assumeTrue(descriptorLimit() > IDLE + 1000, "too few descriptors for the clients");
        balancer = LiveBalancer.start(CONFIG);
        try (LiveBalancer open = balancer)
        {
            exchange(WARM_UP);
            awaitQuiet(1000);
            final long descriptors = open.descriptors();
            final long memory = open.residentKib();

            stayIdle(memory);
            exchange(SHORT);

            awaitQuiet(descriptors + 64);
            final long grown = open.residentKib() - memory;
            assertTrue(grown < IDLE * KIB_PER_CONNECTION + KIB_OF_CHANCE, "grown by " + grown + " KiB");
        }
    }

    private void stayIdle(final long memory) throws IOException
    {
        final List<Socket> clients = new ArrayList<>();
        try
        {
            for (int i = 0; i < IDLE; i++)
            {
                final Socket client = balancer.connect("PORT_WWW");
                clients.add(client);
                LiveBalancer.request(client, "/");
                assertTrue(LiveBalancer.isAnswered(client, SERVED_MS));
            }
            assertTrue(Integer.parseInt(balancer.info("CurrConns")) >= IDLE);
            assertEquals("0", balancer.info("PoolUsed_MB"), "idle connections hold buffers");
            final long grown = balancer.residentKib() - memory;
            assertTrue(grown < IDLE * KIB_PER_CONNECTION + KIB_OF_CHANCE, "grown by " + grown + " KiB");
        }
        finally
        {
            for (final Socket client : clients)
            {
                client.close();
            }
        }
    }

    private void exchange(final int count) throws IOException
    {
        for (int i = 0; i < count; i++)
        {
            try (Socket client = balancer.connect("PORT_WWW"))
            {
                LiveBalancer.request(client, "/");
                assertTrue(LiveBalancer.isAnswered(client, SERVED_MS));
            }
        }
    }

    /** Wait until all that is left are the idle connections to the server, and no buffer is in use. */
    private void awaitQuiet(final long descriptors) throws IOException, InterruptedException
    {
        balancer.await("all connections of clients ended", () ->
        {
            try
            {
                final int own = Integer.parseInt(balancer.info("CurrConns"));
                return own <= 64 && balancer.descriptors() <= descriptors && "0".equals(balancer.info("PoolUsed_MB"));
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        });
    }

    private static long descriptorLimit() throws IOException
    {
        final String limits = Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(line -> line.startsWith("Max open files")).findFirst().orElse("Max open files 0");
        final String soft = limits.split("\\s+")[3];
        return "unlimited".equals(soft) ? Long.MAX_VALUE : Long.parseLong(soft);
    }
}
