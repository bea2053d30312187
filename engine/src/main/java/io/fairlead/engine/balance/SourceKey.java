/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.buffer.NetAddress;

/** {@code balance source}: the client's address, its 32-bit words folded into one. */
final class SourceKey extends HashKey
{
    private final boolean isAvalanche;

    SourceKey(final boolean isAvalanche)
    {
        this.isAvalanche = isAvalanche;
    }

    @Override
    long hash(final BalanceContext context)
    {
        final NetAddress source = context.source();
        if (null == source || !source.isIp())
        {
            return NONE;
        }
        int hash = source.ipv4();
        if (NetAddress.INET6 == source.family())
        {
            final long folded = source.hi() ^ source.lo();
            hash = (int)(folded >>> 32) ^ (int)folded;
        }
        return (isAvalanche ? HashFunction.avalanche(hash) : hash) & 0xFFFF_FFFFL;
    }
}
