/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.CounterReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * {@code fairctl stat}: rates, sessions, answers and latencies of frontends, backends and servers.
 */
@Command(
    name = "stat",
    description = "Shows frontends, backends and servers from the counter file.",
    mixinStandardHelpOptions = true,
    footer = {
        "",
        "IN and OUT are bytes in powers of 1024. P50, P90 and P99 say within which",
        "time that many percent of requests were done (in TCP mode: connections),",
        "since the start or, with --watch, in the last interval. With --csv and --json",
        "bytes and microseconds are plain numbers. A narrow terminal shows what matters",
        "most; --wide shows all columns, and so does output to a file or pipe. Examples:",
        "  fairctl stat --watch=5",
        "  fairctl stat --json -p 4242"
    })
final class StatCommand implements Callable<Integer>
{
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    @Mixin
    private CounterSelection selection;

    @Mixin
    private Screen screen;

    @Option(names = {"-w", "--watch"}, arity = "0..1", fallbackValue = "2", paramLabel = "SECONDS",
        description = "show again every so many seconds (${FALLBACK-VALUE}), rates and latencies in between")
    private Double watchSeconds;

    @Option(names = "--csv", description = "print comma-separated values")
    private boolean isCsv;

    private StatCommand()
    {
    }

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        screen.refuseBoth(isCsv);
        final Path path = selection.path();
        final CounterReader reader = CounterFileLocator.open(path);
        CounterSample sample = new CounterSample(reader, System.nanoTime(), null);
        print(sample, path);
        while (null != watchSeconds)
        {
            Thread.sleep((long)(1000 * Math.max(0.1, watchSeconds)));
            sample = new CounterSample(reader, System.nanoTime(), sample.forget());
            print(sample, path);
        }
        return 0;
    }

    private boolean isPlain()
    {
        return isCsv || screen.isJson();
    }

    private void print(final CounterSample sample, final Path path)
    {
        // all at once, so that a watched screen does not flicker
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream page = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        if (null != watchSeconds && !isPlain() && Screen.isTerminal())
        {
            page.print(CLEAR_SCREEN);
        }
        final StatTables tables = new StatTables(sample, isPlain());
        if (screen.isJson())
        {
            tables.printJson(page);
        }
        else if (isCsv)
        {
            tables.printCsv(page);
        }
        else
        {
            page.println(CounterSelection.title(sample.reader(), path, System.currentTimeMillis()));
            tables.print(page, screen);
        }
        page.flush();
        System.out.writeBytes(bytes.toByteArray());
        System.out.flush();
    }
}
