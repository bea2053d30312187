/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.sample;

import java.util.concurrent.TimeUnit;

import io.fairlead.bench.FixedTraffic;
import io.fairlead.bench.Language;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Expressions over a browser's request, evaluated to a string. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Expressions
{
    /** The expression, as written in a configuration. */
    @Param({
        "path",
        "src",
        "req.hdr(host),lower",
        "req.hdr(referer)",
        "req.hdr(x-absent)",
        "req.cook(session)",
        "url_param(v)",
        "path,field(3,/)",
        "path,regsub([0-9a-f]{8},ID)",
        "base32,mod(100)",
        "req.hdr(user-agent),sha2(256),hex"})
    public String expression;

    private final FixedTraffic traffic = new FixedTraffic();
    private SampleExpr compiled;

    /** Reads the expression. */
    @Setup
    public void setUp()
    {
        compiled = new Language().expression(expression);
    }

    /**
     * One evaluation.
     *
     * @return length of the value.
     */
    @Benchmark
    public int evaluate()
    {
        final Sample out = traffic.scratch().pushSample();
        final boolean isFound = compiled.evalAs(traffic, SampleType.STR, Sample.OPT_FINAL, out);
        final int length = isFound ? out.length : -1;
        traffic.scratch().popSample();
        return length;
    }
}
