/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All keywords of the product, by kind and name. Filled once at start by the registrars, then only read; safe to read
 * from any thread after that.
 */
public final class KeywordRegistry
{
    /** Names that match every word beginning with them are kept apart, as there are few. */
    private static final class Names
    {
        final Map<String, Keyword> exact = new LinkedHashMap<>();
        final List<Keyword> prefixed = new ArrayList<>();
        int maxWords = 1;
    }

    private final Map<KeywordKind, Names> names = new EnumMap<>(KeywordKind.class);
    private final Map<String, Supplier<SectionParser>> sections = new LinkedHashMap<>();

    /**
     * Register a keyword under its name and aliases.
     *
     * @throws IllegalStateException if a name is taken.
     */
    public KeywordRegistry register(final Keyword keyword)
    {
        final Names ofKind = names.computeIfAbsent(keyword.kind(), kind -> new Names());
        for (final String name : keyword.names())
        {
            if (null != ofKind.exact.putIfAbsent(name, keyword))
            {
                throw new IllegalStateException(keyword + " is registered twice");
            }
            ofKind.maxWords = Math.max(ofKind.maxWords, Keyword.split(name).size());
        }
        if (keyword.isPrefixMatched())
        {
            ofKind.prefixed.add(keyword);
        }
        keyword.freeze();
        return this;
    }

    /** Register several. */
    public KeywordRegistry registerAll(final Keyword... keywords)
    {
        for (final Keyword keyword : keywords)
        {
            register(keyword);
        }
        return this;
    }

    /**
     * Register a section: its description, a {@link KeywordKind#SECTION} keyword, and what makes a parser for each
     * configuration.
     */
    public KeywordRegistry section(final Keyword keyword, final Supplier<SectionParser> parser)
    {
        register(keyword);
        sections.put(keyword.name(), parser);
        return this;
    }

    /** Sections by name, in registration order. */
    public Map<String, Supplier<SectionParser>> sections()
    {
        return sections;
    }

    /** Keyword of exactly this name or alias, or a prefix-matched one the name begins with; null if there is none. */
    public Keyword find(final KeywordKind kind, final String name)
    {
        final Names ofKind = names.get(kind);
        if (null == ofKind)
        {
            return null;
        }
        final Keyword exact = ofKind.exact.get(name);
        if (null != exact)
        {
            return exact;
        }
        Keyword longest = null;
        for (final Keyword candidate : ofKind.prefixed)
        {
            for (final String start : candidate.names())
            {
                if (name.startsWith(start) && (null == longest || start.length() > longest.name().length()))
                {
                    longest = candidate;
                }
            }
        }
        return longest;
    }

    /**
     * Keyword at the cursor, the longest name first ({@code stats socket} before {@code stats}); the cursor moves
     * behind it. Null, and the cursor stays, if there is none.
     */
    public Keyword find(final KeywordKind kind, final Words words)
    {
        final Names ofKind = names.get(kind);
        if (null == ofKind || !words.hasNext())
        {
            return null;
        }
        final int start = words.index();
        for (int count = Math.min(ofKind.maxWords, words.remaining()); count >= 1; count--)
        {
            final StringBuilder name = new StringBuilder(words.peek());
            for (int i = 1; i < count; i++)
            {
                name.append(' ').append(words.peek(i));
            }
            final Keyword found = find(kind, name.toString());
            if (null != found)
            {
                words.index(start + count);
                return found;
            }
        }
        return null;
    }

    /** All keywords of a kind, in registration order. */
    public Collection<Keyword> all(final KeywordKind kind)
    {
        final List<Keyword> all = new ArrayList<>();
        final Names ofKind = names.get(kind);
        if (null != ofKind)
        {
            for (final Keyword keyword : ofKind.exact.values())
            {
                if (!all.contains(keyword))
                {
                    all.add(keyword);
                }
            }
        }
        return all;
    }

    /**
     * Registered word of this kind that looks most like {@code word}, or null. Of names of several words the first is
     * compared, as lines begin with it. {@code extra} words are offered too.
     */
    public String nearest(final KeywordKind kind, final String word, final String... extra)
    {
        final WordDistance distance = new WordDistance(word);
        final Names ofKind = names.get(kind);
        if (null != ofKind)
        {
            ofKind.exact.forEach((name, keyword) ->
            {
                if (KeywordState.REFUSED != keyword.state())
                {
                    distance.offer(Keyword.split(name).getFirst());
                }
            });
        }
        for (final String candidate : extra)
        {
            distance.offer(candidate);
        }
        return distance.nearest();
    }
}
