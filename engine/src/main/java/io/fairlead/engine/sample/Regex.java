/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.fairlead.engine.config.ConfigException;

/**
 * A regular expression over bytes, in the syntax of PCRE as far as it maps on {@link Pattern}. The work of one look is
 * bounded: an expression that backtracks too long gives no match. Each scratch has a matcher of its own, so any loop
 * may use it.
 */
public final class Regex
{
    private final Pattern pattern;
    private final String text;
    private volatile Matcher[] matchers = {};

    private Regex(final String text, final Pattern pattern)
    {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Compile.
     *
     * @throws ConfigException with the bare message.
     */
    public static Regex compile(final String text, final boolean ignoreCase)
    {
        try
        {
            return new Regex(text, Pattern.compile(RegexText.toJava(text), ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
        }
        catch (final PatternSyntaxException ex)
        {
            throw new ConfigException("regex '" + text + "' is invalid (error=" + words(ex, text) + ')');
        }
    }

    /** What is wrong, in the words of the regular expressions of HAProxy where it has some for that. */
    private static String words(final PatternSyntaxException ex, final String text)
    {
        final String own = ex.getDescription();
        final int index = Math.max(0, ex.getIndex());
        if (own.startsWith("Unclosed character class"))
        {
            return "missing terminating ] for character class, erroffset=" + text.length();
        }
        return (own.startsWith("Unclosed group") ? "missing closing parenthesis" :
            own.startsWith("Dangling meta character") ? "quantifier does not follow a repeatable item" :
            own.startsWith("Illegal repetition range") ? "numbers out of order in {} quantifier" : own) +
            ", erroffset=" + index;
    }

    /** Whether it is found anywhere in a string. */
    public boolean matches(final Sample sample)
    {
        return null != match(sample, 0);
    }

    /**
     * Find it.
     *
     * @param sample a string.
     * @param from   index in the string where to begin; what is before can still be seen by look-behind.
     * @return the scratch's matcher with groups relative to the string's start, valid until the next use of this
     *     expression on the same loop; or null.
     */
    public Matcher match(final Sample sample, final int from)
    {
        final RegexInput input = sample.scratch().regexInput().wrap(sample.buffer, sample.offset, sample.length);
        final Matcher matcher = matcher(sample.scratch().id()).reset(input);
        try
        {
            return matcher.find(from) ? matcher : null;
        }
        catch (final RegexInput.BudgetExceeded ex)
        {
            return null; // hostile input: no match rather than a busy loop
        }
        catch (final StackOverflowError ex)
        {
            return null; // deep recursion of the expression on long input, likewise
        }
    }

    private Matcher matcher(final int scratchId)
    {
        final Matcher[] all = matchers;
        if (scratchId < all.length && null != all[scratchId])
        {
            return all[scratchId];
        }
        return addMatcher(scratchId);
    }

    private synchronized Matcher addMatcher(final int scratchId)
    {
        final Matcher[] all = Arrays.copyOf(matchers, Math.max(matchers.length, scratchId + 1));
        all[scratchId] = pattern.matcher("");
        matchers = all;
        return all[scratchId];
    }

    /** Number of groups. */
    public int groupCount()
    {
        return matcher(0).groupCount();
    }

    /** As written. */
    @Override
    public String toString()
    {
        return text;
    }
}
