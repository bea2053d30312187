/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One address of a bind line with its open sockets and, on each loop, the points that accept from them. A reload hands
 * the sockets and points of an address that stays to the generation that comes. The list of sockets belongs to the
 * conductor, each point to its loop.
 */
final class BoundAddress
{
    private final String key;
    private final ProxySettings proxy;
    private final BindSettings bind;
    private final int socketIndex;
    private final List<Place> places;
    private Frontend frontend;
    private BoundAddress successor;

    /** A socket, or one loop's share in the only socket, and the loop it is served by. */
    private static final class Place
    {
        private final ServerSocketChannel socket;
        private final int loop;
        private final BindGroup group;
        private final ConnectionLimit limit;
        private BindPoint point;

        private Place(
            final ServerSocketChannel socket, final int loop, final BindGroup group, final ConnectionLimit limit)
        {
            this.socket = socket;
            this.loop = loop;
            this.group = group;
            this.limit = limit;
        }
    }

    BoundAddress(final String key, final ProxySettings proxy, final BindSettings bind, final int socketIndex)
    {
        this.socketIndex = socketIndex;
        this.key = key;
        this.proxy = proxy;
        this.bind = bind;
        this.places = new ArrayList<>();
    }

    private BoundAddress(
        final BoundAddress predecessor, final ProxySettings proxy, final BindSettings bind, final int socketIndex)
    {
        this.socketIndex = socketIndex;
        this.key = predecessor.key;
        this.proxy = proxy;
        this.bind = bind;
        this.places = predecessor.places;
    }

    /** The same sockets for the bind line of another generation; nothing happens before {@link #serve}. */
    BoundAddress inheritedBy(final ProxySettings newProxy, final BindSettings newBind, final int newIndex)
    {
        successor = new BoundAddress(this, newProxy, newBind, newIndex);
        return successor;
    }

    /** The generation that was to inherit the sockets is given up. */
    void keepItself()
    {
        successor = null;
    }

    /** Whether a reload gave the sockets to the next generation. */
    boolean isInherited()
    {
        return null != successor;
    }

    /** Have loops serve a socket: when there are several, the first accepts and deals out. */
    void add(final ServerSocketChannel socket, final int[] loops, final int loopCount, final ConnectionLimit limit)
    {
        final BindGroup group = 1 == loops.length ? null : new BindGroup(loopCount);
        for (int i = 0; i < loops.length; i++)
        {
            places.add(new Place(0 == i ? socket : null, loops[i], group, limit));
        }
    }

    /** What makes two bind lines share a socket: the address and the options that only binding sets. */
    String key()
    {
        return key;
    }

    ProxySettings proxy()
    {
        return proxy;
    }

    BindSettings bind()
    {
        return bind;
    }

    void frontend(final Frontend value)
    {
        frontend = value;
    }

    /** Open sockets, each once. */
    List<ServerSocketChannel> sockets()
    {
        final List<ServerSocketChannel> open = new ArrayList<>();
        for (final Place place : places)
        {
            if (null != place.socket && place.socket.isOpen())
            {
                open.add(place.socket);
            }
        }
        return open;
    }

    /** Begin to accept for the frontend on a loop, or go on accepting for it. Loop only. */
    void serve(final Worker worker, final int maxAccept)
    {
        for (final Place place : places)
        {
            if (place.loop != worker.index())
            {
                continue;
            }
            if (null != place.point)
            {
                place.point.reload(frontend, bind, socketIndex);
                continue;
            }
            final BindPoint point = new BindPoint(
                worker, frontend, bind, socketIndex, worker.addresses(), place.group, place.limit);
            place.point = point;
            if (null != place.socket)
            {
                point.listener(worker.context().transport().listen(worker.loop(), place.socket, maxAccept, point));
            }
            worker.add(point);
        }
    }

    /** The bind line is gone: accept no more, end what is idle, let the rest finish its response. Loop only. */
    void retire(final Worker worker)
    {
        for (final Place place : places)
        {
            if (place.loop == worker.index() && null != place.point)
            {
                place.point.stopListening();
                place.point.closeIdleSessions();
            }
        }
    }

    /** Close the sockets, none of which is served. */
    void close()
    {
        for (final ServerSocketChannel socket : sockets())
        {
            close(socket);
        }
    }

    static void close(final ServerSocketChannel socket)
    {
        try
        {
            socket.close();
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("a fresh socket cannot be closed", ex);
        }
    }
}
