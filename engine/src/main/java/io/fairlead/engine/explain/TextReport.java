/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.List;

/** An account for a person at a terminal. */
public final class TextReport
{
    private static final int LINE_LIMIT = 60;
    private static final int PLACE_LIMIT = 24;
    private static final String INDENT = "  ";
    private static final String DEEP = "      ";

    private final Account account;
    private final Paper paper;
    private final boolean isBrief;

    private TextReport(final Account account, final int width, final boolean isColoured, final boolean isBrief)
    {
        this.account = account;
        this.paper = new Paper(width, isColoured);
        this.isBrief = isBrief;
    }

    /**
     * Write it.
     *
     * @param account    of a request.
     * @param width      columns to stay within; 0 for any.
     * @param isColoured whether to use colours.
     * @param isBrief    whether rules that did not apply are left out.
     * @return text with line ends.
     */
    public static String of(
        final Account account, final int width, final boolean isColoured, final boolean isBrief)
    {
        final TextReport report = new TextReport(account, width, isColoured, isBrief);
        report.write();
        return report.paper.toString();
    }

    private void write()
    {
        head();
        account.rules.forEach(this::rules);
        target();
        message("Sent to the server", account.sent);
        message(null == account.response ? "Sent to the client" :
            "Sent to the client, if the server answers as supposed", account.answer);
        end();
        unknowns();
    }

    private void field(final String name, final String text)
    {
        paper.line(String.format("%-10s", name), Paper.Ink.TITLE, text, Paper.Ink.NONE);
    }

    private void head()
    {
        final List<String> request = Bytes.lines(account.request, LINE_LIMIT);
        String name = "Request";
        for (final String line : request)
        {
            if (!line.isEmpty())
            {
                field(name, line);
                name = "";
            }
        }
        if (request.isEmpty())
        {
            field(name, "(nothing)");
        }
        field("From", account.source + (account.isSourceAssumed ? " (assumed)" : "") + " to " + account.destination +
            (account.isDestinationAssumed ? " (assumed)" : ""));
        field("Frontend", account.frontend + " at " + account.frontendPlace + (account.bindPlace.isEmpty() ? "" :
            ", bind " + account.bind + " at " + account.bindPlace) + "; " + account.frontendReason);
    }

    private void rules(final Account.Rules set)
    {
        if (isBrief && set.rules().stream().noneMatch(Account.Rule::isApplied))
        {
            return;
        }
        paper.blank();
        paper.line("", set.proxy() + ": " + set.kind(), Paper.Ink.TITLE);
        set.rules().stream().filter(rule -> !isBrief || rule.isApplied()).forEach(this::rule);
    }

    private void rule(final Account.Rule rule)
    {
        final boolean isFinal = rule.isApplied() && Outcomes.isFinal(rule.outcome());
        final Paper.Ink ink = isFinal ? Paper.Ink.BAD : rule.isApplied() ? Paper.Ink.GOOD : Paper.Ink.FAINT;
        final String mark = isFinal ? "x" : !rule.isApplied() ? "-" : Outcomes.isWaiting(rule.outcome()) ? "~" : "+";
        final String lead = INDENT + mark + ' ';
        final boolean isShort = rule.place().length() <= PLACE_LIMIT;
        paper.line(isShort ? lead + rule.place() + INDENT : lead, ink,
            (isShort ? "" : rule.place() + INDENT) + Bytes.shown(rule.text()), Paper.Ink.NONE);
        rule.tests().forEach(this::test);
        rule.values().forEach(value -> value(DEEP, value));
        rule.changes().forEach(change -> paper.line(DEEP + "=> ", Bytes.shown(change), Paper.Ink.GOOD));
        final boolean isPlain = !rule.isApplied() || Outcomes.APPLIED.equals(rule.outcome()) ||
            Outcomes.CHOSEN.equals(rule.outcome());
        if (!isPlain)
        {
            paper.line(DEEP + "=> ", rule.outcome(), isFinal ? Paper.Ink.BAD : Paper.Ink.CARE);
        }
    }

    private void test(final Account.Test test)
    {
        final String name = test.name().isEmpty() ? "{ " + String.join(" | ", test.texts()) + " }" : test.name();
        final String word = String.format("%-8s", test.outcome());
        paper.line(DEEP + word, "yes".equals(test.outcome()) ? Paper.Ink.GOOD : Paper.Ink.FAINT,
            (test.isNegated() ? "(wanted: no) " : "") + Bytes.shown(name), Paper.Ink.NONE);
        for (int i = 0; i < test.texts().size() && !test.name().isEmpty(); i++)
        {
            paper.line(DEEP + DEEP + INDENT, test.places().get(i) + "  " + Bytes.shown(test.texts().get(i)),
                Paper.Ink.FAINT);
        }
        test.values().forEach(value -> value(DEEP + DEEP + INDENT, value));
    }

    private void value(final String lead, final Account.Value value)
    {
        paper.line(lead, Bytes.shown(value.expression()) + (null == value.text() ? ": no value" :
            " = " + Bytes.shown(value.text())) +
            (Account.Variation.NONE == value.variation() ? "" : "  (not always)"), Paper.Ink.NONE);
    }

    private void target()
    {
        if (null == account.backend && account.backendReason.isEmpty())
        {
            return;
        }
        paper.blank();
        if (null != account.backend)
        {
            field("Backend", account.backend + " at " + account.backendPlace + "; " + account.backendReason);
        }
        else if (!account.backendReason.isEmpty())
        {
            field("Backend", "none: " + account.backendReason);
        }
        if (null != account.server)
        {
            field("Server", account.server + ' ' + account.serverAddress + "; " +
                String.join("; ", account.serverReasons));
        }
        else if (null != account.backend)
        {
            final String reasons = String.join("; ", account.serverReasons);
            field("Server", reasons.isEmpty() ? "none asked" : "none: " + reasons);
        }
        if (null != account.backend && !account.servers.isEmpty())
        {
            field("", account.balance);
            for (final Account.ServerLine line : account.servers)
            {
                field("", (line.name().equals(account.server) ? "* " : "  ") + line.name() + ' ' + line.address() +
                    ' ' + line.state() + ", weight " + line.weight() +
                    (line.roles().isEmpty() ? "" : ", " + line.roles()));
            }
        }
    }

    private void message(final String title, final byte[] bytes)
    {
        if (0 == bytes.length)
        {
            return;
        }
        paper.blank();
        paper.line("", title, Paper.Ink.TITLE);
        Bytes.lines(bytes, LINE_LIMIT).forEach(line -> paper.line("  | ", line, Paper.Ink.NONE));
    }

    private void end()
    {
        paper.blank();
        final StringBuilder text = new StringBuilder();
        if (account.status > 0)
        {
            text.append("status ").append(account.status).append(", ");
        }
        if (account.state.isEmpty())
        {
            text.append(null == account.server ? "the request is still waited for, " : "goes on at the server, ");
        }
        else
        {
            text.append("logged as ").append(account.state).append(", ");
        }
        text.append("the client's connection is ").append(switch (account.connection)
        {
            case "open" -> "kept";
            case "silent" -> "given up without telling the client";
            default -> account.connection;
        });
        if (account.waitedMs > 0)
        {
            text.append(", after ").append(account.waitedMs).append(" ms of waiting");
        }
        field("Result", text.toString());
        if (!account.variables.isEmpty())
        {
            String name = "Variables";
            for (final var variable : account.variables.entrySet())
            {
                field(name, variable.getKey() + " = " + Bytes.shown(variable.getValue()));
                name = "";
            }
        }
    }

    private void unknowns()
    {
        String name = "Unknown";
        for (final String unknown : account.unknowns)
        {
            paper.line(String.format("%-10s", name), Paper.Ink.CARE, Bytes.shown(unknown), Paper.Ink.NONE);
            name = "";
        }
    }
}
