/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Requests with expectations, to be run as tests of a configuration. A line begins with a word that says what the rest
 * of it is; blanks in front do not matter, and neither do empty lines and those that begin with {@code #}.
 * <pre>
 *  config FILE                                         which configuration, relative to this file
 *  header Host: example.org                            in front of the first test: for all that do not say otherwise
 *  test NAME                                           begins a test
 *      request [METHOD] TARGET [VERSION]               what the client sends, and more lines about it
 *      expect KIND VALUE                               what is to become of it
 * </pre>
 * A second {@code request} within a test follows on the same process, so that rotation and tables go on.
 */
public final class TestFile
{
    private static final Set<String> REQUEST_WORDS = Set.of("header", "data", "src", "dst", "frontend",
        "server-down", "response", "response-header", "response-data");
    private static final String KNOWN = "config, test, request, header, data, src, dst, frontend, server-down, " +
        "response, response-header, response-data, expect";

    private final Path file;
    private final List<Path> configurations = new ArrayList<>();
    private final List<TestCase.Line> common = new ArrayList<>();
    private final List<TestCase> tests = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private TestCase test;
    private TestCase.Step step;

    private TestFile(final Path file)
    {
        this.file = file;
    }

    /**
     * Read a file.
     *
     * @param file to read.
     * @return the tests; {@link #errors()} tells what is wrong with it.
     * @throws IOException when it cannot be read.
     */
    public static TestFile read(final Path file) throws IOException
    {
        final TestFile result = new TestFile(file);
        final List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i).strip();
            if (!line.isEmpty() && '#' != line.charAt(0))
            {
                result.take(file + ":" + (i + 1), line);
            }
        }
        result.check();
        return result;
    }

    static String firstWord(final String text)
    {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)))
        {
            end++;
        }
        return text.substring(0, end);
    }

    /** Configuration files it names, in order. */
    public List<Path> configurations()
    {
        return configurations;
    }

    /** What is wrong with it, {@code file:line: reason}; empty when nothing is. */
    public List<String> errors()
    {
        return errors;
    }

    /** Its tests, in order. */
    public List<TestCase> tests()
    {
        return tests;
    }

    private Path directory()
    {
        final Path parent = file.getParent();
        return null == parent ? Path.of("") : parent;
    }

    private void take(final String place, final String line)
    {
        final String word = firstWord(line);
        final String rest = line.substring(word.length()).strip();
        try
        {
            if (rest.isEmpty() && !"request".equals(word) && !"response".equals(word))
            {
                throw new ExplainException("'" + word + "' wants something behind it");
            }
            take(place, word, rest);
        }
        catch (final ExplainException ex)
        {
            errors.add(place + ": " + ex.getMessage());
        }
    }

    private void take(final String place, final String word, final String rest)
    {
        switch (word)
        {
            case "config" -> configurations.add(directory().resolve(rest));
            case "test" ->
            {
                test = new TestCase(rest, place);
                tests.add(test);
                step = null;
            }
            case "request" ->
            {
                begin(word);
                step.lines.add(new TestCase.Line(place, word, rest));
            }
            case "expect" -> step(word).expectations.add(Expectation.parse(place, rest));
            default ->
            {
                if (!REQUEST_WORDS.contains(word))
                {
                    throw new ExplainException("'" + word + "' is not known; lines begin with one of: " + KNOWN);
                }
                (null == test ? common : step(word).lines).add(new TestCase.Line(place, word, rest));
            }
        }
    }

    /** A request begins; the first one of a test may have been begun by what stands in front of its line. */
    private void begin(final String word)
    {
        if (null == test)
        {
            throw new ExplainException("'" + word + "' stands outside of a test");
        }
        final boolean isOpen = null != step && step.expectations.isEmpty() &&
            step.lines.stream().noneMatch(line -> "request".equals(line.word()));
        if (!isOpen)
        {
            step = new TestCase.Step();
            test.steps().add(step);
        }
    }

    private TestCase.Step step(final String word)
    {
        if (null == step)
        {
            begin(word);
        }
        return step;
    }

    private void check()
    {
        for (final TestCase one : tests)
        {
            if (one.steps().isEmpty())
            {
                errors.add(one.place() + ": the test has no request");
            }
            for (final TestCase.Step oneStep : one.steps())
            {
                if (oneStep.expectations.isEmpty())
                {
                    errors.add(one.place() + ": a request of the test expects nothing");
                }
                try
                {
                    inquiry(oneStep);
                }
                catch (final ExplainException ex)
                {
                    errors.add(one.place() + ": " + ex.getMessage());
                }
            }
        }
        if (tests.isEmpty() && errors.isEmpty())
        {
            errors.add(file + ": there is no test in it");
        }
    }

    private Inquiry inquiry(final TestCase.Step of)
    {
        final InquiryText text = new InquiryText(directory());
        final boolean hasRequest = of.lines.stream().anyMatch(line -> "request".equals(line.word()));
        common.stream().filter(line -> of.lines.stream().noneMatch(own -> replaces(own, line)))
            .filter(line -> hasRequest || !"header".equals(line.word()))
            .forEach(line -> apply(line, text));
        of.lines.forEach(line -> apply(line, text));
        return text.build();
    }

    /** Whether a request's own line says otherwise than one for all: a header takes the place of its namesake. */
    private static boolean replaces(final TestCase.Line own, final TestCase.Line common)
    {
        return own.word().equals(common.word()) &&
            (!own.word().endsWith("header") || headerName(own).equalsIgnoreCase(headerName(common)));
    }

    private static String headerName(final TestCase.Line line)
    {
        final int colon = line.rest().indexOf(':');
        return colon < 0 ? "" : line.rest().substring(0, colon);
    }

    private static void apply(final TestCase.Line line, final InquiryText text)
    {
        switch (line.word())
        {
            case "request" -> text.request(line.rest());
            case "header" -> text.header(line.rest());
            case "data" -> text.data(line.rest());
            case "src" -> text.source(line.rest());
            case "dst" -> text.destination(line.rest());
            case "frontend" -> text.frontend(line.rest());
            case "server-down" -> text.serverDown(line.rest());
            case "response" -> text.response(line.rest());
            case "response-header" -> text.responseHeader(line.rest());
            default -> text.responseData(line.rest());
        }
    }

    /**
     * Run a test.
     *
     * @param one       of this file.
     * @param rehearsal makes a process just started; closed here.
     * @return what came of it.
     */
    public TestOutcome run(final TestCase one, final Supplier<Rehearsal> rehearsal)
    {
        final long beginNs = System.nanoTime();
        final List<String> failures = new ArrayList<>();
        try (Rehearsal process = rehearsal.get())
        {
            for (final TestCase.Step each : one.steps())
            {
                final Account account = process.play(inquiry(each));
                for (final Expectation expectation : each.expectations)
                {
                    final String found = expectation.difference(account);
                    if (null != found)
                    {
                        failures.add(expectation.place() + "\nexpected " + expectation + "\nbut got " +
                            Bytes.shown(found) + "\n" + summary(account));
                    }
                }
            }
        }
        catch (final ExplainException ex)
        {
            failures.add(one.place() + "\n" + ex.getMessage());
        }
        return new TestOutcome(one, failures, (System.nanoTime() - beginNs) / 1_000_000L);
    }

    /** What became of a request, in one line. */
    private static String summary(final Account account)
    {
        final StringBuilder text = new StringBuilder("the request: frontend ").append(account.frontend);
        if (null != account.backend)
        {
            text.append(", backend ").append(account.backend).append(" (").append(account.backendReason).append(')');
        }
        if (null != account.server)
        {
            text.append(", server ").append(account.server).append(" (")
                .append(String.join("; ", account.serverReasons)).append(')');
        }
        if (null != account.finalPlace())
        {
            text.append(", ended by the rule at ").append(account.finalPlace());
        }
        if (account.status > 0)
        {
            text.append(", status ").append(account.status);
        }
        return text.toString();
    }
}
