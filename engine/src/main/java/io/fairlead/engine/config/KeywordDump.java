/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The option {@code -dK}: prints the registered keywords, class by class, in HAProxy's layout, so that both lists can
 * be compared by program.
 */
public final class KeywordDump
{
    private static final String[] CHECKPOINTS = {
        "frontend tcp-request connection rule",
        "frontend tcp-request session rule",
        "frontend tcp-request content rule",
        "frontend http-request header rule",
        "frontend http-request body rule",
        "frontend use-backend rule",
        "backend tcp-request content rule",
        "backend http-request header rule",
        "backend http-request body rule",
        "backend use-server, balance or stick-match rule",
        "server source selection",
        "backend tcp-response content rule",
        "backend http-response header rule",
        "backend http-response body rule",
        "backend stick-store rule",
        "frontend tcp-response content rule",
        "frontend http-response header rule",
        "frontend http-response body rule",
        "logs",
        "backend tcp-check rule",
        "configuration parser",
        "CLI parser"};

    private static final KeywordKind[] ACTIONS = {
        KeywordKind.TCP_REQUEST_CONNECTION,
        KeywordKind.TCP_REQUEST_SESSION,
        KeywordKind.TCP_REQUEST_CONTENT,
        KeywordKind.TCP_RESPONSE_CONTENT,
        KeywordKind.HTTP_REQUEST,
        KeywordKind.HTTP_RESPONSE,
        KeywordKind.HTTP_AFTER_RESPONSE};

    private final KeywordRegistry registry;
    private final PrintStream out;

    private KeywordDump(final KeywordRegistry registry, final PrintStream out)
    {
        this.registry = registry;
        this.out = out;
    }

    /**
     * Print.
     *
     * @param classes  names separated by commas: all, acl, cfg, cli, cnv, flt, smp, svc, help; others print nothing.
     * @param registry what to print.
     * @param out      where to.
     */
    public static void print(final String classes, final KeywordRegistry registry, final PrintStream out)
    {
        final KeywordDump dump = new KeywordDump(registry, out);
        boolean isAll = false;
        for (final String each : classes.split(","))
        {
            isAll |= "all".equals(each);
            if ("help".equals(each))
            {
                dump.help();
                continue;
            }
            dump.printClass(each, isAll);
        }
        out.flush();
    }

    private void help()
    {
        line("# List of supported keyword classes:");
        line("all: list all keywords");
        line("acl: ACL keywords");
        line("cfg: configuration keywords");
        line("cli: CLI keywords");
        line("cnv: sample converter keywords");
        line("flt: filter names");
        line("smp: sample fetch functions");
        line("svc: service names");
    }

    private void printClass(final String name, final boolean isAll)
    {
        if (isAll || "acl".equals(name))
        {
            line("# List of registered ACL keywords:");
            byName(KeywordKind.ACL).forEach((acl, keyword) -> line(acl + " = " + keyword.expansion()));
        }
        if (isAll || "cfg".equals(name))
        {
            line("# List of registered configuration keywords:");
            configuration();
        }
        if (isAll || "cli".equals(name))
        {
            line("# List of registered CLI keywords:");
            byName(KeywordKind.COMMAND).forEach((command, keyword) -> line(command + ' ' + marks(keyword)));
        }
        if (isAll || "cnv".equals(name))
        {
            line("# List of registered sample converter functions:");
            byName(KeywordKind.CONVERTER).forEach((converter, keyword) -> line(converter + keyword.argumentText() +
                ": " + label(keyword.outputType()) + " => " + label(keyword.inputType())));
        }
        if (isAll || "flt".equals(name))
        {
            line("# List of registered filter names:");
            byName(KeywordKind.FILTER).forEach((filter, keyword) -> line(filter + " [" + first(keyword.flags()) + ']'));
        }
        if (isAll || "smp".equals(name))
        {
            line("# List of registered sample fetch functions:");
            fetchHeader();
            byName(KeywordKind.FETCH).forEach((fetch, keyword) -> line(checkpoints(keyword) + fetch +
                keyword.argumentText() + ": " + label(keyword.outputType())));
        }
        if (isAll || "svc".equals(name))
        {
            line("# List of registered service names:");
            byName(KeywordKind.SERVICE).forEach((service, keyword) -> line(service));
        }
    }

    private void configuration()
    {
        section("global", KeywordKind.GLOBAL);
        section("listen", KeywordKind.PROXY);
        byName(KeywordKind.BIND).forEach((name, keyword) -> bindWord(name, keyword, false));
        byName(KeywordKind.BIND).forEach((name, keyword) -> bindWord(name, keyword, true));
        byName(KeywordKind.SERVER).forEach((name, keyword) -> line("\tserver <name> <addr> " + name + skip(keyword)));
        byName(KeywordKind.OPTION).forEach((name, keyword) -> line("\toption " + name + " [ " + sides(keyword) + ']'));
        for (final KeywordKind kind : ACTIONS)
        {
            byName(kind).forEach((name, keyword) ->
                line('\t' + kind.title() + ' ' + name + (keyword.isPrefixMatched() ? "*" : "")));
        }
        section("userlist", KeywordKind.USERLIST);
        section("peers", KeywordKind.PEERS);
        line("crt-list");
        byName(KeywordKind.CRT_LIST).forEach((name, keyword) -> line('\t' + name + skip(keyword)));
        section("crt-store", KeywordKind.CRT_STORE);
        section("traces", KeywordKind.TRACES);
        section("acme", KeywordKind.ACME);
    }

    private void section(final String title, final KeywordKind kind)
    {
        line(title);
        final TreeSet<String> words = new TreeSet<>();
        for (final String name : byName(kind).keySet())
        {
            words.add(Keyword.split(name).getFirst());
        }
        words.forEach(word -> line('\t' + word));
    }

    private void bindWord(final String name, final Keyword keyword, final boolean isSsl)
    {
        if (isSsl == keyword.isSsl() && !(isSsl && "ssl".equals(name)))
        {
            line("\tbind <addr> " + (isSsl ? "ssl " : "") + name + skip(keyword));
        }
    }

    private void fetchHeader()
    {
        final int count = CHECKPOINTS.length;
        for (int row = 0; row < count; row++)
        {
            final String lines = " ".repeat(count - row + 1) + "/ ".repeat(row) + "_." + "-".repeat(count - row);
            line('#' + lines + ' ' + CHECKPOINTS[row]);
        }
        line("# " + "/ ".repeat(count) + ' ');
        line('#' + " |".repeat(count) + ' ');
    }

    private static String checkpoints(final Keyword keyword)
    {
        int mask = 0;
        for (final FetchSource source : keyword.sources())
        {
            mask |= source.checkpointMask();
        }
        final StringBuilder row = new StringBuilder("[ ");
        for (int i = 0; i < CHECKPOINTS.length; i++)
        {
            row.append(0 != (mask & 1 << i) ? "Y " : ". ");
        }
        return row.append("] ").toString();
    }

    private static String skip(final Keyword keyword)
    {
        if (0 == keyword.maxWords() || keyword.isPrefixMatched())
        {
            return "";
        }
        return " +" + (Keyword.UNLIMITED == keyword.maxWords() ? -1 : keyword.maxWords());
    }

    private static String sides(final Keyword keyword)
    {
        return (0 != (keyword.proxies() & ProxyKind.FRONTEND) ? "FE " : "") +
            (0 != (keyword.proxies() & ProxyKind.BACKEND) ? "BE " : "") +
            (keyword.isHttpOnly() ? "HTTP " : "");
    }

    private static String marks(final Keyword keyword)
    {
        final StringBuilder marks = new StringBuilder();
        for (final String mark : keyword.flags())
        {
            marks.append('[').append(mark).append("] ");
        }
        return marks.isEmpty() ? "[WORKER] " : marks.toString();
    }

    private static String first(final Collection<String> flags)
    {
        return flags.isEmpty() ? "" : flags.iterator().next();
    }

    private static String label(final TypeName type)
    {
        return null == type ? "any" : type.label();
    }

    private Map<String, Keyword> byName(final KeywordKind kind)
    {
        final Map<String, Keyword> sorted = new TreeMap<>();
        for (final Keyword keyword : registry.all(kind))
        {
            if (KeywordState.REFUSED != keyword.state())
            {
                keyword.names().forEach(name -> sorted.put(name, keyword));
            }
        }
        return sorted;
    }

    private void line(final String text)
    {
        out.print(text);
        out.print('\n');
    }
}
