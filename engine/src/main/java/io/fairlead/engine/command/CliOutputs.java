/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.stats.StatDump;

/**
 * Outputs commands have in common.
 */
final class CliOutputs
{
    private CliOutputs()
    {
    }

    /* A dump piece by piece. */
    static CliOutput dump(final StatDump dump)
    {
        return (context, out) -> dump.next(out) ? CliOutput.Progress.MORE : CliOutput.Progress.DONE;
    }

    /* A text known as a whole, without any mark of severity. */
    static CliOutput text(final CharSequence text)
    {
        return (context, out) ->
        {
            out.append(text);
            return CliOutput.Progress.DONE;
        };
    }
}
