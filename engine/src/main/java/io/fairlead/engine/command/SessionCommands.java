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
import io.fairlead.engine.cli.CliSeverity;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.Units;

/**
 * Commands that concern the session itself: {@code help}, {@code prompt}, {@code quit}, levels and modes, marks,
 * time-out, {@code echo}. HAProxy's usual two marks: WORKER for the process that carries traffic, MASTER for the
 * master's socket.
 */
final class SessionCommands
{
    static final Keyword HELP = Keyword.command("help").flags("MASTER", "WORKER").manual("9.3")
        .does((CliCommand)SessionCommands::help);
    static final Keyword PROMPT = Keyword.command("prompt").flags("MASTER", "WORKER").manual("9.3")
        .does((CliCommand)SessionCommands::prompt);
    static final Keyword QUIT = Keyword.command("quit").flags("MASTER", "WORKER").manual("9.3")
        .does((CliCommand)SessionCommands::quit);
    static final Keyword EXPERT_MODE = Keyword.command("expert-mode").flags("MASTER", "WORKER").manual("9.3")
        .does((CliCommand)SessionCommands::expertMode);
    static final Keyword EXPERIMENTAL_MODE = Keyword.command("experimental-mode")
        .flags("MASTER", "WORKER").manual("9.3")
        .does((CliCommand)SessionCommands::experimentalMode);
    static final Keyword OPERATOR = Keyword.command("operator").flags("MASTER", "WORKER").manual("9.3")
        .summary("lower the level of the current CLI session to operator")
        .does((CliCommand)(arguments, context) -> lower(arguments, context, CliLevel.OPERATOR));
    static final Keyword USER = Keyword.command("user").flags("MASTER", "WORKER").manual("9.3")
        .summary("lower the level of the current CLI session to user")
        .does((CliCommand)(arguments, context) -> lower(arguments, context, CliLevel.USER));
    static final Keyword SHOW_LEVEL = Keyword.command("show cli level").flags("MASTER", "WORKER").manual("9.3")
        .summary("display the level of the current CLI session")
        .does((CliCommand)SessionCommands::showLevel);
    static final Keyword SET_SEVERITY = Keyword.command("set severity-output").flags("WORKER").manual("9.3")
        .syntax("set severity-output [none|number|string]")
        .summary("set presence of severity level in feedback information")
        .does((CliCommand)SessionCommands::severity);
    static final Keyword SET_TIMEOUT = Keyword.command("set timeout").flags("WORKER").manual("9.3")
        .syntax("set timeout [cli] <delay>")
        .summary("change a timeout setting")
        .does((CliCommand)SessionCommands::timeout);
    static final Keyword ECHO = Keyword.command("echo").flags("MASTER", "WORKER").manual("9.3")
        .syntax("echo <text>")
        .summary("print text to the output")
        .does((CliCommand)SessionCommands::echo);

    private static final String PROMPT_USAGE =
        "Usage: prompt [help | n | i | p | timed]*\n" +
        "Changes the default prompt and interactive mode. Available options:\n" +
        "  help    display this help\n" +
        "  n       set to single-command mode (no prompt, single command)\n" +
        "  i       set to interactive mode only (no prompt, multi-command)\n" +
        "  p       set to prompt+interactive mode (prompt + multi-command)\n" +
        "  timed   toggle displaying the current date in the prompt\n" +
        "Without any argument, toggles between n/i->p, p->n.\n";

    private SessionCommands()
    {
    }

    private static CliOutput help(final CliArguments arguments, final CliContext context)
    {
        context.information(context.commands().usage(arguments, 1, context));
        return null;
    }

    private static CliOutput quit(final CliArguments arguments, final CliContext context)
    {
        context.quit();
        return null;
    }

    private static CliOutput prompt(final CliArguments arguments, final CliContext context)
    {
        String mode = "";
        boolean isTimed = false;
        for (int i = 1; i < arguments.count(); i++)
        {
            switch (arguments.word(i))
            {
                case "n", "i", "p" -> mode = arguments.word(i);
                case "timed" -> isTimed = true;
                case "help" ->
                {
                    context.information(PROMPT_USAGE);
                    return null;
                }
                default ->
                {
                    context.error(PROMPT_USAGE);
                    return null;
                }
            }
        }
        if (isTimed)
        {
            context.toggleTimedPrompt();
            mode = mode.isEmpty() ? "p" : mode;
        }
        if (mode.isEmpty())
        {
            mode = context.isInteractive() && context.hasPrompt() ? "n" : "p";
        }
        context.interactive(!"n".equals(mode), "p".equals(mode));
        return null;
    }

    private static CliOutput lower(final CliArguments arguments, final CliContext context, final CliLevel level)
    {
        if ("-".equals(arguments.word(1)))
        {
            context.withoutEmptyLine();
        }
        if (context.requires(level))
        {
            context.lower(level);
        }
        return null;
    }

    private static CliOutput expertMode(final CliArguments arguments, final CliContext context)
    {
        if (mayChangeMode(arguments, context))
        {
            if (arguments.word(1).isEmpty())
            {
                context.information("expert-mode is " + (context.isExpert() ? "ON" : "OFF"));
            }
            else
            {
                context.expert("on".equals(arguments.word(1)));
            }
        }
        return null;
    }

    private static CliOutput experimentalMode(final CliArguments arguments, final CliContext context)
    {
        if (mayChangeMode(arguments, context))
        {
            if (arguments.word(1).isEmpty())
            {
                context.information("experimental-mode is " + (context.isExperimental() ? "ON" : "OFF"));
            }
            else
            {
                context.experimental("on".equals(arguments.word(1)));
            }
        }
        return null;
    }

    private static boolean mayChangeMode(final CliArguments arguments, final CliContext context)
    {
        if (!arguments.word(1).isEmpty() && "-".equals(arguments.word(2)))
        {
            context.withoutEmptyLine();
        }
        return context.requires(CliLevel.ADMIN);
    }

    private static CliOutput showLevel(final CliArguments arguments, final CliContext context)
    {
        context.information(context.level().word());
        return null;
    }

    private static CliOutput severity(final CliArguments arguments, final CliContext context)
    {
        if ("-".equals(arguments.word(3)))
        {
            context.withoutEmptyLine();
        }
        final CliSeverity severity = CliSeverity.ofWord(arguments.word(2));
        if (null == severity)
        {
            context.error("one of 'none', 'number', 'string' is a required argument\n");
        }
        else
        {
            context.severity(severity);
        }
        return null;
    }

    private static CliOutput timeout(final CliArguments arguments, final CliContext context)
    {
        if (!"cli".equals(arguments.word(2)))
        {
            context.error("'set timeout' only supports 'cli'.\n");
        }
        else if (arguments.word(3).isEmpty())
        {
            context.error("Expects an integer value.\n");
        }
        else
        {
            final long timeout = Units.time(arguments.word(3), Units.TimeUnit.S, Messages.collecting());
            if (timeout < 1)
            {
                context.error("Invalid timeout value.\n");
            }
            else
            {
                context.timeoutMs(timeout * 1000);
            }
        }
        return null;
    }

    private static CliOutput echo(final CliArguments arguments, final CliContext context)
    {
        context.information(arguments.rest(1));
        return null;
    }
}
