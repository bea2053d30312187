/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.dns.Resolution.Status;
import io.fairlead.engine.loop.Timer;

/**
 * A running {@code resolvers} section: asks all its name servers at once, takes the first good answer, asks for the
 * other family after a bad one, asks again after {@code timeout retry}, gives up after {@code resolve_retries}, and
 * begins anew after {@code timeout resolve}.
 * <pre>
 *   waiting --due--> running --good answer----------------------> waiting
 *                     |  ^ bad answer: once with the other family
 *                     |  | no answer in time: again
 *                     +--+ no tries left: failure ----------------> waiting
 * </pre>
 * Conductor only. Source: configuration.txt 5.3.2.
 */
public final class Resolvers
{
    private static final int QUERY_ID_BITS = 16;
    private static final int QUERY_ID_TRIES = 100;
    /** Questions in a turn, of about a millisecond; answers to more would not fit into a socket until they are read. */
    private static final int BATCH = 64;
    /** The same while many are without an answer: the name server may be slow, and its sockets are no larger. */
    private static final int BATCH_OF_MANY = 4;
    private static final int FEW = 256;

    private final ResolversSettings settings;
    private final ResolverContext context;
    private final List<Nameserver> nameservers = new ArrayList<>();
    private final Map<Integer, Resolution> byQueryId = new HashMap<>();
    private final NameAgenda agenda;
    private final Set<Resolution> running = new LinkedHashSet<>();
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[DnsQuery.MAX_LENGTH]);
    private final DnsAnswer answer = new DnsAnswer();
    private final Clock clock = new Clock();
    private boolean isStarted;
    private boolean isRetired;

    /**
     * A section that does not ask anybody yet.
     *
     * @param settings what was configured.
     * @param context  what it is built from.
     */
    public Resolvers(final ResolversSettings settings, final ResolverContext context)
    {
        this.settings = settings;
        this.context = context;
        agenda = new NameAgenda(settings);
        for (final NameserverSettings nameserver : settings.nameservers)
        {
            nameservers.add(nameserver.isStream() ? new StreamNameserver(this, nameserver) :
                new DatagramNameserver(this, nameserver));
        }
        settings.running(this);
    }

    /** When something is to be done next. */
    private final class Clock extends Timer
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            process(nowMs);
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            schedule(context.nowMs() + settings.resolveMs);
        }
    }

    /**
     * Name of the section.
     *
     * @return unique among sections.
     */
    public String name()
    {
        return settings.name;
    }

    /**
     * Its name servers.
     *
     * @return in order.
     */
    public List<Nameserver> nameservers()
    {
        return nameservers;
    }

    ResolversSettings settings()
    {
        return settings;
    }

    ResolverContext context()
    {
        return context;
    }

    /** Begin to ask. */
    void start()
    {
        isStarted = true;
        process(context.nowMs());
    }

    /** Another generation serves: nothing is kept up to date any more, only streams that are left still ask. */
    void retire()
    {
        isRetired = true;
        for (final Resolution resolution : agenda.all())
        {
            retire(resolution);
        }
        closeWhenIdle();
    }

    private void retire(final Resolution resolution)
    {
        resolution.requesters().removeIf(requester -> !requester.isPassing());
        if (resolution.requesters().isEmpty())
        {
            forget(resolution);
            return;
        }
        agenda.update(resolution);
    }

    private void closeWhenIdle()
    {
        if (isRetired && agenda.isEmpty())
        {
            context.loop().timers().cancel(clock);
            nameservers.forEach(Nameserver::close);
        }
    }

    /**
     * Let somebody wait for a name; those who wait for the same one share a resolution.
     *
     * @param requester who waits.
     * @param name      to resolve.
     * @param type      to ask for first.
     * @return the resolution.
     */
    Resolution link(final Requester requester, final DnsName name, final int type)
    {
        Resolution resolution = agenda.find(name, type);
        if (null == resolution)
        {
            resolution = new Resolution(name, type, context.nowMs());
            agenda.add(resolution);
        }
        resolution.requesters().add(requester);
        agenda.update(resolution);
        if (isStarted)
        {
            wake(context.nowMs());
        }
        return resolution;
    }

    /**
     * Let somebody wait no longer. A resolution nobody waits for ends, unless its answer may serve others for a while.
     *
     * @param requester  who waited.
     * @param resolution for which.
     */
    void unlink(final Requester requester, final Resolution resolution)
    {
        if (!resolution.requesters().remove(requester))
        {
            return;
        }
        requester.onUnlinked(resolution);
        agenda.update(resolution);
        if (resolution.requesters().isEmpty() &&
            (!requester.isPassing() || Status.VALID != resolution.status || 0 == settings.holdValidMs))
        {
            forget(resolution);
        }
    }

    private void forget(final Resolution resolution)
    {
        byQueryId.remove(resolution.queryId, resolution);
        agenda.remove(resolution);
        running.remove(resolution);
        closeWhenIdle();
    }

    /**
     * Ask anew soon, although it is not time yet: the answer may have become wrong.
     *
     * @param resolution to repeat.
     */
    void hasten(final Resolution resolution)
    {
        final long nowMs = context.nowMs();
        if (!resolution.isRunning && !resolution.isFresh(settings.holdValidMs, nowMs))
        {
            resolution.lastResolutionMs = Resolution.NEVER;
            agenda.update(resolution);
            wake(nowMs);
        }
    }

    /** Look at what is due in the next turn, after whoever calls has finished. */
    private void wake(final long nowMs)
    {
        if (isStarted)
        {
            schedule(nowMs);
        }
    }

    private void schedule(final long atMs)
    {
        context.loop().timers().schedule(clock, atMs);
    }

    private void process(final long nowMs)
    {
        final int batch = running.size() < FEW ? BATCH : BATCH_OF_MANY;
        for (int i = Math.min(running.size(), batch); i > 0 && !running.isEmpty(); i--)
        {
            final Resolution oldest = running.iterator().next();
            if (oldest.requesters().isEmpty())
            {
                forget(oldest);
                continue;
            }
            if (nowMs < oldest.lastQueryMs + settings.retryMs)
            {
                break;
            }
            onNoAnswer(oldest, nowMs);
        }
        Resolution first = agenda.first();
        for (int i = Math.min(agenda.waitingCount(), batch); i > 0 && null != first && nowMs >= first.dueMs; i--)
        {
            begin(first, nowMs);
            first = agenda.first();
        }
        conclude(nowMs);
    }

    private void onNoAnswer(final Resolution resolution, final long nowMs)
    {
        if (resolution.triesLeft <= 0)
        {
            if (0 == resolution.responseCount)
            {
                resolution.status = Status.TIMEOUT;
            }
            fail(resolution, nowMs);
            return;
        }
        final int other = RecordType.otherFamily(resolution.preferredType());
        if (0 == resolution.responseCount || resolution.preferredType() != resolution.queryType)
        {
            resolution.queryType = resolution.preferredType();
            resolution.triesLeft--;
        }
        else if (other != resolution.preferredType() && context.families().accepts(other, nowMs))
        {
            resolution.queryType = other;
        }
        else
        {
            resolution.triesLeft--;
        }
        send(resolution, nowMs);
    }

    private void begin(final Resolution resolution, final long nowMs)
    {
        if (resolution.requesters().isEmpty())
        {
            forget(resolution);
        }
        else
        {
            run(resolution, nowMs);
        }
    }

    private void run(final Resolution resolution, final long nowMs)
    {
        int id = -1;
        for (int i = 0; i < QUERY_ID_TRIES && (id < 0 || byQueryId.containsKey(id)); i++)
        {
            id = context.random().nextInt(1 << QUERY_ID_BITS);
        }
        if (byQueryId.containsKey(id))
        {
            resolution.lastResolutionMs = nowMs;
            agenda.update(resolution);
            return;
        }
        resolution.queryId = id;
        resolution.isRunning = true;
        resolution.queryType = resolution.preferredType();
        resolution.triesLeft = settings.retries - 1;
        byQueryId.put(id, resolution);
        agenda.take(resolution);
        send(resolution, nowMs);
    }

    private void send(final Resolution resolution, final long nowMs)
    {
        resolution.queryCount = 0;
        resolution.responseCount = 0;
        resolution.lastQueryMs = nowMs;
        // the one asked last stands last
        running.remove(resolution);
        running.add(resolution);
        final int length = DnsQuery.put(
            query, resolution.queryId, resolution.name(), resolution.queryType, settings.payloadSize);
        for (final Nameserver nameserver : nameservers)
        {
            if (nameserver.send(query, length))
            {
                resolution.queryCount++;
            }
        }
    }

    /** Whatever was done is done: servers move, and the clock is set to what comes next. */
    private void conclude(final long nowMs)
    {
        context.move().apply();
        reschedule(nowMs);
    }

    private void reschedule(final long nowMs)
    {
        if (isRetired && agenda.isEmpty())
        {
            closeWhenIdle();
            return;
        }
        long next = Long.MAX_VALUE;
        for (final Resolution first : running)
        {
            next = Math.min(nowMs + settings.resolveMs, first.lastQueryMs + settings.retryMs);
            break;
        }
        final Resolution soonest = agenda.first();
        if (null != soonest)
        {
            next = Math.min(next, Math.max(nowMs, soonest.dueMs));
        }
        if (Long.MAX_VALUE != next)
        {
            // without name servers nothing can be due at once for ever
            schedule(Math.max(next, nowMs + 1));
        }
    }

    /** A message came from a name server. */
    void onMessage(final Nameserver from, final DirectBuffer message, final int length)
    {
        final NameserverCounters counters = from.counters();
        if (length > settings.payloadSize)
        {
            counters.tooBig++;
            return;
        }
        final int id = DnsAnswer.id(message, length);
        if (id < 0)
        {
            counters.invalid++;
            return;
        }
        final Resolution resolution = byQueryId.get(id);
        if (null == resolution)
        {
            counters.outdated++;
            return;
        }
        final long nowMs = context.nowMs();
        resolution.responseCount++;
        final DnsAnswer.Status status =
            answer.read(message, length, resolution.name(), resolution.isSrv(), settings.payloadSize);
        if (DnsAnswer.Status.VALID == status)
        {
            succeed(resolution, from, nowMs);
        }
        else
        {
            count(resolution, status, counters);
            // another name server may know better
            if (resolution.responseCount >= resolution.queryCount)
            {
                onBadAnswers(resolution, nowMs);
            }
        }
        conclude(nowMs);
    }

    private static void count(
        final Resolution resolution, final DnsAnswer.Status status, final NameserverCounters counters)
    {
        switch (status)
        {
            case NO_NAME ->
            {
                resolution.status = Status.NO_NAME;
                counters.noName++;
            }
            case REFUSED ->
            {
                resolution.status = Status.REFUSED;
                counters.refused++;
            }
            case EMPTY ->
            {
                resolution.status = Status.OTHER;
                counters.empty++;
            }
            case ALIAS_ERROR ->
            {
                resolution.status = Status.OTHER;
                counters.aliasErrors++;
            }
            case TRUNCATED ->
            {
                resolution.status = Status.OTHER;
                counters.truncated++;
            }
            case ERROR ->
            {
                resolution.status = Status.OTHER;
                counters.other++;
            }
            default ->
            {
                resolution.status = Status.INVALID;
                counters.invalid++;
            }
        }
    }

    /** All have answered and none well: the other family at once, then it is left to the next try, if there is one. */
    private void onBadAnswers(final Resolution resolution, final long nowMs)
    {
        if (resolution.preferredType() != resolution.queryType)
        {
            if (resolution.triesLeft <= 0)
            {
                fail(resolution, nowMs);
            }
            return;
        }
        final int other = RecordType.otherFamily(resolution.preferredType());
        if (other != resolution.preferredType() && context.families().isBoth(nowMs))
        {
            resolution.queryType = other;
            send(resolution, nowMs);
        }
    }

    private void fail(final Resolution resolution, final long nowMs)
    {
        boolean isKept = false;
        for (final Requester requester : List.copyOf(resolution.requesters()))
        {
            isKept |= requester.onFailure(resolution);
        }
        if (!isKept)
        {
            resolution.items().clear();
        }
        settle(resolution, nowMs);
    }

    private void succeed(final Resolution resolution, final Nameserver from, final long nowMs)
    {
        resolution.items().merge(answer, context.families(), nowMs);
        removeObsolete(resolution, nowMs);
        resolution.status = Status.VALID;
        resolution.lastValidMs = nowMs;
        from.counters().valid++;
        Nameserver giver = from;
        for (final Requester requester : List.copyOf(resolution.requesters()))
        {
            requester.onAnswer(resolution, giver);
            giver = null;
        }
        settle(resolution, nowMs);
    }

    /** The attempt is over; the next one comes in its time, unless those who waited have all gone meanwhile. */
    private void settle(final Resolution resolution, final long nowMs)
    {
        byQueryId.remove(resolution.queryId, resolution);
        resolution.reset(nowMs);
        if (running.remove(resolution) && !(isRetired && resolution.requesters().isEmpty()))
        {
            agenda.await(resolution);
        }
        else
        {
            agenda.remove(resolution);
        }
    }

    /** Records that answers have not had for a while, and the servers that live by them. */
    private void removeObsolete(final Resolution resolution, final long nowMs)
    {
        final int holdMs = settings.holdObsoleteMs;
        for (final AnswerItem item : resolution.items().copy())
        {
            if (null != item.address() && item.address().isObsolete(holdMs, nowMs))
            {
                item.address(null);
            }
            if (item.isObsolete(holdMs, nowMs))
            {
                for (final ServerName server : List.copyOf(item.servers()))
                {
                    server.onItemGone(item, nowMs);
                }
                resolution.items().remove(item);
            }
            else if (RecordType.SRV == item.record().type())
            {
                for (final Requester requester : List.copyOf(resolution.requesters()))
                {
                    if (requester instanceof final ServiceName service)
                    {
                        service.onItem(item, nowMs);
                    }
                }
            }
        }
    }

    /**
     * Resolve a name for a stream: from a fresh answer at once, else when there is one. Any thread.
     *
     * @param request told on the conductor.
     */
    public void ask(final NameRequest request)
    {
        context.loop().execute(() -> request.start(this));
    }

    /**
     * Nobody waits for a name any longer. Any thread.
     *
     * @param request given up.
     */
    public void forget(final NameRequest request)
    {
        context.loop().execute(request::end);
    }
}
