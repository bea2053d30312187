/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import java.util.List;

import io.fairlead.engine.compress.Coding;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.BufferWaiter;

/**
 * The filters of a stream in their order: those of the frontend, then those of the backend. It belongs to a stream
 * object and keeps the filters it made for the streams that follow. Loop-confined.
 */
public final class FilterChain
{
    /** Filters kept for later; more than that many different ones are rare. */
    private static final int MOST_KEPT = 64;

    private final FilterContext context;
    private final FilteredFlow request;
    private final FilteredFlow response;
    private final BufferWaiter bufferWaiter = new BufferWaiter()
    {
        @Override
        protected void onBuffer()
        {
            if (count > 0)
            {
                context.resume();
            }
        }
    };
    private StreamFilter[] filters = new StreamFilter[4];
    private int count;
    private StreamFilter[] kept = new StreamFilter[4];
    private int keptCount;

    /**
     * A chain without filters.
     *
     * @param context the stream.
     */
    public FilterChain(final FilterContext context)
    {
        this.context = context;
        request = new FilteredFlow(this, true);
        response = new FilteredFlow(this, false);
    }

    FilterContext context()
    {
        return context;
    }

    /**
     * A direction of the stream's data.
     *
     * @param isRequest which one.
     * @return the same object at all times.
     */
    public FilteredFlow flow(final boolean isRequest)
    {
        return isRequest ? request : response;
    }

    /** Place of a filter in the order. */
    int indexOf(final StreamFilter filter)
    {
        for (int i = 0; i < count; i++)
        {
            if (filters[i] == filter)
            {
                return i;
            }
        }
        throw new IllegalStateException(filter.settings().name());
    }

    void awaitBuffer()
    {
        context.loop().awaitBuffer(bufferWaiter);
    }

    /**
     * Whether the stream has any filter.
     *
     * @return false after {@link #detach()}.
     */
    public boolean isEmpty()
    {
        return 0 == count;
    }

    /**
     * Add the filters of a section.
     *
     * @param settings  of the section, in order.
     * @param isBackend whether it is the backend.
     */
    public void attach(final List<FilterSettings> settings, final boolean isBackend)
    {
        final int first = count;
        for (int i = 0; i < settings.size(); i++)
        {
            final StreamFilter filter = take(settings.get(i));
            filters = append(filters, count++, filter);
            filter.chain(this, isBackend);
        }
        for (int i = first; i < count; i++)
        {
            filters[i].onAttach();
        }
    }

    private StreamFilter take(final FilterSettings settings)
    {
        for (int i = 0; i < keptCount; i++)
        {
            final StreamFilter filter = kept[i];
            if (filter.settings() == settings)
            {
                kept[i] = kept[--keptCount];
                kept[keptCount] = null;
                return filter;
            }
        }
        return settings.make();
    }

    private static StreamFilter[] append(final StreamFilter[] list, final int at, final StreamFilter filter)
    {
        final StreamFilter[] target = at < list.length ? list : java.util.Arrays.copyOf(list, 2 * list.length);
        target[at] = filter;
        return target;
    }

    /** A backend was chosen. */
    public void onBackend(final String name)
    {
        for (int i = 0; i < count; i++)
        {
            filters[i].onBackend(name);
        }
    }

    /** The request is about to be sent. */
    public void onRequestHead(final HttpMessage head)
    {
        for (int i = 0; i < count; i++)
        {
            filters[i].onRequestHead(head);
        }
    }

    /** A response has arrived, before rules run. */
    public void onResponse(final HttpMessage head)
    {
        for (int i = 0; i < count; i++)
        {
            filters[i].onResponse(head);
        }
    }

    /** The response is about to be sent. */
    public void onResponseHead(final HttpMessage head)
    {
        for (int i = 0; i < count; i++)
        {
            filters[i].onResponseHead(head);
        }
    }

    /** Coding of the response's body by one of the filters; null. */
    public Coding responseCoding()
    {
        for (int i = 0; i < count; i++)
        {
            final Coding coding = ResponseCompression.codingOf(filters[i]);
            if (null != coding)
            {
                return coding;
            }
        }
        return null;
    }

    /** The request is to be sent again. */
    public void rewind()
    {
        request.reset();
        for (int i = 0; i < count; i++)
        {
            filters[i].onRewind();
        }
    }

    /** A filter of certain settings at work on this stream; null. */
    public StreamFilter find(final FilterSettings settings)
    {
        for (int i = 0; i < count; i++)
        {
            if (filters[i].settings() == settings)
            {
                return filters[i];
            }
        }
        return null;
    }

    /** When some filter wants to be asked again, monotonic milliseconds; MAX_VALUE when none does. */
    public long wakeAtMs()
    {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < count; i++)
        {
            first = Math.min(first, filters[i].wakeAtMs());
        }
        return first;
    }

    /** The stream is over. */
    public void detach()
    {
        final int attached = count;
        for (int i = 0; i < attached; i++)
        {
            filters[i].onDetach();
        }
        request.clear();
        response.clear();
        count = 0;
        for (int i = 0; i < attached; i++)
        {
            if (keptCount < MOST_KEPT)
            {
                kept = append(kept, keptCount++, filters[i]);
            }
            filters[i] = null;
        }
    }

    /** Forget what is kept: the configuration is a new one. */
    public void forget()
    {
        java.util.Arrays.fill(kept, null);
        keptCount = 0;
    }
}
