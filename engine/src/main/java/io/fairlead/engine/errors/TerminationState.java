/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.errors;

/**
 * How and when a stream ended: the first two characters of the termination state in a log line. A state is one int, so
 * that a stream keeps it in a field and nothing is allocated:
 * <pre>
 *   bits 7..4        bits 3..0
 *  | phase         | ending        |      phase:  -RCHDLQT      ending:  -LcCsSPRIDKU
 * </pre>
 * Zero is {@code --}, a normal end. Source: configuration.txt 8.5 "Session state at disconnection".
 */
public final class TerminationState
{
    /** {@code --}: everything went well. */
    public static final int NONE = 0;

    /** {@code L}: handled here without a server, not an error. */
    public static final int ENDED_LOCALLY = 1;
    /** {@code c}: the client-side timeout struck. */
    public static final int CLIENT_TIMEOUT = 2;
    /** {@code C}: the client closed or reset. */
    public static final int CLIENT_CLOSED = 3;
    /** {@code s}: the server-side timeout struck, connecting included. */
    public static final int SERVER_TIMEOUT = 4;
    /** {@code S}: the server refused, closed or reset. */
    public static final int SERVER_CLOSED = 5;
    /** {@code P}: the proxy refused or aborted: a deny rule, a limit, a broken message. */
    public static final int PROXY_REFUSED = 6;
    /** {@code R}: a resource ran out. */
    public static final int RESOURCE = 7;
    /** {@code I}: an internal error. */
    public static final int INTERNAL = 8;
    /** {@code D}: killed because the server was detected as down. */
    public static final int SERVER_DOWN = 9;
    /** {@code K}: killed on request. */
    public static final int KILLED = 10;
    /** {@code U}: killed because a preferred server came back. */
    public static final int SERVER_UP = 11;

    /** {@code R}: waiting for a complete request. */
    public static final int IN_REQUEST = 1 << 4;
    /** {@code C}: connecting to the server. */
    public static final int IN_CONNECT = 2 << 4;
    /** {@code H}: waiting for complete response headers. */
    public static final int IN_HEADERS = 3 << 4;
    /** {@code D}: data was flowing. */
    public static final int IN_DATA = 4 << 4;
    /** {@code L}: the last data was on its way to the client, the server being done. */
    public static final int IN_LAST = 5 << 4;
    /** {@code Q}: waiting in a queue. */
    public static final int IN_QUEUE = 6 << 4;
    /** {@code T}: held in a tarpit. */
    public static final int IN_TARPIT = 7 << 4;

    private static final int ENDING_MASK = 0x0F;
    private static final int PHASE_MASK = 0x70;
    private static final String ENDING_CHARACTERS = "-LcCsSPRIDKUIIII";
    private static final String PHASE_CHARACTERS = "-RCHDLQT";

    private TerminationState()
    {
    }

    /**
     * Adds an ending to a state that has none; the first reason found stays.
     *
     * @param state  so far.
     * @param ending one of the endings above.
     * @return the state to keep.
     */
    public static int withEnding(final int state, final int ending)
    {
        return NONE == (state & ENDING_MASK) ? state | ending : state;
    }

    /**
     * Adds a phase to a state that has none; the first phase found stays.
     *
     * @param state so far.
     * @param phase one of the {@code IN_} values.
     * @return the state to keep.
     */
    public static int withPhase(final int state, final int phase)
    {
        return NONE == (state & PHASE_MASK) ? state | phase : state;
    }

    /**
     * The ending alone.
     *
     * @param state any.
     * @return {@link #NONE} or one of the endings.
     */
    public static int ending(final int state)
    {
        return state & ENDING_MASK;
    }

    /**
     * The phase alone.
     *
     * @param state any.
     * @return {@link #NONE} or one of the {@code IN_} values.
     */
    public static int phase(final int state)
    {
        return state & PHASE_MASK;
    }

    /**
     * First character of the log field.
     *
     * @param state any.
     * @return one of {@code -LcCsSPRIDKU}.
     */
    public static char endingCharacter(final int state)
    {
        return ENDING_CHARACTERS.charAt(state & ENDING_MASK);
    }

    /**
     * Second character of the log field.
     *
     * @param state any.
     * @return one of {@code -RCHDLQT}.
     */
    public static char phaseCharacter(final int state)
    {
        return PHASE_CHARACTERS.charAt((state & PHASE_MASK) >> 4);
    }

    /**
     * Who caused this end. A refusal by the proxy is blamed on the side whose message it was looking at.
     *
     * @param state any.
     * @return the cause, or null when the end is nobody's fault (normal, local, killed on request or for a better
     *         server).
     */
    public static Cause cause(final int state)
    {
        switch (state & ENDING_MASK)
        {
            case CLIENT_TIMEOUT:
            case CLIENT_CLOSED:
                return Cause.CLIENT;
            case SERVER_TIMEOUT:
            case SERVER_CLOSED:
            case SERVER_DOWN:
                return Cause.SERVER;
            case PROXY_REFUSED:
                return IN_HEADERS == phase(state) || IN_DATA == phase(state) ? Cause.SERVER : Cause.CLIENT;
            case RESOURCE:
                return Cause.RESOURCE;
            case NONE:
            case ENDED_LOCALLY:
            case KILLED:
            case SERVER_UP:
                return null;
            default:
                return Cause.INTERNAL;
        }
    }
}
