/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.Texts;

/**
 * A pattern list made ready for one method of matching. Loops read the newest snapshot; the conductor replaces it after
 * changes of the list.
 */
public final class PatternSet
{
    private record Snapshot(Matcher matcher, PatternEntry[] entries)
    {
    }

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

    /** Whether any pattern matches a value of the type the method wants. Any loop. */
    public boolean matches(final Sample sample)
    {
        return snapshot.matcher.find(sample) >= 0;
    }

    /** Entry that matches, or null. Any loop. */
    public PatternEntry find(final Sample sample)
    {
        final Snapshot now = snapshot;
        final int index = now.matcher.find(sample);
        return index < 0 ? null : now.entries[index];
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
        if (index < 0)
        {
            return null;
        }
        groups[0] = ((RegexMatcher)now.matcher).regex(index).match(sample, 0);
        return now.entries[index];
    }

    /** Whether there are no patterns. */
    public boolean isEmpty()
    {
        return 0 == snapshot.entries.length;
    }

    /** Entries now in use, in order. */
    public List<PatternEntry> entries()
    {
        return List.of(snapshot.entries);
    }

    /**
     * Take over the list as it is now.
     *
     * @throws ConfigException with the bare message; the old snapshot then stays.
     */
    void rebuild()
    {
        final List<PatternEntry> entries = list.entries();
        final List<String> texts = new ArrayList<>(entries.size());
        for (final PatternEntry entry : entries)
        {
            if (MapValueType.NONE != valueType && null != entry.value() && !valueType.isValid(entry.value()))
            {
                throw located(entry, "unable to parse '" + entry.value() + '\'');
            }
            texts.add(entry.pattern());
        }
        try
        {
            snapshot = new Snapshot(matcher(texts), entries.toArray(new PatternEntry[0]));
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
