/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * What the last check of a server found. Names and texts are those of {@code show stat} and the logs (management.txt
 * 9.1, 36 to 38).
 */
public enum HealthStatus
{
    /** No check is configured. */
    UNKNOWN(Result.UNKNOWN, "UNK", "Unknown"),
    /** No check has run yet. */
    INITIALIZING(Result.UNKNOWN, "INI", "Initializing"),
    /** A check has begun. */
    STARTED(Result.UNKNOWN, "START", "Check started"),
    /** An agent said nothing about health. */
    CHECKED(Result.NEUTRAL, "CHECKED", "No status change"),
    /** Traffic showed too many errors in a row. */
    OBSERVED_ERRORS(Result.FAILED, "HANA", "Health analyze"),
    /** No socket could be made or it failed oddly. */
    SOCKET_ERROR(Result.FAILED, "SOCKERR", "Socket error"),
    /** Connected. */
    L4_OK(Result.PASSED, "L4OK", "Layer4 check passed"),
    /** Not connected in time. */
    L4_TIMEOUT(Result.FAILED, "L4TOUT", "Layer4 timeout"),
    /** Refused, or no way to the server. */
    L4_CONNECTION(Result.FAILED, "L4CON", "Layer4 connection problem"),
    /** TLS handshake done. */
    L6_OK(Result.PASSED, "L6OK", "Layer6 check passed"),
    /** TLS handshake not done in time. */
    L6_TIMEOUT(Result.FAILED, "L6TOUT", "Layer6 timeout"),
    /** TLS handshake failed. */
    L6_RESPONSE(Result.FAILED, "L6RSP", "Layer6 invalid response"),
    /** No answer in time. */
    L7_TIMEOUT(Result.FAILED, "L7TOUT", "Layer7 timeout"),
    /** The answer is no answer of this protocol. */
    L7_RESPONSE(Result.FAILED, "L7RSP", "Layer7 invalid response"),
    /** The answer is good. */
    L7_OK(Result.PASSED, "L7OK", "Layer7 check passed"),
    /** The answer says that no new traffic is wanted. */
    L7_OK_CONDITIONAL(Result.CONDITIONAL, "L7OKC", "Layer7 check conditionally passed"),
    /** The answer is bad. */
    L7_STATUS(Result.FAILED, "L7STS", "Layer7 wrong status"),
    /** The external program could not be run. */
    PROGRAM_ERROR(Result.FAILED, "PROCERR", "External check error"),
    /** The external program took too long. */
    PROGRAM_TIMEOUT(Result.FAILED, "PROCTOUT", "External check timeout"),
    /** The external program was content. */
    PROGRAM_OK(Result.PASSED, "PROCOK", "External check passed");

    /** Outcome of a check; the order gives the numbers of the server state file. */
    public enum Result
    {
        /** Nothing known yet. */
        UNKNOWN,
        /** A valid check that says nothing about health. */
        NEUTRAL,
        /** The server is sick. */
        FAILED,
        /** The server is well. */
        PASSED,
        /** The server is well but wants no new users. */
        CONDITIONAL
    }

    private final Result result;
    private final String code;
    private final String description;

    HealthStatus(final Result result, final String code, final String description)
    {
        this.result = result;
        this.code = code;
        this.description = description;
    }

    /**
     * Outcome it stands for.
     *
     * @return result.
     */
    public Result result()
    {
        return result;
    }

    /**
     * Short name in {@code show stat}, such as {@code L4OK}.
     *
     * @return code.
     */
    public String code()
    {
        return code;
    }

    /**
     * Text in logs and the {@code check_desc} column.
     *
     * @return description.
     */
    public String description()
    {
        return description;
    }

    /**
     * Whether it may carry a status code or data of layer 5 to 7.
     *
     * @return true from {@link #L7_OK} on.
     */
    public boolean hasCode()
    {
        return ordinal() >= L7_OK.ordinal();
    }
}
