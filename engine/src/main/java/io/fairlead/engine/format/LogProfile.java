/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import java.util.EnumMap;
import java.util.Map;

/**
 * A {@code log-profile} section: what records look like that go to one destination, by the moment they are written at.
 * Filled while reading, immutable afterwards; any thread. Source: configuration.txt 8.3.5.
 */
public final class LogProfile
{
    /** Finds profiles by name. */
    @FunctionalInterface
    public interface Lookup
    {
        /**
         * Find one.
         *
         * @param name of its section.
         * @return the profile, or null.
         */
        LogProfile profile(String name);
    }

    /** One {@code on} line. */
    public static final class Step
    {
        /** Whether nothing is written. */
        public boolean isDropped;
        /** Text of the record; null for the proxy's own. */
        public LogFormat format;
        /** Structured data; null for the proxy's own. */
        public LogFormat structuredData;
    }

    /** Name of the section. */
    public final String name;
    /** File of the section, for messages. */
    public final String file;
    /** Line of the section, for messages. */
    public final int line;
    /** {@code log-tag}; null for the proxy's own. */
    public String tag;

    private final Map<LogOrigin, Step> steps = new EnumMap<>(LogOrigin.class);
    private Step error;
    private Step any;

    /**
     * A profile without steps.
     *
     * @param name of the section.
     * @param file it stands in.
     * @param line it begins at.
     */
    public LogProfile(final String name, final String file, final int line)
    {
        this.name = name;
        this.file = file;
        this.line = line;
    }

    /**
     * Step to fill, by the word behind {@code on}.
     *
     * @param word name of a step.
     * @return the step, made where there was none; null for an unknown word.
     */
    public Step define(final String word)
    {
        switch (word)
        {
            case "error" ->
            {
                error = null == error ? new Step() : error;
                return error;
            }
            case "any" ->
            {
                any = null == any ? new Step() : any;
                return any;
            }
            default ->
            {
                final LogOrigin origin = LogOrigin.ofStep(word);
                return null == origin ? null : steps.computeIfAbsent(origin, key -> new Step());
            }
        }
    }

    /**
     * What a record written at a moment looks like.
     *
     * @param origin the moment.
     * @return the step; null when the profile says nothing about it.
     */
    public Step step(final LogOrigin origin)
    {
        final Step own = origin.isError() ? error : steps.get(origin);
        return null == own ? any : own;
    }
}
