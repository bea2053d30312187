/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Programs and libraries mapped into this process, as {@code -dL} and {@code show libs} tell them. Any thread.
 *
 * @param start first address.
 * @param end   last address.
 * @param path  file.
 */
public record LoadedObject(long start, long end, String path)
{
    private static final int ADDRESSES = 0;
    private static final int PERMISSIONS = 1;
    private static final int PATH = 5;
    private static final int HEXADECIMAL = 16;

    /**
     * All files that code of this process is mapped from.
     *
     * @return in the order of their first addresses; empty where the system does not tell.
     */
    public static List<LoadedObject> all()
    {
        try
        {
            return of(Files.readAllLines(Path.of("/proc/self/maps")));
        }
        catch (final IOException ex)
        {
            // a system without /proc: there is nothing to show
            return List.of();
        }
    }

    static List<LoadedObject> of(final List<String> maps)
    {
        final Map<String, LoadedObject> objects = new LinkedHashMap<>();
        final Set<String> withCode = new LinkedHashSet<>();
        for (final String line : maps)
        {
            final String[] words = line.split(" +", PATH + 1);
            if (words.length <= PATH || !words[PATH].startsWith("/"))
            {
                continue;
            }
            final String path = words[PATH];
            final int dash = words[ADDRESSES].indexOf('-');
            final long start = Long.parseUnsignedLong(words[ADDRESSES].substring(0, dash), HEXADECIMAL);
            final long end = Long.parseUnsignedLong(words[ADDRESSES].substring(dash + 1), HEXADECIMAL) - 1;
            objects.merge(path, new LoadedObject(start, end, path), (first, next) ->
                new LoadedObject(first.start, next.end, path));
            if (words[PERMISSIONS].indexOf('x') >= 0)
            {
                withCode.add(path);
            }
        }
        final List<LoadedObject> result = new ArrayList<>(objects.values());
        result.removeIf(object -> !withCode.contains(object.path));
        return result;
    }
}
