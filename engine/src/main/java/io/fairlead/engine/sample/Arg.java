/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.config.ArgumentType;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One argument of a fetch or converter, resolved at load time; read-only afterwards.
 */
public final class Arg
{
    private final ArgumentType type;
    private final String text;
    private final UnsafeBuffer bytes;
    private long value;
    private long high;
    private Object object;

    /** An argument that is still text. */
    public Arg(final ArgumentType type, final String text)
    {
        this.type = type;
        this.text = text;
        this.bytes = Texts.buffer(text);
    }

    /** An argument that is a number. */
    public static Arg of(final long value)
    {
        return new Arg(ArgumentType.INTEGER, "").value(value);
    }

    public ArgumentType type()
    {
        return type;
    }

    /** As written, quotes and escapes resolved. */
    public String text()
    {
        return text;
    }

    /** As written, as bytes. */
    public UnsafeBuffer bytes()
    {
        return bytes;
    }

    /** Number, IPv4 address (32 bits), time in milliseconds, size in bytes; low half of an IPv6 address. */
    public long value()
    {
        return value;
    }

    /** Give the number. */
    public Arg value(final long newValue)
    {
        value = newValue;
        return this;
    }

    /** High half of an IPv6 address. */
    public long high()
    {
        return high;
    }

    /** Give the address. */
    public Arg ipv6(final long newHigh, final long newLow)
    {
        high = newHigh;
        value = newLow;
        return this;
    }

    /** What the name stands for (variable, backend, server, compiled regex...), or null. */
    public Object object()
    {
        return object;
    }

    /** Give what the name stands for. */
    public Arg object(final Object newObject)
    {
        object = newObject;
        return this;
    }
}
