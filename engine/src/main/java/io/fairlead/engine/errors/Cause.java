/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.errors;

/** Who is responsible for an error. */
public enum Cause
{
    /** The client broke the protocol, went away, was too slow, or asked for something that is refused. */
    CLIENT,
    /** The server broke the protocol, went away, was too slow or could not be reached. */
    SERVER,
    /** This program is at fault. */
    INTERNAL,
    /** Something ran out here: descriptors, ports, memory, buffers. */
    RESOURCE;

    private static final Cause[] VALUES = values();

    /**
     * The cause with a given ordinal, without the copy {@link #values()} makes.
     *
     * @param ordinal of a cause.
     * @return the cause, or {@link #INTERNAL} when there is none of that ordinal.
     */
    public static Cause ofOrdinal(final int ordinal)
    {
        return ordinal >= 0 && ordinal < VALUES.length ? VALUES[ordinal] : INTERNAL;
    }
}
