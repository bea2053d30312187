/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.mux.HttpMuxFactory;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.server.HealthJudge;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.transport.Transport;

/** What the checks of a process are built from. */
public final class CheckContext
{
    private EventLoop loop;
    private LongSupplier clock;
    private Transport transport;
    private BufferPool buffers;
    private HealthJudge judge;
    private RandomGenerator random = RandomGenerator.getDefault();
    private int spreadPercent;
    private int maxSpreadMs;
    private int maxRunning;
    private HttpMuxFactory muxes;
    private ProcessView process;
    private boolean isNeverLocal;
    private Consumer<Server> unreached = server -> { };
    private LoopContext muxContext;
    private EvalScratch scratch;
    private HttpMessage request;

    /** The conductor's loop. */
    public EventLoop loop()
    {
        return loop;
    }

    /** Set the loop. */
    public CheckContext loop(final EventLoop value)
    {
        loop = value;
        return this;
    }

    /** Current time of the monotonic clock that the loop's timers use, milliseconds. */
    long nowMs()
    {
        return null == clock ? loop.clock().nowMs() : clock.getAsLong();
    }

    /** Replace the loop's clock, in tests. */
    CheckContext clock(final LongSupplier value)
    {
        clock = value;
        return this;
    }

    /** Makes connections. */
    public Transport transport()
    {
        return transport;
    }

    /** Set what makes connections. */
    public CheckContext transport(final Transport value)
    {
        transport = value;
        return this;
    }

    /** Buffers of the conductor. */
    public BufferPool buffers()
    {
        return buffers;
    }

    /** Set the buffers. */
    public CheckContext buffers(final BufferPool value)
    {
        buffers = value;
        return this;
    }

    /** Receives results. */
    public HealthJudge judge()
    {
        return judge;
    }

    /** Set who receives results. */
    public CheckContext judge(final HealthJudge value)
    {
        judge = value;
        return this;
    }

    /** Spreads checks in time. */
    public RandomGenerator random()
    {
        return random;
    }

    /** Set what spreads checks in time. */
    public CheckContext random(final RandomGenerator value)
    {
        random = value;
        return this;
    }

    /** {@code spread-checks}: by how much an interval may vary, 0 to 50 percent. */
    public int spreadPercent()
    {
        return spreadPercent;
    }

    /** Set how much intervals vary, percent. */
    public CheckContext spreadPercent(final int value)
    {
        spreadPercent = value;
        return this;
    }

    /** {@code max-spread-checks}: all first checks begin within this time; milliseconds, 0 for no limit. */
    public int maxSpreadMs()
    {
        return maxSpreadMs;
    }

    /** Set within what time all first checks begin, milliseconds. */
    public CheckContext maxSpreadMs(final int value)
    {
        maxSpreadMs = value;
        return this;
    }

    /** {@code tune.max-checks-per-thread}: most checks at once, 0 for no limit. */
    public int maxRunning()
    {
        return maxRunning;
    }

    /** Set how many checks run at once. */
    public CheckContext maxRunning(final int value)
    {
        maxRunning = value;
        return this;
    }

    /** Makes the connections of checks by HTTP. */
    HttpMuxFactory muxes()
    {
        return muxes;
    }

    /** Set what makes connections of checks by HTTP. */
    public CheckContext muxes(final HttpMuxFactory value)
    {
        muxes = value;
        return this;
    }

    /** The process, as expressions see it. */
    ProcessView process()
    {
        return process;
    }

    /** Set the process as expressions see it. */
    public CheckContext process(final ProcessView value)
    {
        process = value;
        return this;
    }

    /** {@code pp2-never-send-local}. */
    boolean isNeverLocal()
    {
        return isNeverLocal;
    }

    /** Set whether PROXY headers of version 2 tell the addresses of the check instead of LOCAL. */
    public CheckContext isNeverLocal(final boolean value)
    {
        isNeverLocal = value;
        return this;
    }

    /** What the connections of all checks share. */
    LoopContext muxContext()
    {
        if (null == muxContext)
        {
            muxContext = new LoopContext(loop, transport, buffers, buffers);
        }
        return muxContext;
    }

    /** Memory for expressions. */
    EvalScratch scratch()
    {
        if (null == scratch)
        {
            scratch = new EvalScratch(buffers.bufferSize());
        }
        return scratch;
    }

    /** Head of a request, used by one check at a time. */
    HttpMessage request()
    {
        if (null == request)
        {
            request = new HttpMessage();
        }
        return request;
    }

    /**
     * Set who hears of servers a check could not connect to: their names may lead elsewhere by now.
     *
     * @param value told on the conductor.
     * @return this.
     */
    public CheckContext unreached(final Consumer<Server> value)
    {
        unreached = value;
        return this;
    }

    Consumer<Server> unreached()
    {
        return unreached;
    }
}
