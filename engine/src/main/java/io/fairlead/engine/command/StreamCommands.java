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
import io.fairlead.engine.proxy.LiveStreams;
import io.fairlead.engine.stats.ProxyView;
import io.fairlead.engine.stats.ServerView;
import io.fairlead.engine.stats.StatsSource;

/** Commands that list streams and end them: {@code show sess}, {@code shutdown session(s)}. */
final class StreamCommands
{
    static final Keyword SHOW_SESS = Keyword.command("show sess").flags("WORKER").manual("9.3")
        .syntax("show sess [help|<id>|all] [opts...]")
        .summary("report the list of current streams or dump this exact stream")
        .subset("one line for each stream; ids and filters are refused, sessions of the runtime API are not shown")
        .does((CliCommand)StreamCommands::show);
    static final Keyword SHUTDOWN_SESSION = Keyword.command("shutdown session").flags("WORKER").manual("9.3")
        .syntax("shutdown session [id]")
        .summary("kill a specific session")
        .does((CliCommand)StreamCommands::shutdownOne);
    static final Keyword SHUTDOWN_SESSIONS = Keyword.command("shutdown sessions server").flags("WORKER")
        .manual("9.3")
        .syntax("shutdown sessions server <bk>/<srv>")
        .summary("kill sessions on a server")
        .does((CliCommand)StreamCommands::shutdownServer);

    private static final int HEX = 16;
    private static final int MAX_ID_LENGTH = 15;
    private static final long ASK_AGAIN_MS = 2;

    private StreamCommands()
    {
    }

    private static CliOutput show(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        if (!arguments.word(2).isEmpty())
        {
            context.error("'show sess " + arguments.word(2) + "' is known to HAProxy but not supported by Fairlead.\n");
            return null;
        }
        return new Waiting(context.services().part(LiveStreams.class).list(), false);
    }

    private static CliOutput shutdownOne(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        final String word = arguments.word(2);
        if (word.isEmpty())
        {
            context.error("Session pointer expected (use 'show sess').\n");
            return null;
        }
        return new Waiting(context.services().part(LiveStreams.class).shutdown(id(word)), true);
    }

    private static long id(final String word)
    {
        final String digits = word.startsWith("0x") ? word.substring(2) : word;
        final boolean isId = !digits.isEmpty() && digits.length() <= MAX_ID_LENGTH &&
            digits.chars().allMatch((c) -> Character.digit(c, HEX) >= 0);
        return isId ? Long.parseLong(digits, HEX) : -1;
    }

    private static CliOutput shutdownServer(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        final String word = arguments.word(3);
        final int slash = word.indexOf('/');
        if (slash < 0)
        {
            context.error("Require 'backend/server'.\n");
            return null;
        }
        final String backend = word.substring(0, slash);
        final String server = word.substring(slash + 1);
        for (final ProxyView proxy : context.services().part(StatsSource.class).proxies())
        {
            if (null != proxy.backendCounters() && proxy.name().equals(backend))
            {
                for (final ServerView view : proxy.servers())
                {
                    if (view.name().equals(server))
                    {
                        context.services().part(LiveStreams.class).shutdown(backend, server);
                        return null;
                    }
                }
                context.error("No such server.\n");
                return null;
            }
        }
        context.error("No such backend.\n");
        return null;
    }

    /** Waits for the loops. */
    private static final class Waiting implements CliOutput
    {
        private final LiveStreams.Answer answer;
        private final boolean isSearch;
        private long wakeAtMs;

        Waiting(final LiveStreams.Answer answer, final boolean isSearch)
        {
            this.answer = answer;
            this.isSearch = isSearch;
        }

        @Override
        public Progress next(final CliContext context, final StringBuilder out)
        {
            if (!answer.isComplete())
            {
                wakeAtMs = context.nowMs() + ASK_AGAIN_MS;
                return Progress.WAITING;
            }
            if (!isSearch)
            {
                out.append(answer.text());
            }
            else if (answer.text().isEmpty())
            {
                context.error("No such session (use 'show sess').\n");
            }
            return Progress.DONE;
        }

        @Override
        public long wakeAtMs()
        {
            return wakeAtMs;
        }
    }
}
