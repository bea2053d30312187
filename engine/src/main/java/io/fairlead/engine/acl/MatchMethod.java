/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.sample.SampleType;

/**
 * How a value is compared with patterns. Source: configuration.txt 7.1.
 */
public enum MatchMethod
{
    FOUND("found", SampleType.SINT),
    BOOL("bool", SampleType.SINT),
    INT("int", SampleType.SINT),
    IP("ip", SampleType.ADDR),
    BIN("bin", SampleType.BIN),
    LEN("len", SampleType.STR),
    STR("str", SampleType.STR),
    BEG("beg", SampleType.STR),
    SUB("sub", SampleType.STR),
    DIR("dir", SampleType.STR),
    DOM("dom", SampleType.STR),
    END("end", SampleType.STR),
    REG("reg", SampleType.STR),
    REGM("regm", SampleType.STR),
    /** Versions such as 3.1, as two 16-bit numbers; only chosen by keywords. */
    VERSION("int", SampleType.SINT),
    /** Methods; only chosen by keywords. */
    METHOD("str", SampleType.METH),
    /** Groups of a user list; only chosen by keywords. */
    GROUP("str", SampleType.STR);

    private final String text;
    private final SampleType type;

    MatchMethod(final String text, final SampleType type)
    {
        this.text = text;
        this.type = type;
    }

    /** Word behind {@code -m}. */
    public String text()
    {
        return text;
    }

    /** Type a value is cast to before it is compared. */
    public SampleType type()
    {
        return type;
    }

    /** Method named behind {@code -m}, or null. */
    public static MatchMethod ofText(final String text)
    {
        for (final MatchMethod method : values())
        {
            if (method.text.equals(text))
            {
                return method;
            }
        }
        return null;
    }

    /** Method for a value of a declared type when none is named, or null. */
    public static MatchMethod ofType(final SampleType type)
    {
        return switch (type)
        {
            case BOOL -> BOOL;
            case SINT -> INT;
            case ADDR, IPV4, IPV6 -> IP;
            case STR -> STR;
            default -> null;
        };
    }
}
