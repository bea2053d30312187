/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Units;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.filter.BandwidthLimit;

/** Options of {@code filter bwlim-in} and {@code filter bwlim-out}. Source: configuration.txt 9.7. */
final class LimitLine
{
    private static final String MIXED = "cannot mix per-stream and shared parameter";

    private final String filter;
    private final Words words;
    private final ParseContext context;
    private boolean isShared;
    private boolean isPerStream;
    private boolean hasKey;
    private long limit;
    private int periodMs;
    private long minLength;

    LimitLine(final String filter, final Words words, final ParseContext context)
    {
        this.filter = filter;
        this.words = words;
        this.context = context;
    }

    /** Read the options behind the name. */
    BandwidthLimit read(final String name, final boolean isRequest)
    {
        boolean isOption = true;
        while (isOption)
        {
            switch (words.peek())
            {
                case "key" -> key();
                case "table" ->
                {
                    shared();
                    value("the table name");
                }
                case "limit" ->
                {
                    shared();
                    limit = size();
                }
                case "default-limit" ->
                {
                    perStream();
                    limit = size();
                }
                case "default-period" ->
                {
                    perStream();
                    periodMs = period();
                }
                case "min-size" -> minLength = size();
                default -> isOption = false;
            }
        }
        complete();
        return new BandwidthLimit(name, isRequest, limit, periodMs, minLength);
    }

    private void complete()
    {
        if (isShared)
        {
            if (!hasKey)
            {
                throw refusal("<key> option is missing");
            }
            if (0 == limit)
            {
                throw refusal("<limit> option is missing");
            }
            throw refusal("limits shared by key are not supported yet: they belong to stick tables.");
        }
        if (0 == periodMs)
        {
            throw refusal("<default-period> option is missing");
        }
        if (0 == limit)
        {
            throw refusal("<default-limit> option is missing");
        }
    }

    private ConfigException refusal(final String text)
    {
        return new ConfigException("'filter' : '" + filter + "' : " + text);
    }

    private void shared()
    {
        if (isPerStream)
        {
            throw refusal(MIXED);
        }
        isShared = true;
    }

    private void perStream()
    {
        if (isShared)
        {
            throw refusal(MIXED);
        }
        isPerStream = true;
    }

    private void key()
    {
        shared();
        value("the sample expression");
        hasKey = true;
        // the rest of the expression: what is shared is refused all the same
        while (words.hasNext() && !"table".equals(words.peek()) && !"limit".equals(words.peek()) &&
            !"min-size".equals(words.peek()))
        {
            words.next();
        }
    }

    private String value(final String what)
    {
        final String option = words.next();
        if (!words.hasNext())
        {
            throw refusal(what + " is missing for '" + option + "' option");
        }
        return words.next();
    }

    private long size()
    {
        final String option = words.peek();
        final String text = value("the value");
        final long size = Units.size(text);
        if (size < 0)
        {
            throw invalid(option, Units.badCharacter(text, size));
        }
        return size;
    }

    private int period()
    {
        final String option = words.peek();
        final Delay delay = Delay.ms(value("the value"), context);
        if (!delay.isGood())
        {
            throw invalid(option, delay.badChar().isEmpty() ? 0 : delay.badChar().charAt(0));
        }
        return delay.value;
    }

    private ConfigException invalid(final String option, final char bad)
    {
        return refusal("invalid value for option '" + option + "' (unexpected character '" + bad + "')");
    }
}
