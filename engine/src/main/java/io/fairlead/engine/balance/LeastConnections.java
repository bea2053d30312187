/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.LoadListener;
import io.fairlead.engine.server.Server;

/**
 * {@code balance leastconn}: the server with the fewest requests for its weight; among equals the one that waits
 * longest.
 * <p>
 * Servers are ordered by (requests + 1) / weight, idle ones before all others whatever their weight. The server in
 * front is published in one word, which is all a choice reads as a rule. A loop that changes a server's load notes the
 * server on a stack of changed ones; then whoever gets the lock moves all that are noted, and a loop that does not get
 * it goes on, since the owner looks at the stack again.
 */
final class LeastConnections extends LoadBalancer implements LoadListener
{
    private static final int NONE = -1;
    private static final int CLEAN = -2;
    private static final long WEIGHT_UNIT = (long)Server.MAX_WEIGHT * Scales.DYNAMIC;
    private static final VarHandle CHANGED;
    private static final VarHandle NEXT;

    static
    {
        try
        {
            CHANGED = MethodHandles.lookup().findVarHandle(LeastConnections.class, "changed", int.class);
            NEXT = MethodHandles.lookup().findVarHandle(Link.class, "next", int.class);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new ExceptionInInitializerError(ex);
        }
    }

    private final SpinLock lock = new SpinLock();
    private boolean[] isMember;
    private final ServerHeap active;
    private final ServerHeap backup;
    private long[] orders;
    private int[] slots;
    /** For each slot the link of the stack of changed ones; a longer array has the links of the shorter one. */
    private volatile Link[] links;
    private int[] walk;
    private long insertionCount;
    private volatile int changed = NONE;
    private volatile int firstActive = NONE;
    private volatile int firstOfBackups = NONE;

    /** Successor of a slot on the stack of changed ones, or CLEAN when it is not on it. */
    private static final class Link
    {
        private volatile int next = CLEAN;
    }

    LeastConnections(final BackendServers servers)
    {
        super(servers);
        servers.weightUnits(Scales.DYNAMIC, 1, true);
        final int count = servers.slotCount();
        isMember = new boolean[count];
        orders = new long[count];
        slots = new int[count];
        active = new ServerHeap(orders, slots);
        backup = new ServerHeap(orders, slots);
        links = new Link[count];
        Arrays.setAll(links, slot -> new Link());
        walk = new int[count];
    }

    @Override
    public void onAdd(final Server server)
    {
        lock.lock();
        try
        {
            final int before = isMember.length;
            if (server.index() >= before)
            {
                grow(before, Math.max(server.index() + 1, before + before / 2));
            }
        }
        finally
        {
            lock.unlock();
        }
        server.capacity().listener(this);
    }

    private void grow(final int before, final int capacity)
    {
        isMember = Arrays.copyOf(isMember, capacity);
        orders = Arrays.copyOf(orders, capacity);
        slots = Arrays.copyOf(slots, capacity);
        active.grow(orders, slots);
        backup.grow(orders, slots);
        walk = Arrays.copyOf(walk, capacity);
        final Link[] longer = Arrays.copyOf(links, capacity);
        for (int i = before; i < capacity; i++)
        {
            longer[i] = new Link();
        }
        links = longer;
    }

    @Override
    public void onStart()
    {
        for (int i = 0; i < servers().size(); i++)
        {
            final Server server = servers().get(i);
            if (server.isUsable())
            {
                add(server);
            }
            server.capacity().listener(this);
        }
        publish();
    }

    @Override
    public void onChange(final Server server, final boolean wasUsable, final int previousWeight)
    {
        lock.lock();
        try
        {
            if (isMember[server.index()])
            {
                heapOf(server).remove(server.index());
                isMember[server.index()] = false;
            }
            if (server.isUsable())
            {
                add(server);
            }
            publish();
        }
        finally
        {
            lock.unlock();
        }
        moveChanged();
    }

    @Override
    public void onLoadChange(final Server server)
    {
        final int index = server.index();
        final Link link = links[index];
        if (CLEAN == link.next && NEXT.compareAndSet(link, CLEAN, NONE))
        {
            int head = changed;
            while (true)
            {
                link.next = head;
                final int witness = (int)CHANGED.compareAndExchange(this, head, index);
                if (witness == head)
                {
                    break;
                }
                head = witness;
            }
        }
        moveChanged();
    }

    private void moveChanged()
    {
        while (NONE != changed && lock.tryLock())
        {
            try
            {
                int index = (int)CHANGED.getAndSet(this, NONE);
                while (NONE != index)
                {
                    // clean before reading the load: a change after this is noted anew
                    final int next = (int)NEXT.getAndSet(links[index], CLEAN);
                    move(index);
                    index = next;
                }
                publish();
            }
            finally
            {
                lock.unlock();
            }
        }
    }

    private void move(final int index)
    {
        final Server server = servers().slot(index);
        if (null == server || !isMember[index])
        {
            return;
        }
        final long key = key(server);
        final ServerHeap heap = heapOf(server);
        if (key != heap.key(index))
        {
            heap.update(index, key, insertionCount++);
        }
    }

    private void add(final Server server)
    {
        final int index = server.index();
        isMember[index] = true;
        heapOf(server).add(index, key(server), insertionCount++);
    }

    private static long key(final Server server)
    {
        final int load = server.capacity().served() + server.capacity().queued();
        return load <= 0 ? 0 : (load + 1) * WEIGHT_UNIT / Math.max(1, server.effectiveWeight());
    }

    private ServerHeap heapOf(final Server server)
    {
        return server.isBackup() ? backup : active;
    }

    private void publish()
    {
        firstActive = active.first();
        firstOfBackups = backup.first();
    }

    @Override
    public Server choose(final BalanceContext context)
    {
        final boolean hasActive = servers().activeCount() > 0;
        if (!hasActive && null != servers().firstBackup())
        {
            return servers().firstBackup();
        }
        final int first = hasActive ? firstActive : firstOfBackups;
        if (NONE == first)
        {
            return null;
        }
        final Server server = servers().slot(first);
        return null != server && server != context.serverToAvoid() && hasPlace(server, context) ?
            server : search(hasActive ? active : backup, context);
    }

    /** Unlike other algorithms this one chooses a full server as long as its queue has room ({@code maxqueue}). */
    private static boolean hasPlace(final Server server, final BalanceContext context)
    {
        if (!server.isUsable())
        {
            return false;
        }
        final int limit = server.capacity().limitNow(context.nowMs());
        return 0 == limit ||
            server.capacity().served() + server.capacity().queued() < limit + server.settings().maxQueue;
    }

    /**
     * The servers in order until one has a place: the front of the heap grows by the children of the one just passed
     * over.
     */
    private Server search(final ServerHeap heap, final BalanceContext context)
    {
        lock.lock();
        try
        {
            Server avoided = null;
            int frontCount = 0;
            if (heap.size() > 0)
            {
                walk[frontCount++] = 0;
            }
            while (frontCount > 0)
            {
                final int slot = takeLowest(heap, frontCount);
                frontCount--;
                final Server server = servers().slot(heap.at(slot));
                if (hasPlace(server, context))
                {
                    if (server != context.serverToAvoid())
                    {
                        return server;
                    }
                    avoided = server;
                }
                for (int child = ServerHeap.firstChild(slot); child < heap.childrenEnd(slot); child++)
                {
                    walk[frontCount] = child;
                    raise(heap, frontCount++);
                }
            }
            return avoided;
        }
        finally
        {
            lock.unlock();
        }
    }

    /** Takes the slot of the lowest server out of the front, itself a heap of slots. */
    private int takeLowest(final ServerHeap heap, final int count)
    {
        final int lowest = walk[0];
        final int last = walk[count - 1];
        int at = 0;
        while (true)
        {
            int child = 2 * at + 1;
            if (child >= count - 1)
            {
                break;
            }
            if (child + 1 < count - 1 && heap.isSlotBefore(walk[child + 1], walk[child]))
            {
                child++;
            }
            if (!heap.isSlotBefore(walk[child], last))
            {
                break;
            }
            walk[at] = walk[child];
            at = child;
        }
        walk[at] = last;
        return lowest;
    }

    private void raise(final ServerHeap heap, final int from)
    {
        final int slot = walk[from];
        int at = from;
        while (at > 0 && heap.isSlotBefore(slot, walk[(at - 1) >>> 1]))
        {
            walk[at] = walk[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        walk[at] = slot;
    }
}
