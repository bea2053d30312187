/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.sample.LogView;

/** A session that ended before it had a stream, as log formats see it. Loop-confined. */
final class SessionLogView implements LogView
{
    private final SessionContext context;
    private String origin = "unspec";

    SessionLogView(final SessionContext context)
    {
        this.context = context;
    }

    @Override
    public long acceptDateUs()
    {
        return context.session().acceptEpochUs();
    }

    @Override
    public long totalMs()
    {
        return Math.max(0, StreamTimes.between(context.session().acceptNs(), context.worker().loop().clock().nowNs()));
    }

    @Override
    public int status()
    {
        return 0;
    }

    @Override
    public int terminationChar(final int index)
    {
        return switch (index)
        {
            case 0 -> 'P';
            case 1 -> 'R';
            default -> '-';
        };
    }

    @Override
    public long processConnections()
    {
        return context.worker().limits().connections();
    }

    @Override
    public long frontendConnections()
    {
        return context.session().frontend().connections();
    }

    @Override
    public String serverSubstitute()
    {
        return "<NOSRV>";
    }

    @Override
    public long requestNumber()
    {
        return context.worker().nextRequestNumber();
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
