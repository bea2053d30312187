/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.Arrays;
import java.util.BitSet;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;

/** Reads {@code cpu-map}. */
final class CpuMapParser
{
    private static final int MAX_NUMBER = 64;
    private static final int MAX_CPUS = 1024;

    private CpuMapParser()
    {
    }

    static void parse(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (words.remaining() < 2)
        {
            throw new ConfigException(
                "cpu-map expects a thread group number  ('all', 'odd', 'even', a number from 1 to " +
                MAX_NUMBER + " or a range),  followed by a list of CPU ranges with numbers from 0 to " +
                    (MAX_NUMBER - 1) + ".");
        }
        final String which = words.next();
        final int slash = which.indexOf('/');
        final String groupText = slash < 0 ? which : which.substring(0, slash);
        final boolean isAuto = groupText.startsWith("auto:");
        final int[] groups = numbers(isAuto ? groupText.substring("auto:".length()) : groupText);
        final int[] threads = slash < 0 ? null : numbers(which.substring(slash + 1));
        final BitSet cpus = cpus(words);
        final int threadCount = null == threads ? MAX_NUMBER : threads.length;
        if (isAuto && groups.length != cpus.cardinality() && threadCount != cpus.cardinality())
        {
            throw new ConfigException("cpu-map : TGROUP/THREAD range and CPU sets must have the same size to be " +
                "automatically bound");
        }
        settings.cpuMaps.add(new GlobalSettings.CpuMap(groups, threads, isAuto, cpus.stream().toArray()));
    }

    /** Numbers meant by {@code all}, {@code odd}, {@code even}, {@code n} or {@code n-m}, counted from 1, ascending. */
    private static int[] numbers(final String text)
    {
        switch (text)
        {
            case "all" ->
            {
                return sequence(1, MAX_NUMBER, 1);
            }
            case "odd" ->
            {
                return sequence(1, MAX_NUMBER, 2);
            }
            case "even" ->
            {
                return sequence(2, MAX_NUMBER, 2);
            }
            default ->
            {
                return range(text);
            }
        }
    }

    private static int[] range(final String text)
    {
        int dash = -1;
        for (int i = 0; i < text.length(); i++)
        {
            if ('-' == text.charAt(i) && dash < 0)
            {
                dash = i;
            }
            else if (!Numbers.isDigit(text.charAt(i)))
            {
                throw new ConfigException("cpu-map : '" + text + "' is not a valid number/range.");
            }
        }
        final int a = Numbers.atoi(dash < 0 ? text : text.substring(0, dash));
        int b = a;
        if (dash >= 0)
        {
            b = dash + 1 == text.length() ? MAX_NUMBER : Numbers.atoi(text.substring(dash + 1));
        }
        final int low = Math.min(a, b);
        final int high = Math.max(a, b);
        if (low < 1 || high > MAX_NUMBER)
        {
            throw new ConfigException("cpu-map : '" + text +
                "' is not a valid number/range. It supports numbers from 1 to " +
                MAX_NUMBER + ".\n\n");
        }
        return sequence(low, high, 1);
    }

    private static int[] sequence(final int from, final int to, final int step)
    {
        final int[] numbers = new int[(to - from) / step + 1];
        Arrays.setAll(numbers, i -> from + i * step);
        return numbers;
    }

    private static BitSet cpus(final Words words)
    {
        final BitSet cpus = new BitSet();
        while (words.hasNext())
        {
            final String word = words.next();
            for (final String part : word.split(","))
            {
                if (part.isEmpty() || !Numbers.isDigit(part.charAt(0)))
                {
                    throw new ConfigException("cpu-map : '" + part + "' is not a CPU range.");
                }
                addRange(part, cpus);
            }
        }
        return cpus;
    }

    private static void addRange(final String part, final BitSet cpus)
    {
        final int dash = part.indexOf('-');
        final int a = Numbers.atoi(part);
        int b = a;
        if (dash >= 0)
        {
            b = dash + 1 == part.length() ? MAX_CPUS - 1 : Numbers.atoi(part.substring(dash + 1));
        }
        if (Math.max(a, b) >= MAX_CPUS)
        {
            throw new ConfigException("cpu-map : supports CPU numbers from 0 to " + (MAX_CPUS - 1) + ".");
        }
        cpus.set(Math.min(a, b), Math.max(a, b) + 1);
    }
}
