/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One {@code expect} line of a test file. Values are compared as they are, or with a regular expression when they begin
 * with {@code ~}.
 */
final class Expectation
{
    /** What may be expected, and how it is written. */
    private static final Map<String, String> SYNTAX = Map.ofEntries(
        Map.entry("frontend", "NAME"), Map.entry("backend", "NAME"), Map.entry("server", "NAME"),
        Map.entry("status", "NUMBER"), Map.entry("location", "URL"), Map.entry("method", "METHOD"),
        Map.entry("target", "TARGET"), Map.entry("header", "NAME VALUE"), Map.entry("no-header", "NAME"),
        Map.entry("sent-data", "TEXT"), Map.entry("answer-header", "NAME VALUE"),
        Map.entry("no-answer-header", "NAME"), Map.entry("answer-data", "TEXT"), Map.entry("var", "NAME VALUE"),
        Map.entry("no-var", "NAME"), Map.entry("rule", "LINE or TEXT"), Map.entry("applied", "LINE or TEXT"),
        Map.entry("not-applied", "LINE or TEXT"), Map.entry("termination", "CHARACTERS"),
        Map.entry("connection", "open, closed, reset or silent"));
    private static final String NONE = "none";

    private final String place;
    private final String kind;
    private final String name;
    private final String value;
    private final Pattern pattern;

    private Expectation(final String place, final String kind, final String name, final String value)
    {
        this.place = place;
        this.kind = kind;
        this.name = name;
        this.value = value;
        try
        {
            pattern = value.startsWith("~") ? Pattern.compile(value.substring(1).strip(), Pattern.DOTALL) : null;
        }
        catch (final PatternSyntaxException ex)
        {
            throw new ExplainException("'" + value + "' is no regular expression: " + ex.getDescription());
        }
    }

    /**
     * Read the words behind {@code expect}.
     *
     * @param place of the line.
     * @param text  behind the word.
     */
    static Expectation parse(final String place, final String text)
    {
        final String kind = TestFile.firstWord(text);
        final String syntax = SYNTAX.get(kind);
        if (null == syntax)
        {
            throw new ExplainException("'expect " + kind + "' is not known; there are: " +
                String.join(", ", SYNTAX.keySet().stream().sorted().toList()));
        }
        final String rest = text.substring(kind.length()).strip();
        final boolean isNamed = syntax.startsWith("NAME VALUE");
        final String name = isNamed ? TestFile.firstWord(rest) : "";
        if (rest.isEmpty())
        {
            throw new ExplainException("'expect " + kind + "' wants " + syntax);
        }
        final String bare = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
        return new Expectation(place, kind, bare, rest.substring(name.length()).strip());
    }

    /** Where it stands. */
    String place()
    {
        return place;
    }

    /**
     * Compare.
     *
     * @param account of the request.
     * @return null when it holds; else what was found instead.
     */
    String difference(final Account account)
    {
        return switch (kind)
        {
            case "frontend" -> one(account.frontend);
            case "backend" -> one(account.backend);
            case "server" -> one(account.server);
            case "status" -> one(account.status > 0 ? "" + account.status : null);
            case "termination" -> one(account.state.isEmpty() ? null : account.state);
            case "connection" -> one(account.connection);
            case "location" -> any(headers(account.answer, "location"));
            case "method" -> one(word(account.sent, 0));
            case "target" -> one(word(account.sent, 1));
            case "header" -> any(headers(account.sent, name));
            case "answer-header" -> any(headers(account.answer, name));
            case "no-header" -> absent(headers(account.sent, value));
            case "no-answer-header" -> absent(headers(account.answer, value));
            case "sent-data" -> one(body(account.sent, account.isHttp));
            case "answer-data" -> one(body(account.answer, account.isHttp));
            case "var" -> one(account.variables.get(name));
            case "no-var" -> absent(account.variables.containsKey(value) ?
                List.of(account.variables.get(value)) : List.of());
            case "rule" -> rule(account.finalRule());
            default -> applied(account, "applied".equals(kind));
        };
    }

    private boolean holds(final String found)
    {
        return null == pattern ? value.equals(found) : pattern.matcher(found).find();
    }

    private String one(final String found)
    {
        if (null == found)
        {
            return NONE.equals(value) ? null : NONE;
        }
        return holds(found) ? null : found;
    }

    private String any(final List<String> found)
    {
        if (found.isEmpty())
        {
            return NONE;
        }
        return found.stream().anyMatch(this::holds) ? null : String.join(" | ", found);
    }

    private static String absent(final List<String> found)
    {
        return found.isEmpty() ? null : String.join(" | ", found);
    }

    /** A rule by its line, maybe with the end of its file's name, or by a piece of its text. */
    private boolean isMeant(final Account.Rule rule)
    {
        final String found = rule.place();
        final boolean isNumber = value.chars().allMatch(c -> c >= '0' && c <= '9');
        return found.equals(value) || found.endsWith("/" + value) || isNumber && found.endsWith(":" + value) ||
            !isNumber && rule.text().contains(value);
    }

    private String rule(final Account.Rule found)
    {
        if (null == found)
        {
            return NONE.equals(value) ? null : NONE;
        }
        return isMeant(found) ? null : found.place() + "  " + found.text();
    }

    private String applied(final Account account, final boolean isWanted)
    {
        boolean isSeen = false;
        for (final Account.Rules set : account.rules)
        {
            for (final Account.Rule rule : set.rules())
            {
                if (isMeant(rule))
                {
                    isSeen = true;
                    if (rule.isApplied())
                    {
                        return isWanted ? null : "it applied";
                    }
                }
            }
        }
        return isWanted ? isSeen ? "it did not apply" : "it was not reached" : null;
    }

    private static String word(final byte[] message, final int index)
    {
        final String text = Bytes.latin(message);
        final int end = text.indexOf("\r\n");
        final String[] words = (end < 0 ? text : text.substring(0, end)).split(" ");
        return message.length > 0 && index < words.length ? words[index] : null;
    }

    private static List<String> headers(final byte[] message, final String name)
    {
        final List<String> values = new ArrayList<>();
        final String text = Bytes.latin(message);
        final int end = text.indexOf("\r\n\r\n");
        final String head = end < 0 ? text : text.substring(0, end);
        for (final String line : head.split("\r\n"))
        {
            final int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name))
            {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    private static String body(final byte[] message, final boolean isHttp)
    {
        final String text = Bytes.latin(message);
        final int end = isHttp ? text.indexOf("\r\n\r\n") : -1;
        final String body = isHttp && end < 0 ? "" : end < 0 ? text : text.substring(end + 4);
        return body.isEmpty() ? null :
            new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    /** As written, for reports. */
    @Override
    public String toString()
    {
        return kind + (name.isEmpty() ? "" : " " + name) + (value.isEmpty() ? "" : " " + value);
    }
}
