/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gives random files and conditions to this product and to HAProxy 3.4 and compares verdict and every message. HAProxy
 * is the program named by the variable {@code FAIRLEAD_REFERENCE}, or {@code haproxy} on the path. The seed is in each
 * failure; {@code -Dfairlead.seed=N} repeats it, {@code -Dfairlead.rounds=N} tries more.
 */
class HaproxyComparisonTest
{
    private static final Map<String, String> VARIABLES = Map.of("A", "va", "L", " one two  three ", "E", "  ");
    private static final String[] PIECES = {
        "\"", "'", "\\", "#", "$", "{", "}", "[*]", "-", " ", "\t", "a", "B", "0", "_", ".", "x41", "\\x41", "\\x4",
        "\\n", "\\t", "\\r", "\\ ", "\\\"", "\\'", "\\$", "\\#", "\"$A\"", "\"${A}\"", "\"${A-d}\"", "\"${U-d}\"",
        "\"${U-}\"", "\"$U\"", "\"${L[*]}\"", "\"${E[*]}\"", "\"${U[*]}\"", "${L[*]}", "\"$.LINE\"", "\"$.FILE\"",
        "\"${.SECTION}\"", "\"$.FOO\"", "\"a b\"", "'a b'", "\u000b", "\u00e9", "\u0001", "(", ")", ",", "&&", "||",
        "!", "streq(a,a)", "defined(A)", "1", "version_atleast(3)", "feature(OPENSSL)", "\"$HAPROXY_BRANCH\"", "\r",
        "[", "]", "${", "[*"};
    private static final Pattern HEAD = Pattern.compile("^\\[(\\w+)\\]( *) \\(\\d+\\)", Pattern.MULTILINE);
    private static final Pattern OWN = Pattern.compile(
        "^(\\[NOTICE\\]   \\(1\\) : path to executable .*|Configuration file has no error .*)\n", Pattern.MULTILINE);

    private static String program;

    private final Random random = new Random();
    private final int rounds = Integer.getInteger("fairlead.rounds", 150);

    @TempDir
    private Path directory;

    @BeforeAll
    static void findHaproxy() throws IOException, InterruptedException
    {
        final String named = System.getenv("FAIRLEAD_REFERENCE");
        program = null == named ? "haproxy" : named;
        String version = "none";
        try
        {
            version = run(program, "-vqb").text.trim();
        }
        catch (final IOException e)
        {
            version = "not found";
        }
        assumeTrue("3.4".equals(version), "needs HAProxy 3.4 to compare with; " + program + " is " + version);
    }

    @Test
    void shouldReadFilesAsHaproxyDoes() throws IOException, InterruptedException
    {
        final long seed = Long.getLong("fairlead.seed", random.nextLong());
        random.setSeed(seed);
        final Path file = directory.resolve("t.cfg");
        for (int i = 0; i < rounds; i++)
        {
            final String text = file();
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
            final Result expected = run(program, "-c", "-f", file.toString());
            final ConfigProbe probe = new ConfigProbe(new Environment(new HashMap<>(VARIABLES)));
            final int code = probe.read(false, List.of(file.toString()));
            final String about = "seed " + seed + ", round " + i + ":\n" + text;
            assertEquals(clean(expected.text), clean(probe.output()), about);
            assertEquals(1 == expected.code, 1 == code, about);
        }
    }

    @Test
    void shouldAnswerConditionsAsHaproxyDoes() throws IOException, InterruptedException
    {
        final long seed = Long.getLong("fairlead.seed", random.nextLong());
        random.setSeed(seed);
        final String[] terms = {
            "1", "0", "!", "(", ")", "&&", "||", " ", "streq(a,a)", "streq(a,b)", "defined(A)", "defined(U)",
            "strstr(ab,b)", "version_before(3.4.1)", "enabled(EPOLL)", "feature(QUIC)", "feature", "(", ",",
            "'", "\"", "\\", "x", "07",
            "-2"};
        for (int i = 0; i < rounds; i++)
        {
            final StringBuilder expression = new StringBuilder();
            for (int k = random.nextInt(7); k >= 0; k--)
            {
                expression.append(terms[random.nextInt(terms.length)]);
            }
            final Result expected = run(program, "-cc", expression.toString());
            final StringBuilder output = new StringBuilder();
            final int code = ConditionCommand.run(expression.toString(), new Environment(VARIABLES),
                " POLL EPOLL SPLICE GETADDRINFO REUSEPORT FAST-FORWARD ",
                new Messages(output::append, 1, Version.HAPROXY, null));
            assertEquals(clean(expected.text), output.toString(), "seed " + seed + ": " + expression);
            assertEquals(expected.code, code, "seed " + seed + ": " + expression);
        }
    }

    private String file()
    {
        final StringBuilder text = new StringBuilder("global\n");
        for (int i = random.nextInt(8); i >= 0; i--)
        {
            text.append(line()).append('\n');
        }
        if (0 == random.nextInt(5))
        {
            text.setLength(text.length() - 1);
        }
        if (0 == random.nextInt(20))
        {
            text.insert(random.nextInt(text.length()), '\0');
        }
        return text.toString();
    }

    private String line()
    {
        return switch (random.nextInt(16))
        {
            case 0, 1, 2, 3, 4, 5 -> "  setenv V " + pieces(8);
            case 6, 7 -> "  .notice " + pieces(6);
            case 8 -> "  .notice \"<$V>\"";
            case 9, 10 -> (random.nextBoolean() ? ".if " : " .elif ") + pieces(7);
            case 11 -> ".endif";
            case 12 -> ".else";
            case 13 -> pieces(12);
            case 14 -> "  setenv W \"" + pieces(3) + '"' + " ".repeat(random.nextInt(100)) + pieces(60);
            default -> "global";
        };
    }

    private String pieces(final int most)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--)
        {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String clean(final String text)
    {
        final String unified = HEAD.matcher(text).replaceAll("[$1]$2 (1)");
        return OWN.matcher(unified).replaceAll("").replaceAll("; did you mean '[^']*' maybe \\?", "");
    }

    private static Result run(final String... command) throws IOException, InterruptedException
    {
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(VARIABLES);
        final Process process = builder.start();
        final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Result(process.waitFor(), text);
    }

    /** What a program said and how it ended. */
    private record Result(int code, String text)
    {
    }
}
