/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.Arrays;

/**
 * Servers ordered by a key, then by an order number: a heap of indexes that knows where each of them is. Each node has
 * four children and the keys lie in heap order, so that going down a level reads one cache line:
 * <pre>
 *   slot i: children 4i + 1 .. 4i + 4, parent (i - 1) / 4
 * </pre>
 * Several heaps may share the arrays of orders and slots as long as a server is in one of them at a time. Used by one
 * thread at a time.
 */
final class ServerHeap
{
    private static final int INITIAL_CAPACITY = 4;
    private static final int CHILDREN = 4;
    private static final int CHILDREN_SHIFT = 2;

    private long[] orders;
    private int[] slots;
    private int[] heap = new int[INITIAL_CAPACITY];
    private long[] keys = new long[INITIAL_CAPACITY];
    private int size;

    ServerHeap(final long[] orders, final int[] slots)
    {
        this.orders = orders;
        this.slots = slots;
    }

    /** Replaces the shared arrays by longer copies of them. */
    void grow(final long[] newOrders, final int[] newSlots)
    {
        orders = newOrders;
        slots = newSlots;
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

    /** The server at a slot. */
    int at(final int slot)
    {
        return heap[slot];
    }

    /** Slot of the first of the children of a slot. */
    static int firstChild(final int slot)
    {
        return (slot << CHILDREN_SHIFT) + 1;
    }

    /** Slot after the last of the children of a slot that exist. */
    int childrenEnd(final int slot)
    {
        return Math.min(size, firstChild(slot) + CHILDREN);
    }

    boolean isSlotBefore(final int a, final int b)
    {
        return keys[a] < keys[b] || (keys[a] == keys[b] && orders[heap[a]] < orders[heap[b]]);
    }

    long order(final int server)
    {
        return orders[server];
    }

    long key(final int server)
    {
        return keys[slots[server]];
    }

    void add(final int server, final long key, final long order)
    {
        if (size == heap.length)
        {
            final int capacity = Math.max(INITIAL_CAPACITY, 2 * size);
            heap = Arrays.copyOf(heap, capacity);
            keys = Arrays.copyOf(keys, capacity);
        }
        orders[server] = order;
        size++;
        siftUp(size - 1, server, key, order);
    }

    void remove(final int server)
    {
        final int slot = slots[server];
        size--;
        if (slot != size)
        {
            place(slot, heap[size], keys[size]);
        }
    }

    /** Gives a server another key. */
    void update(final int server, final long key, final long order)
    {
        orders[server] = order;
        place(slots[server], server, key);
    }

    private void place(final int slot, final int server, final long key)
    {
        final long order = orders[server];
        if (!siftUp(slot, server, key, order))
        {
            siftDown(slot, server, key, order);
        }
    }

    /** Whether it moved. */
    private boolean siftUp(final int from, final int server, final long key, final long order)
    {
        int slot = from;
        while (slot > 0)
        {
            final int parent = (slot - 1) >>> CHILDREN_SHIFT;
            if (key > keys[parent] || (key == keys[parent] && order > orders[heap[parent]]))
            {
                break;
            }
            put(slot, heap[parent], keys[parent]);
            slot = parent;
        }
        put(slot, server, key);
        return slot != from;
    }

    private void siftDown(final int from, final int server, final long key, final long order)
    {
        int slot = from;
        while (true)
        {
            final int end = childrenEnd(slot);
            int least = firstChild(slot);
            if (least >= end)
            {
                break;
            }
            for (int child = least + 1; child < end; child++)
            {
                if (isSlotBefore(child, least))
                {
                    least = child;
                }
            }
            if (key < keys[least] || (key == keys[least] && order < orders[heap[least]]))
            {
                break;
            }
            put(slot, heap[least], keys[least]);
            slot = least;
        }
        put(slot, server, key);
    }

    private void put(final int slot, final int server, final long key)
    {
        heap[slot] = server;
        keys[slot] = key;
        slots[server] = slot;
    }
}
