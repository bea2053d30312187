/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.mux.HttpBackMux;

/**
 * Which idle connection a stream may use, by {@code http-reuse}: one that its client left behind, one of its loop, one
 * of another loop. A client's first request goes over a connection that has proven itself, or a new one, because it
 * cannot be sent again when the server closes at that moment. Part of a {@link Connector}; loop-confined.
 */
final class IdleSearch
{
    private final Stream stream;
    private Takeover takeover;

    IdleSearch(final Stream stream)
    {
        this.stream = stream;
    }

    /**
     * An idle connection that is at hand.
     *
     * @param target server.
     * @return connection, now in use; null for none.
     */
    HttpBackMux take(final ServerTarget target)
    {
        final ConnectionKey key = target.key(stream);
        final HttpBackMux own = stream.session().takePrivate(target, key);
        if (null != own || !isShared(target))
        {
            return own;
        }
        final IdlePool pool = target.pool(stream.worker());
        if (isRepeatable())
        {
            return pool.take(false, key);
        }
        final HttpBackMux proven = pool.take(true, key);
        return null == proven && ProxySettings.HttpReuse.ALWAYS == stream.backend().settings().httpReuse ?
            pool.take(false, key) : proven;
    }

    /**
     * Ask other loops for an idle connection.
     *
     * @param target server.
     * @return false when there is nobody to ask; otherwise {@link Stream#onTakeover} follows.
     */
    boolean ask(final ServerTarget target)
    {
        if (!isShared(target) || !target.mayTakeOver(stream.worker()))
        {
            return false;
        }
        final boolean isProvenOnly = !isRepeatable() &&
            ProxySettings.HttpReuse.ALWAYS != stream.backend().settings().httpReuse;
        if (!target.isIdleElsewhere(stream.worker(), isProvenOnly))
        {
            return false;
        }
        final Takeover asked = new Takeover(stream, target, target.key(stream), isProvenOnly);
        takeover = asked.ask() ? asked : null;
        return null != takeover;
    }

    boolean isAwaiting(final Takeover answered)
    {
        return takeover == answered;
    }

    /** A loop answered; when it had nothing, the next one is asked: true when that is so. */
    boolean askOn(final Takeover answered)
    {
        if (!answered.ask())
        {
            takeover = null;
            return false;
        }
        return true;
    }

    /** What is on its way is not needed any more. */
    void cancel()
    {
        takeover = null;
    }

    /** Whether the request may go over a connection that was used once only. */
    private boolean isRepeatable()
    {
        return !stream.isFirst() || stream.backend().settings().isRetryingLost();
    }

    private boolean isShared(final ServerTarget target)
    {
        final ProxySettings settings = stream.backend().settings();
        return target.isListed() && 0 != target.settings().poolMaxConn && switch (settings.httpReuse)
        {
            case NEVER -> false;
            case SAFE -> isRepeatable();
            default -> true;
        };
    }
}
