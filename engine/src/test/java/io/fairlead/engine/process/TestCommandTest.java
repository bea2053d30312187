/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TestCommandTest
{
    private static final String CONFIGURATION = """
        defaults
            mode http
            timeout client 5s
            timeout server 5s
            timeout connect 5s
        frontend web
            bind :8080
            http-request deny if { path /no }
            http-request set-var(proc.count) int(1),add(proc.count)
            http-request set-header x-count %[var(proc.count)]
            default_backend site
        backend site
            server s1 127.0.0.1:9003
            server s2 127.0.0.1:9004
        """;

    @TempDir
    private Path directory;
    private String out;
    private String err;

    private int run(final String... words)
    {
        final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        final int code = TestCommand.run(words, "fairlead",
            new PrintStream(outBytes, true, UTF_8), new PrintStream(errBytes, true, UTF_8));
        out = outBytes.toString(UTF_8).replace(directory + "/", "");
        err = errBytes.toString(UTF_8).replace(directory + "/", "");
        return code;
    }

    private int runTests(final String tests) throws IOException
    {
        Files.writeString(directory.resolve("lb.cfg"), CONFIGURATION);
        final Path file = Files.writeString(directory.resolve("lb.test"), tests);
        return run(file.toString(), "--junit", directory.resolve("junit.xml").toString());
    }

    @Test
    void shouldPassTheTestsOfTheExamples()
    {
        final Path example = Path.of(System.getProperty("fairlead.home", ".."), "conf", "routing.test");

        assertEquals(0, run(example.toString()), () -> out + err);
        assertTrue(out.endsWith("11 tests, all good\n"), out);
    }

    @Test
    void shouldTellWhatWasFoundInsteadOfWhatIsExpected() throws IOException
    {
        assertEquals(1, runTests("""
            config lb.cfg
            test good one
              request /
              expect server s1
            test bad <one>
              request GET /no HTTP/1.0
              expect status 200
              expect backend site
              expect rule deny
              expect var proc.count none
            """));

        assertEquals("""
            1..2
            ok 1 - good one
            not ok 2 - bad <one>
            # lb.test:7
            #   expected status 200
            #   but got 403
            #   the request: frontend web, ended by the rule at lb.cfg:8, status 403
            # lb.test:8
            #   expected backend site
            #   but got none
            #   the request: frontend web, ended by the rule at lb.cfg:8, status 403
            # 2 tests, 1 failed
            """, out);
        final String xml = Files.readString(directory.resolve("junit.xml"));
        assertTrue(xml.contains("tests=\"2\" failures=\"1\""), xml);
        assertTrue(xml.contains("name=\"bad &lt;one&gt;\""), xml);
        assertTrue(xml.contains("<failure message=\"expected status 200\">"), xml);
    }

    @Test
    void shouldBeginEachTestAnewAndGoOnWithinIt() throws IOException
    {
        assertEquals(0, runTests("""
            config lb.cfg
            header Host: all
            test first
              request /
              expect server s1
              expect header Host all
              request /
              header host: own
              expect server s2
              expect header Host own
              request /
              expect server s1
            test second
              request /
              expect server s1
            test bytes that are no request
              data x
              expect server none
            test third
              request /
              expect server s1
              expect header x-count ~ ^[0-9]*$
            """), () -> out + err);
    }

    @Test
    void shouldTellAllMistakesOfATestFile() throws IOException
    {
        assertEquals(2, runTests("""
            config lb.cfg
            frob 1
            test a
              request GET
              expect colour red
            test b
              request /
            test c
              src 1.2.3
              request /
              expect header
            """));

        assertTrue(err.contains("lb.test:2: 'frob' is not known"), err);
        assertTrue(err.contains("lb.test:3: 'GET' is no request line"), err);
        assertTrue(err.contains("lb.test:5: 'expect colour' is not known; there are: answer-data, "), err);
        assertTrue(err.contains("lb.test:6: a request of the test expects nothing"), err);
        assertTrue(err.contains("'1.2.3' is no IP address"), err);
        assertTrue(err.contains("lb.test:11: 'expect header' wants NAME VALUE"), err);
        assertEquals("", out);
    }

    @Test
    void shouldEndWithOneWhenTheConfigurationIsBad() throws IOException
    {
        Files.writeString(directory.resolve("lb.cfg"), "frontend\n");
        final Path file = Files.writeString(
            directory.resolve("lb.test"), "config lb.cfg\ntest a\nrequest /\nexpect status 1\n");

        assertEquals(1, run(file.toString()));

        assertTrue(out.contains("Bail out!"), out);
        assertTrue(err.contains("lb.cfg:1"), err);
    }
}
