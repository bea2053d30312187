/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import io.fairlead.engine.config.ConfigException;

/**
 * Patterns of one origin (a file, a virtual file, or one line of the configuration), seen by the runtime API under a
 * name or number. Any thread may change it, one at a time; loops see the change at their next look-up, but for a long
 * list whose index must be made anew: the conductor then does that, and loops see the old entries until it is done.
 * <p>
 * A list has numbered versions. One is current; others are filled by the runtime API until one of them is committed.
 */
public final class PatternList
{
    /** Entries up to which an index is made anew by the thread that changes the list. */
    private static final int INLINE_LIMIT = 2000;
    private static final AtomicLong NEXT_ENTRY = new AtomicLong(1);

    private final String name;
    private final boolean isMap;
    private final boolean isFile;
    private final List<PatternSet> sets = new ArrayList<>();
    private final Map<Integer, PatternVersion> prepared = new HashMap<>();
    private PatternVersion current = new PatternVersion();
    private int currentVersion;
    private int nextVersion;
    private int entryCount;
    private Executor publisher = Runnable::run;
    private boolean isPublishing;
    private String display;
    private int id = -1;
    private boolean isUsedByAcl;
    private boolean isUsedByMap;

    PatternList(final String name, final String display, final boolean isMap, final boolean isFile)
    {
        this.name = name;
        this.display = display;
        this.isMap = isMap;
        this.isFile = isFile;
    }

    /** File name as configured; empty for patterns written in a line. */
    public String name()
    {
        return isFile ? name : "";
    }

    /** Words that tell where it is used. */
    public String display()
    {
        return display;
    }

    void display(final String text)
    {
        display = text;
    }

    /** Whether entries have values. */
    public boolean isMap()
    {
        return isMap;
    }

    /** Number for the runtime API, negative before {@link PatternRegistry#finish()}. */
    public int id()
    {
        return id;
    }

    void id(final int newId)
    {
        id = newId;
    }

    void publisher(final Executor executor)
    {
        publisher = executor;
    }

    public boolean isUsedByAcl()
    {
        return isUsedByAcl;
    }

    public boolean isUsedByMap()
    {
        return isUsedByMap;
    }

    void usedBy(final boolean map)
    {
        isUsedByMap |= map;
        isUsedByAcl |= !map;
    }

    /** Number of the version in use, 32 bits unsigned. */
    public synchronized int currentVersion()
    {
        return currentVersion;
    }

    /** Number of the newest version begun. */
    public synchronized int nextVersion()
    {
        return nextVersion;
    }

    /**
     * Entries of all versions as HAProxy counts them: once for each way of matching when they come, once when they go.
     */
    public synchronized int entryCount()
    {
        return entryCount;
    }

    /** Entries in use, in order; a copy. */
    public synchronized List<PatternEntry> entries()
    {
        return current.entries();
    }

    /** Entries of a version, in order; a copy, empty when there is no such version. */
    public synchronized List<PatternEntry> entries(final int version)
    {
        final PatternVersion wanted = version(version);
        return null == wanted ? List.of() : wanted.entries();
    }

    private PatternVersion version(final int version)
    {
        return version == currentVersion ? current : prepared.get(version);
    }

    /** Append an entry at load time, before the list is in use. */
    public synchronized PatternEntry load(final String pattern, final String value, final int line)
    {
        final PatternEntry entry = PatternEntry.of(NEXT_ENTRY.getAndIncrement(), pattern, value, line);
        current.put(entry);
        return entry;
    }

    /**
     * Append an entry.
     *
     * @param value null for an ACL.
     * @throws ConfigException with the bare message when pattern or value do not fit; nothing is changed then.
     */
    public synchronized void add(final int version, final String pattern, final String value)
    {
        final PatternEntry entry = PatternEntry.of(NEXT_ENTRY.getAndIncrement(), pattern, value, 0);
        for (final PatternSet set : sets)
        {
            set.check(entry);
        }
        entryCount += sets.size();
        if (version != currentVersion)
        {
            prepared.computeIfAbsent(version, key -> new PatternVersion()).put(entry);
            return;
        }
        current.put(entry);
        boolean isIndexed = true;
        for (final PatternSet set : sets)
        {
            isIndexed &= set.append(entry);
        }
        if (!isIndexed)
        {
            publish();
        }
    }

    /** Append an entry to the current version unless it has one of this pattern already. */
    public synchronized void addMissing(final String pattern)
    {
        if (current.ids(pattern).isEmpty())
        {
            add(currentVersion, pattern, null);
        }
    }

    /** Give the current entries of a pattern another value, or append an entry when there is none. */
    public synchronized void put(final String pattern, final String value)
    {
        if (!set(pattern, value))
        {
            add(currentVersion, pattern, value);
        }
    }

    /**
     * Give all current entries of a pattern another value; false when there is none.
     *
     * @throws ConfigException with the bare message when the value does not fit.
     */
    public synchronized boolean set(final String pattern, final String value)
    {
        final List<Long> ids = current.ids(pattern);
        for (final long entryId : ids)
        {
            replace(current, current.entry(entryId), value);
        }
        return !ids.isEmpty();
    }

    /**
     * Give one entry of any version another value; false when there is none of this number.
     *
     * @throws ConfigException with the bare message when the value does not fit.
     */
    public synchronized boolean set(final long entryId, final String value)
    {
        final PatternVersion version = versionOf(entryId);
        if (null != version)
        {
            replace(version, version.entry(entryId), value);
        }
        return null != version;
    }

    private PatternVersion versionOf(final long entryId)
    {
        if (null != current.entry(entryId))
        {
            return current;
        }
        for (final PatternVersion version : prepared.values())
        {
            if (null != version.entry(entryId))
            {
                return version;
            }
        }
        return null;
    }

    private void replace(final PatternVersion version, final PatternEntry old, final String value)
    {
        for (final PatternSet set : sets)
        {
            set.checkValue(value);
        }
        final PatternEntry entry = PatternEntry.of(old.id(), old.pattern(), value, old.line());
        version.put(entry);
        if (version == current)
        {
            for (final PatternSet set : sets)
            {
                set.replace(entry);
            }
        }
    }

    /** Remove all current entries of a pattern; false when there is none. */
    public synchronized boolean remove(final String pattern)
    {
        final List<Long> ids = List.copyOf(current.ids(pattern));
        for (final long entryId : ids)
        {
            current.remove(entryId);
        }
        entryCount -= ids.size();
        if (!ids.isEmpty())
        {
            boolean isIndexed = true;
            for (final PatternSet set : sets)
            {
                isIndexed &= set.removeAll(ids);
            }
            if (!isIndexed)
            {
                publish();
            }
        }
        return !ids.isEmpty();
    }

    /** Remove one entry of any version by its number; false when there is none. */
    public synchronized boolean remove(final long entryId)
    {
        final PatternVersion version = versionOf(entryId);
        if (null != version)
        {
            version.remove(entryId);
            entryCount--;
            if (version == current)
            {
                publish();
            }
        }
        return null != version;
    }

    /** Remove all entries of a version. */
    public synchronized void clear(final int version)
    {
        final PatternVersion cleared = version(version);
        entryCount -= null == cleared ? 0 : cleared.size();
        if (version == currentVersion)
        {
            current = new PatternVersion();
            publish();
        }
        else
        {
            prepared.remove(version);
        }
    }

    /** Begin a version, empty and not in use; its number. */
    public synchronized int prepare()
    {
        return ++nextVersion;
    }

    /** Put a version in the place of the current one, and forget all older ones; false when its number is too old. */
    public synchronized boolean commit(final int version)
    {
        if (Integer.compareUnsigned(version - (currentVersion + 1), nextVersion - currentVersion) >= 0)
        {
            return false;
        }
        final PatternVersion wanted = prepared.remove(version);
        entryCount -= current.size();
        current = null == wanted ? new PatternVersion() : wanted;
        currentVersion = version;
        prepared.entrySet().removeIf(this::isOutdated);
        publish();
        return true;
    }

    private boolean isOutdated(final Map.Entry<Integer, PatternVersion> version)
    {
        final boolean isOutdated = version.getKey() - currentVersion < 0;
        entryCount -= isOutdated ? version.getValue().size() : 0;
        return isOutdated;
    }

    /**
     * Make the list ready for one more way of matching, or find that it is already.
     *
     * @throws ConfigException with the bare message when a pattern does not fit.
     */
    public synchronized PatternSet set(
        final MatchMethod method, final boolean ignoreCase, final boolean mayResolve, final MapValueType valueType)
    {
        for (final PatternSet set : sets)
        {
            if (set.isFor(method, ignoreCase, valueType))
            {
                return set;
            }
        }
        final PatternSet set = new PatternSet(this, method, ignoreCase, mayResolve, valueType);
        set.rebuild(current.entries());
        entryCount += current.size();
        sets.add(set);
        return set;
    }

    /** Ways of matching in use. */
    public List<PatternSet> sets()
    {
        return sets;
    }

    /* All entries were checked before, so making an index of them cannot fail. */
    private void publish()
    {
        if (current.size() <= INLINE_LIMIT)
        {
            rebuild();
        }
        else if (!isPublishing)
        {
            isPublishing = true;
            publisher.execute(this::rebuild);
        }
    }

    private synchronized void rebuild()
    {
        isPublishing = false;
        final List<PatternEntry> entries = current.entries();
        for (final PatternSet set : sets)
        {
            set.rebuild(entries);
        }
    }
}
