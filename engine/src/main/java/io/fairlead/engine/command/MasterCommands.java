/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.cli.MasterControl;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Version;

import java.util.Locale;

/** Commands of the master CLI ({@code -S}). Source: management.txt 9.4. */
final class MasterCommands
{
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SECONDS_PER_MINUTE = 60;

    private MasterCommands()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            command("@!<pid>", "send a command to the <pid> process", MasterCommands::nothing),
            command("@<relative pid>", "send a command to the <relative pid> process", MasterCommands::nothing),
            command("@master", "send a command to the master process", MasterCommands::nothing),
            command("reload", "achieve a soft-reload (-sf) of haproxy", (arguments, context) ->
                reload(context, false)),
            command("hard-reload", "achieve a hard-reload (-st) of haproxy", (arguments, context) ->
                reload(context, true)),
            command("show proc", "show processes status", MasterCommands::showProcesses),
            command("mcli-debug-mode", "", MasterCommands::debug));
    }

    private static Keyword command(final String name, final String summary, final CliCommand command)
    {
        final Keyword keyword = Keyword.command(name).flags("MASTER").manual("9.4").does(command);
        return summary.isEmpty() ? keyword : keyword.summary(summary);
    }

    /* The session takes these words off before commands are looked for. */
    private static CliOutput nothing(final CliArguments arguments, final CliContext context)
    {
        return null;
    }

    private static CliOutput debug(final CliArguments arguments, final CliContext context)
    {
        context.masterDebug("on".equals(arguments.word(1)));
        return null;
    }

    private static CliOutput reload(final CliContext context, final boolean isHard)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final MasterControl master = context.services().part(MasterControl.class);
        final boolean isDone = master.reload(isHard);
        context.quit();
        return CliOutputs.text("Success=" + (isDone ? 1 : 0) + "\n--\n" + master.logs() + "\n");
    }

    private static CliOutput showProcesses(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final MasterControl master = context.services().part(MasterControl.class);
        final boolean isDetailed = "debug".equals(arguments.word(2));
        final StringBuilder out = new StringBuilder();
        row(out, isDetailed, "#<PID>", "<type>", "<reloads>", "<uptime>", "<version>");
        boolean hasWorkers = false;
        boolean hasOldWorkers = false;
        for (final MasterControl.Row row : master.processes())
        {
            if (row.isMaster())
            {
                row(out, isDetailed, row, row.reloads() + " [failed: " + master.failedReloads() + "]");
                continue;
            }
            if (!hasWorkers)
            {
                hasWorkers = true;
                out.append("# workers\n");
            }
            if (row.reloads() > 0 && !hasOldWorkers)
            {
                hasOldWorkers = true;
                out.append("# old workers\n");
            }
            row(out, isDetailed, row, Integer.toString(row.reloads()));
        }
        return CliOutputs.text(out);
    }

    private static void row(
        final StringBuilder out, final boolean isDetailed, final MasterControl.Row row, final String reloads)
    {
        final long up = row.uptimeSeconds();
        final String uptime = String.format(Locale.ROOT, "%dd%02dh%02dm%02ds", up / SECONDS_PER_DAY,
            up % SECONDS_PER_DAY / SECONDS_PER_HOUR, up % SECONDS_PER_HOUR / SECONDS_PER_MINUTE,
            up % SECONDS_PER_MINUTE);
        row(out, isDetailed, Long.toString(row.pid()), row.isMaster() ? "master" : "worker", reloads, uptime,
            Version.HAPROXY);
    }

    private static void row(final StringBuilder out, final boolean isDetailed, final String pid, final String type,
        final String reloads, final String uptime, final String version)
    {
        out.append(String.format(Locale.ROOT, "%-15s %-15s %-15s %-15s %-15s", pid, type, reloads, uptime, version));
        if (isDetailed)
        {
            // no second process, so no pipe to it
            final boolean isHead = pid.startsWith("#");
            out.append(String.format(
                Locale.ROOT, "\t\t %-15s %-15s", isHead ? "<ipc_fd[0]>" : "-1", isHead ? "<ipc_fd[1]>" : "-1"));
        }
        out.append('\n');
    }
}
