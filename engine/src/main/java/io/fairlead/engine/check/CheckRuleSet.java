/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;

/**
 * The rules of a check, of one backend or shared by all that start from the same defaults section. Filled while a
 * configuration is read, completed by {@link #complete(CheckStep.Expect)}, immutable afterwards.
 */
public final class CheckRuleSet
{
    /** What the server is expected to speak; some messages depend on it. */
    public enum Protocol
    {
        /** Nothing was asked for: connect. */
        NONE,
        /** {@code option tcp-check}. */
        TCP,
        /** {@code option httpchk}. */
        HTTP,
        /** One of the protocols known by name. */
        KNOWN,
        /** {@code agent-check}. */
        AGENT
    }

    /** What is spoken. */
    public final Protocol protocol;
    /** Rules in order. */
    public final List<CheckStep> steps = new ArrayList<>();
    /** {@code http-check disable-on-404}. */
    public boolean isDisabledOn404;
    /** {@code http-check send-state}. */
    public boolean isSendingState;
    private boolean isComplete;

    /**
     * A set without rules.
     *
     * @param protocol what is spoken.
     */
    public CheckRuleSet(final Protocol protocol)
    {
        this.protocol = protocol;
    }

    /** First rule that does something from {@code from} on, or null. */
    CheckStep nextActive(final int from)
    {
        for (int i = from; i < steps.size(); i++)
        {
            if (steps.get(i).isActive())
            {
                return steps.get(i);
            }
        }
        return null;
    }

    /** First rule that does something, or null. */
    public CheckStep firstActive()
    {
        return nextActive(0);
    }

    private CheckStep lastActive()
    {
        for (int i = steps.size() - 1; i >= 0; i--)
        {
            if (steps.get(i).isActive())
            {
                return steps.get(i);
            }
        }
        return null;
    }

    /** Position the next rule gets. */
    public int nextIndex()
    {
        if (steps.isEmpty())
        {
            return 0;
        }
        final CheckStep last = steps.getLast();
        return last instanceof final CheckStep.HttpSend send && send.isFromOption ? 0 : last.index + 1;
    }

    /** Link an {@code expect} with the inverse ones right before it. */
    public void chain(final CheckStep.Expect expect)
    {
        for (int i = steps.size() - 1; i >= 0; i--)
        {
            final CheckStep before = steps.get(i);
            if (before instanceof final CheckStep.Expect previous)
            {
                expect.head = previous.isInverse ? previous : expect.head;
            }
            else if (before.isActive())
            {
                return;
            }
        }
    }

    /** Add the request of {@code option httpchk}, merged with a written one. */
    public void addOptionRequest(final CheckStep.HttpSend request)
    {
        CheckStep first = firstActive();
        if (first instanceof CheckStep.Connect)
        {
            first = nextActive(steps.indexOf(first) + 1);
        }
        if (first instanceof final CheckStep.HttpSend written && !written.isFromOption)
        {
            written.overwrite(request);
            return;
        }
        if (first instanceof CheckStep.HttpSend)
        {
            steps.remove(first);
        }
        steps.addFirst(request);
    }

    /**
     * Add a written {@code http-check} rule, merged with the request of {@code option httpchk}.
     *
     * @throws ConfigException when it cannot follow the rule before it.
     */
    public void addHttp(final CheckStep rule)
    {
        final CheckStep last = lastActive();
        if (null != last && !(last instanceof final CheckStep.HttpSend send && send.isFromOption))
        {
            if (rule instanceof CheckStep.HttpSend && !(last instanceof CheckStep.Connect))
            {
                throw misplaced("send", rule, "connect");
            }
            if (rule instanceof CheckStep.Expect && last instanceof CheckStep.Connect)
            {
                throw misplaced("expect", rule, "send");
            }
            if (rule instanceof CheckStep.Connect && !(last instanceof CheckStep.Expect))
            {
                throw misplaced("connect", rule, "expect");
            }
        }
        if (rule instanceof final CheckStep.HttpSend written &&
            firstActive() instanceof final CheckStep.HttpSend option && option.isFromOption)
        {
            option.overwrite(written);
            option.isFromOption = false;
            steps.remove(option);
            steps.add(option);
            return;
        }
        steps.add(rule);
    }

    private static ConfigException misplaced(final String what, final CheckStep rule, final String missing)
    {
        return new ConfigException("unable to add http-check " + what + " rule at step " + (rule.index + 1) +
            " (missing " + missing + " rule).");
    }

    /**
     * Complete the rules once all were read: what was left out is added, comments go to the rules they are about.
     * Harmless when done already.
     *
     * @param usualExpect what a request without {@code expect} waits for; null when there are no requests.
     */
    public void complete(final CheckStep.Expect usualExpect)
    {
        if (isComplete)
        {
            return;
        }
        isComplete = true;
        if (Protocol.HTTP == protocol)
        {
            completeHttp(usualExpect);
        }
        if (!(firstActive() instanceof CheckStep.Connect))
        {
            steps.addFirst(CheckStep.Connect.implicit());
        }
        distributeComments();
    }

    private void completeHttp(final CheckStep.Expect usualExpect)
    {
        final CheckStep first = firstActive();
        if (first instanceof final CheckStep.HttpSend option && option.isFromOption)
        {
            final CheckStep next = nextActive(steps.indexOf(first) + 1);
            if (next instanceof CheckStep.Connect)
            {
                steps.remove(first);
                steps.add(steps.indexOf(next) + 1, first);
                first.index = next.index + 1;
            }
        }
        final CheckStep last = lastActive();
        if (last instanceof CheckStep.HttpSend)
        {
            usualExpect.index = last.index + 1;
            steps.add(usualExpect);
        }
    }

    private void distributeComments()
    {
        String comment = null;
        CheckStep previous = null;
        for (final CheckStep step : List.copyOf(steps))
        {
            if (null != previous && previous.getClass() != step.getClass() && !(previous instanceof CheckStep.Comment))
            {
                comment = null;
            }
            previous = step;
            if (step instanceof CheckStep.Comment)
            {
                comment = step.comment;
                steps.remove(step);
                continue;
            }
            if (step.isActive() && null == step.comment)
            {
                step.comment = comment;
            }
            if (step instanceof CheckStep.Connect || step instanceof CheckStep.Variable)
            {
                comment = null;
            }
        }
    }
}
