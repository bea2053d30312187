/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.config.TypeName;

/**
 * Types a sample may have. ANY, SAME and ADDR only appear in declarations, never in a value. Source: configuration.txt
 * 7.3 and the names printed by the keyword dump.
 */
public enum SampleType implements TypeName
{
    ANY("any"),
    SAME("same"),
    BOOL("bool"),
    SINT("sint"),
    ADDR("addr"),
    IPV4("ipv4"),
    IPV6("ipv6"),
    STR("str"),
    BIN("bin"),
    METH("meth");

    private final String text;

    SampleType(final String text)
    {
        this.text = text;
    }

    @Override
    public String label()
    {
        return text;
    }

    /** Type of that name, or null. */
    public static SampleType ofText(final String text)
    {
        for (final SampleType type : values())
        {
            if (type.text.equals(text))
            {
                return type;
            }
        }
        return null;
    }
}
