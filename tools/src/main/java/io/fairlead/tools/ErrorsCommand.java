/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.CounterFileLocator;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.errors.ErrorLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * {@code fairctl errors}: the distinct errors the daemon recorded, each with its count.
 */
@Command(
    name = "errors",
    description = "Shows the distinct errors the daemon recorded. Ends with 0 when there are none, else with 3.",
    mixinStandardHelpOptions = true,
    footer = {
        "",
        "Example, for a monitoring script:",
        "  fairctl errors --json > /var/tmp/errors.json || notify"
    })
final class ErrorsCommand implements Callable<Integer>
{
    private static final int HAS_ERRORS = 3;

    @Mixin
    private CounterSelection selection;

    @Option(names = "--json", description = "print JSON; moments are seconds since 1970")
    private boolean isJson;

    private ErrorsCommand()
    {
    }

    @Override
    public Integer call() throws IOException
    {
        final Path path = selection.path();
        final CounterReader reader = CounterFileLocator.open(path);
        if (isJson)
        {
            return printJson(reader);
        }
        System.out.println(CounterSelection.title(reader, path, System.currentTimeMillis()));
        final int count = ErrorLog.read(reader.errorLogBuffer(), (cause, times, firstMs, lastMs, text) ->
        {
            System.out.println();
            System.out.printf(
                Locale.ROOT,
                "%s, %d %s, first %s, last %s%n",
                cause.name().toLowerCase(Locale.ROOT),
                times,
                1 == times ? "time" : "times",
                Human.moment(firstMs),
                Human.moment(lastMs));
            text.lines().forEach((line) -> System.out.println("    " + line));
        });
        System.out.println();
        System.out.println(0 == count ? "no errors" : count + (1 == count ? " distinct error" : " distinct errors"));
        return 0 == count ? 0 : HAS_ERRORS;
    }

    private static int printJson(final CounterReader reader)
    {
        final StringBuilder text = new StringBuilder("[");
        final int count = ErrorLog.read(reader.errorLogBuffer(), (cause, times, firstMs, lastMs, error) ->
            text.append(text.length() > 1 ? ",\n  " : "\n  ").append("{\"cause\": ")
                .append(Json.quoted(cause.name().toLowerCase(Locale.ROOT))).append(", \"times\": ").append(times)
                .append(", \"first\": ").append(firstMs / 1000).append(", \"last\": ").append(lastMs / 1000)
                .append(", \"text\": ").append(Json.quoted(error)).append('}'));
        System.out.println(text.append(0 == count ? "]" : "\n]"));
        return 0 == count ? 0 : HAS_ERRORS;
    }
}
