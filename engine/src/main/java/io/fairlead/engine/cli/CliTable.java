/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.KeywordState;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All commands of the runtime API, made from the registry's keywords of kind COMMAND. A keyword's name is its words,
 * its syntax and summary are its line of help; one without summary is not listed. Marks of a keyword: {@code EXPERT}
 * and {@code EXPERIM} ask for the mode of that name. A refused keyword is one HAProxy has and this program has not.
 */
public final class CliTable
{
    private static final int WORD_LIMIT = 5;
    private static final int MATCH_LIMIT = 5;
    private static final int SYNTAX_WIDTH = 40;
    private static final String BETTER = ", but maybe one of the following ones is a better match:\n";
    private static final String ALWAYS =
        "  help [<command>]                        : list matching or all commands\n" +
        "  prompt [help | n | i | p | timed ]*     : toggle interactive mode with prompt\n" +
        "  quit                                    : disconnect\n";

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Take the commands from a registry.
     *
     * @param registry filled by all registrars.
     */
    public CliTable(final KeywordRegistry registry)
    {
        this(registry, "WORKER");
    }

    /**
     * The commands of one of the two processes that HAProxy is made of.
     *
     * @param registry all keywords.
     * @param mark     {@code WORKER} or {@code MASTER}.
     */
    public CliTable(final KeywordRegistry registry, final String mark)
    {
        for (final Keyword keyword : registry.all(KeywordKind.COMMAND))
        {
            if (keyword.flags().contains(mark) || "WORKER".equals(mark) && keyword.flags().isEmpty())
            {
                entries.add(new Entry(keyword, List.of(keyword.name().split(" "))));
            }
        }
        // of two commands with the same beginning the longer one is looked at first
        entries.sort(Comparator.comparingInt((Entry entry) -> -entry.words.size()));
    }

    /* Command that the words begin with, null for none. */
    Keyword find(final CliArguments arguments)
    {
        for (final Entry entry : entries)
        {
            if (entry.words.size() == matching(entry, arguments, 0))
            {
                return entry.keyword;
            }
        }
        return null;
    }

    /**
     * The list of commands for {@code help}, or for words that are no command: those that begin with the same words,
     * and among them those that look most like the rest.
     *
     * @param arguments words.
     * @param from      first of them to look at: 1 behind {@code help}.
     * @param context   the session, whose modes make commands visible.
     * @return text of several lines.
     */
    public String usage(final CliArguments arguments, final int from, final CliContext context)
    {
        final String beginning;
        if (0 < from)
        {
            beginning = "The following commands are valid at this level:\n";
        }
        else
        {
            beginning = "Unknown command: '" + arguments.word(0) + '\'' +
                (arguments.word(0).isEmpty() ? ". Please enter one of the following commands only:\n" : BETTER);
        }
        return beginning + list(arguments, from, context);
    }

    /**
     * The answer to a command that HAProxy has and this program has not: as to any unknown one, and it says so.
     *
     * @param keyword   the command.
     * @param arguments words.
     * @param context   the session, whose modes make commands visible.
     * @return text of several lines.
     */
    String refusal(final Keyword keyword, final CliArguments arguments, final CliContext context)
    {
        return "Unknown command: '" + keyword.name() + "' (known to HAProxy but not supported by Fairlead)" + BETTER +
            list(arguments, 0, context);
    }

    private String list(final CliArguments arguments, final int from, final CliContext context)
    {
        int matching = 0;
        for (final Entry entry : entries)
        {
            if (isVisible(entry, context) && KeywordState.REFUSED != entry.keyword.state())
            {
                matching = Math.max(matching, matching(entry, arguments, from));
            }
        }
        final StringBuilder out = new StringBuilder();
        List<Entry> chosen = likely(arguments, from, matching, context);
        if (chosen.isEmpty())
        {
            chosen = beginningAlike(arguments, from, matching, context);
        }
        chosen.stream().map(Entry::usage).sorted().forEach((usage) -> out.append("  ").append(usage).append('\n'));
        return out.append(ALWAYS).toString();
    }

    private List<Entry> beginningAlike(
        final CliArguments arguments, final int from, final int matching, final CliContext context)
    {
        final List<Entry> chosen = new ArrayList<>();
        for (final Entry entry : entries)
        {
            if (isListed(entry, context) && matching <= matching(entry, arguments, from))
            {
                chosen.add(entry);
            }
        }
        return chosen;
    }

    /* The nearest commands by HAProxy's measure, when there are words behind those that match. */
    private List<Entry> likely(
        final CliArguments arguments, final int from, final int matching, final CliContext context)
    {
        final List<Entry> chosen = new ArrayList<>();
        if (arguments.word(from + matching).isEmpty())
        {
            return chosen;
        }
        final WordFingerprint wanted = new WordFingerprint();
        for (int i = matching; i < WORD_LIMIT && !arguments.word(from + i).isEmpty(); i++)
        {
            wanted.add(arguments.word(from + i));
        }
        final List<Candidate> candidates = new ArrayList<>();
        for (final Entry entry : beginningAlike(arguments, from, matching, context))
        {
            final WordFingerprint offered = new WordFingerprint();
            for (int i = matching; i < Math.min(WORD_LIMIT, entry.words.size()); i++)
            {
                offered.add(entry.words.get(i));
            }
            final int distance = wanted.distance(offered);
            if (distance < 5 * (wanted.length() + offered.length()) / 2)
            {
                candidates.add(new Candidate(entry, distance));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::usage));
        for (int i = 0; i < Math.min(MATCH_LIMIT, candidates.size()); i++)
        {
            if (candidates.get(i).distance <= 5 * candidates.getFirst().distance / 2)
            {
                chosen.add(candidates.get(i).entry);
            }
        }
        return chosen;
    }

    private static int matching(final Entry entry, final CliArguments arguments, final int from)
    {
        int i = 0;
        while (i < entry.words.size() && entry.words.get(i).equals(arguments.word(from + i)))
        {
            i++;
        }
        return i;
    }

    private static boolean isListed(final Entry entry, final CliContext context)
    {
        return !entry.keyword.summary().isEmpty() && KeywordState.REFUSED != entry.keyword.state() &&
            isVisible(entry, context);
    }

    private static boolean isVisible(final Entry entry, final CliContext context)
    {
        return (context.isExpert() || !isExpert(entry.keyword)) &&
            (context.isExperimental() || !isExperimental(entry.keyword));
    }

    static boolean isExpert(final Keyword keyword)
    {
        return keyword.flags().contains("EXPERT");
    }

    static boolean isExperimental(final Keyword keyword)
    {
        return keyword.flags().contains("EXPERIM");
    }

    private record Entry(Keyword keyword, List<String> words)
    {
        private String usage()
        {
            final String syntax = keyword.syntax();
            return syntax + " ".repeat(Math.max(0, SYNTAX_WIDTH - syntax.length())) + ": " + keyword.summary();
        }
    }

    private record Candidate(Entry entry, int distance)
    {
        private String usage()
        {
            return entry.usage();
        }
    }
}
