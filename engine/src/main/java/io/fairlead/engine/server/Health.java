/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.HexFormat;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Counters and last result of one kind of check (health or agent) of a server. The conductor writes; any thread may
 * read, each value by itself.
 * <pre>
 *   health:  0 .. rise-1          rise .. rise+fall-1
 *            down, going up       up, going down; rise+fall-1 is well
 * </pre>
 */
public final class Health
{
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Longest description kept of a result, in characters. */
    public static final int DESCRIPTION_LIMIT = 127;

    private final int rise;
    private final int fall;
    private volatile boolean isEnabled;
    private volatile boolean isPaused;
    private volatile boolean isRunning;
    private volatile boolean isFastInter;
    private volatile HealthStatus status = HealthStatus.UNKNOWN;
    private volatile HealthStatus.Result result = HealthStatus.Result.UNKNOWN;
    private volatile int health;
    private volatile int code;
    private volatile long durationMs = -1;
    private volatile String description = "";
    private volatile NetAddress address = new NetAddress();
    private volatile int port;
    private volatile byte[] request = {};

    /**
     * Nothing known yet.
     *
     * @param rise successes in a row that bring a server up, at least 1.
     * @param fall failures in a row that take it down, at least 1.
     */
    public Health(final int rise, final int fall)
    {
        this.rise = rise;
        this.fall = fall;
        this.health = rise;
    }

    /**
     * Successes in a row that bring a server up.
     *
     * @return at least 1.
     */
    public int rise()
    {
        return rise;
    }

    /**
     * Failures in a row that take a server down.
     *
     * @return at least 1.
     */
    public int fall()
    {
        return fall;
    }

    /**
     * Whether this check runs at all.
     *
     * @return true when configured and not disabled.
     */
    public boolean isEnabled()
    {
        return isEnabled;
    }

    /**
     * Switch the check on or off. Conductor only.
     *
     * @param value true to run it.
     */
    public void isEnabled(final boolean value)
    {
        isEnabled = value;
    }

    /**
     * Whether it rests because of maintenance.
     *
     * @return true while it does.
     */
    public boolean isPaused()
    {
        return isPaused;
    }

    /**
     * Let it rest or run again. Conductor only.
     *
     * @param value true to rest.
     */
    public void isPaused(final boolean value)
    {
        isPaused = value;
    }

    /**
     * Whether a check is on its way.
     *
     * @return true while it is.
     */
    public boolean isRunning()
    {
        return isRunning;
    }

    /**
     * A check begins or ends. Conductor only.
     *
     * @param value true when it begins.
     */
    public void isRunning(final boolean value)
    {
        isRunning = value;
    }

    /**
     * Whether errors in traffic ask for the next check after {@code fastinter}.
     *
     * @return true until that check begins.
     */
    public boolean isFastInter()
    {
        return isFastInter;
    }

    /**
     * Ask for the next check soon. Conductor only.
     *
     * @param value true to ask.
     */
    public void isFastInter(final boolean value)
    {
        isFastInter = value;
    }

    /**
     * What the last check found.
     *
     * @return status.
     */
    public HealthStatus status()
    {
        return status;
    }

    /**
     * Outcome of the last check.
     *
     * @return result; unknown from the start of a check to its end.
     */
    public HealthStatus.Result result()
    {
        return result;
    }

    /**
     * Where the server stands between down and well.
     *
     * @return 0 to rise + fall - 1.
     */
    public int health()
    {
        return health;
    }

    /**
     * Set the standing. Conductor only.
     *
     * @param value 0 to rise + fall - 1.
     */
    public void health(final int value)
    {
        health = value;
    }

    /**
     * Whether the standing is that of a server that is up.
     *
     * @return true from rise on.
     */
    public boolean isUp()
    {
        return health >= rise;
    }

    /**
     * Whether no failure is counted against the server.
     *
     * @return true at rise + fall - 1.
     */
    public boolean isFullHealth()
    {
        return health >= maximum();
    }

    /**
     * Standing of a server that is well.
     *
     * @return rise + fall - 1.
     */
    public int maximum()
    {
        return rise + fall - 1;
    }

    /**
     * The standing as logs and statistics show it before the slash.
     *
     * @return failures left until down, or successes so far.
     */
    public int shownHealth()
    {
        final int now = health;
        return now >= rise ? now - rise + 1 : now;
    }

    /**
     * Status code of the answer.
     *
     * @return code, 0 when there was none.
     */
    public int code()
    {
        return code;
    }

    /**
     * Set the status code of the answer. Conductor only.
     *
     * @param value code.
     */
    public void code(final int value)
    {
        code = value;
    }

    /**
     * How long the last check took.
     *
     * @return milliseconds, or -1 when unknown.
     */
    public long durationMs()
    {
        return durationMs;
    }

    /**
     * More about the last result, such as {@code Connection refused}.
     *
     * @return text, maybe empty.
     */
    public String description()
    {
        return description;
    }

    /** Take what a file says of the last check. */
    void restore(final HealthStatus newStatus, final HealthStatus.Result newResult)
    {
        status = newStatus;
        result = newResult;
    }

    /** Go on where the checks of the server before stood; its numbers may have been others. */
    void inherit(final Health before)
    {
        status = before.status;
        result = before.result;
        code = before.code;
        durationMs = before.durationMs;
        description = before.description;
        health = before.isUp() ? Math.min(rise + before.health - before.rise, maximum()) :
            Math.min(before.health, rise - 1);
    }

    /**
     * Address this check goes to instead of the server's, to read only.
     *
     * @return address; family NONE for the server's.
     */
    public NetAddress address()
    {
        return address;
    }

    /**
     * Send this check elsewhere. Conductor, or before traffic.
     *
     * @param value address, copied; family NONE for the server's.
     */
    public void address(final NetAddress value)
    {
        address = new NetAddress().copyFrom(value);
    }

    /**
     * Port this check goes to instead of the server's.
     *
     * @return port, or 0 for the address's or the server's.
     */
    public int port()
    {
        return port;
    }

    /**
     * Send this check to another port. Conductor, or before traffic.
     *
     * @param value port, or 0 for the address's or the server's.
     */
    public void port(final int value)
    {
        port = value;
    }

    /**
     * What an agent is sent before it answers.
     *
     * @return bytes, maybe none; not to be modified.
     */
    public byte[] request()
    {
        return request;
    }

    /**
     * Set what an agent is sent. Conductor, or before traffic.
     *
     * @param value bytes, maybe none.
     */
    public void request(final byte[] value)
    {
        request = value;
    }

    /** A check begins: no result until it ends. Conductor only. */
    public void start()
    {
        result = HealthStatus.Result.UNKNOWN;
        description = "";
        isRunning = true;
        isFastInter = false;
    }

    /** A check is configured and waits for its first run. Conductor only. */
    public void initialize()
    {
        status = HealthStatus.INITIALIZING;
    }

    /**
     * Note a result without judging it. Conductor only.
     *
     * @param newStatus   what was found.
     * @param text        more about it; cut to {@link #DESCRIPTION_LIMIT} characters; null for none.
     * @param newDuration milliseconds, or -1 when unknown.
     */
    public void record(final HealthStatus newStatus, final String text, final long newDuration)
    {
        final String known = null == text ? "" : text;
        description = known.substring(0, Math.min(known.length(), DESCRIPTION_LIMIT));
        status = newStatus;
        if (HealthStatus.Result.UNKNOWN != newStatus.result())
        {
            result = newStatus.result();
        }
        durationMs = newDuration;
    }

    /**
     * The result as logs tell it: reason, code, info and duration.
     *
     * @param out appended to.
     */
    public void appendTo(final StringBuilder out)
    {
        out.append(", reason: ").append(status.description());
        if (status.hasCode())
        {
            out.append(", code: ").append(code);
        }
        if (!description.isEmpty())
        {
            out.append(", info: \"");
            appendEscaped(out, description);
            out.append('"');
        }
        if (durationMs >= 0)
        {
            out.append(", check duration: ").append(durationMs).append("ms");
        }
    }

    private static void appendEscaped(final StringBuilder out, final String text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c < ' ' || c > '~' || '<' == c || '>' == c || '"' == c)
            {
                out.append('<').append(HEX.toHexDigits((byte)c)).append('>');
            }
            else
            {
                out.append(c);
            }
        }
    }
}
