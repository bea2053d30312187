/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.loop.Task;
import io.fairlead.engine.mux.HttpBackMux;

/**
 * A stream's question to other loops, one after the other, for an idle connection to its server. A loop that has one
 * lets go of it and hands it over, so that each connection has one owner at any time; only messages pass between the
 * loops. When the stream has ended meanwhile, the connection is kept where it arrived.
 */
final class Takeover
{
    private final Stream stream;
    private final long generation;
    private final Worker asker;
    private final ServerTarget target;
    private final byte[] key;
    private final boolean isProvenOnly;
    private int remaining;
    private int loop;
    private HttpBackMux found;

    Takeover(final Stream stream, final ServerTarget target, final ConnectionKey key, final boolean isProvenOnly)
    {
        this.stream = stream;
        this.target = target;
        this.key = null == key ? null : key.copy();
        this.isProvenOnly = isProvenOnly;
        generation = stream.generation();
        asker = stream.worker();
        remaining = target.loopCount() - 1;
        loop = asker.index();
    }

    /**
     * Ask the next loop that seems to have one. Asker's loop.
     *
     * @return false when there is none left to ask.
     */
    boolean ask()
    {
        while (remaining > 0)
        {
            remaining--;
            loop = loop + 1 == target.loopCount() ? 0 : loop + 1;
            final IdlePool pool = target.poolOf(loop);
            if (null != pool && pool.shownCount(isProvenOnly) > 0)
            {
                pool.worker().loop().execute(() -> onAsked(pool));
                return true;
            }
        }
        return false;
    }

    /** On the loop that was asked. */
    private void onAsked(final IdlePool pool)
    {
        found = pool.giveAway(isProvenOnly, key);
        if (null == found)
        {
            asker.loop().execute(this::onAnswered);
        }
        else
        {
            // not before this loop's poller has forgotten the channel, which it does in the poll that precedes tasks
            pool.worker().loop().queue(new Answer());
        }
    }

    /** Hands over what was let go of. */
    private final class Answer extends Task
    {
        @Override
        protected void run(final long nowMs)
        {
            asker.loop().execute(Takeover.this::onAnswered);
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            found.discard();
        }
    }

    /** Back on the asker's loop. */
    private void onAnswered()
    {
        final HttpBackMux connection = null == found ? null : target.adopt(asker, found);
        found = null;
        if (!stream.onTakeover(this, generation, connection) && null != connection)
        {
            target.keepOrClose(asker, connection);
        }
    }
}
