/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The resolutions of a section: found by name, and those that wait in the order they are due. Whatever changes when one
 * is due is followed by {@link #update}. Cost grows with the logarithm of their number. Conductor only.
 */
final class NameAgenda
{
    /** What is shared by those who wait for it. */
    private record Key(DnsName name, int type)
    {
        static Key of(final Resolution resolution)
        {
            return new Key(resolution.name(), resolution.preferredType());
        }
    }

    private final ResolversSettings settings;
    private final Map<Key, Resolution> byName = new HashMap<>();
    private final TreeSet<Resolution> waiting =
        new TreeSet<>(Comparator.comparingLong((Resolution each) -> each.dueMs).thenComparingLong(each -> each.number));
    private long count;

    NameAgenda(final ResolversSettings settings)
    {
        this.settings = settings;
    }

    Resolution find(final DnsName name, final int type)
    {
        return byName.get(new Key(name, type));
    }

    /** One that is new; it waits and is due at once. */
    void add(final Resolution resolution)
    {
        resolution.number = count++;
        byName.put(Key.of(resolution), resolution);
        await(resolution);
    }

    /** It is to wait from now on. */
    void await(final Resolution resolution)
    {
        resolution.dueMs = dueMs(resolution);
        waiting.add(resolution);
    }

    /** Something about it has changed. */
    void update(final Resolution resolution)
    {
        if (waiting.remove(resolution))
        {
            await(resolution);
        }
    }

    /** It waits no longer. */
    void take(final Resolution resolution)
    {
        waiting.remove(resolution);
    }

    /** It is gone. */
    void remove(final Resolution resolution)
    {
        waiting.remove(resolution);
        byName.remove(Key.of(resolution), resolution);
    }

    /** The one that is due first; null when none waits. */
    Resolution first()
    {
        return waiting.isEmpty() ? null : waiting.first();
    }

    int waitingCount()
    {
        return waiting.size();
    }

    boolean isEmpty()
    {
        return byName.isEmpty();
    }

    Iterable<Resolution> all()
    {
        return List.copyOf(byName.values());
    }

    private long dueMs(final Resolution resolution)
    {
        final int periodMs = resolution.requesters().isEmpty() ? settings.holdValidMs : settings.resolveMs;
        return Resolution.NEVER == resolution.lastResolutionMs ? Resolution.NEVER :
            resolution.lastResolutionMs + periodMs;
    }
}
