/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.ConfigFile;
import io.fairlead.engine.config.ConfigReader;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Version;
import io.fairlead.engine.proxy.Configuration;

/**
 * Reads and checks a configuration with the whole language, and keeps what was said. Also reads the files that hold
 * configurations together with what HAProxy 3.4 says about them.
 */
final class VerdictProbe
{
    /** Name under which texts are read. */
    static final String FILE = "t.cfg";

    private static final String BEGIN = "=== ";
    private static final String SAME = "---";
    private static final String HAPROXY = "--- HAProxy says";
    private static final String OURS = "--- here";

    private final StringBuilder output = new StringBuilder();
    private ParseContext context;
    private boolean isValid;

    /**
     * A configuration and its verdict.
     *
     * @param name    what it shows.
     * @param config  text.
     * @param haproxy messages of HAProxy and {@code exit N}.
     * @param ours    messages here, the same unless a difference is intended.
     */
    record Case(String name, String config, String haproxy, String ours)
    {
        @Override
        public String toString()
        {
            return name;
        }
    }

    /** Read a text; messages are kept. */
    static VerdictProbe read(final String text)
    {
        final VerdictProbe probe = new VerdictProbe();
        final Messages messages = new Messages(probe.output::append, 1, Version.HAPROXY, null);
        probe.context = new ParseContext(messages, new Environment(new HashMap<>(Map.of())), Catalog.registry());
        probe.context.localPeer("peer");
        final ConfigReader reader =
            new ConfigReader(probe.context, " EPOLL POLL SPLICE GETADDRINFO REUSEPORT FAST-FORWARD ");
        probe.isValid = reader.read(List.of(new ConfigFile(FILE, text))) &&
            ConfigurationCheck.check(probe.context, false);
        return probe;
    }

    /** Whether it could be started. */
    boolean isValid()
    {
        return isValid;
    }

    /** What was read. */
    Configuration configuration()
    {
        return Configuration.of(context);
    }

    /** Messages, one a line, without process id and without the notices in front, and {@code exit N}. */
    String verdict()
    {
        return clean(output.toString(), isValid ? 0 : 1);
    }

    /** Messages of a program made comparable. */
    static String clean(final String messages, final int code)
    {
        return messages
            // a text that ends within a line is followed by the next message on the same one
            .replaceAll("(?m)(?<=.)(?=\\[(WARNING|ALERT|NOTICE)\\] *\\(\\d+\\) : )", "\n")
            .replaceAll("(?m)^\\[(\\w+)\\] *\\(\\d+\\) : ", "[$1] ")
            .replaceAll("(?m)^\\[NOTICE\\] (haproxy version is|path to executable is) .*\n", "")
            .replaceAll("(?m)^Configuration file has no error but will not start .*\n", "")
            .replaceAll("(?m)^Warnings were found.\n", "")
            .replaceAll("(?m)^(.+)Warnings were found.\n", "$1\n") // a warning whose text ends within a line
            .replaceAll("/?[^\\s\\[(]*/" + FILE.replace(".", "\\."), FILE) + "exit " + (1 == code ? 1 : 0) + '\n';
    }

    /** Cases of a file of resources. */
    static List<Case> cases(final Path file) throws IOException
    {
        final List<Case> cases = new ArrayList<>();
        String name = null;
        final StringBuilder[] parts = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
        int part = 0;
        boolean isSame = false;
        for (final String line : Files.readString(file, StandardCharsets.UTF_8).split("\n"))
        {
            if (line.startsWith(BEGIN))
            {
                add(cases, name, parts, isSame);
                name = line.substring(BEGIN.length());
                part = 0;
            }
            else if (line.equals(SAME) || line.equals(HAPROXY))
            {
                part = 1;
                isSame = line.equals(SAME);
            }
            else if (line.equals(OURS))
            {
                part = 2;
            }
            else
            {
                parts[part].append(line).append('\n');
            }
        }
        add(cases, name, parts, isSame);
        return cases;
    }

    private static void add(
        final List<Case> cases, final String name, final StringBuilder[] parts, final boolean isSame)
    {
        if (null != name)
        {
            cases.add(new Case(name, parts[0].toString(), parts[1].toString(), parts[isSame ? 1 : 2].toString()));
        }
        for (final StringBuilder part : parts)
        {
            part.setLength(0);
        }
    }

    /** Print the cases of files whose verdict here differs, for people. */
    public static void main(final String[] files) throws IOException
    {
        int count = 0;
        int differing = 0;
        for (final String file : files)
        {
            for (final Case one : cases(Path.of(file)))
            {
                count++;
                String verdict;
                try
                {
                    verdict = read(one.config()).verdict();
                }
                catch (final RuntimeException e)
                {
                    verdict = "thrown: " + e + " at " + e.getStackTrace()[0] + '\n';
                }
                if (!verdict.equals(one.ours()))
                {
                    differing++;
                    System.out.print("=== " + one.name() + '\n' + one.config() + "--- expected\n" + one.ours() +
                        "--- got\n" +
                        verdict);
                }
            }
        }
        System.out.println(differing + " of " + count + " differ");
    }
}
