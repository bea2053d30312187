/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.ResolveSettings;

/**
 * A name a stream waits for. Made on the stream's loop, worked on by the conductor, its result published to the loop
 * once: {@link #isDone()} first, then {@link #address()}.
 */
public final class NameRequest implements Requester
{
    private final DnsName name;
    private final ResolveSettings settings;
    private final Runnable onDone;
    private final NetAddress address = new NetAddress();
    private volatile boolean isDone;
    private Resolvers resolvers;
    private Resolution resolution;

    private NameRequest(final DnsName name, final ResolveSettings settings, final Runnable onDone)
    {
        this.name = name;
        this.settings = settings;
        this.onDone = onDone;
    }

    /**
     * A request for a name.
     *
     * @param text     name; anything.
     * @param settings which address is preferred.
     * @param onDone   run on the conductor when there is a result.
     * @return the request, or null when the text is no name.
     */
    public static NameRequest of(final String text, final ResolveSettings settings, final Runnable onDone)
    {
        final DnsName name = DnsName.of(text);
        return null == name ? null : new NameRequest(name, settings, onDone);
    }

    /**
     * Whether there is a result. Any thread.
     *
     * @return true when it is over, with or without an address.
     */
    public boolean isDone()
    {
        return isDone;
    }

    /**
     * The address. Any thread, after {@link #isDone()} said true.
     *
     * @return address without port; family NONE when there is none.
     */
    public NetAddress address()
    {
        return address;
    }

    void start(final Resolvers by)
    {
        resolvers = by;
        final long nowMs = by.context().nowMs();
        final int type = by.context().families().queryType(settings.isIpv4Preferred, nowMs);
        resolution = by.link(this, name, type);
        if (resolution.isFresh(by.settings().holdValidMs, nowMs) && !resolution.isRunning)
        {
            finish(true);
        }
        else
        {
            resolution.lastResolutionMs = resolution.isRunning ? resolution.lastResolutionMs : Resolution.NEVER;
        }
    }

    private void finish(final boolean isGood)
    {
        if (isDone)
        {
            return;
        }
        if (isGood)
        {
            final AnswerItem chosen = AddressChoice.choose(resolution.items(), settings,
                resolvers.context().families(), null, address, resolvers.context().nowMs());
            if (null != chosen)
            {
                address.copyFrom(chosen.record().address());
            }
        }
        isDone = true;
        end();
        onDone.run();
    }

    /** Wait no longer. */
    void end()
    {
        if (null != resolution)
        {
            resolvers.unlink(this, resolution);
        }
    }

    @Override
    public void onAnswer(final Resolution answered, final Nameserver from)
    {
        finish(true);
    }

    @Override
    public boolean onFailure(final Resolution failed)
    {
        finish(false);
        return false;
    }

    @Override
    public void onUnlinked(final Resolution former)
    {
        resolution = null;
    }

    @Override
    public boolean isPassing()
    {
        return true;
    }
}
