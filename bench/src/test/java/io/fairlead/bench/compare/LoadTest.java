/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTest
{
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(20);

    @Test
    void shouldAskAgainWhenAnswered() throws IOException
    {
        for (final String path : new String[]{"/small", "/16k", "/1m", "/text"})
        {
            try (LoadLoop loop = new LoadLoop();
                Load load = Load.closed(loop, loop.originPort(), Load.Asked.of(path, 3)))
            {
                assertTrue(loop.runUntil(() -> load.completed() >= 10, LIMIT_NS), path);
                assertNull(load.failure(), path);
            }
        }
    }

    @Test
    void shouldCountFromWhenARequestWasMeantToBeSent() throws IOException
    {
        try (LoadLoop loop = new LoadLoop();
            Load load = Load.open(loop, loop.originPort(), Load.Asked.of("/small", 4), 1000))
        {
            assertTrue(loop.runUntil(() -> load.completed() > 0, LIMIT_NS));
            load.reset();
            // the loop is origin, clients and clock: a pause in which it does not run is a stall of everything
            final long stalledNs = TimeUnit.MILLISECONDS.toNanos(300);
            final long untilNs = System.nanoTime() + stalledNs;
            while (System.nanoTime() < untilNs)
            {
                Thread.onSpinWait();
            }
            assertTrue(loop.runUntil(() -> load.completed() >= 300, LIMIT_NS));
            // all that should have been sent meanwhile waited, some of it for nearly the whole time
            assertTrue(load.latency().getValueAtPercentile(50) >= stalledNs / 4, "median");
            assertTrue(load.latency().getMaxValue() >= stalledNs * 9 / 10, "longest");
        }
    }

    @Test
    void shouldAskOnceOnEachOfManyConnections() throws IOException
    {
        try (LoadLoop loop = new LoadLoop();
            Load load = Load.once(loop, loop.originPort(), Load.Asked.of("/small", 300), 20))
        {
            assertTrue(loop.runUntil(() -> load.completed() >= 300, LIMIT_NS));
            loop.runFor(TimeUnit.MILLISECONDS.toNanos(20));
            assertEquals(300, load.completed());
        }
    }

    @Test
    void shouldCountWhatIsRefusedAndGoOn() throws IOException
    {
        final int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            port = socket.getLocalPort();
        }
        try (LoadLoop loop = new LoadLoop(); Load load = Load.closed(loop, port, Load.Asked.of("/small", 2)))
        {
            assertTrue(loop.runUntil(() -> load.failed() >= 10, LIMIT_NS));
            assertEquals(0, load.completed());
        }
    }
}
