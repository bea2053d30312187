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
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.FrontendState;
import io.fairlead.engine.proxy.Generation;

/** Frontends that accept connections or not, until the next reload. Source: management.txt 9.3 "disable frontend". */
final class FrontendCommands
{
    static final Keyword DISABLE = Keyword.command("disable frontend").flags("WORKER").manual("9.3")
        .syntax("disable frontend <frontend>").summary("temporarily disable specific frontend")
        .does((CliCommand)FrontendCommands::disable);

    static final Keyword ENABLE = Keyword.command("enable frontend").flags("WORKER").manual("9.3")
        .syntax("enable frontend <frontend>").summary("re-enable specific frontend")
        .does((CliCommand)FrontendCommands::enable);

    static final Keyword SHUTDOWN = Keyword.command("shutdown frontend").flags("WORKER").manual("9.3")
        .syntax("shutdown frontend <frontend>").summary("stop a specific frontend")
        .does((CliCommand)FrontendCommands::shutdown);

    private FrontendCommands()
    {
    }

    private static CliOutput disable(final CliArguments arguments, final CliContext context)
    {
        final Frontend frontend = frontend(arguments, context);
        if (null != frontend)
        {
            switch (frontend.state())
            {
                case STOPPED -> context.message(CliSeverity.NOTICE,
                    "Frontend was previously shut down, cannot disable.\n");
                case PAUSED -> context.message(CliSeverity.NOTICE, "All sockets are already disabled.\n");
                case OPEN -> context.services().part(FrontendSwitch.class).pause(frontend);
            }
        }
        return null;
    }

    private static CliOutput enable(final CliArguments arguments, final CliContext context)
    {
        final Frontend frontend = frontend(arguments, context);
        if (null != frontend)
        {
            switch (frontend.state())
            {
                case STOPPED -> context.error("Frontend was previously shut down, cannot enable.\n");
                case OPEN -> context.message(CliSeverity.NOTICE, "All sockets are already enabled.\n");
                case PAUSED -> context.services().part(FrontendSwitch.class).resume(frontend);
            }
        }
        return null;
    }

    private static CliOutput shutdown(final CliArguments arguments, final CliContext context)
    {
        final Frontend frontend = frontend(arguments, context);
        if (null != frontend && FrontendState.STOPPED == frontend.state())
        {
            context.message(CliSeverity.NOTICE, "Frontend was already shut down.\n");
        }
        else if (null != frontend)
        {
            context.services().part(FrontendSwitch.class).stop(frontend);
        }
        return null;
    }

    /** The frontend of an administrator's order; null when the answer is given already. */
    private static Frontend frontend(final CliArguments arguments, final CliContext context)
    {
        if (!context.requires(CliLevel.ADMIN))
        {
            return null;
        }
        final String name = arguments.word(2);
        for (final Frontend frontend : context.services().part(Generation.class).frontends())
        {
            if (frontend.settings().name.equals(name))
            {
                return frontend;
            }
        }
        context.error(name.isEmpty() ? "A frontend name is expected.\n" : "No such frontend.\n");
        return null;
    }
}
