/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

/**
 * What a command of the runtime API does; described by a {@code Keyword} of kind COMMAND whose worker it is. One object
 * serves all sessions. Conductor only.
 */
@FunctionalInterface
public interface CliCommand
{
    /**
     * Begin the command. Short answers are given through the context; long ones are returned as an output that is asked
     * for piece by piece.
     *
     * @param arguments words, the command's own included, and payload.
     * @param context   the session.
     * @return what is still to come, null when everything was said.
     */
    CliOutput run(CliArguments arguments, CliContext context);
}
