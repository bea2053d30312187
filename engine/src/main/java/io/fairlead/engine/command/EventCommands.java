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
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.log.LogRing;
import io.fairlead.engine.log.LogService;

/** {@code show events}: what the rings hold. Source: management.txt 9.3. */
final class EventCommands
{
    static final Keyword SHOW_EVENTS = Keyword.command("show events").flags("WORKER").manual("9.3")
        .syntax("show events [<sink>] [-w] [-n] [-0]").summary("show event sink state")
        .does((CliCommand)EventCommands::run);

    private static final String HEAD =
        "Supported events sinks are listed below. Add -0(zero), -w(wait), -n(new). Any key to stop.\n" +
        "    stdout     : type=fd, 0 dropped, standard output (fd#1)\n" +
        "    stderr     : type=fd, 0 dropped, standard output (fd#2)\n";

    private EventCommands()
    {
    }

    private static CliOutput run(final CliArguments arguments, final CliContext context)
    {
        final LogService logs = context.services().part(LogService.class);
        final String name = arguments.word(2);
        if (name.isEmpty())
        {
            context.information(list(logs));
            return null;
        }
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        if ("stdout".equals(name) || "stderr".equals(name))
        {
            context.information("Nothing to report for this sink\n");
            return null;
        }
        final LogRing ring = find(logs, name);
        if (null == ring && !LogService.isBuiltIn(name))
        {
            context.error("No such event sink\n");
            return null;
        }
        boolean isWaiting = false;
        boolean isNew = false;
        char end = '\n';
        for (int i = 3; !arguments.word(i).isEmpty(); i++)
        {
            switch (arguments.word(i))
            {
                case "-w" -> isWaiting = true;
                case "-n" -> isNew = true;
                case "-0" -> end = 0;
                case "-nw", "-wn" ->
                {
                    isWaiting = true;
                    isNew = true;
                }
                default ->
                {
                    context.error("unknown option\n");
                    return null;
                }
            }
        }
        return null == ring ? null : new Events(ring, ring.begin(isNew), isWaiting, end);
    }

    private static String list(final LogService logs)
    {
        final StringBuilder text = new StringBuilder(HEAD);
        line(text, "buf0", dropped(logs, "buf0"), "in-memory ring buffer");
        line(text, "dpapi", dropped(logs, "dpapi"), "DPAPI ring buffer");
        for (final LogRing ring : logs.rings())
        {
            if (!LogService.isBuiltIn(ring.name()))
            {
                line(text, ring.name(), ring.dropped(), ring.description());
            }
        }
        return text.toString();
    }

    private static long dropped(final LogService logs, final String name)
    {
        final LogRing ring = find(logs, name);
        return null == ring ? 0 : ring.dropped();
    }

    private static void line(final StringBuilder text, final String name, final long dropped, final String description)
    {
        text.append(String.format("    %-10s : type=buffer, %d dropped, %s\n", name, dropped, description));
    }

    private static LogRing find(final LogService logs, final String name)
    {
        for (final LogRing ring : logs.rings())
        {
            if (ring.name().equals(name))
            {
                return ring;
            }
        }
        return null;
    }

    /** Shows a ring, and what comes into it while somebody looks. */
    private static final class Events implements CliOutput
    {
        private static final int PERIOD_MS = 20;
        private static final int PIECE_LENGTH = 8192;

        private final LogRing ring;
        private final boolean isWaiting;
        private final char end;
        private long position;
        private long wakeAtMs;

        private Events(final LogRing ring, final long position, final boolean isWaiting, final char end)
        {
            this.ring = ring;
            this.position = position;
            this.isWaiting = isWaiting;
            this.end = end;
        }

        @Override
        public long wakeAtMs()
        {
            return wakeAtMs;
        }

        @Override
        public Progress next(final CliContext context, final StringBuilder out)
        {
            final long next = ring.read(position, PIECE_LENGTH, end, out);
            if (next != position)
            {
                position = next;
                return Progress.MORE;
            }
            final boolean isClientGone = context.nowMs() < wakeAtMs; // asked before its time
            wakeAtMs = context.nowMs() + PERIOD_MS;
            return isWaiting && !isClientGone ? Progress.WAITING : Progress.DONE;
        }
    }
}
