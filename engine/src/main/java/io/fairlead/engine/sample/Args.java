/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Arguments of one use of a fetch or converter, checked and resolved at load time. Read-only in traffic.
 */
public final class Args
{
    /** No arguments. */
    public static final Args NONE = new Args();

    private final Arg[] args;
    private Object state;

    public Args(final Arg... args)
    {
        this.args = args;
    }

    /** Number of arguments given. */
    public int count()
    {
        return args.length;
    }

    /** Whether argument i was given. */
    public boolean has(final int i)
    {
        return i < args.length;
    }

    /** Whether argument i was given and is not empty text. */
    public boolean hasText(final int i)
    {
        return i < args.length && !args[i].text().isEmpty();
    }

    public Arg arg(final int i)
    {
        return args[i];
    }

    /** Replace an argument; load time only. */
    public void arg(final int i, final Arg arg)
    {
        args[i] = arg;
    }

    /** Number i, zero when not given. */
    public long value(final int i)
    {
        return i < args.length ? args[i].value() : 0;
    }

    /** Text of argument i, empty when not given. */
    public String text(final int i)
    {
        return i < args.length ? args[i].text() : "";
    }

    /** Bytes of argument i. */
    public UnsafeBuffer bytes(final int i)
    {
        return args[i].bytes();
    }

    /** What argument i stands for, or null. */
    public Object object(final int i)
    {
        return i < args.length ? args[i].object() : null;
    }

    /** What the keyword prepared from all its arguments at load time, or null. */
    public Object state()
    {
        return state;
    }

    /** Keep what was prepared; load time only. */
    public void state(final Object newState)
    {
        state = newState;
    }
}
