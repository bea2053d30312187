/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of one version of a pattern list, in order. Used under the lock of its list.
 */
final class PatternVersion
{
    private final Map<Long, PatternEntry> byId = new LinkedHashMap<>();
    private Map<String, List<Long>> byPattern;

    int size()
    {
        return byId.size();
    }

    /** Entries in order, oldest first; a copy. */
    List<PatternEntry> entries()
    {
        return new ArrayList<>(byId.values());
    }

    PatternEntry entry(final long id)
    {
        return byId.get(id);
    }

    /** Append an entry, or replace the one of the same number where it stands. */
    void put(final PatternEntry entry)
    {
        final boolean isNew = null == byId.put(entry.id(), entry);
        if (isNew && null != byPattern)
        {
            byPattern.computeIfAbsent(entry.pattern(), key -> new ArrayList<>(1)).add(entry.id());
        }
    }

    /** Numbers of the entries of a pattern; empty when there are none. */
    List<Long> ids(final String pattern)
    {
        if (null == byPattern)
        {
            // most lists are never changed, so the index is made when the first change comes
            byPattern = HashMap.newHashMap(byId.size());
            for (final PatternEntry entry : byId.values())
            {
                byPattern.computeIfAbsent(entry.pattern(), key -> new ArrayList<>(1)).add(entry.id());
            }
        }
        return byPattern.getOrDefault(pattern, List.of());
    }

    /** Remove an entry; null when there is none of this number. */
    PatternEntry remove(final long id)
    {
        final PatternEntry entry = byId.remove(id);
        if (null != entry && null != byPattern)
        {
            final List<Long> ids = byPattern.get(entry.pattern());
            ids.remove(id);
            if (ids.isEmpty())
            {
                byPattern.remove(entry.pattern());
            }
        }
        return entry;
    }
}
