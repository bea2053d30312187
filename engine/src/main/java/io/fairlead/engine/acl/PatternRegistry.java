/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

import io.fairlead.engine.config.ConfigException;

/**
 * All pattern lists of a configuration, by file name and number. Load time and conductor only.
 */
public final class PatternRegistry
{
    private static final String VIRTUAL = "virt@";
    private static final String OPTIONAL = "opt@";

    private final Map<String, PatternList> byName = new HashMap<>();
    private final List<PatternList> all = new ArrayList<>();
    private final Set<Integer> usedIds = new HashSet<>();

    /** List of patterns written in a line. */
    PatternList inline(final String display, final int id)
    {
        final PatternList list = new PatternList("", display, false, false);
        list.usedBy(false);
        list.id(id);
        all.add(list);
        return list;
    }

    /**
     * Keep a number for a list.
     *
     * @return false when it is taken.
     */
    boolean reserve(final int id)
    {
        return usedIds.add(id);
    }

    /**
     * List of a file, read when it is new.
     *
     * @param name   as configured, with {@code opt@} or {@code virt@} where wanted.
     * @param isMap  whether lines have two columns.
     * @param byMap  whether a map asks, not an ACL.
     * @param where  file of the configuration.
     * @param line   of the configuration.
     * @throws ConfigException with the bare message.
     */
    public PatternList file(
        final String name, final boolean isMap, final boolean byMap, final String where, final int line)
    {
        final String user = " by " + (byMap ? "map" : "acl") + " at file '" + where + "' line " + line;
        final String key = key(name);
        final PatternList known = byName.get(key);
        if (null != known)
        {
            if (known.isMap() != isMap)
            {
                throw new ConfigException("The file \"" + name + "\" is already used as " +
                    (isMap ? "one" : "two") + " column file and cannot be used by as " + (isMap ? "two" : "one") +
                    " column file.");
            }
            known.display(known.display() + "," + user);
            known.usedBy(byMap);
            return known;
        }
        final PatternList list =
            new PatternList(key, "pattern loaded from file '" + name + "' used" + user, isMap, true);
        list.usedBy(byMap);
        read(list, name, isMap);
        byName.put(key, list);
        all.add(list);
        return list;
    }

    private static void read(final PatternList list, final String name, final boolean isMap)
    {
        if (name.startsWith(VIRTUAL))
        {
            return;
        }
        final boolean isOptional = name.startsWith(OPTIONAL);
        final String path = name.startsWith("file@") ? name.substring("file@".length())
            : isOptional ? name.substring(OPTIONAL.length()) : name;
        final List<String> lines;
        try
        {
            lines = new String(Files.readAllBytes(Path.of(path)), StandardCharsets.ISO_8859_1).lines().toList();
        }
        catch (final IOException ex)
        {
            if (isOptional)
            {
                return;
            }
            throw new ConfigException("failed to open pattern file <" + name + '>');
        }
        for (int i = 0; i < lines.size(); i++)
        {
            readLine(list, lines.get(i), isMap, i + 1);
        }
    }

    private static void readLine(final PatternList list, final String line, final boolean isMap, final int number)
    {
        if (line.startsWith("#"))
        {
            return;
        }
        int begin = 0;
        while (begin < line.length() && isBlank(line.charAt(begin)))
        {
            begin++;
        }
        if (begin == line.length())
        {
            return;
        }
        if (!isMap)
        {
            list.load(line.substring(begin), null, number);
            return;
        }
        int end = begin;
        while (end < line.length() && !isBlank(line.charAt(end)))
        {
            end++;
        }
        int value = end;
        while (value < line.length() && isBlank(line.charAt(value)))
        {
            value++;
        }
        int valueEnd = line.length();
        while (valueEnd > value && isBlank(line.charAt(valueEnd - 1)))
        {
            valueEnd--;
        }
        list.load(line.substring(begin, end), line.substring(value, valueEnd), number);
    }

    private static boolean isBlank(final char c)
    {
        return ' ' == c || '\t' == c;
    }

    /** Give every list a number. */
    public void finish()
    {
        int next = 0;
        for (final PatternList list : all)
        {
            if (list.id() < 0)
            {
                while (!reserve(next))
                {
                    next++;
                }
                list.id(next);
            }
        }
        all.sort((a, b) -> Integer.compare(a.id(), b.id()));
    }

    /** All lists, by number after {@link #finish()}. */
    public List<PatternList> all()
    {
        return all;
    }

    /* The same file may be named with and without the word for its kind. */
    private static String key(final String name)
    {
        return name.startsWith("file@") && 5 < name.length() ? name.substring(5)
            : name.startsWith(OPTIONAL) && OPTIONAL.length() < name.length() ? name.substring(OPTIONAL.length()) : name;
    }

    /**
     * Say who makes the index of a long list anew after a change; before traffic begins.
     *
     * @param publisher runs it soon, on another thread than the one that changes the list.
     */
    public void publisher(final Executor publisher)
    {
        all.forEach(list -> list.publisher(publisher));
    }

    /** List of a file by its name, or null. */
    public PatternList named(final String name)
    {
        return byName.get(key(name));
    }

    /** List named as the runtime API does: a file name, or {@code #} and a number; null when unknown. */
    public PatternList find(final String reference)
    {
        if (reference.startsWith("#"))
        {
            for (final PatternList list : all)
            {
                if (reference.equals("#" + list.id()))
                {
                    return list;
                }
            }
            return null;
        }
        return named(reference);
    }
}
