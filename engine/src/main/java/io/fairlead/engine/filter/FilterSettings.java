/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import java.io.PrintStream;

/** What one {@code filter} line says. Read-only once a configuration is parsed; shared by all loops. */
public abstract class FilterSettings
{
    /**
     * Its name in messages and in {@code filter-sequence}.
     *
     * @return word behind {@code filter}.
     */
    public abstract String name();

    /**
     * A filter for one stream at a time, used again and again.
     *
     * @return new filter.
     */
    protected abstract StreamFilter make();

    /**
     * The configuration is complete: what the filter has to say on that.
     *
     * @param proxyName     of its section.
     * @param loopCount     loops that carry traffic.
     * @param standardError where diagnosis goes.
     */
    public void onStart(final String proxyName, final int loopCount, final PrintStream standardError)
    {
        // most say nothing
    }
}
