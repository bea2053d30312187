/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

/**
 * The long answer of a command, made piece by piece as the client takes it. Conductor only.
 */
@FunctionalInterface
public interface CliOutput
{
    /** How far the output is. */
    enum Progress
    {
        /** Ask again when there is room. */
        MORE,

        /** Nothing to say now: ask again at {@link CliOutput#wakeAtMs()}, or when the client closed its side. */
        WAITING,

        /** That was the last piece. */
        DONE
    }

    /**
     * Append the next piece, some lines at most.
     *
     * @param context the session.
     * @param out     where to, one character per byte.
     * @return how far the output is.
     */
    Progress next(CliContext context, StringBuilder out);

    /**
     * When a waiting output wants to be asked again.
     *
     * @return monotonic milliseconds.
     */
    default long wakeAtMs()
    {
        return 0;
    }

    /**
     * The client went away before the last piece.
     */
    default void abandon()
    {
    }
}
