/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.function.Consumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.balance.BalanceContext;
import io.fairlead.engine.compress.EncoderStock;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.log.LogWriter;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.mux.HttpMuxFactory;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.EvalObserver;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.ProcessView;

/** What all proxies share on one loop: connections' resources, counters, stocks of streams. Loop-confined. */
public final class Worker
{
    private final int index;
    private final LoopContext context;
    private final HttpMuxFactory http;
    private final LoopCounters counters;
    private final ProcessAddresses addresses;
    private final ProcessLimits limits;
    private final BalanceContext balanceContext = new BalanceContext();
    private final List<BindPoint> points = new ArrayList<>();
    private final SessionContext sessionContext = new SessionContext(this);
    private final ProcessView process;
    private final LogWriter logWriter;
    private final EvalScratch scratch;
    private final ByteWriter answerBody;
    private final EncoderStock encoders = new EncoderStock();
    private StreamObserver observer;
    private long random;
    private Stream freeStream;
    private Stream firstLive;
    private int streamCount;
    private volatile int sessionCount;

    /**
     * Tie a loop to its counters.
     *
     * @param index    of the loop, from 0.
     * @param context  of the loop.
     * @param http     makes the muxes of HTTP.
     * @param counters region of the loop.
     * @param processCounters counters of the process.
     * @param limits   of the process.
     * @param process  the process as expressions see it.
     * @param logWriter writes the loop's log records.
     * @param bufferSize {@code tune.bufsize}.
     */
    public Worker(
        final int index,
        final LoopContext context,
        final HttpMuxFactory http,
        final LoopCounters counters,
        final CounterObject processCounters,
        final ProcessLimits limits,
        final ProcessView process,
        final LogWriter logWriter,
        final int bufferSize)
    {
        this.http = http;
        this.process = process;
        this.logWriter = logWriter;
        this.scratch = new EvalScratch(bufferSize);
        this.answerBody = new ByteWriter(new UnsafeBuffer(new byte[bufferSize]));
        this.random = System.nanoTime() * 0x9E3779B97F4A7C15L + index;
        this.addresses = ProcessAddresses.of(processCounters);
        this.index = index;
        this.context = context;
        this.counters = counters;
        this.limits = limits;
    }

    /**
     * Number of the loop.
     *
     * @return from 0.
     */
    public int index()
    {
        return index;
    }

    /**
     * Resources of connections.
     *
     * @return context.
     */
    public LoopContext context()
    {
        return context;
    }

    /**
     * The loop.
     *
     * @return loop.
     */
    public EventLoop loop()
    {
        return context.loop();
    }

    /**
     * Counters of this loop.
     *
     * @return region.
     */
    public LoopCounters counters()
    {
        return counters;
    }

    /**
     * Limits of the process.
     *
     * @return limits.
     */
    public ProcessLimits limits()
    {
        return limits;
    }

    /** Who watches the decisions made on this loop; null in traffic. */
    StreamObserver observer()
    {
        return observer;
    }

    /**
     * Have every decision on this loop watched, to explain it.
     *
     * @param newObserver   told of rules, backends and servers.
     * @param newEvaluation told what conditions and expressions look at.
     */
    public void observe(final StreamObserver newObserver, final EvalObserver newEvaluation)
    {
        observer = newObserver;
        scratch.observer(newEvaluation);
    }

    /** Number of a new request or session, unique in the process. */
    long nextRequestNumber()
    {
        return limits.nextRequestNumber();
    }

    ProcessView process()
    {
        return process;
    }

    SessionContext sessionContext()
    {
        return sessionContext;
    }

    LogWriter logWriter()
    {
        return logWriter;
    }

    EvalScratch scratch()
    {
        return scratch;
    }

    /** Encoders of bodies. */
    EncoderStock encoders()
    {
        return encoders;
    }

    /** Where bodies of our own responses are written before they are sent. */
    ByteWriter answerBody()
    {
        return answerBody.clear();
    }

    /** A number that clients cannot foresee but that needs no secrecy (xorshift). */
    int random()
    {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int)(random >>> 32);
    }

    ProcessAddresses addresses()
    {
        return addresses;
    }

    HttpMuxFactory http()
    {
        return http;
    }

    BalanceContext balanceContext()
    {
        return balanceContext;
    }

    Stream takeStream()
    {
        streamCount++;
        final Stream stream = freeStream;
        if (null == stream)
        {
            return link(new Stream(this));
        }
        freeStream = stream.nextFree();
        stream.nextFree(null);
        return link(stream);
    }

    private Stream link(final Stream stream)
    {
        stream.nextLive(firstLive);
        stream.previousLive(null);
        if (null != firstLive)
        {
            firstLive.previousLive(stream);
        }
        firstLive = stream;
        return stream;
    }

    private void unlink(final Stream stream)
    {
        final Stream next = stream.nextLive();
        final Stream previous = stream.previousLive();
        if (null == previous)
        {
            firstLive = next;
        }
        else
        {
            previous.nextLive(next);
        }
        if (null != next)
        {
            next.previousLive(previous);
        }
        stream.nextLive(null);
        stream.previousLive(null);
    }

    /** Visit the streams under way, which may end by that. */
    void forEachStream(final Consumer<Stream> visitor)
    {
        Stream stream = firstLive;
        while (null != stream)
        {
            final Stream next = stream.nextLive();
            if (!stream.isOver())
            {
                visitor.accept(stream);
            }
            stream = next;
        }
    }

    void releaseStream(final Stream stream)
    {
        unlink(stream);
        streamCount--;
        stream.nextFree(freeStream);
        freeStream = stream;
    }

    /**
     * Streams under way.
     *
     * @return count.
     */
    public int streamCount()
    {
        return streamCount;
    }

    /**
     * Client connections. Any thread.
     *
     * @return count.
     */
    public int sessionCount()
    {
        return sessionCount;
    }

    void add(final BindPoint point)
    {
        points.add(point);
    }

    void remove(final BindPoint point)
    {
        points.remove(point);
    }

    /** Close the listening sockets and end what is idle; what is under way goes on. */
    public void stopListening()
    {
        for (final BindPoint point : List.copyOf(points))
        {
            point.stopListening();
            point.closeIdleSessions();
        }
    }

    /**
     * Pause or go on listening for a frontend, so that another process may have its addresses for a while.
     *
     * @param frontend whose sockets are meant.
     * @param isPaused whether to pause.
     */
    public void pauseListening(final Frontend frontend, final boolean isPaused)
    {
        for (final BindPoint point : points)
        {
            if (point.frontend() == frontend && isPaused)
            {
                point.suspend();
            }
            else if (point.frontend() == frontend)
            {
                point.unsuspend();
            }
        }
    }

    /**
     * Close the listening sockets of a frontend; its connections end after their next response.
     *
     * @param frontend to stop.
     */
    public void stopListening(final Frontend frontend)
    {
        for (final BindPoint point : List.copyOf(points))
        {
            if (point.frontend() == frontend)
            {
                point.stopListening();
                point.closeAfterResponses();
            }
        }
    }

    /** Forget what was kept for settings of a generation that is gone, and points that are over. */
    public void onReload()
    {
        http.forget();
        points.removeIf(BindPoint::isOver);
        for (Stream stream = freeStream; null != stream; stream = stream.nextFree())
        {
            stream.forgetFilters();
        }
    }

    /**
     * End the sessions of some frontends now.
     *
     * @param frontends of a generation that had time enough.
     */
    public void killSessions(final Set<Frontend> frontends)
    {
        for (final BindPoint point : List.copyOf(points))
        {
            point.killSessions(frontends);
        }
    }

    /** Something was thrown on this loop: forget what it left open. No stream may be under way. */
    public void onFault()
    {
        scratch.reset();
    }

    /** End every session now. */
    public void killSessions()
    {
        for (final BindPoint point : List.copyOf(points))
        {
            point.killSessions();
        }
    }

    void onSessionStart()
    {
        sessionCount = sessionCount + 1;
    }

    void onSessionEnd()
    {
        sessionCount = sessionCount - 1;
    }

    /** Purge a pool of idle connections from time to time, as long as it holds any. */
    void watchIdle(final IdlePool pool)
    {
        final int delayMs = pool.purgeDelayMs();
        if (delayMs > 0)
        {
            loop().timers().schedule(new Purge(pool), context.nowMs() + delayMs);
        }
    }

    /** Closes what a pool does not need, each time its delay has passed. */
    private final class Purge extends Timer
    {
        private final IdlePool pool;

        private Purge(final IdlePool pool)
        {
            this.pool = pool;
        }

        @Override
        protected void onTimer(final long nowMs)
        {
            pool.purge(nowMs);
            if (pool.count() > 0)
            {
                loop().timers().schedule(this, nowMs + pool.purgeDelayMs());
            }
            else
            {
                pool.unwatch();
            }
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            pool.unwatch();
        }
    }
}
