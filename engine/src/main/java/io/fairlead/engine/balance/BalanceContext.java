/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.concurrent.ThreadLocalRandom;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.server.Server;

/**
 * What an algorithm may look at to choose a server for one request. One object per loop or stream, overwritten for each
 * choice.
 */
public final class BalanceContext
{
    private int random;
    private NetAddress source;
    private Server serverToAvoid;
    private long nowMs;
    private FetchContext traffic;
    private Sample record;

    /** Its random numbers begin anywhere. */
    public BalanceContext()
    {
        this(ThreadLocalRandom.current().nextInt());
    }

    /**
     * Its random numbers begin where a test wants.
     *
     * @param seed any number.
     */
    public BalanceContext(final int seed)
    {
        random = 0 == seed ? 1 : seed;
    }

    /** The next of a row of 2^32 - 1 numbers, by Marsaglia's xorshift. */
    int nextRandom()
    {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return random;
    }

    /**
     * Begin a choice.
     *
     * @param newSource        address of the client, or null when unknown.
     * @param newServerToAvoid server that just failed and is taken only if no other is left, or null.
     * @param newNowMs         monotonic clock of the loop, milliseconds.
     * @return this.
     */
    public BalanceContext reset(final NetAddress newSource, final Server newServerToAvoid, final long newNowMs)
    {
        source = newSource;
        serverToAvoid = newServerToAvoid;
        nowMs = newNowMs;
        traffic = null;
        return this;
    }

    /**
     * Let algorithms that hash look at the request; without this they find no key and take the next server in turn.
     *
     * @param newTraffic the stream.
     * @return this.
     */
    public BalanceContext traffic(final FetchContext newTraffic)
    {
        traffic = newTraffic;
        return this;
    }

    /**
     * Choose for a record of a log.
     *
     * @param newRecord its text, may be changed; valid during the choice.
     * @return this.
     */
    public BalanceContext record(final Sample newRecord)
    {
        record = newRecord;
        return this;
    }

    /** Text of a record, or null. */
    Sample record()
    {
        return record;
    }

    /** Views on the request, or null. */
    FetchContext traffic()
    {
        return traffic;
    }

    /** Head of the request, or null. */
    HttpMessage request()
    {
        return null == traffic ? null : traffic.request();
    }

    /**
     * Address of the client.
     *
     * @return address, or null when unknown.
     */
    public NetAddress source()
    {
        return source;
    }

    /**
     * Server taken only if no other is left.
     *
     * @return server, or null.
     */
    public Server serverToAvoid()
    {
        return serverToAvoid;
    }

    /**
     * Monotonic clock of the loop.
     *
     * @return milliseconds.
     */
    public long nowMs()
    {
        return nowMs;
    }
}
