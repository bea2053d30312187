/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of all words HAProxy's language has, so that a word that is known but not supported here is refused as such.
 * Read from a resource when the first error needs it.
 */
public final class LanguageIndex
{
    private static final String RESOURCE = "language.txt";
    /** Words that begin so are named by scripts. */
    private static final String SCRIPT_PREFIX = "lua.";

    /** Kept apart, as every line is compared with it. */
    private static final Set<String> SECTIONS = Set.of(
        "acme", "backend", "cache", "crt-store", "defaults", "fcgi-app", "frontend", "global", "healthcheck",
        "http-errors", "listen", "log-forward", "log-profile", "mailers", "namespace_list", "peers", "resolvers",
        "ring", "traces", "userlist");

    private final Map<String, Set<String>> areas = new HashMap<>();

    private LanguageIndex(final BufferedReader lines) throws IOException
    {
        Set<String> area = new TreeSet<>();
        for (String line = lines.readLine(); null != line; line = lines.readLine())
        {
            if (line.startsWith("["))
            {
                area = areas.computeIfAbsent(line.substring(1, line.length() - 1), name -> new TreeSet<>());
            }
            else
            {
                area.add(line);
            }
        }
    }

    /** Holds the one instance from first use on. */
    private static final class Holder
    {
        static final LanguageIndex INSTANCE = load();
    }

    /** The index, loaded by the first call. */
    public static LanguageIndex instance()
    {
        return Holder.INSTANCE;
    }

    /** Whether a line beginning with this word begins a section in HAProxy. */
    public static boolean isSection(final String word)
    {
        return SECTIONS.contains(word);
    }

    /** Whether HAProxy has a word of this kind and name; a name may have several words. */
    public boolean isKnown(final KeywordKind kind, final String name)
    {
        return names(kind).contains(name) || name.startsWith(SCRIPT_PREFIX) && names(kind).contains(SCRIPT_PREFIX);
    }

    /** All names of a kind, sorted. */
    public Set<String> names(final KeywordKind kind)
    {
        return KeywordKind.SECTION == kind ? new TreeSet<>(SECTIONS) : areas.getOrDefault(kind.area(), Set.of());
    }

    /**
     * The known name that stands at the cursor, longest first, or null. A word with an opening parenthesis, as
     * {@code set-var(txn.x)}, is looked for without it.
     */
    public String knownAt(final KeywordKind kind, final Words words)
    {
        for (int count = Math.min(3, words.remaining()); count >= 1; count--)
        {
            final StringBuilder name = new StringBuilder(bare(words.peek()));
            for (int i = 1; i < count; i++)
            {
                name.append(' ').append(words.peek(i));
            }
            if (isKnown(kind, name.toString()))
            {
                return name.toString();
            }
        }
        return null;
    }

    /** Text of a refusal: the word is known to HAProxy and not supported here. */
    public static String refusal(final String name)
    {
        return "'" + name + "' is known to HAProxy but not supported by Fairlead";
    }

    private static String bare(final String word)
    {
        final int parenthesis = word.indexOf('(');
        return parenthesis > 0 ? word.substring(0, parenthesis) : word;
    }

    private static LanguageIndex load()
    {
        try (InputStream in = LanguageIndex.class.getResourceAsStream(RESOURCE);
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)))
        {
            return new LanguageIndex(reader);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
