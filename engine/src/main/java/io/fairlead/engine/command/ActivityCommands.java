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
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.ProcessColumn;
import io.fairlead.engine.stats.StatsSource;

import java.util.Locale;

/**
 * {@code show activity}: what the loops do, one column for each loop. Names are those of HAProxy where the thing is the
 * same; what only one of the two programs has is not shown by the other.
 */
final class ActivityCommands
{
    static final Keyword SHOW_ACTIVITY = Keyword.command("show activity").flags("WORKER").manual("9.3")
        .syntax("show activity [-1|0|thread_num]")
        .summary("show per-thread activity stats (for support/developers)")
        .subset("only what the loops of this program count")
        .does((CliCommand)ActivityCommands::run);

    private static final ProcessColumn[] COLUMNS =
    {
        ProcessColumn.LOOP_TASKS_RUN, ProcessColumn.LOOP_STALLS, ProcessColumn.RUN_QUEUE, ProcessColumn.LOOP_CYCLES,
        ProcessColumn.LOOP_WAKEUPS, ProcessColumn.LOOP_EVENTS, ProcessColumn.LOOP_EMPTY_POLLS,
        ProcessColumn.LOOP_TIMERS_EXPIRED, ProcessColumn.BUFFER_WAITS, ProcessColumn.BUFFERS_IN_USE,
        ProcessColumn.BUFFERS_MAX, ProcessColumn.ACCEPTED, ProcessColumn.ACCEPT_PAUSES, ProcessColumn.DESCRIPTORS_OPEN,
        ProcessColumn.LOOP_THROWABLES
    };

    private static final int ALL = 0;
    private static final int SUMS = -1;

    private ActivityCommands()
    {
    }

    private static CliOutput run(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final StatsSource stats = context.services().part(StatsSource.class);
        final CounterReader counters = stats.counters();
        int thread = ALL;
        if (!arguments.word(2).isEmpty())
        {
            thread = arguments.word(2).matches("-?[0-9]{1,6}") ? Integer.parseInt(arguments.word(2)) : SUMS - 1;
            if (thread < SUMS || thread > counters.loopCount())
            {
                context.error("Thread ID number must be between -1 and nbthread\n");
                return null;
            }
        }
        final StringBuilder out = new StringBuilder();
        final int loopCount = counters.loopCount();
        out.append("thread_id: ").append(0 < thread ? thread : loopCount)
            .append(" (1..").append(loopCount).append(")\n");
        final long nowMs = System.currentTimeMillis();
        out.append(String.format(Locale.ROOT, "date_now: %d.%06d\n", nowMs / 1000, nowMs % 1000 * 1000));
        final long upMs = stats.nowMs() - stats.process().startMs();
        out.append(String.format(Locale.ROOT, "uptime_now: %d.%06d\n", upMs / 1000, upMs % 1000 * 1000));
        final CounterObject process = counters.objects().getFirst();
        for (final ProcessColumn column : COLUMNS)
        {
            out.append(column.statName()).append(": ");
            appendValues(counters, process, column, thread, out);
        }
        return CliOutputs.text(out);
    }

    private static void appendValues(
        final CounterReader counters,
        final CounterObject process,
        final ProcessColumn column,
        final int thread,
        final StringBuilder out)
    {
        if (0 < thread)
        {
            out.append(counters.value(process, column, thread - 1, 0)).append('\n');
            return;
        }
        long total = 0;
        final StringBuilder each = new StringBuilder();
        for (int loop = 0; loop < counters.loopCount(); loop++)
        {
            final long value = counters.value(process, column, loop, 0);
            total += value;
            each.append(' ').append(value);
        }
        out.append(total);
        if (ALL == thread && 1 < counters.loopCount())
        {
            out.append(" [").append(each).append(" ]");
        }
        out.append('\n');
    }
}
