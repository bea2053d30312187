/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

/**
 * What a session may do (management.txt 9.3, configuration.txt 5.1 "level"); a later constant may do all that an
 * earlier one may.
 */
public enum CliLevel
{
    /** Harmless counters only. */
    USER("user"),

    /** Everything may be read, little changed. */
    OPERATOR("operator"),

    /** Everything. */
    ADMIN("admin");

    private final String word;

    CliLevel(final String word)
    {
        this.word = word;
    }

    /**
     * Word in the configuration and in {@code show cli level}.
     *
     * @return lower case word.
     */
    public String word()
    {
        return word;
    }
}
