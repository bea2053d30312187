/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.fairlead.engine.config.ConfigException;

/**
 * Patterns of one origin (a file, a virtual file, or one line of the configuration), seen by the runtime API under a
 * name or number. Changed by the conductor only; each change becomes visible to loops at {@link #publish()}.
 */
public final class PatternList
{
    private static final AtomicLong NEXT_ENTRY = new AtomicLong(1);

    private final String name;
    private final boolean isMap;
    private final boolean isFile;
    private final List<PatternSet> sets = new ArrayList<>();
    private List<PatternEntry> entries = new ArrayList<>();
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

    /** Entries in order, published or not. */
    public List<PatternEntry> entries()
    {
        return entries;
    }

    /** Append an entry. */
    public PatternEntry add(final String pattern, final String value, final int line)
    {
        final PatternEntry entry = PatternEntry.of(NEXT_ENTRY.getAndIncrement(), pattern, value, line);
        entries.add(entry);
        return entry;
    }

    /** Remove all entries of a pattern; false when there is none. */
    public boolean remove(final String pattern)
    {
        return entries.removeIf(entry -> entry.pattern().equals(pattern));
    }

    /** Remove one entry by its number; false when there is none. */
    public boolean remove(final long entryId)
    {
        return entries.removeIf(entry -> entry.id() == entryId);
    }

    /** Give all entries of a pattern another value; false when there is none. */
    public boolean set(final String pattern, final String value)
    {
        boolean found = false;
        for (int i = 0; i < entries.size(); i++)
        {
            final PatternEntry old = entries.get(i);
            if (old.pattern().equals(pattern))
            {
                entries.set(i, PatternEntry.of(old.id(), pattern, value, old.line()));
                found = true;
            }
        }
        return found;
    }

    /** Remove everything. */
    public void clear()
    {
        entries = new ArrayList<>();
    }

    /** First entry of a pattern, or null. */
    public PatternEntry entry(final String pattern)
    {
        for (final PatternEntry entry : entries)
        {
            if (entry.pattern().equals(pattern))
            {
                return entry;
            }
        }
        return null;
    }

    /**
     * Make the list ready for one more way of matching, or find that it is already.
     *
     * @throws ConfigException with the bare message when a pattern does not fit.
     */
    public PatternSet set(
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
        set.rebuild();
        sets.add(set);
        return set;
    }

    /** Ways of matching in use. */
    public List<PatternSet> sets()
    {
        return sets;
    }

    /**
     * Show loops the entries as they are now.
     *
     * @throws ConfigException with the bare message when a pattern does not fit; loops may then see part of the change.
     */
    public void publish()
    {
        for (final PatternSet set : sets)
        {
            set.rebuild();
        }
    }
}
