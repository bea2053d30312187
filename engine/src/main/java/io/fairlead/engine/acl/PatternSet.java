/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.Texts;

/**
 * A pattern list made ready for one method of matching. Loops read the newest snapshot; whoever changes the list
 * replaces it, under the lock of the list.
 * <p>
 * A snapshot is an index of all entries and a small one of those added since, so that one more entry does not cost a
 * new index of a long list.
 */
public final class PatternSet
{
    private static final int LATER_LIMIT = 32;

    /**
     * What loops look at.
     *
     * @param matcher      of the entries.
     * @param entries      by index; null where one was removed.
     * @param later        of entries added since, or null.
     * @param laterEntries by index.
     */
    private record Snapshot(Matcher matcher, PatternEntry[] entries, Matcher later, PatternEntry[] laterEntries)
    {
    }

    private static final PatternEntry[] NO_ENTRIES = {};

    private final PatternList list;
    private final MatchMethod method;
    private final boolean ignoreCase;
    private final boolean mayResolve;
    private final MapValueType valueType;
    private volatile Snapshot snapshot;

    PatternSet(
        final PatternList list, final MatchMethod method, final boolean ignoreCase, final boolean mayResolve,
        final MapValueType valueType)
    {
        this.list = list;
        this.method = method;
        this.ignoreCase = ignoreCase;
        this.mayResolve = mayResolve;
        this.valueType = valueType;
    }

    boolean isFor(final MatchMethod otherMethod, final boolean otherIgnoreCase, final MapValueType otherValueType)
    {
        return method == otherMethod && ignoreCase == otherIgnoreCase && valueType == otherValueType;
    }

    public PatternList list()
    {
        return list;
    }

    public MatchMethod method()
    {
        return method;
    }

    public MapValueType valueType()
    {
        return valueType;
    }

    public boolean isCaseIgnored()
    {
        return ignoreCase;
    }

    /** Whether any pattern matches a value of the type the method wants. Any loop. */
    public boolean matches(final Sample sample)
    {
        final Snapshot now = snapshot;
        final int index = now.matcher.find(sample);
        return index >= 0 && (index >= now.entries.length || null != now.entries[index]) ||
            null != now.later && now.later.find(sample) >= 0;
    }

    /** Entry that matches, or null. Any loop. */
    public PatternEntry find(final Sample sample)
    {
        final Snapshot now = snapshot;
        final int index = now.matcher.find(sample);
        if (index >= 0 && null != now.entries[index])
        {
            return now.entries[index];
        }
        final int later = null == now.later ? Matcher.NO_MATCH : now.later.find(sample);
        return later < 0 ? null : now.laterEntries[later];
    }

    /** Value of the entry that matches; false when none does. Any loop. */
    public boolean map(final Sample sample)
    {
        final PatternEntry entry = find(sample);
        return null != entry && null != entry.bytes() && valueType.load(entry.bytes(), sample);
    }

    /** Entry of a regular expression that matches, with its groups; null when none does. Any loop. */
    public PatternEntry findGroups(final Sample sample, final MatchResult[] groups)
    {
        final Snapshot now = snapshot;
        final int index = now.matcher.find(sample);
        if (index >= 0)
        {
            groups[0] = ((RegexMatcher)now.matcher).regex(index).match(sample, 0);
            return now.entries[index];
        }
        final int later = null == now.later ? Matcher.NO_MATCH : now.later.find(sample);
        if (later < 0)
        {
            return null;
        }
        groups[0] = ((RegexMatcher)now.later).regex(later).match(sample, 0);
        return now.laterEntries[later];
    }

    /** Whether there are no patterns. */
    public boolean isEmpty()
    {
        return 0 == snapshot.entries.length && null == snapshot.later;
    }

    /** Whether the first match is found by an index, as HAProxy calls it a tree, and not entry by entry. */
    public boolean isTree()
    {
        return switch (method)
        {
            case STR, BEG -> !ignoreCase;
            case IP -> true;
            default -> false;
        };
    }

    /**
     * Refuse an entry that does not fit.
     *
     * @throws ConfigException with the bare message.
     */
    void check(final PatternEntry entry)
    {
        if (null != entry.value())
        {
            checkValue(entry.value());
        }
        matcher(List.of(entry.pattern()));
    }

    /**
     * Refuse a value that does not fit.
     *
     * @throws ConfigException with the bare message.
     */
    void checkValue(final String value)
    {
        if (MapValueType.NONE != valueType && !valueType.isValid(value))
        {
            throw new ConfigException("unable to parse '" + value + '\'');
        }
    }

    /**
     * Take one more entry, the last one of the list.
     *
     * @return false when that needs a new index.
     */
    boolean append(final PatternEntry entry)
    {
        final Snapshot now = snapshot;
        final int count = now.laterEntries.length;
        // where the longest pattern wins, two indexes would have to be compared
        final boolean isOrdered = MatchMethod.IP != method && MatchMethod.BEG != method;
        if (!isOrdered || count >= LATER_LIMIT + (int)Math.sqrt(now.entries.length) * 4)
        {
            return false;
        }
        final PatternEntry[] laterEntries = Arrays.copyOf(now.laterEntries, count + 1);
        laterEntries[count] = entry;
        snapshot = new Snapshot(now.matcher, now.entries, matcher(texts(List.of(laterEntries))), laterEntries);
        return true;
    }

    /** Take another value for an entry. */
    void replace(final PatternEntry entry)
    {
        final Snapshot now = snapshot;
        if (!replace(now.entries, entry.id(), entry))
        {
            replace(now.laterEntries, entry.id(), entry);
        }
        snapshot = now; // releases the element written
    }

    /* Entries stand in the order of their numbers, some places are empty. */
    private static boolean replace(final PatternEntry[] entries, final long id, final PatternEntry entry)
    {
        int low = 0;
        int high = entries.length - 1;
        while (low <= high)
        {
            final int middle = low + high >>> 1;
            int at = middle;
            while (at <= high && null == entries[at])
            {
                at++;
            }
            if (at > high || entries[at].id() > id)
            {
                high = middle - 1;
            }
            else if (entries[at].id() < id)
            {
                low = at + 1;
            }
            else
            {
                entries[at] = entry;
                return true;
            }
        }
        return false;
    }

    /**
     * Forget all entries of a pattern.
     *
     * @param ids their numbers.
     * @return false when that needs a new index.
     */
    boolean removeAll(final List<Long> ids)
    {
        final Snapshot now = snapshot;
        if (MatchMethod.STR != method || ignoreCase || null != now.later)
        {
            return false;
        }
        for (final long id : ids)
        {
            replace(now.entries, id, null);
        }
        snapshot = now;
        return true;
    }

    private static List<String> texts(final List<PatternEntry> entries)
    {
        final List<String> texts = new ArrayList<>(entries.size());
        for (final PatternEntry entry : entries)
        {
            texts.add(entry.pattern());
        }
        return texts;
    }

    /**
     * Make an index of all entries.
     *
     * @throws ConfigException with the bare message; the old snapshot then stays.
     */
    void rebuild(final List<PatternEntry> entries)
    {
        for (final PatternEntry entry : entries)
        {
            if (MapValueType.NONE != valueType && null != entry.value() && !valueType.isValid(entry.value()))
            {
                throw located(entry, "unable to parse '" + entry.value() + '\'');
            }
        }
        try
        {
            snapshot = new Snapshot(
                matcher(texts(entries)), entries.toArray(NO_ENTRIES), null, NO_ENTRIES);
        }
        catch (final ConfigException ex)
        {
            for (final PatternEntry entry : entries)
            {
                checkAlone(entry);
            }
            throw ex;
        }
    }

    private void checkAlone(final PatternEntry entry)
    {
        try
        {
            matcher(List.of(entry.pattern()));
        }
        catch (final ConfigException ex)
        {
            throw located(entry, ex.getMessage());
        }
    }

    private ConfigException located(final PatternEntry entry, final String message)
    {
        return new ConfigException(0 < entry.line()
            ? message + " at line " + entry.line() + " of file '" + list.name() + '\'' : message);
    }

    private Matcher matcher(final List<String> texts)
    {
        return switch (method)
        {
            case FOUND -> new SimpleMatcher.Found();
            case BOOL -> new SimpleMatcher.Bool();
            case INT -> RangeMatcher.numbers(texts, false);
            case LEN -> RangeMatcher.numbers(texts, true);
            case VERSION -> RangeMatcher.versions(texts);
            case IP -> IpMatcher.of(texts, mayResolve);
            case METHOD -> new SimpleMatcher.Methods(texts, ignoreCase);
            case GROUP -> new SimpleMatcher.Groups(texts);
            case REG, REGM -> new RegexMatcher(texts, ignoreCase);
            case BIN -> new TextMatcher(method, SimpleMatcher.binaries(texts), false);
            default -> new TextMatcher(method, texts.stream().map(Texts::bytes).toList(), ignoreCase);
        };
    }
}
