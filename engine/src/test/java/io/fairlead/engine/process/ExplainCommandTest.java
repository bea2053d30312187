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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExplainCommandTest
{
    private static final String CONFIGURATION = """
        defaults
            mode http
            timeout client 5s
            timeout server 5s
            timeout connect 5s
            timeout tarpit 30s
        frontend web
            bind :8080
            acl is_api path_beg /api
            acl is_api hdr_beg(host) -i api.
            http-request deny deny_status 429 if { src 10.0.0.0/8 } !is_api
            http-request tarpit if { path /slow }
            http-request set-var(txn.host) req.hdr(host),lower
            http-request set-header X-From %[src] if { method GET }
            use_backend api if is_api
            default_backend site
            http-response set-header X-Front %[status]
        backend api
            balance uri
            http-request replace-path /api/(.*) /\\1
            server a1 127.0.0.1:9001
            server a2 127.0.0.1:9002
        backend site
            cookie SRV insert indirect
            server s1 127.0.0.1:9003 cookie s1
            server s2 127.0.0.1:9004 cookie s2
            http-response add-header X-Back yes
        listen bare
            mode tcp
            bind :8081
            tcp-request inspect-delay 5s
            tcp-request content accept if { req.payload(0,3) -m str abc }
            tcp-request content reject
            server t1 127.0.0.1:9005
        """;

    @TempDir
    private Path directory;
    private String out;
    private String err;

    private int explain(final String configuration, final String... words) throws IOException
    {
        final Path file = Files.writeString(directory.resolve("lb.cfg"), configuration);
        final List<String> all = new ArrayList<>(List.of("-f", file.toString(), "--width", "0"));
        all.addAll(List.of(words));
        final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        final int code = ExplainCommand.run(all.toArray(new String[0]), "fairlead",
            new PrintStream(outBytes, true, UTF_8), new PrintStream(errBytes, true, UTF_8));
        out = outBytes.toString(UTF_8).replace(directory + "/", "");
        err = errBytes.toString(UTF_8);
        return code;
    }

    private void assertSays(final String... texts)
    {
        for (final String text : texts)
        {
            assertTrue(out.contains(text), () -> "lacks: " + text + "\n" + out + err);
        }
    }

    @Test
    void shouldTellValuesVerdictsAndChangesOfEachRule() throws IOException
    {
        assertEquals(0, explain(CONFIGURATION, "--request", "GET /api/x", "-H", "Host: WWW", "--src", "10.0.0.9"));

        assertSays(
            "- lb.cfg:11  http-request deny deny_status 429 if { src 10.0.0.0/8 } !is_api",
            "yes     { src 10.0.0.0/8 }", "src = 10.0.0.9",
            "yes     (wanted: no) is_api", "lb.cfg:9  path_beg /api", "path_beg = /api/x",
            "+ lb.cfg:13  http-request set-var(txn.host) req.hdr(host),lower",
            "req.hdr(host),lower = www", "=> txn.host = www",
            "=> request: + x-from: 10.0.0.9",
            "+ lb.cfg:15  use_backend api if is_api",
            "=> request: GET /api/x -> GET /x",
            "Backend   api at lb.cfg:18; use_backend at lb.cfg:15",
            "balance uri, hash-type map-based",
            "  | GET /x HTTP/1.1\n  | host: WWW\n  | x-from: 10.0.0.9\n",
            "the server's answer, so 1 response rule of frontend web did not run");
    }

    @Test
    void shouldTellWhichRuleDeniedAndShowTheAnswer() throws IOException
    {
        assertEquals(0, explain(CONFIGURATION, "-r", "/", "-H", "Host: www", "--src", "10.0.0.9"));

        assertSays("x lb.cfg:11", "=> denies", "  | HTTP/1.1 429 Too Many Requests",
            "status 429, logged as PR--, the client's connection is");
        assertFalse(out.contains("Backend "), out);
    }

    @Test
    void shouldLetTimePassWithoutWaiting() throws IOException
    {
        final long beforeNs = System.nanoTime();

        assertEquals(0, explain(CONFIGURATION, "-r", "/slow"));

        assertSays("=> denies, after a while", "status 500, logged as PT--", "after 30000 ms of waiting");
        assertTrue(System.nanoTime() - beforeNs < 30_000_000_000L);
    }

    @Test
    void shouldRunRulesForTheAnswerThatIsSupposed() throws IOException
    {
        assertEquals(0, explain(CONFIGURATION, "-r", "/", "-H", "Cookie: SRV=s2", "--response", "404",
            "--response-header", "X-Own: 1", "--response-data", "gone"));

        assertSays("Server    s2 127.0.0.1:9004; the persistence cookie names s2",
            "=> response: + x-back: yes", "status = 404", "=> response: + x-front: 404",
            "  | HTTP/1.1 404 Not Found\n  | x-own: 1\n  | content-length: 4\n  | x-back: yes\n  | x-front: 404\n" +
                "  |\n  | gone\n", "logged as --VN");
    }

    @Test
    void shouldSupposeServersToBeDown() throws IOException
    {
        assertEquals(0, explain(CONFIGURATION, "-r", "/", "-H", "Cookie: SRV=s2", "--server-down", "site/s2"));
        assertSays("the persistence cookie names s2, which is DOWN; the only usable server", "* s1 127.0.0.1:9003");

        assertEquals(0, explain(CONFIGURATION, "-r", "/", "--server-down", "site/s1", "--server-down", "site/s2"));
        assertSays("Server    none: no server is up", "HTTP/1.1 503 Service Unavailable", "logged as SC");

        assertEquals(2, explain(CONFIGURATION, "-r", "/", "--server-down", "site/s9"));
        assertTrue(err.contains("there is no server 'site/s9'"), err);
    }

    @Test
    void shouldExplainBareConnections() throws IOException
    {
        assertEquals(0, explain(CONFIGURATION, "--dst", "8081", "--data", "abcdef"));
        assertSays("Frontend  bare at lb.cfg:28", "+ lb.cfg:32", "req.payload(0,3) = abc",
            "Server    t1 127.0.0.1:9005", "  | abcdef");

        assertEquals(0, explain(CONFIGURATION, "--dst", "8081", "--data", "ab"));
        assertSays("x lb.cfg:33  tcp-request content reject", "after 5000 ms of waiting",
            "logged as PR");
    }

    @Test
    void shouldWriteTheSameForPrograms() throws IOException
    {
        assertEquals(0, explain(CONFIGURATION, "--json", "-r", "/api/x", "-H", "Host: www"));

        assertSays("\"frontend\": {\n    \"name\": \"web\",\n    \"place\": \"lb.cfg:7\"",
            "\"expression\": \"req.hdr(host),lower\",\n          \"type\": \"str\",\n" +
                "          \"value\": \"www\"",
            "\"sent\": \"GET /x HTTP/1.1\\r\\nhost: www\\r\\n", "\"finalRule\": null");
    }

    @Test
    void shouldRefuseAConfigurationAsTheDaemonWould() throws IOException
    {
        assertEquals(1, explain(CONFIGURATION + "    frobnicate\n", "-r", "/"));

        assertTrue(err.contains("unknown keyword 'frobnicate' in 'listen' section"), err);
        assertEquals("", out);
    }

    @Test
    void shouldSayWhatIsWrongWithTheQuestion() throws IOException
    {
        assertEquals(2, explain(CONFIGURATION, "--tls", "-r", "/"));
        assertTrue(err.contains("TLS is not supported yet"), err);
        assertEquals(2, explain(CONFIGURATION, "-H", "a: b"));
        assertTrue(err.contains("headers want a request line"), err);
        assertEquals(2, explain(CONFIGURATION, "-r", "/", "--frontend", "nope"));
        assertTrue(err.contains("there is no frontend 'nope'; there are: web, bare"), err);
        assertEquals(2, explain(CONFIGURATION, "-r", "/", "--src", "300.1.1.1"));
        assertTrue(err.contains("'300.1.1.1' is no IP address"), err);
        assertEquals(2, explain(CONFIGURATION, "-r", "/", "--dst", "127.0.0.1:99"));
        assertTrue(err.contains("no bind line takes connections to 127.0.0.1:99"), err);
    }
}
