/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * A health or agent check as statistics see it. Conductor only.
 */
public interface CheckView
{
    /** Bit of {@link #flags()}: a check is running. */
    int IN_PROGRESS = 0x01;

    /** Bit of {@link #flags()}: the check is configured. */
    int CONFIGURED = 0x02;

    /** Bit of {@link #flags()}: the check is enabled. */
    int ENABLED = 0x04;

    /** Bit of {@link #flags()}: the check pauses while the server is in maintenance. */
    int PAUSED = 0x08;

    /** Bit of {@link #flags()}: this is an agent check. */
    int AGENT = 0x10;

    /** Number of the status from which on one has been checked; smaller ones have no duration. */
    int STATUS_CHECKED = 3;

    /** Number of the status from which on there is a code of layer 5 to 7. */
    int STATUS_WITH_CODE = 14;

    /** A server without this check. */
    CheckView NONE = new CheckView()
    {
    };

    /**
     * State bits as {@code show servers state} prints them.
     *
     * @return sum of the constants above.
     */
    default int flags()
    {
        return 0;
    }

    /**
     * Level of health: 0 to rise - 1 is down, rise to rise + fall - 1 is up.
     *
     * @return level.
     */
    default int health()
    {
        return 0;
    }

    /**
     * Passes needed to come up.
     *
     * @return count, 1 or more.
     */
    default int rise()
    {
        return 0;
    }

    /**
     * Failures needed to go down.
     *
     * @return count, 1 or more.
     */
    default int fall()
    {
        return 0;
    }

    /**
     * Number of the last status, by HAProxy's list: 0 unknown, 1 initializing, 6 L4OK, 7 L4TOUT, 8 L4CON, ...
     *
     * @return number for {@code show servers state}.
     */
    default int status()
    {
        return 1;
    }

    /**
     * Short word of the last status.
     *
     * @return as {@code L4OK}.
     */
    default String statusWord()
    {
        return "INI";
    }

    /**
     * Explanation of the last status.
     *
     * @return as {@code Layer4 check passed}.
     */
    default String statusDescription()
    {
        return "Initializing";
    }

    /**
     * Number of the last result: 0 unknown, 1 neutral, 2 failed, 3 passed, 4 conditionally passed.
     *
     * @return number for {@code show servers state}.
     */
    default int result()
    {
        return 0;
    }

    /**
     * Status code the server gave.
     *
     * @return code, for statuses from {@link #STATUS_WITH_CODE} on.
     */
    default int code()
    {
        return 0;
    }

    /**
     * Duration of the last check.
     *
     * @return milliseconds, negative when unknown.
     */
    default long durationMs()
    {
        return 0;
    }

    /**
     * What the last check had to say.
     *
     * @return text, may be empty.
     */
    default String lastReport()
    {
        return "";
    }

    /**
     * Address the check connects to.
     *
     * @return numeric address, {@code -} when that of the server.
     */
    default String address()
    {
        return "-";
    }

    /**
     * Port the check connects to.
     *
     * @return port, 0 when that of the server.
     */
    default int port()
    {
        return 0;
    }

    /**
     * Whether the check is enabled, paused or not.
     *
     * @return true when it decides about the server.
     */
    default boolean isEnabled()
    {
        return 0 != (flags() & ENABLED);
    }

    /**
     * Whether the check is enabled and not paused.
     *
     * @return true when its results are shown.
     */
    default boolean isActive()
    {
        return ENABLED == (flags() & (ENABLED | PAUSED));
    }
}
