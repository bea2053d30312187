/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.fairlead.engine.buffer.NetAddress;

/** Many different requests, the same for a seed: those HAProxy was asked with when the spreads were recorded. */
final class SpreadKeys
{
    private static final NetAddress LOOPBACK = new NetAddress().from(InetAddress.getLoopbackAddress(), 1);

    private int state;

    SpreadKeys(final int seed)
    {
        state = seed;
    }

    BalanceContext next(final String kind, final BalanceContext context, final RecordedTraffic traffic)
    {
        if ("next".equals(kind))
        {
            return context.reset(LOOPBACK, null, 0);
        }
        final int a = draw();
        final int b = draw();
        final int c = draw();
        switch (kind)
        {
            case "path" -> traffic.request("GET", "/" + a % 1000 + '/' + b % 100_000 + "?id=" + c % 50_000, "", "");
            case "header" -> traffic.request("GET", "/", "x-key: " + c + "\r\n", "");
            case "from" ->
            {
                return context.reset(new NetAddress().from(address(1 + a % 223, b, b >> 8, c), 1), null, 0);
            }
            default -> throw new IllegalArgumentException(kind);
        }
        return context.reset(LOOPBACK, null, 0).traffic(traffic);
    }

    private static InetAddress address(final int first, final int second, final int third, final int fourth)
    {
        try
        {
            return InetAddress.getByAddress(new byte[]{(byte)first, (byte)second, (byte)third, (byte)fourth});
        }
        catch (final UnknownHostException e)
        {
            throw new IllegalStateException(e);
        }
    }

    private int draw()
    {
        state = state * 1_103_515_245 + 12_345 & 0x7fffffff;
        return state >> 8;
    }
}
