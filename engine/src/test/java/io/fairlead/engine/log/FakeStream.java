/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FrontendView;
import io.fairlead.engine.sample.LogView;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.Sample;

/** A stream that says what a test wants. */
final class FakeStream implements FetchContext, LogView
{
    static final long NOW_US = 1_795_356_371_070_445L;

    final NetAddress source = new NetAddress().inet(0x7F000001, 51870);
    final NetAddress destination = new NetAddress().inet(0x7F000001, 56813);
    int status = 200;
    int retries;
    boolean isRedispatched;
    String termination = "----";
    String requestLine = "GET / HTTP/1.1";
    String listenerName;
    boolean isEarly;
    private final EvalScratch scratch = new EvalScratch(1024);
    private final UnsafeBuffer name = new UnsafeBuffer("f".getBytes(StandardCharsets.US_ASCII));
    private final FrontendView frontend = () -> name;
    private String origin = "unspec";

    @Override
    public EvalScratch scratch()
    {
        return scratch;
    }

    @Override
    public long nowMs()
    {
        return 1;
    }

    @Override
    public long dateUs()
    {
        return NOW_US;
    }

    @Override
    public ProcessView process()
    {
        return null;
    }

    @Override
    public NetAddress source()
    {
        return source;
    }

    @Override
    public NetAddress destination()
    {
        return destination;
    }

    @Override
    public String listenerName()
    {
        return listenerName;
    }

    @Override
    public int listenerId()
    {
        return 1;
    }

    @Override
    public FrontendView frontend()
    {
        return frontend;
    }

    @Override
    public LogView log()
    {
        return this;
    }

    @Override
    public long acceptDateUs()
    {
        return NOW_US;
    }

    @Override
    public long requestMs()
    {
        return 0;
    }

    @Override
    public boolean isEarly()
    {
        return isEarly;
    }

    @Override
    public int status()
    {
        return status;
    }

    @Override
    public int retries()
    {
        return retries;
    }

    @Override
    public boolean isRedispatched()
    {
        return isRedispatched;
    }

    @Override
    public int terminationChar(final int index)
    {
        return termination.charAt(index);
    }

    @Override
    public long processConnections()
    {
        return 1;
    }

    @Override
    public long frontendConnections()
    {
        return 1;
    }

    @Override
    public boolean requestLine(final Sample out)
    {
        final byte[] bytes = requestLine.getBytes(StandardCharsets.US_ASCII);
        return out.str(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    @Override
    public String serverSubstitute()
    {
        return "<NOSRV>";
    }

    @Override
    public String origin()
    {
        return origin;
    }

    @Override
    public void origin(final String step)
    {
        origin = step;
    }
}
