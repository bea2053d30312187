/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import java.util.Map;

import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.cli.CliServices;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.VariableAssignment;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ProcessContext;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableScope;

/**
 * {@code get var} and {@code set var}: variables of the process. Source: management.txt 9.3.
 */
final class VariableCommands
{
    static final Keyword GET = Keyword.command("get var").flags("WORKER").manual("9.3").syntax("get var <name>")
        .summary("retrieve contents of a process-wide variable").does((CliCommand)VariableCommands::get);
    static final Keyword SET = Keyword.command("set var").flags("WORKER", "EXPERIM").manual("9.3")
        .syntax("set var <name> [fmt|expr] {<fmt>|<expr>}")
        .summary("set variable from an expression or a format").does((CliCommand)VariableCommands::set);

    private VariableCommands()
    {
    }

    private static CliOutput get(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final String text = arguments.word(2);
        if (text.isEmpty())
        {
            context.error("Missing process-wide variable identifier.\n");
            return null;
        }
        final CliServices services = context.services();
        final VariableName name = services.part(VariableNames.class).find(text);
        final Sample value = Sample.standAlone();
        if (null == name || VariableScope.PROC != name.scope() ||
            !name.own().load(name.index(), value))
        {
            context.error("Variable not found.\n");
            return null;
        }
        final StringBuilder answer = new StringBuilder(text).append(": type=").append(value.type.label())
            .append(" value=");
        if (SampleCasts.cast(value, SampleType.STR))
        {
            answer.append('<');
            for (int i = 0; i < value.length; i++)
            {
                final int c = value.byteAt(i);
                answer.append(c >= ' ' && c < 0x7F ? (char)c : '.');
            }
            answer.append(">\n");
        }
        else
        {
            answer.append("(undisplayable)\n");
        }
        context.information(answer.toString());
        return null;
    }

    private static CliOutput set(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.OPERATOR))
        {
            return null;
        }
        final String target = arguments.word(2);
        final String form = arguments.word(3);
        final boolean hasForm = !arguments.word(4).isEmpty();
        if (target.isEmpty())
        {
            context.error("Missing process-wide variable identifier.\n");
        }
        else if (form.isEmpty())
        {
            context.error("Missing either 'expr', 'fmt' or expression.\n");
        }
        else if (hasForm && !"fmt".equals(form) && !"expr".equals(form))
        {
            context.error("'set var': arg type must be either 'expr' or 'fmt' but got '" + form + "'.");
        }
        else
        {
            set(target, arguments.word(hasForm ? 4 : 3), hasForm && "fmt".equals(form), context);
        }
        return null;
    }

    private static void set(
        final String target, final String text, final boolean isFormat, final CliContext context)
    {
        final CliServices services = context.services();
        final ParseContext parse = new ParseContext(
            Messages.collecting(), new Environment(Map.of()), services.part(KeywordRegistry.class));
        final ConfigLine line = ConfigLine.of("CLI", 0, text);
        parse.line(line);
        final ExprContext expressions = new ExprContext(parse, "CLI").mayResolveLater(false)
            .service(PatternRegistry.class, services.part(PatternRegistry.class))
            .service(VariableNames.class, services.part(VariableNames.class));
        try
        {
            final VariableAssignment assignment = VariableAssignment.parse(
                target, new Words(line, 0), isFormat, expressions, Checkpoint.CLI.mask());
            if (VariableScope.PROC != assignment.name().scope())
            {
                context.error("'set var': cannot set variable '" + target +
                    "', only scope 'proc' is permitted here.");
                return;
            }
            assignment.run(new ProcessContext(services.part(ProcessView.class)));
        }
        catch (final ConfigException ex)
        {
            context.error(ex.getMessage());
        }
    }
}
