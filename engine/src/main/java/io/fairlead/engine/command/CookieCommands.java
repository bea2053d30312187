/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import java.util.function.BiConsumer;

import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Generation;

/**
 * Commands about dynamic cookies. Source: management.txt 9.3 "enable dynamic-cookie backend".
 */
final class CookieCommands
{
    static final Keyword ENABLE = command("enable dynamic-cookie backend", "<bk>",
        "enable dynamic cookies on a specific backend", (backend, words) -> backend.dynamicCookies(true));
    static final Keyword DISABLE = command("disable dynamic-cookie backend", "<bk>",
        "disable dynamic cookies on a specific backend", (backend, words) -> backend.dynamicCookies(false));
    static final Keyword SET_KEY = Keyword.command("set dynamic-cookie-key backend").flags("WORKER").manual("9.3")
        .syntax("set dynamic-cookie-key backend <bk> <k>")
        .summary("change a backend secret key for dynamic cookies")
        .does((CliCommand)CookieCommands::setKey);

    private CookieCommands()
    {
    }

    private static Keyword command(
        final String name, final String argument, final String summary,
        final BiConsumer<Backend, CliArguments> change)
    {
        return Keyword.command(name).flags("WORKER").manual("9.3").syntax(name + ' ' + argument).summary(summary)
            .does((CliCommand)(arguments, context) ->
            {
                final Backend backend = backend(arguments, context);
                if (null != backend)
                {
                    change.accept(backend, arguments);
                }
                return null;
            });
    }

    private static CliOutput setKey(final CliArguments arguments, final CliContext context)
    {
        final Backend backend = backend(arguments, context);
        if (null != backend)
        {
            if (arguments.word(4).isEmpty())
            {
                context.error("String value expected.\n");
            }
            else
            {
                backend.dynamicCookieKey(arguments.word(4));
            }
        }
        return null;
    }

    private static Backend backend(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        if (arguments.word(3).isEmpty())
        {
            context.error("A backend name is expected.\n");
            return null;
        }
        final Backend backend = context.services().part(Generation.class).backend(arguments.word(3));
        if (null == backend)
        {
            context.error("No such backend.\n");
        }
        return backend;
    }
}
