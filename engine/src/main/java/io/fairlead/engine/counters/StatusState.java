/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

/**
 * State of an object in the status records, for readers outside the process. The ordinal is the code in the file.
 */
public enum StatusState
{
    /** Not told yet. */
    UNKNOWN(""),
    /** A frontend or listener accepts. */
    OPEN("OPEN"),
    /** A frontend or listener is at its connection limit. */
    FULL("FULL"),
    /** A frontend or listener is paused. */
    PAUSED("PAUSED"),
    /** A frontend or listener is stopped. */
    STOP("STOP"),
    /** A server without checks. */
    NO_CHECK("no check"),
    /** A server or backend is up. */
    UP("UP"),
    /** A server or backend is down. */
    DOWN("DOWN"),
    /** A server takes no new sessions. */
    NOLB("NOLB"),
    /** A server or backend is drained. */
    DRAIN("DRAIN"),
    /** A server is in maintenance. */
    MAINT("MAINT");

    private static final StatusState[] STATES = values();

    private final String text;

    StatusState(final String text)
    {
        this.text = text;
    }

    /**
     * Word for the status column.
     *
     * @return as HAProxy says it, empty when unknown.
     */
    public String text()
    {
        return text;
    }

    /**
     * State of a code read from a file.
     *
     * @param code ordinal.
     * @return the state; UNKNOWN for a code without one.
     */
    public static StatusState ofCode(final int code)
    {
        return 0 <= code && code < STATES.length ? STATES[code] : UNKNOWN;
    }
}
