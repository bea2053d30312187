/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.config.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

import java.io.IOException;

/**
 * Looks at a daemon from outside: {@code fairctl COMMAND}. Ends with 0 for done, 1 for an error, 2 for wrong usage.
 */
@Command(
    name = "fairctl",
    description = "Looks at a Fairlead daemon: its counters, also when it is stopped, and its runtime API.",
    mixinStandardHelpOptions = true,
    versionProvider = Fairctl.VersionLine.class,
    subcommands = {StatCommand.class, LatencyCommand.class, ErrorsCommand.class, ListCommand.class, CliCall.class},
    synopsisSubcommandLabel = "COMMAND")
public final class Fairctl
{
    private Fairctl()
    {
    }

    /**
     * Runs one command and ends with its status.
     *
     * @param args the command and its arguments.
     */
    public static void main(final String[] args)
    {
        System.exit(run(args));
    }

    /** First line of {@code fairctl --version}. */
    static final class VersionLine implements IVersionProvider
    {
        @Override
        public String[] getVersion()
        {
            return new String[]{"fairctl " + Version.FAIRLEAD};
        }
    }

    /* Runs one command; its output goes to the standard streams. */
    static int run(final String... args)
    {
        final CommandLine commands = new CommandLine(new Fairctl());
        commands.setExecutionExceptionHandler((failure, command, result) ->
        {
            if (failure instanceof IOException)
            {
                System.err.println("fairctl: " + failure.getMessage());
                return ExitCode.SOFTWARE;
            }
            throw failure;
        });
        commands.setParameterExceptionHandler((failure, words) ->
        {
            final CommandLine command = failure.getCommandLine();
            System.err.println("fairctl: " + failure.getMessage());
            System.err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
            return ExitCode.USAGE;
        });
        if (0 == args.length)
        {
            commands.usage(System.err);
            return ExitCode.USAGE;
        }
        try
        {
            return commands.execute(args);
        }
        catch (final ParameterException ex)
        {
            System.err.println("fairctl: " + ex.getMessage());
            return ExitCode.USAGE;
        }
    }
}
