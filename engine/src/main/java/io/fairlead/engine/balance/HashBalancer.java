/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;

/**
 * Algorithms that give the same server to the same key: a {@link HashKey} and a table or ring to look its hash up in.
 */
abstract class HashBalancer extends LoadBalancer
{
    private final HashKey key;

    HashBalancer(final BackendServers servers, final HashKey key)
    {
        super(servers);
        this.key = key;
    }

    @Override
    public final boolean isDeterministic()
    {
        return true;
    }

    @Override
    public final long hashOf(final BalanceContext context)
    {
        return key.hash(context);
    }

    @Override
    public final Server choose(final BalanceContext context)
    {
        if (!servers().hasUsable())
        {
            return null;
        }
        if (1 == servers().usableCount() && !key.isNeededWhenAlone())
        {
            return lookUp(0, context);
        }
        final long hash = key.hash(context);
        if (HashKey.NONE == hash && key.isRequired())
        {
            return null;
        }
        final Server server = HashKey.NONE == hash ? null : lookUp((int)hash, context);
        return null != server ? server : next(context);
    }

    /** The server of a hash, full or not; null when there is none. */
    abstract Server lookUp(int hash, BalanceContext context);

    /** The next server in turn that has room, for requests without a key; null when all are full. */
    abstract Server next(BalanceContext context);
}
