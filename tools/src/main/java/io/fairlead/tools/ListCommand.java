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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * {@code fairctl list}: the counter files there are.
 */
@Command(
    name = "list",
    description = "Lists the daemons that left a counter file, the one started last first.",
    mixinStandardHelpOptions = true,
    footer = {
        "",
        "Of stopped daemons, the counters of the last one stay; those of older ones go at the",
        "next start of their user. Example:",
        "  fairctl list --wide"
    })
final class ListCommand implements Callable<Integer>
{
    @Mixin
    private CounterSelection selection;

    @Mixin
    private Screen screen;

    private ListCommand()
    {
    }

    @Override
    public Integer call() throws IOException
    {
        final TextTable table = new TextTable(
            List.of("PID", "STATE", "STARTED", "CONFIGURATION", "FILE"), 5, List.of("FILE", "STARTED"));
        for (final Path path : CounterFileLocator.list(selection.directory()))
        {
            try
            {
                final CounterReader reader = CounterFileLocator.open(path);
                table.add(List.of(
                    Long.toString(reader.pid()),
                    CounterSelection.state(reader, System.currentTimeMillis()),
                    Human.moment(reader.startEpochMs()),
                    Human.name(reader.configuration()),
                    path.toString()));
            }
            catch (final IOException ex)
            {
                System.err.println("fairctl: " + ex.getMessage());
            }
        }
        if (screen.isJson())
        {
            System.out.println(table.json());
            return 0;
        }
        screen.print(table, System.out);
        screen.tellWhatIsLeft(System.out);
        return 0;
    }
}
