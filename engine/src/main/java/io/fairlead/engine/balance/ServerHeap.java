/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.Arrays;

/**
 * Servers ordered by a key, then by an order number: a binary heap of indexes that knows where each of them is. Several
 * heaps may share the arrays of keys, orders and slots as long as a server is in one of them at a time. Used by one
 * thread at a time.
 */
final class ServerHeap
{
    private static final int INITIAL_CAPACITY = 4;

    private final long[] keys;
    private final long[] orders;
    private final int[] slots;
    private int[] heap = new int[INITIAL_CAPACITY];
    private int size;

    ServerHeap(final long[] keys, final long[] orders, final int[] slots)
    {
        this.keys = keys;
        this.orders = orders;
        this.slots = slots;
    }

    int size()
    {
        return size;
    }

    /** The server with the lowest key, or -1. */
    int first()
    {
        return 0 == size ? -1 : heap[0];
    }

    /** The server at a slot; slots of the children of slot i are 2i + 1 and 2i + 2. */
    int at(final int slot)
    {
        return heap[slot];
    }

    boolean isSlotBefore(final int a, final int b)
    {
        return isBefore(heap[a], heap[b]);
    }

    long order(final int server)
    {
        return orders[server];
    }

    /** Adds a server whose key is set already. */
    void add(final int server, final long order)
    {
        if (size == heap.length)
        {
            heap = Arrays.copyOf(heap, Math.min(keys.length, 2 * size));
        }
        orders[server] = order;
        size++;
        siftUp(size - 1, server);
    }

    void remove(final int server)
    {
        final int slot = slots[server];
        size--;
        final int last = heap[size];
        if (last != server)
        {
            siftUp(slot, last);
            if (heap[slot] == last)
            {
                siftDown(slot, last);
            }
        }
    }

    /** Moves a server whose key is set anew. */
    void update(final int server, final long order)
    {
        orders[server] = order;
        final int slot = slots[server];
        siftUp(slot, server);
        if (heap[slot] == server)
        {
            siftDown(slot, server);
        }
    }

    private boolean isBefore(final int a, final int b)
    {
        return keys[a] < keys[b] || (keys[a] == keys[b] && orders[a] < orders[b]);
    }

    private void siftUp(final int from, final int server)
    {
        int slot = from;
        while (slot > 0)
        {
            final int parent = (slot - 1) >>> 1;
            if (!isBefore(server, heap[parent]))
            {
                break;
            }
            put(slot, heap[parent]);
            slot = parent;
        }
        put(slot, server);
    }

    private void siftDown(final int from, final int server)
    {
        int slot = from;
        while (true)
        {
            int child = 2 * slot + 1;
            if (child >= size)
            {
                break;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child]))
            {
                child++;
            }
            if (!isBefore(heap[child], server))
            {
                break;
            }
            put(slot, heap[child]);
            slot = child;
        }
        put(slot, server);
    }

    private void put(final int slot, final int server)
    {
        heap[slot] = server;
        slots[server] = slot;
    }
}
