/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.format;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import io.fairlead.bench.FixedTraffic;
import io.fairlead.bench.Language;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogFormats;
import io.fairlead.engine.sample.ByteWriter;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One line of the log about a finished request, written to memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogLines
{
    private static final int MAX_LENGTH = 8192;
    private static final String CUSTOM = "%ci %[capture.req.hdr(0),lower] \"%HM %HU %HV\" %ST %B %Ta " +
        "\"%[capture.req.hdr(1)]\" %b/%s";
    private static final String JSON =
        "%{+json}o %(client)ci %(host)[capture.req.hdr(0)] %(status)ST %(bytes)B %(ms)Ta " +
        "%(request){+Q}r %(backend)b %(server)s";

    /** The format: of {@code option httplog} or {@code tcplog}, or one of an operator. */
    @Param({"httplog", "tcplog", "clf", "custom", "json"})
    public String format;

    private final FixedTraffic traffic = new FixedTraffic();
    private final ByteWriter out = new ByteWriter(new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_LENGTH)));
    private LogFormat compiled;

    /** Compiles the format. */
    @Setup
    public void setUp()
    {
        compiled = new Language().format(switch (format)
        {
            case "httplog" -> LogFormats.HTTP;
            case "tcplog" -> LogFormats.TCP;
            case "clf" -> LogFormats.CLF;
            case "custom" -> CUSTOM;
            default -> JSON;
        });
    }

    /**
     * One line.
     *
     * @return its length.
     */
    @Benchmark
    public int write()
    {
        return compiled.eval(traffic, out.clear());
    }

    /**
     * The line written last.
     *
     * @return its text.
     */
    public String text()
    {
        return out.toString();
    }
}
