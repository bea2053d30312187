/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.sample.FetchContext;

/**
 * A named test: true when any of its lines is. Lines are only added while the configuration is read.
 */
public final class Acl
{
    private final String name;
    private final List<AclTerm> lines = new ArrayList<>();
    private AclTerm[] terms = {};
    private int sources;
    private int checkpoints;

    Acl(final String name)
    {
        this.name = name;
    }

    /** Name; empty for one written in braces. */
    public String name()
    {
        return name;
    }

    void add(final AclTerm term)
    {
        lines.add(term);
        terms = lines.toArray(new AclTerm[0]);
        sources |= term.expr().sources();
        checkpoints |= term.expr().checkpoints();
    }

    /** Its lines as written. */
    List<String> texts()
    {
        return lines.stream().map(AclTerm::toString).toList();
    }

    /** Where its lines stand. */
    List<String> places()
    {
        return lines.stream().map(AclTerm::place).toList();
    }

    /** Lines in order. */
    public List<AclTerm> terms()
    {
        return lines;
    }

    /** Mask of all sources its lines look at. */
    public int sources()
    {
        return sources;
    }

    /** Mask of places where at least one line may be used. */
    public int checkpoints()
    {
        return checkpoints;
    }

    /** Test; a {@link TestResult}. */
    int test(final FetchContext ctx, final int options)
    {
        int result = TestResult.FAIL;
        for (final AclTerm term : terms)
        {
            result |= term.test(ctx, options);
            if (TestResult.PASS == result)
            {
                return result;
            }
        }
        return result;
    }
}
