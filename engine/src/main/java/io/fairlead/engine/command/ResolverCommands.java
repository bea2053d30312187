/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.dns.Nameserver;
import io.fairlead.engine.dns.NameserverCounters;
import io.fairlead.engine.dns.ResolverSet;
import io.fairlead.engine.dns.Resolvers;

/** Commands about name servers. Source: management.txt 9.3 "show resolvers". */
final class ResolverCommands
{
    static final Keyword SHOW = Keyword.command("show resolvers").flags("WORKER").manual("9.3")
        .syntax("show resolvers [id]")
        .summary("dumps counters from all resolvers section and associated name servers")
        .does((CliCommand)ResolverCommands::show);

    private static final String[] NAMES = {"sent", "snd_error", "valid", "update", "cname", "cname_error", "any_err",
        "nx", "timeout", "refused", "other", "invalid", "too_big", "truncated", "outdated"};

    private ResolverCommands()
    {
    }

    /** In the order of {@link #NAMES}; aliases and timeouts are never counted, in HAProxy neither. */
    private static long[] values(final NameserverCounters counters)
    {
        return new long[]{counters.sent, counters.sendErrors, counters.valid, counters.update, 0, counters.aliasErrors,
            counters.empty, counters.noName, 0, counters.refused, counters.other, counters.invalid, counters.tooBig,
            counters.truncated, counters.outdated};
    }

    private static CliOutput show(final CliArguments arguments, final CliContext context)
    {
        final ResolverSet resolvers = context.services().part(ResolverSet.class);
        final String wanted = arguments.word(2);
        final StringBuilder text = new StringBuilder();
        if (wanted.isEmpty())
        {
            resolvers.sections().forEach(section -> append(section, text));
        }
        else if (null == resolvers.section(wanted))
        {
            context.error("Can't find that resolvers section\n");
            return null;
        }
        else
        {
            append(resolvers.section(wanted), text);
        }
        return CliOutputs.text(text.isEmpty() ? "No resolvers found\n" : text);
    }

    private static void append(final Resolvers section, final StringBuilder text)
    {
        text.append("Resolvers section ").append(section.name()).append('\n');
        for (final Nameserver nameserver : section.nameservers())
        {
            text.append(" nameserver ").append(nameserver.name()).append(":\n");
            final long[] values = values(nameserver.counters());
            for (int i = 0; i < NAMES.length; i++)
            {
                text.append("  ").append(NAMES[i]).append(':').append(" ".repeat(12 - NAMES[i].length()))
                    .append(values[i]).append('\n');
            }
        }
    }

    /** {@code show stat domain resolvers}. */
    static CliOutput showStat(final CliContext context)
    {
        final StringBuilder text = new StringBuilder("# id,pid,");
        for (final String name : NAMES)
        {
            text.append("snd_error".equals(name) ? "send_error" : name).append(',');
        }
        text.append('\n');
        for (final Resolvers section : context.services().part(ResolverSet.class).sections())
        {
            for (final Nameserver nameserver : section.nameservers())
            {
                text.append(nameserver.name()).append(',').append(section.name()).append(',');
                for (final long value : values(nameserver.counters()))
                {
                    text.append(value).append(',');
                }
                text.append('\n');
            }
        }
        return CliOutputs.text(text);
    }
}
