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
import io.fairlead.engine.cli.ListenerExport;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.errors.Cause;
import io.fairlead.engine.errors.ErrorLog;
import io.fairlead.engine.os.DescriptorPassing;

import java.io.IOException;

/** {@code _getsocks}: hands the listening sockets to a new process that was started with {@code -x}. */
final class SocketCommands
{
    static final Keyword GET_SOCKETS = Keyword.command("_getsocks").flags("WORKER").manual("9.3")
        .does((CliCommand)SocketCommands::send);

    private SocketCommands()
    {
    }

    private static CliOutput send(final CliArguments arguments, final CliContext context)
    {
        final int descriptor = context.exposingDescriptor();
        context.withoutEmptyLine();
        context.quit();
        if (descriptor >= 0)
        {
            try
            {
                DescriptorPassing.sendListeners(
                    descriptor, context.services().part(ListenerExport.class).sockets());
            }
            catch (final IOException ex)
            {
                // the other process tells its user; here it is counted
                context.services().part(ErrorLog.class).record(Cause.RESOURCE, ex);
            }
        }
        return null;
    }
}
