/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.os.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a command shows its tables: as wide as the terminal is, or as they are where nobody looks on.
 */
final class Screen
{
    @Option(names = "--wide", description = "show all columns, however narrow the terminal")
    private boolean isWide;

    @Option(names = "--json", description = "print JSON; bytes and microseconds are plain numbers")
    private boolean isJson;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Set<String> left = new LinkedHashSet<>();

    boolean isJson()
    {
        return isJson;
    }

    void refuseBoth(final boolean isCsv)
    {
        if (isCsv && isJson)
        {
            throw new ParameterException(command.commandLine(), "--csv and --json exclude each other");
        }
    }

    /* Whether the output goes to a terminal. */
    static boolean isTerminal()
    {
        return Terminal.columns(Terminal.OUTPUT) >= 0;
    }

    void print(final TextTable table, final PrintStream out)
    {
        final List<String> missing = table.print(out, isWide ? 0 : Math.max(0, Terminal.columns(Terminal.OUTPUT)));
        left.addAll(missing);
    }

    /* Say which columns were left out since the last time. */
    void tellWhatIsLeft(final PrintStream out)
    {
        if (!left.isEmpty())
        {
            out.println();
            out.println(left.size() + (1 == left.size() ? " column finds" : " columns find") +
                " no room here; --wide shows all.");
            left.clear();
        }
    }
}
