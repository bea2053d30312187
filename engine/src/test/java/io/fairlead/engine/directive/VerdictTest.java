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
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said about small configurations: one word each, right and wrong, in each kind of section. The files hold what
 * HAProxy 3.4 says, and what is said here where that is meant to differ.
 */
class VerdictTest
{
    @TempDir
    private Path directory;

    private static List<VerdictProbe.Case> cases(final String file) throws IOException, URISyntaxException
    {
        return VerdictProbe.cases(Path.of(VerdictTest.class.getResource(file).toURI()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "global.txt", "proxies.txt", "language.txt", "filters.txt", "resolvers.txt", "healthchecks.txt"})
    void shouldSayWhatIsExpected(final String file) throws IOException, URISyntaxException
    {
        final List<String> differing = new ArrayList<>();
        final List<VerdictProbe.Case> cases = cases(file);
        for (final VerdictProbe.Case one : cases)
        {
            final String verdict = VerdictProbe.read(one.config()).verdict();
            if (!verdict.equals(one.ours()))
            {
                differing.add(one.name() + '\n' + one.config() + "expected:\n" + one.ours() + "was:\n" + verdict);
            }
        }
        assertTrue(cases.size() > 30);
        assertEquals("", String.join("\n", differing));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "global.txt", "proxies.txt", "language.txt", "filters.txt", "resolvers.txt", "healthchecks.txt"})
    void shouldHoldWhatHaproxySays(final String file) throws IOException, InterruptedException, URISyntaxException
    {
        final String named = System.getenv("FAIRLEAD_REFERENCE");
        final String program = null == named ? "haproxy" : named;
        assumeTrue("3.4\n".equals(output(program, "-vqb")), "needs HAProxy 3.4 to compare with");
        final Path config = directory.resolve(VerdictProbe.FILE);
        for (final VerdictProbe.Case one : cases(file))
        {
            Files.writeString(config, one.config(), StandardCharsets.UTF_8);
            final Process process = start(program, "-c", "-f", config.toString());
            final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(one.haproxy(), VerdictProbe.clean(said, process.waitFor()), one.name());
        }
    }

    @Test
    void shouldTellAllErrorsOfAFileInOneRun()
    {
        final String verdict = VerdictProbe.read("""
            frontend www
              mode http
              bind *:8000
              http-request denny
              http-request set-var(txn.a) nothing
              tcp-request content perhaps
              acl odd src 1.2.3.400
              http-response set-header a
              use_backend files if nobody
            """).verdict();

        for (int line = 4; line <= 9; line++)
        {
            assertTrue(verdict.contains("[t.cfg:" + line + "]"), "line " + line + " in:\n" + verdict);
        }
    }

    @Test
    void shouldAcceptWhatManyHaveWritten()
    {
        final VerdictProbe probe = VerdictProbe.read("""
            global
              log 127.0.0.1 local0
              maxconn 2000
              user root
              daemon
            defaults
              log global
              mode http
              option httplog
              option dontlognull
              retries 3
              timeout connect 5s
              timeout client 50s
              timeout server 50s
            frontend www
              bind *:8000
              acl static path_beg /static
              use_backend files if static
              default_backend app
            backend files
              balance leastconn
              server f1 127.0.0.1:8001 check
            backend app
              option forwardfor except 127.0.0.0/8
              default-server inter 3s fall 2
              server a1 127.0.0.1:8002 check weight 10
              server a2 127.0.0.1:8003 check backup
            """);

        assertEquals("exit 0\n", probe.verdict());
        assertEquals(3, probe.configuration().proxies.size());
    }

    private static String output(final String... command) throws InterruptedException
    {
        try
        {
            final Process process = start(command);
            final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            process.waitFor();
            return text;
        }
        catch (final IOException e)
        {
            return "not found";
        }
    }

    private static Process start(final String... command) throws IOException
    {
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        return builder.start();
    }
}
