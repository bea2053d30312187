/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.explain.ExplainException;
import io.fairlead.engine.explain.Rehearsal;
import io.fairlead.engine.explain.TestCase;
import io.fairlead.engine.explain.TestFile;
import io.fairlead.engine.explain.TestOutcome;
import io.fairlead.engine.explain.TestReports;
import io.fairlead.engine.proxy.Configuration;

/** {@code fairlead test}: runs requests with expectations against a configuration. Nothing is opened or sent. */
final class TestCommand
{
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE = """
        Usage: fairlead test [options] <file>...
        Runs the requests of test files against their configurations, as 'fairlead
        explain' would, and compares what becomes of them with what is expected. Each
        test meets a process just started.

          -f <file|dir>         the configuration instead of the one the file names
          -C <dir>              directory to change to before configurations are read
          --junit <file>        also write the outcome as JUnit XML
          -h, --help

        A test file:
          config lb.cfg                    the configuration, relative to this file
          header Host: www.example.org     in front of the first test: for all that
                                           do not say otherwise
          test requests for the API go to its servers
            request GET /api/users         [METHOD] TARGET [VERSION], or @FILE
            header Cookie: a=b
            src 192.0.2.7                  also: dst, frontend, data, server-down,
            expect backend api             response, response-header, response-data
            expect server a1               none: none is reached
            expect header X-Forwarded-For 192.0.2.7
            expect no-header Cookie
            expect target ~ ^/users        ~: a regular expression to be found

        Expectations: frontend, backend, server, status, location; method, target,
        header, no-header, sent-data (what the server is sent); answer-header,
        no-answer-header, answer-data (what the client is sent); var, no-var; rule (the
        line, or a piece of the text, of the rule that ended the request), applied and
        not-applied (likewise); termination, connection. See README.md.

        The output is TAP. Exit code: 0, or 1 when a test failed or the configuration
        has errors, 2 when the test file or the command line has.
        """;

    private final Options options;
    private final PrintStream out;
    private final PrintStream err;
    private final List<Path> files = new ArrayList<>();
    private final List<String> suites = new ArrayList<>();
    private final List<String> forced = new ArrayList<>();
    private Path junit;
    private String directory;
    private int number;
    private int failed;

    private TestCommand(final String[] words, final PrintStream out, final PrintStream err)
    {
        this.options = new Options(words);
        this.out = out;
        this.err = err;
    }

    /**
     * Run it.
     *
     * @param words behind {@code test}.
     * @param executable shown in messages about the configuration.
     * @return exit code.
     */
    static int run(final String[] words, final String executable, final PrintStream out, final PrintStream err)
    {
        if (0 == words.length)
        {
            err.print(USAGE);
            return MISUSED;
        }
        try
        {
            return new TestCommand(words, out, err).run(executable);
        }
        catch (final ExplainException ex)
        {
            err.println("fairlead test: " + ex.getMessage() + ".");
            return MISUSED;
        }
    }

    private int run(final String executable)
    {
        while (options.hasNext())
        {
            final String word = options.next();
            switch (word)
            {
                case "-h", "--help" ->
                {
                    out.print(USAGE);
                    return 0;
                }
                case "-f" -> forced.add(options.value());
                case "-C" -> directory = options.value();
                case "--junit" -> junit = Path.of(options.value());
                default ->
                {
                    if (word.startsWith("-"))
                    {
                        throw new ExplainException("'" + word + "' is not known; see --help");
                    }
                    files.add(Path.of(word));
                }
            }
        }
        if (files.isEmpty())
        {
            throw new ExplainException("which test file?");
        }
        final List<TestFile> tests = new ArrayList<>();
        for (final Path file : files)
        {
            tests.add(read(file));
        }
        if (tests.stream().anyMatch(file -> !file.errors().isEmpty()))
        {
            tests.forEach(file -> file.errors().forEach(error -> err.println("fairlead test: " + error)));
            return MISUSED;
        }
        out.println("1.." + tests.stream().mapToInt(file -> file.tests().size()).sum());
        for (int i = 0; i < tests.size(); i++)
        {
            if (!run(tests.get(i), files.get(i), executable))
            {
                return FAILED;
            }
        }
        out.println("# " + number + (1 == number ? " test, " : " tests, ") +
            (0 == failed ? "all good" : failed + " failed"));
        writeJunit();
        return 0 == failed ? 0 : FAILED;
    }

    private static TestFile read(final Path file)
    {
        try
        {
            return TestFile.read(file);
        }
        catch (final IOException ex)
        {
            throw new ExplainException("cannot read '" + file + "'");
        }
    }

    private boolean run(final TestFile file, final Path path, final String executable)
    {
        final ConfigurationWords words = new ConfigurationWords();
        if (null != directory)
        {
            words.take("-C", new Options(new String[]{directory}));
        }
        forced.forEach(words::file);
        if (forced.isEmpty())
        {
            file.configurations().forEach(one -> words.file(one.toString()));
        }
        if (words.isEmpty())
        {
            throw new ExplainException("which configuration? Name it in '" + path + "' with config, or with -f");
        }
        Configuration first = words.load(Messages.printing(err, executable));
        if (null == first)
        {
            out.println("Bail out! The configuration has errors");
            return false;
        }
        final List<TestOutcome> outcomes = new ArrayList<>();
        for (final TestCase test : file.tests())
        {
            final Configuration configuration = null == first ? words.load(Messages.collecting()) : first;
            first = null;
            final TestOutcome outcome =
                file.run(test, () -> new Rehearsal(configuration, RehearsalProcess.of(configuration)));
            number++;
            failed += outcome.isGood() ? 0 : 1;
            outcomes.add(outcome);
            out.print(TestReports.tap(number, outcome));
        }
        suites.add(TestReports.junit(path.toString(), outcomes));
        return true;
    }

    private void writeJunit()
    {
        if (null == junit)
        {
            return;
        }
        try
        {
            Files.writeString(junit, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" +
                String.join("", suites) + "</testsuites>\n");
        }
        catch (final IOException ex)
        {
            throw new ExplainException("cannot write '" + junit + "'");
        }
    }
}
