/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.Comparator;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams that wait for a slot, by class, then by time with the stream's own offset, whichever loop they live on. A
 * slot that becomes free is handed to the first waiting ticket, whose loop is told; a ticket whose stream gave up is
 * passed over. Any thread.
 */
final class PendingQueue
{
    private static final Comparator<Ticket> BY_RANK = Comparator.comparingInt((Ticket ticket) -> ticket.priorityClass)
        .thenComparing((a, b) -> Long.signum(a.rankNs - b.rankNs)).thenComparingLong(ticket -> ticket.number);
    private static final long NANOS_PER_MS = 1_000_000;

    private final ConcurrentSkipListSet<Ticket> tickets = new ConcurrentSkipListSet<>(BY_RANK);
    private final AtomicLong nextNumber = new AtomicLong();
    private final AtomicInteger length = new AtomicInteger();
    private final BackendGate gate;

    /** A queue for slots of servers. */
    PendingQueue()
    {
        this(null);
    }

    /* gate: whose places are waited for; null when it is slots of servers. */
    PendingQueue(final BackendGate gate)
    {
        this.gate = gate;
    }

    /** A place in the queue. */
    static final class Ticket implements Runnable
    {
        private static final int WAITING = 0;
        private static final int GRANTED = 1;
        private static final int CANCELLED = 2;

        private final AtomicInteger state = new AtomicInteger();
        private final Worker worker;
        private final Stream stream;
        private final long generation;
        private final PendingQueue queue;
        private final int position;
        private final int priorityClass;
        private final long rankNs;
        private final long number;
        private ServerTarget granted;

        private Ticket(final PendingQueue queue, final Worker worker, final Stream stream, final int position)
        {
            this.queue = queue;
            this.worker = worker;
            this.stream = stream;
            this.generation = stream.generation();
            this.position = position;
            this.priorityClass = stream.context().currentPriorityClass();
            this.rankNs = stream.nowNs() + stream.context().currentPriorityOffset() * NANOS_PER_MS;
            this.number = queue.nextNumber.getAndIncrement();
        }

        /** Whether a place in the backend was waited for, rather than a slot of a server. */
        boolean isOfGate()
        {
            return null != queue.gate;
        }

        /** What was granted is not needed any more. */
        void giveBack()
        {
            if (null != granted)
            {
                granted.returnSlot(worker.context().nowMs());
            }
            else if (isOfGate())
            {
                queue.gate.leave();
            }
        }

        /** Streams that were before this one. */
        int position()
        {
            return position;
        }

        /** Give up the place; false when a slot has been granted meanwhile, which the stream then owns. */
        boolean cancel()
        {
            final boolean isCancelled = state.compareAndSet(WAITING, CANCELLED);
            if (isCancelled)
            {
                queue.length.decrementAndGet();
                queue.tickets.remove(this);
            }
            return isCancelled;
        }

        @Override
        public void run()
        {
            stream.onSlotGranted(this, generation, granted);
        }
    }

    /**
     * Streams waiting.
     *
     * @return count.
     */
    int length()
    {
        return length.get();
    }

    /** Whether the first that waits here comes before the first in another queue. */
    boolean isBefore(final PendingQueue other)
    {
        final Ticket mine = first();
        final Ticket others = other.first();
        return null != mine && (null == others || mine.priorityClass < others.priorityClass ||
            mine.priorityClass == others.priorityClass && mine.rankNs - others.rankNs <= 0);
    }

    private Ticket first()
    {
        final Iterator<Ticket> all = tickets.iterator();
        return all.hasNext() ? all.next() : null;
    }

    /**
     * Queue a stream. The caller must try to take a slot itself afterwards, in case one came free in between.
     *
     * @param worker of the stream.
     * @param stream to wake.
     * @return its place.
     */
    Ticket add(final Worker worker, final Stream stream)
    {
        final Ticket ticket = new Ticket(this, worker, stream, length.incrementAndGet());
        tickets.add(ticket);
        return ticket;
    }

    /**
     * Hand a slot, which the caller holds, to the first stream that waits.
     *
     * @param target whose slot it is.
     * @return false when nobody waits: the caller still holds the slot.
     */
    boolean grant(final ServerTarget target)
    {
        Ticket ticket = tickets.pollFirst();
        while (null != ticket)
        {
            ticket.granted = target;
            if (ticket.state.compareAndSet(Ticket.WAITING, Ticket.GRANTED))
            {
                length.decrementAndGet();
                ticket.worker.context().loop().execute(ticket);
                return true;
            }
            ticket = tickets.pollFirst();
        }
        return false;
    }

    /**
     * Wake everyone without a slot, to choose anew: the server they wait for went away.
     *
     * @return how many were woken.
     */
    int scatter()
    {
        int count = 0;
        Ticket ticket = tickets.pollFirst();
        while (null != ticket)
        {
            ticket.granted = null;
            if (ticket.state.compareAndSet(Ticket.WAITING, Ticket.GRANTED))
            {
                length.decrementAndGet();
                ticket.worker.context().loop().execute(ticket);
                count++;
            }
            ticket = tickets.pollFirst();
        }
        return count;
    }
}
