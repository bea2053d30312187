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
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.Units;
import io.fairlead.engine.proxy.Generation;

/**
 * {@code wait}: hold the session for a time. A client that closes its side ends it.
 */
final class WaitCommand
{
    static final Keyword WAIT = Keyword.command("wait").flags("WORKER").manual("9.3")
        .syntax("wait {-h|<delay_ms>} cond [args...]")
        .summary("wait the specified delay or condition (-h to see list)")
        .subset("backends cannot be removed: be-removable says so")
        .does((CliCommand)WaitCommand::run);

    private static final String USAGE =
        "Usage: wait {-h|<duration>} [condition [args...]]\n" +
        "  - '-h' displays this help\n" +
        "  - <duration> is the maximum wait time, optionally suffixed by the unit among\n" +
        "    'us', 'ms', 's', 'm', 'h', and 'd'. ; the default unit is milliseconds.\n" +
        "  - <condition> indicates what to wait for, no longer than the specified\n" +
        "    duration. Supported conditions are:\n" +
        "    - <none> : by default, just sleep for the specified duration.\n" +
        "    - srv-removable <px>/<sv> : wait for this server to become removable.\n";

    private WaitCommand()
    {
    }

    private static CliOutput run(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        final String duration = arguments.word(1);
        final String condition = arguments.word(2);
        if (duration.isEmpty())
        {
            context.error("Expects a duration in milliseconds.\n");
        }
        else if ("-h".equals(duration) || "-h".equals(condition))
        {
            context.information(USAGE);
        }
        else
        {
            final long durationMs = Units.time(duration, Units.TimeUnit.MS, Messages.collecting());
            if (durationMs < 1)
            {
                context.error("Invalid duration.\n");
            }
            else if ("srv-removable".equals(condition))
            {
                return removable(arguments.word(3), context.nowMs() + durationMs, context);
            }
            else if ("be-removable".equals(condition))
            {
                final String backend = arguments.word(3);
                context.error(backend.isEmpty() ? "Missing backend name.\n" :
                    null == context.services().part(Generation.class).backend(backend) ?
                    "Failed. No such backend.\n" : "Failed. This proxy cannot be removed at runtime due to other " +
                    "configuration elements pointing to it.\n");
            }
            else if (!condition.isEmpty())
            {
                context.error(USAGE);
            }
            else
            {
                return new Wait(context.nowMs() + durationMs);
            }
        }
        return null;
    }

    private static CliOutput removable(final String name, final long untilMs, final CliContext context)
    {
        if (name.isEmpty())
        {
            context.error("Missing server name (<backend>/<server>).\n");
            return null;
        }
        if (name.indexOf('/') < 0 || name.endsWith("/"))
        {
            context.error("Require 'backend/server'.\n");
            return null;
        }
        return new WaitForServer(name, untilMs);
    }

    /** Looks again and again whether a server can be removed. */
    private static final class WaitForServer implements CliOutput
    {
        private static final int PERIOD_MS = 20;

        private final DynamicServerCommands.Obstacle obstacle = new DynamicServerCommands.Obstacle();
        private final String name;
        private final long untilMs;
        private long wakeAtMs;

        private WaitForServer(final String name, final long untilMs)
        {
            this.name = name;
            this.untilMs = untilMs;
        }

        @Override
        public long wakeAtMs()
        {
            return wakeAtMs;
        }

        @Override
        public Progress next(final CliContext context, final StringBuilder out)
        {
            final long nowMs = context.nowMs();
            if (null != obstacle.find(name, context))
            {
                context.information("Done.\n");
            }
            else if (!obstacle.isPassing())
            {
                context.error("Failed. " + obstacle.text());
            }
            else if (nowMs >= untilMs)
            {
                context.error("Wait delay expired. " + obstacle.text());
            }
            else if (context.isInputOver())
            {
                context.error("Interrupted. " + obstacle.text());
            }
            else
            {
                wakeAtMs = Math.min(untilMs, nowMs + PERIOD_MS);
                return Progress.WAITING;
            }
            return Progress.DONE;
        }
    }

    private record Wait(long wakeAtMs) implements CliOutput
    {
        @Override
        public Progress next(final CliContext context, final StringBuilder out)
        {
            if (context.nowMs() >= wakeAtMs)
            {
                context.information("Done.\n");
                return Progress.DONE;
            }
            if (context.isInputOver())
            {
                context.error("Interrupted.\n"); // HAProxy adds "(null)"
                return Progress.DONE;
            }
            return Progress.WAITING;
        }
    }
}
