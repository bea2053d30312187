/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said about single rules, right and wrong: every action in every phase, every fetch and converter with
 * arguments of all shapes. The file holds what HAProxy 3.4 says: kind of section, rule, exit code and messages, with
 * {@code @} for the place and without the lines that end every refusal.
 */
class RuleVerdictTest
{
    private static final String FRAME = """
        defaults
          mode http
          timeout client 5s
          timeout connect 5s
          timeout server 5s
        backend b
          server s 127.0.0.1:80
        backend b2
          server s1 127.0.0.1:80
          server s2 127.0.0.1:81
        listen l
          bind :8001
          server s 127.0.0.1:80
        userlist u
          user a insecure-password b
        resolvers r
          nameserver a 127.0.0.1:53
        """;
    private static final String FRONT = "frontend f\n  bind :8000\n";
    private static final String BACK = "backend q\n  server s 127.0.0.1:80\n";
    private static final String CAPTURES = "  declare capture request len 5\n  declare capture response len 5\n";
    private static final String LIMIT = "  filter bwlim-in bw default-limit 1m default-period 1s\n";
    private static final Pattern PLACE = Pattern.compile("\\[t\\.cfg:\\d+]");
    private static final Pattern END =
        Pattern.compile("\\[ALERT] config : (Error\\(s\\) found in configuration file : " +
        "t\\.cfg|Fatal errors found in configuration\\.)\n");

    @TempDir
    private Path directory;

    /** A rule and what is said about it. */
    private record Rule(String section, String text, String verdict)
    {
        String config()
        {
            final String head = switch (section)
            {
                case "T" -> "frontend f\n  mode tcp\n  bind :8000\n";
                case "L" -> FRONT + CAPTURES + LIMIT;
                case "B" -> BACK;
                case "M" -> BACK + LIMIT;
                default -> FRONT;
            };
            return FRAME + head + "  " + text + '\n';
        }

        String line(final String said)
        {
            return section + '\t' + text + '\t' + said + '\n';
        }
    }

    private static List<Rule> rules() throws IOException
    {
        final List<Rule> rules = new ArrayList<>();
        try (InputStream in = RuleVerdictTest.class.getResourceAsStream("rules.txt"))
        {
            for (final String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
            {
                final String[] parts = line.split("\t", 3);
                rules.add(new Rule(parts[0], parts[1], parts[2]));
            }
        }
        return rules;
    }

    /** Exit code and messages on one line. */
    private static String compact(final String verdict)
    {
        final String text = END.matcher(PLACE.matcher(verdict).replaceAll("@")).replaceAll("").stripTrailing();
        final int last = text.lastIndexOf("exit ");
        return text.substring(last + 5) + '\t' +
            text.substring(0, last).replaceFirst("\n+$", "").replace("\\", "\\\\").replace("\n", "\\n");
    }

    @Test
    void shouldSayOfEveryRuleWhatHaproxySays() throws IOException
    {
        final List<Rule> rules = rules();
        final StringBuilder wanted = new StringBuilder();
        final StringBuilder said = new StringBuilder();
        for (final Rule rule : rules)
        {
            final String verdict = compact(VerdictProbe.read(rule.config()).verdict());
            if (!verdict.equals(rule.verdict))
            {
                wanted.append(rule.line(rule.verdict));
                said.append(rule.line(verdict));
            }
        }
        assertTrue(rules.size() > 2000);
        assertEquals(wanted.toString(), said.toString());
    }

    @Test
    void shouldHoldWhatHaproxySays() throws IOException, InterruptedException
    {
        final String program = System.getenv("FAIRLEAD_REFERENCE");
        assumeTrue(null != program, "FAIRLEAD_REFERENCE names no HAProxy 3.4 to compare with");
        final Path config = directory.resolve(VerdictProbe.FILE);
        for (final Rule rule : rules())
        {
            Files.writeString(config, rule.config(), StandardCharsets.UTF_8);
            final Process process =
                new ProcessBuilder(program, "-c", "-f", config.toString()).redirectErrorStream(true).start();
            final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(rule.verdict, compact(VerdictProbe.clean(said, process.waitFor())), rule.text);
        }
    }
}
