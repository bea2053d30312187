/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools.docgen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.config.KeywordKind;

/**
 * What the words of HAProxy's language are for and since when they exist, for keywords that do not say so themselves.
 */
final class LanguageTable
{
    private static final String RESOURCE = "language.tsv";
    private static final Entry UNKNOWN = new Entry("", "", "", 0);

    /**
     * A word.
     *
     * @param since   HAProxy version that brought it, or empty.
     * @param syntax  how it is written.
     * @param summary what it does.
     * @param tier    1 for what most configurations use, 2 for what some do, 3 for the rest, 0 when not said.
     */
    record Entry(String since, String syntax, String summary, int tier)
    {
    }

    private final Map<String, Entry> entries = new HashMap<>();

    LanguageTable() throws IOException
    {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
            LanguageTable.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)))
        {
            for (String line = lines.readLine(); null != line; line = lines.readLine())
            {
                final String[] columns = line.split("\t", -1);
                entries.put(columns[0] + '/' + columns[1], new Entry(
                    columns[2], columns[3], columns[4], columns[5].isEmpty() ? 0 : Integer.parseInt(columns[5])));
            }
        }
    }

    /** Names of a kind in a tier. */
    List<String> names(final KeywordKind kind, final int tier)
    {
        final String prefix = kind.area() + '/';
        return entries.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(prefix) && tier == entry.getValue().tier())
            .map(entry -> entry.getKey().substring(prefix.length())).toList();
    }

    Entry of(final KeywordKind kind, final String name)
    {
        return entries.getOrDefault(kind.area() + '/' + name, UNKNOWN);
    }
}
