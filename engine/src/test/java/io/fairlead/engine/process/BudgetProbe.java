/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.proxy.Configuration;

/** Makes budgets for tests, from configurations and words of the command line. */
final class BudgetProbe
{
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private BudgetProbe()
    {
    }

    static DescriptorBudget of(final Configuration configuration, final String... words)
    {
        return DescriptorBudget.of(configuration, line(Messages.collecting(), List.of(words)), "haproxy");
    }

    /** Budget of a configuration text in a process that may have so many descriptors. */
    static DescriptorBudget of(final String text, final long bootLimit, final String... words) throws IOException
    {
        final Path file = Files.createTempFile("budget", ".cfg");
        try
        {
            Files.writeString(file, text);
            final Messages messages = Messages.collecting();
            final List<String> all = new ArrayList<>(List.of("-f", file.toString()));
            all.addAll(List.of(words));
            final CommandLine line = line(messages, all);
            final Configuration configuration = new Loader(line, messages).load();
            if (null == configuration)
            {
                throw new IllegalArgumentException(messages.given().toString());
            }
            return DescriptorBudget.of(configuration, line, "/usr/sbin/haproxy", bootLimit);
        }
        finally
        {
            Files.delete(file);
        }
    }

    private static CommandLine line(final Messages messages, final List<String> words)
    {
        return CommandLine.parse(words.toArray(new String[0]), "haproxy", messages, NOWHERE, NOWHERE);
    }
}
