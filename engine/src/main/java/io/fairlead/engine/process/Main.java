/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.ConditionCommand;
import io.fairlead.engine.config.ConfigDump;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.directive.LogTargetCheck;
import io.fairlead.engine.os.LoadedObject;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.proxy.Configuration;

/**
 * The daemon's entry point: what the command line asks for is done here, or handed to {@link Launch}. Short commands
 * touch as few classes as possible, since starting is most of their time.
 */
public final class Main
{
    private static final int FAILED = 1;
    private static final int UNREADABLE = 2;

    private Main()
    {
    }

    /**
     * Runs the daemon with HAProxy's command line.
     *
     * @param args as typed.
     */
    public static void main(final String[] args)
    {
        final String executable = executable();
        final int code = command(args, executable);
        if (CommandLine.CONTINUE != code)
        {
            exit(code);
        }
        final Messages messages = Messages.printing(System.err, executable);
        final CommandLine line = CommandLine.parse(args, executable, messages, System.out, System.err);
        messages.quiet(line.isQuiet()).diagnostic(line.isDiagnostic());
        exit(CommandLine.CONTINUE != line.exitCode() ? line.exitCode() : run(line, messages, executable));
    }

    /** Commands that HAProxy does not have: a word instead of an option comes first, which it refuses. */
    private static int command(final String[] args, final String executable)
    {
        if (0 == args.length)
        {
            return CommandLine.CONTINUE;
        }
        final String[] rest = Arrays.copyOfRange(args, 1, args.length);
        return switch (args[0])
        {
            case "explain" -> ExplainCommand.run(rest, executable, System.out, System.err);
            case "test" -> TestCommand.run(rest, executable, System.out, System.err);
            default -> CommandLine.CONTINUE;
        };
    }

    private static int run(final CommandLine line, final Messages messages, final String executable)
    {
        switch (line.task())
        {
            case CONDITION ->
            {
                return evaluate(line, messages);
            }
            case BUILD_OPTIONS ->
            {
                final KeywordRegistry registry = Catalog.registry();
                VersionText.printBuildOptions(
                    System.out, names(registry, KeywordKind.SERVICE), names(registry, KeywordKind.FILTER));
                return 0;
            }
            default ->
            {
                return load(line, messages, executable);
            }
        }
    }

    private static int evaluate(final CommandLine line, final Messages messages)
    {
        return ConditionCommand.run(line.condition(), Environment.ofProcess(), line.enabledNames(), messages);
    }

    private static int load(final CommandLine line, final Messages messages, final String executable)
    {
        if (null != line.configurationDump() && !ConfigDump.isSupported(line.configurationDump()))
        {
            messages.alert("-dC: anonymising is not supported by Fairlead.");
            return FAILED;
        }
        if (line.isDaemon() && CommandLine.Task.RUN == line.task() && !Background.isChild())
        {
            return detach(messages);
        }
        final Loader loader = new Loader(line, messages);
        if (!loader.open())
        {
            return FAILED;
        }
        if (loader.isEmpty())
        {
            return line.usage();
        }
        if (line.isMasterWorker() && CommandLine.Task.RUN == line.task())
        {
            messages.notice("Initializing new worker (" + ProcessControl.pid() + ")");
        }
        final Configuration configuration = loader.load();
        if (null == configuration)
        {
            return notLoaded(line, messages);
        }
        if (line.isLibraryDump())
        {
            System.out.println("List of loaded object files:");
            LoadedObject.all().forEach(object -> System.out.println(object.path()));
        }
        if (!line.masterSockets().isEmpty() && !line.isMasterWorker() && !configuration.global.isMasterWorker)
        {
            messages.alert("a master CLI socket was defined, but master-worker mode (-W) is not enabled.");
            return FAILED;
        }
        if (CommandLine.Task.CHECK == line.task())
        {
            return report(line, messages, configuration);
        }
        if (null != line.configurationDump())
        {
            return 0;
        }
        if (!LogTargetCheck.run(configuration, messages))
        {
            return notLoaded(line, messages);
        }
        if (configuration.global.isDaemon && !line.isForeground() && !line.isDebug() && !Background.isChild())
        {
            return detach(messages);
        }
        final int code = new Launch(line, messages, configuration, loader.environment(), executable).run();
        return FAILED == code ? notLoaded(line, messages) : code;
    }

    /** The start failed: with a master, that tells of its worker. */
    private static int notLoaded(final CommandLine line, final Messages messages)
    {
        if (line.isMasterWorker() && CommandLine.Task.RUN == line.task())
        {
            messages.warning("Failed to load worker (" + ProcessControl.pid() + ") exited with code 1 (Exit)");
        }
        return FAILED;
    }

    private static int detach(final Messages messages)
    {
        try
        {
            return Background.start(messages);
        }
        catch (final IOException ex)
        {
            messages.alert("Cannot go into the background: " + ex.getMessage() + ".");
            return FAILED;
        }
    }

    private static int report(final CommandLine line, final Messages messages, final Configuration configuration)
    {
        if (messages.warningCount() > 0 && (line.isZeroWarning() || configuration.global.isZeroWarning))
        {
            messages.alert("Some warnings were found and 'zero-warning' is set. Aborting.");
            return FAILED;
        }
        if (messages.warningCount() > 0)
        {
            say(line, "Warnings were found.");
        }
        if (!hasListener(configuration))
        {
            say(line, "Configuration file has no error but will not start (no listener) => exit(2).");
            return UNREADABLE;
        }
        if (line.isVerbose())
        {
            say(line, "Configuration file is valid");
        }
        return 0;
    }

    private static void say(final CommandLine line, final String text)
    {
        if (!line.isQuiet())
        {
            System.out.println(text);
        }
    }

    private static List<String> names(final KeywordRegistry registry, final KeywordKind kind)
    {
        return registry.all(kind).stream().map(Keyword::name).sorted().toList();
    }

    /**
     * Whether a configuration opens any socket, be it of the runtime API.
     *
     * @param configuration read and checked.
     * @return false when it would have nothing to do.
     */
    static boolean hasListener(final Configuration configuration)
    {
        return !configuration.statsSockets.isEmpty() ||
            configuration.logForwards.values().stream().anyMatch(section ->
                !section.proxy.binds.isEmpty() || !section.datagramBinds.isEmpty()) ||
            configuration.proxies.stream().anyMatch(proxy -> !proxy.isDisabled && !proxy.binds.isEmpty());
    }

    /** Path that the process was started by, as far as it is known: the launcher's own when it says so. */
    private static String executable()
    {
        final String launcher = System.getProperty("fairlead.launcher");
        if (null != launcher)
        {
            return launcher;
        }
        try
        {
            final String words = Files.readString(Path.of("/proc/self/cmdline"));
            final int end = words.indexOf('\0');
            return end > 0 ? words.substring(0, end) : "fairlead";
        }
        catch (final IOException ex)
        {
            // no /proc: the path is only shown
            return "fairlead";
        }
    }

    private static void exit(final int code)
    {
        final PrintStream out = System.out;
        out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
