/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * Receives the lines of sections of one name. One instance serves all sections of its name in one configuration; a new
 * configuration makes new instances.
 */
public interface SectionParser
{
    /** The line that opens a section: word 0 is the section's name. Errors are reported to {@code context}. */
    void begin(ConfigLine line, ParseContext context);

    /** A line inside the section; {@link ConfigLine#modifier()} tells a {@code no} or {@code default} in front. */
    void keyword(ConfigLine line, ParseContext context);

    /** The section ends because another begins or the file ends. */
    default void end(final ParseContext context)
    {
    }
}
