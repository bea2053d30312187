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
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Looks at a daemon from outside: {@code fairctl COMMAND}. Ends with 0 for done, 1 for an error, 2 for wrong usage.
 */
@Command(
    name = "fairctl",
    description = "Looks at a Fairlead daemon: its counters, also when it is stopped, and its runtime API.",
    mixinStandardHelpOptions = true,
    versionProvider = Fairctl.VersionLine.class,
    subcommands = {StatCommand.class, LatencyCommand.class, ErrorsCommand.class, ListCommand.class, CliCall.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
        "",
        "Without -p or -f the daemon started last is looked at, and when none runs, the one",
        "that was. Ends with 0, with 1 when something cannot be read, with 2 when it was called",
        "wrongly. Examples:",
        "  fairctl stat --watch          tables that renew themselves",
        "  fairctl latency web           percentiles of one proxy and its servers",
        "  fairctl errors || alarm       3 when the daemon recorded errors",
        "  fairctl list                  daemons, running and stopped",
        "  fairctl cli show info         a command of the runtime API"
    })
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

    /* The JDK names only the file in what it throws when one is missing or may not be read. */
    private static String sentence(final IOException failure)
    {
        return failure.getMessage() + switch (failure)
        {
            case NoSuchFileException ignored -> ": no such file or directory";
            case NotDirectoryException ignored -> ": not a directory";
            case AccessDeniedException ignored -> ": permission denied; counters are for the daemon's user and group";
            default -> "";
        };
    }

    /* Runs one command; its output goes to the standard streams. */
    static int run(final String... args)
    {
        final CommandLine commands = new CommandLine(new Fairctl());
        commands.setExecutionExceptionHandler((failure, command, result) ->
        {
            if (failure instanceof IOException)
            {
                System.err.println("fairctl: " + sentence((IOException)failure));
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
