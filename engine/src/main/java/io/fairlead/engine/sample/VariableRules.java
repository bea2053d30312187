/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.config.ConfigException;

/**
 * Conditions under which {@code set-var} writes. Source: configuration.txt 4.3 "set-var".
 */
public final class VariableRules
{
    private static final int IF_EXISTS = 1;
    private static final int IF_NOT_EXISTS = 1 << 1;
    private static final int IF_EMPTY = 1 << 2;
    private static final int IF_NOT_EMPTY = 1 << 3;
    private static final int IF_SET = 1 << 4;
    private static final int IF_NOT_SET = 1 << 5;
    private static final int IF_GREATER = 1 << 6;
    private static final int IF_LESS = 1 << 7;

    private VariableRules()
    {
    }

    /**
     * Bit of a condition.
     *
     * @throws ConfigException with the bare message when it is unknown.
     */
    public static int condition(final String text)
    {
        return switch (text)
        {
            case "ifexists" -> IF_EXISTS;
            case "ifnotexists" -> IF_NOT_EXISTS;
            case "ifempty" -> IF_EMPTY;
            case "ifnotempty" -> IF_NOT_EMPTY;
            case "ifset" -> IF_SET;
            case "ifnotset" -> IF_NOT_SET;
            case "ifgt" -> IF_GREATER;
            case "iflt" -> IF_LESS;
            default -> throw new ConfigException("unknown condition \"" + text + '"');
        };
    }

    /** Set a variable unless a condition forbids it or there is no room; whether it was set. */
    public static boolean set(final VariableStore store, final int index, final Sample value, final int conditions)
    {
        return (0 == conditions || isAllowed(store, index, value, conditions)) && store.store(index, value);
    }

    private static boolean isAllowed(
        final VariableStore store, final int index, final Sample value, final int conditions)
    {
        final boolean isSet = store.isSet(index);
        final boolean isKnown = store.isKnown(index);
        if (has(conditions, IF_NOT_EXISTS) && isKnown || has(conditions, IF_EXISTS) && !isKnown ||
            has(conditions, IF_SET) && !isSet || has(conditions, IF_NOT_SET) && isSet)
        {
            return false;
        }
        final boolean isText = SampleType.STR == value.type || SampleType.BIN == value.type;
        if (has(conditions, IF_EMPTY) && (!isText || 0 < value.length) ||
            has(conditions, IF_NOT_EMPTY) && isText && 0 == value.length)
        {
            return false;
        }
        if (SampleType.SINT != value.type || SampleType.SINT != store.type(index))
        {
            return true;
        }
        final long old = store.value(index);
        return !(has(conditions, IF_GREATER) && old <= value.value || has(conditions, IF_LESS) && old >= value.value);
    }

    private static boolean has(final int conditions, final int one)
    {
        return 0 != (conditions & one);
    }
}
