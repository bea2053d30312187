/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.acl;

import java.util.concurrent.TimeUnit;

import io.fairlead.bench.FixedTraffic;
import io.fairlead.bench.Language;
import io.fairlead.engine.acl.Condition;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A rule set none of whose rules applies, so that every condition is tested: the figure is for the whole set. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Conditions
{
    /** Rules in the set. */
    @Param({"10", "100", "1000"})
    public int rules;

    /** What the rules look at: paths, hosts, addresses, or a mixture of those with methods and regular expressions. */
    @Param({"path", "host", "src", "mixed"})
    public String kind;

    private final FixedTraffic traffic = new FixedTraffic();
    private Condition[] conditions;

    /** Reads the conditions. */
    @Setup
    public void setUp()
    {
        final Language language = new Language();
        conditions = new Condition[rules];
        for (int i = 0; i < rules; i++)
        {
            conditions[i] = condition(language, i);
        }
    }

    private Condition condition(final Language language, final int number)
    {
        return switch (kind)
        {
            case "path" -> path(language, number);
            case "host" -> host(language, number);
            case "src" -> source(language, number);
            default -> switch (number % 5)
            {
                case 0 -> path(language, number);
                case 1 -> host(language, number);
                case 2 -> source(language, number);
                case 3 -> language.condition("if", "METH_POST", "{", "path_end", ".php" + number, "}");
                default -> language.condition("if", "{", "path_reg", "^/api/v" + number + "/[a-z]+/[0-9]+$", "}");
            };
        };
    }

    private static Condition path(final Language language, final int number)
    {
        return language.condition("if", "{", "path_beg", "/static/css/" + number, "/admin" + number, "}");
    }

    private static Condition host(final Language language, final int number)
    {
        return language.condition("if", "{", "req.hdr(host)", "-i", "tenant" + number + ".example.com", "}");
    }

    private static Condition source(final Language language, final int number)
    {
        return language.condition(
            "if", "{", "src", "10." + number / 256 + '.' + number % 256 + ".0/24", "2001:db8:" + number + "::/48", "}");
    }

    /**
     * Every condition once.
     *
     * @return how many applied: none.
     */
    @Benchmark
    public int test()
    {
        int count = 0;
        for (final Condition condition : conditions)
        {
            count += condition.passes(traffic, 0) ? 1 : 0;
        }
        return count;
    }
}
