/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.BitSet;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;

/** Checks a set of threads: {@code 1-4,8}, {@code 2/1-4,2/8}, {@code all}, {@code odd}, {@code even}. */
final class ThreadSet
{
    private static final int MAX_THREADS = 1024;
    private static final int MAX_THREADS_PER_GROUP = 64;
    private static final int MAX_GROUPS = 32;

    private ThreadSet()
    {
    }

    /** Refuse what is no set of threads. */
    static void check(final String text)
    {
        final boolean isRelative = isRelative(text);
        for (final String part : text.split(","))
        {
            checkPart(part, isRelative);
        }
    }

    /**
     * Whether sets name threads there are.
     *
     * @param sets    of a bind line.
     * @param threads count of all.
     * @param groups  count; with several the numbers inside them are not looked at.
     * @return what is wrong, or null.
     */
    static String problem(final List<String> sets, final int threads, final int groups)
    {
        boolean isAny = sets.isEmpty();
        for (final String set : sets)
        {
            final boolean isRelative = isRelative(set);
            for (final String part : set.split(","))
            {
                final int group = isRelative ? Numbers.atoi(part) : 1;
                if (group > groups)
                {
                    return "'thread' directive references non-existing thread group " + group;
                }
                final boolean isMet = groups > 1 || isMet(part.substring(part.indexOf('/') + 1), threads);
                if (isRelative && !isMet)
                {
                    return "'thread' directive only references threads not belonging to group " + group;
                }
                isAny |= isMet;
            }
        }
        return isAny ? null : "'thread' directive only references non-existing threads";
    }

    /**
     * The loops that sets of threads stand for.
     *
     * @param sets   of a bind line; none for all loops.
     * @param groups first and last thread of each thread group, from 1.
     * @return numbers of loops, from 0, ascending.
     */
    static int[] loops(final List<String> sets, final int[][] groups)
    {
        final int threads = groups[groups.length - 1][1];
        final BitSet chosen = new BitSet();
        if (sets.isEmpty())
        {
            chosen.set(0, threads);
        }
        for (final String set : sets)
        {
            final boolean isRelative = isRelative(set);
            for (final String part : set.split(","))
            {
                final int[] group = isRelative ? groups[Numbers.atoi(part) - 1] : new int[]{1, threads};
                choose(chosen, part.substring(part.indexOf('/') + 1), group[0], group[1]);
            }
        }
        return chosen.stream().toArray();
    }

    private static void choose(final BitSet chosen, final String range, final int first, final int last)
    {
        final int dash = range.indexOf('-');
        int low = 1;
        int high = last - first + 1;
        int step = 1;
        switch (range)
        {
            case "", "-", "all" ->
            {
            }
            case "odd" -> step = 2;
            case "even" ->
            {
                low = 2;
                step = 2;
            }
            default ->
            {
                final int from = 0 == dash ? 1 : Numbers.atoi(range);
                final int to = dash < 0 ? from : dash + 1 == range.length() ? high :
                    Numbers.atoi(range.substring(dash + 1));
                low = Math.min(from, to);
                high = Math.min(high, Math.max(from, to));
            }
        }
        for (int thread = low; thread <= high; thread += step)
        {
            chosen.set(first + thread - 2);
        }
    }

    /**
     * Which threads belong to which group: as {@code thread-group} lines say, the others shared out evenly.
     *
     * @param global with its thread groups.
     * @param threads count of all.
     * @return first and last thread of each group, from 1; empty groups have first > last.
     */
    static int[][] groups(final GlobalSettings global, final int threads)
    {
        final int count = Math.max(1, global.threadGroupCount);
        final int[][] groups = new int[count][];
        int next = 1;
        for (int i = 0; i < count; i++)
        {
            final int[] written = global.threadGroups.get(i + 1);
            final int open = count - i;
            final int share = (threads - next + 1 + open - 1) / open;
            groups[i] = null != written && written.length > 0 ? written : new int[]{next, next + share - 1};
            next = groups[i][1] + 1;
        }
        return groups;
    }

    private static boolean isMet(final String range, final int threads)
    {
        return switch (range)
        {
            case "", "-", "all", "odd" -> true;
            case "even" -> threads > 1;
            default ->
            {
                final int dash = range.indexOf('-');
                final int first = 0 == dash ? 1 : Numbers.atoi(range);
                final int last = dash < 0 ? first : dash + 1 == range.length() ? threads :
                    Numbers.atoi(range.substring(dash + 1));
                yield Math.min(first, last) <= threads;
            }
        };
    }

    private static boolean isRelative(final String text)
    {
        final int end = Numbers.endOfNumber(text);
        return end < text.length() && '/' == text.charAt(end);
    }

    private static void checkPart(final String part, final boolean isRelative)
    {
        String threads = part;
        final int slash = part.indexOf('/');
        if (isRelative)
        {
            if (slash < 0)
            {
                throw new ConfigException("absolute thread specification '" + part +
                    "' is not permitted after a group-relative thread range.");
            }
            if (0 == slash)
            {
                throw new ConfigException("thread group number expected before '" + part + "'.");
            }
            final int group = Numbers.atoi(part);
            if (group < 1 || group > MAX_GROUPS)
            {
                throw new ConfigException("invalid thread group number '" + group + "', permitted range is 1.." +
                    MAX_GROUPS +
                    " in '" + part + "'.");
            }
            threads = part.substring(slash + 1);
        }
        else if (slash >= 0)
        {
            throw new ConfigException("group-relative thread specification '" + part +
                "' is not permitted after a absolute thread range.");
        }
        checkRange(threads, isRelative ? MAX_THREADS_PER_GROUP : MAX_THREADS);
    }

    private static void checkRange(final String range, final int limit)
    {
        switch (range)
        {
            case "", "-", "all", "odd", "even" ->
            {
            }
            default ->
            {
                final int dash = range.indexOf('-');
                final String first = dash < 0 ? range : range.substring(0, dash);
                final String last = dash < 0 ? first : range.substring(dash + 1);
                checkNumber(first, range, limit, "first");
                checkNumber(last, range, limit, "last");
            }
        }
    }

    private static void checkNumber(final String number, final String range, final int limit, final String which)
    {
        if (number.isEmpty())
        {
            return;
        }
        final int end = Numbers.endOfNumber(number);
        if (end > 0 && end < number.length())
        {
            throw new ConfigException(
                "invalid character '" + number.charAt(end) + "' in thread set specification: '" + range + "'.");
        }
        final int value = 0 == end ? 0 : Numbers.atoi(number);
        if (value < 1 || value > limit)
        {
            throw new ConfigException("invalid " + which + " thread number '" + range + "', permitted range is 1.." +
                limit +
                ", or 'all', 'odd', 'even'.");
        }
    }
}
