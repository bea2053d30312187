/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.NetAddress;

/** A stream in one line of {@code show sess}: HAProxy's fields, with zero for what has no counterpart here. */
final class StreamLine
{
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private StreamLine()
    {
    }

    static void append(final Stream stream, final StringBuilder out)
    {
        final NetAddress source = stream.source();
        final ServerTarget target = stream.connector().target();
        out.append("0x").append(Long.toHexString(stream.id())).append(": proto=");
        switch (source.family())
        {
            case NetAddress.INET -> out.append("tcpv4");
            case NetAddress.INET6 -> out.append("tcpv6");
            default -> out.append("unix_stream");
        }
        out.append(" src=").append(source.isIp() ? source.toString() : "unix:1")
            .append(" fe=").append(stream.frontend().settings().name)
            .append(" be=").append(null == stream.backend() ? "<NONE>" : stream.backend().settings().name)
            .append(" srv=").append(null == target ? "<none>" : target.server().settings().name)
            .append(" ts=00 epoch=0 age=")
            .append(Math.max(0, stream.nowNs() - stream.times().startNs) / NS_PER_SECOND)
            .append("s calls=0 rate=0 cpu=0 lat=0 rq[f=0h,i=").append(stream.front().inputLength())
            .append(",an=00h,ax=] rp[f=0h,i=")
            .append(null == stream.connector().endpoint() ? 0 : stream.connector().endpoint().inputLength())
            .append(",an=00h,ax=] scf=[8,0h,fd=-1,rex=,wex=] scb=[8,0h,fd=-1,rex=,wex=] exp=\n");
    }
}
