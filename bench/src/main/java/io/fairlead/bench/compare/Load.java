/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/**
 * Clients that ask a proxy for one path. A closed load asks again as soon as it was answered; an open load asks when
 * the plan says so, whether answers come or not, and counts from the planned time, so that a stalled proxy cannot hide
 * its stall by slowing the questions down (coordinated omission).
 */
final class Load implements LoadLoop.Clocked, AutoCloseable
{
    private static final long HIGHEST_NS = 60_000_000_000L;

    final LoadLoop loop;
    final InetSocketAddress target;
    final boolean isKeptAlive;
    final ByteBuffer request;
    private final Client[] clients;
    private final Histogram latency = new Histogram(HIGHEST_NS, 3);
    private long completed;
    private long failed;
    private String failure;
    private boolean isStopped;
    private final int[] broken;
    private int brokenCount;
    /** Of a load that asks once: connections that may wait for their answer at a time; else 0. */
    private int atOnce;
    private int asked;

    // of an open load
    private final double intervalNs;
    private long startNs;
    private long planned;
    private final int[] free;
    private int freeCount;
    private final long[] waiting;
    private long firstWaiting;
    private long lastWaiting;

    private Load(final LoadLoop loop, final int port, final Asked asked, final double perSecond) throws IOException
    {
        this.loop = loop;
        target = new InetSocketAddress("127.0.0.1", port);
        isKeptAlive = asked.isKeptAlive();
        final byte[] bytes =
            ("GET " + asked.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: load\r\nAccept: */*\r\n" +
            (asked.isCompressed() ? "Accept-Encoding: gzip\r\n" : "") +
                (isKeptAlive ? "\r\n" : "Connection: close\r\n\r\n"))
            .getBytes(StandardCharsets.ISO_8859_1);
        request = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        clients = new Client[asked.connections()];
        intervalNs = 0 < perSecond ? 1e9 / perSecond : 0;
        free = new int[clients.length];
        broken = new int[clients.length];
        waiting = new long[0 < perSecond ? 1 << 20 : 1];
        for (int i = 0; i < clients.length; i++)
        {
            clients[i] = new Client(this, i);
        }
    }

    /** What is asked for, over how many connections. */
    record Asked(String path, int connections, boolean isKeptAlive, boolean isCompressed)
    {
        static Asked of(final String path, final int connections)
        {
            return new Asked(path, connections, true, false);
        }
    }

    static Load closed(final LoadLoop loop, final int port, final Asked asked) throws IOException
    {
        final Load load = new Load(loop, port, asked, 0);
        for (final Client client : load.clients)
        {
            client.ask(System.nanoTime());
        }
        loop.clocked(load, false);
        return load;
    }

    static Load open(final LoadLoop loop, final int port, final Asked asked, final double perSecond) throws IOException
    {
        final Load load = new Load(loop, port, asked, perSecond);
        for (int i = 0; i < load.clients.length; i++)
        {
            load.free[load.freeCount++] = i;
        }
        load.startNs = System.nanoTime();
        loop.clocked(load, true);
        return load;
    }

    /** One request on each connection, which then stays open; a few of them at a time. */
    static Load once(final LoadLoop loop, final int port, final Asked asked, final int atOnce) throws IOException
    {
        final Load load = new Load(loop, port, asked, 0);
        load.atOnce = atOnce;
        loop.clocked(load, false);
        return load;
    }

    /** Requests answered in full with status 200 since the last {@link #reset}. */
    long completed()
    {
        return completed;
    }

    /** Requests that were answered otherwise, or not at all. */
    long failed()
    {
        return failed;
    }

    /** What went wrong last, or null. */
    String failure()
    {
        return failure;
    }

    /** Nanoseconds from when a request was meant to be sent until its answer was complete. */
    Histogram latency()
    {
        return latency;
    }

    void reset()
    {
        completed = 0;
        failed = 0;
        failure = null;
        latency.reset();
    }

    @Override
    public void onTurn(final long nowNs)
    {
        while (0 < atOnce && asked < clients.length && asked - completed - failed < atOnce)
        {
            clients[asked++].ask(nowNs);
        }
        final int again = brokenCount;
        brokenCount = 0;
        for (int i = 0; i < again; i++)
        {
            next(clients[broken[i]]);
        }
        for (long dueNs = dueNs(); dueNs <= nowNs && !isStopped; dueNs = dueNs())
        {
            planned++;
            if (0 < freeCount)
            {
                clients[free[--freeCount]].ask(dueNs);
            }
            else if (lastWaiting - firstWaiting < waiting.length)
            {
                waiting[(int)(lastWaiting++ & (waiting.length - 1))] = dueNs;
            }
            else
            {
                onFailed("more requests wait than can be remembered");
            }
        }
    }

    /** A client was answered. */
    void onAnswer(final Client client, final long askedNs)
    {
        completed++;
        latency.recordValue(Math.min(HIGHEST_NS, Math.max(1, System.nanoTime() - askedNs)));
        next(client);
    }

    void onFailed(final Client client, final String why)
    {
        onFailed(why);
        broken[brokenCount++] = client.index();
    }

    private void onFailed(final String why)
    {
        failed++;
        failure = why;
    }

    private void next(final Client client)
    {
        if (isStopped || 0 < atOnce)
        {
            return;
        }
        if (0 == intervalNs)
        {
            client.ask(System.nanoTime());
        }
        else if (firstWaiting < lastWaiting)
        {
            client.ask(waiting[(int)(firstWaiting++ & (waiting.length - 1))]);
        }
        else
        {
            free[freeCount++] = client.index();
        }
    }

    private long dueNs()
    {
        return 0 == intervalNs ? Long.MAX_VALUE : startNs + (long)(planned * intervalNs);
    }

    @Override
    public void close()
    {
        isStopped = true;
        loop.clocked(null, false);
        for (final Client client : clients)
        {
            client.close();
        }
    }

    static void close(final SocketChannel channel)
    {
        try
        {
            channel.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
