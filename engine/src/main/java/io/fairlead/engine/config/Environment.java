/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Environment variables as the configuration sees them: those of the process at start, then changed by {@code setenv},
 * {@code presetenv}, {@code unsetenv} and {@code resetenv}. The process's own environment is never changed. Not thread
 * safe; frozen in practice once the configuration is read. Every char of a value is one byte, 0 to 255.
 */
public final class Environment
{
    /** Read instead of {@link System#getenv()}, which loses bytes that the locale does not know. */
    private static final String PROCESS_FILE = "/proc/self/environ";

    private final Map<String, String> variables;

    /** A copy of {@code initial}. */
    public Environment(final Map<String, String> initial)
    {
        variables = new LinkedHashMap<>(initial);
    }

    /** A copy of the process's environment. */
    public static Environment ofProcess()
    {
        final Environment environment = new Environment(Map.of());
        try (InputStream in = new FileInputStream(PROCESS_FILE))
        {
            final String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (int from = 0; from < all.length(); from = end(all, from) + 1)
            {
                final int end = end(all, from);
                final int equals = all.indexOf('=', from);
                if (equals >= from && equals < end)
                {
                    environment.preset(all.substring(from, equals), all.substring(equals + 1, end));
                }
            }
            return environment;
        }
        catch (final IOException e)
        {
            return new Environment(System.getenv());
        }
    }

    private static int end(final String all, final int from)
    {
        final int nul = all.indexOf('\0', from);
        return nul < 0 ? all.length() : nul;
    }

    /** Value, or null if not defined. */
    public String value(final String name)
    {
        return variables.get(name);
    }

    /** Define, replacing any value. */
    public void set(final String name, final String value)
    {
        variables.put(name, value);
    }

    /** Define unless defined. */
    public void preset(final String name, final String value)
    {
        variables.putIfAbsent(name, value);
    }

    /** Remove. */
    public void unset(final String name)
    {
        variables.remove(name);
    }

    /** Remove everything but the names given. */
    public void reset(final Iterable<String> kept)
    {
        final Map<String, String> old = new LinkedHashMap<>(variables);
        variables.clear();
        for (final String name : kept)
        {
            final String value = old.get(name);
            if (null != value)
            {
                variables.put(name, value);
            }
        }
    }

    /** All variables, in the order they were defined. */
    public Map<String, String> all()
    {
        return Map.copyOf(variables);
    }

    /** Names in the order they were defined. */
    public Iterable<String> names()
    {
        return variables.keySet();
    }
}
