/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

/** Failures for want of descriptors or memory, as opposed to those a peer caused. */
public final class Exhaustion
{
    private static final String OF_PROCESS = "Too many open files";
    private static final String OF_SYSTEM = "Too many open files in system";

    private Exhaustion()
    {
    }

    /**
     * Whether a failure means that something ran out.
     *
     * @param error in the operating system's words.
     * @return true for descriptors and memory.
     */
    public static boolean is(final String error)
    {
        return error.startsWith(OF_PROCESS) || error.startsWith("Cannot allocate memory") ||
            error.startsWith("No buffer space");
    }

    /**
     * Whether the process has no descriptors left.
     *
     * @param error in the operating system's words.
     * @return true for EMFILE.
     */
    public static boolean isOfProcess(final String error)
    {
        return error.startsWith(OF_PROCESS) && !isOfSystem(error);
    }

    /**
     * Whether the system has no descriptors left.
     *
     * @param error in the operating system's words.
     * @return true for ENFILE.
     */
    public static boolean isOfSystem(final String error)
    {
        return error.startsWith(OF_SYSTEM);
    }
}
