/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.WordDistance;
import io.fairlead.engine.config.Words;

/**
 * The words that may begin a rule of a phase, as messages name them: in the order in which HAProxy lists them, those
 * included that are known but refused. Load time only.
 */
final class ActionWords
{
    /** Words of TCP rules that HAProxy reads before it looks for others. */
    private static final List<String> BUILT_IN =
        List.of("accept", "close", "reject", "capture", "expect-proxy", "expect-netscaler-cip", "track-sc");
    private static final List<String> FIRST = List.of("wait-for-handshake", "set-retries", "set-log-level", "set-nice",
        "switch-mode", "use-service", "sc-add-gpc", "sc-inc-gpc", "sc-inc-gpc0", "sc-inc-gpc1", "sc-set-gpt",
        "sc-set-gpt0", "do-resolve", "cache-use", "cache-store", "send-spoe-group");
    /** They follow the first ones, by name. */
    private static final List<String> LAST = List.of("track-sc", "set-timeout", "wait-for-body", "set-var-fmt",
        "set-var", "unset-var", "attach-srv", "set-bc-mark", "set-bc-tos", "set-dst", "set-dst-port", "set-fc-mark",
        "set-fc-tos", "set-mark", "set-src", "set-src-port", "set-tos", "silent-drop", "set-bandwidth-limit",
        "set-priority-class", "set-priority-offset");
    private static final int STICK_COUNTERS = 3;
    private static final int PREFIX_TOLERANCE = 3;
    private static final int TOLERANCE = 2;

    private final Phase phase;
    private final List<Keyword> words = new ArrayList<>();

    ActionWords(final KeywordRegistry registry, final Phase phase)
    {
        this.phase = phase;
        words.addAll(registry.all(phase.kind()));
        words.sort(Comparator.comparingInt(this::rank).thenComparing(Keyword::name));
    }

    private int rank(final Keyword keyword)
    {
        final String name = keyword.name();
        if (isBuiltIn(keyword))
        {
            return BUILT_IN.indexOf(name);
        }
        if (FIRST.contains(name))
        {
            return BUILT_IN.size() + FIRST.indexOf(name);
        }
        final int middle = BUILT_IN.size() + FIRST.size();
        // do-log is listed with those that all protocols share
        final int last = "do-log".equals(name) && !phase.isHttp() ? LAST.indexOf("attach-srv") : LAST.indexOf(name);
        return last < 0 ? middle : middle + 1 + last;
    }

    private boolean isBuiltIn(final Keyword keyword)
    {
        return !phase.isHttp() && BUILT_IN.contains(keyword.name());
    }

    /** All words in quotes, with commas between them. */
    String list()
    {
        final StringBuilder text = new StringBuilder();
        final boolean isRequest = !phase.isResponse() && !phase.isHttp();
        if (isRequest)
        {
            text.append("'accept', 'reject', 'capture', 'expect-proxy', 'expect-netscaler-cip', 'track-sc0' ... ")
                .append("'track-sc").append(STICK_COUNTERS - 1).append('\'');
        }
        for (final Keyword keyword : words)
        {
            if (!isRequest || !isBuiltIn(keyword))
            {
                text.append(text.isEmpty() ? "'" : ", '").append(keyword.name())
                    .append(keyword.isPrefixMatched() ? "(*)'" : "'");
            }
        }
        return text.toString();
    }

    /** The word most like another, or null. */
    String nearest(final String word)
    {
        if (word.isEmpty())
        {
            return null;
        }
        final WordDistance distance = new WordDistance(word);
        for (final Keyword keyword : words)
        {
            if (!isBuiltIn(keyword))
            {
                distance.offer(keyword.name(), keyword.isPrefixMatched() ? PREFIX_TOLERANCE : TOLERANCE);
            }
        }
        for (final String name : phase.isHttp() ? List.<String>of() : phase.isResponse()
            ? List.of("accept", "reject", "close")
            : List.of("accept", "reject", "capture", "track-sc", "expect-proxy", "expect-netscaler-cip"))
        {
            distance.offer(name, TOLERANCE);
        }
        return distance.nearest();
    }

    /**
     * Refuse a word that other TCP phases have.
     *
     * @param words cursor at the word.
     * @throws ConfigException when it is one.
     */
    void refuseMisplaced(final Words words, final RuleContext context)
    {
        if (phase.isHttp() || phase.isResponse())
        {
            return;
        }
        final String word = words.peek();
        final boolean isExpecting = word.startsWith("expect-") && BUILT_IN.contains(word);
        final String where = context.proxyType() + " '" + context.expr().proxy() + '\'';
        if (isExpecting && !"layer4".equals(words.peek(1)))
        {
            throw new ConfigException('\'' + phase.text() + ' ' + word + "' only supports 'layer4' in " + where +
                " (got '" + words.peek(1) + "')");
        }
        if (isExpecting || "capture".equals(word))
        {
            throw new ConfigException('\'' + word + ' ' + words.peek(1) + "' is not allowed in '" + phase.text() +
                "' rules in " + where);
        }
    }
}
