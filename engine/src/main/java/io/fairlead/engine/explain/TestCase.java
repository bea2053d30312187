/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.ArrayList;
import java.util.List;

/** One test of a {@link TestFile}: requests one after the other on a process just started. */
public final class TestCase
{
    /** A line of a request. */
    record Line(String place, String word, String rest)
    {
    }

    /** A request and what is expected of it. */
    static final class Step
    {
        final List<Line> lines = new ArrayList<>();
        final List<Expectation> expectations = new ArrayList<>();
    }

    private final String name;
    private final String place;
    private final List<Step> steps = new ArrayList<>();

    TestCase(final String name, final String place)
    {
        this.name = name;
        this.place = place;
    }

    /** Its name. */
    public String name()
    {
        return name;
    }

    /** Where it begins, {@code file:line}. */
    public String place()
    {
        return place;
    }

    List<Step> steps()
    {
        return steps;
    }
}
