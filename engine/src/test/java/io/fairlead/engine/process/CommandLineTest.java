/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.process.CommandLine.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest
{
    private final Messages messages = Messages.collecting();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldTakeWhatTestRunnersGive()
    {
        final CommandLine line = parse("-d", "-dM", "-dI", "-dW", "-f", "/tmp/cfg");
        assertEquals(CommandLine.CONTINUE, line.exitCode());
        assertEquals(Task.RUN, line.task());
        assertTrue(line.isDebug());
        assertTrue(line.isZeroWarning());
        assertTrue(line.isInsecureFork());
        assertEquals(List.of("/tmp/cfg"), line.files());
    }

    @Test
    void shouldTakeMasterWorkerOptions()
    {
        final CommandLine line = parse("-Ws", "-S", "fd@3", "-S", "/s,level,admin", "-p", "pid", "-f", "x");
        assertTrue(line.isMasterWorker());
        assertTrue(line.isSystemd());
        assertTrue(line.isForeground());
        assertEquals(List.of("/s,level,admin", "fd@3"), line.masterSockets());
        assertEquals("pid", line.pidFile());
        assertFalse(parse("-W", "-f", "x").isSystemd());
    }

    @Test
    void shouldTakeFilesBehindDoubleDash()
    {
        final CommandLine line = parse("-f", "a", "-f", "dir", "-c", "-V", "-q", "--", "b", "-c");
        assertEquals(List.of("a", "dir", "b", "-c"), line.files());
        assertEquals(Task.CHECK, line.task());
        assertTrue(line.isVerbose());
        assertFalse(line.isQuiet());
    }

    @Test
    void shouldTakeValues()
    {
        final CommandLine line = parse(
            "-C", "/etc", "-n", "100", "-m", "64x", "-N", "x", "-L", "me", "-x", "/s", "-f", "c");
        assertEquals("/etc", line.directory());
        assertEquals(100, line.maxConn());
        assertEquals(64, line.memoryLimitMb());
        assertEquals(0, line.maxProxyConn());
        assertEquals("me", line.localPeer());
        assertEquals("/s", line.oldSocket());
    }

    @Test
    void shouldTakeOldProcesses()
    {
        final CommandLine line = parse("-f", "c", "-sf", "12", "13", "-D");
        assertEquals(List.of(12L, 13L), line.oldPids());
        assertFalse(line.isTerminatingOld());
        assertTrue(line.isDaemon());
        assertTrue(parse("-st", "5", "-f", "c").isTerminatingOld());
        assertTrue(parse("-f", "c", "-sf").oldPids().isEmpty());
        assertEquals(1, parse("-f", "c", "-sf", "1a").exitCode());
        assertEquals("-sf option: some bytes unconsumed in PID list {a}", messages.given().getLast().text());
    }

    @Test
    void shouldTurnThingsOff()
    {
        final CommandLine line = parse(
            "-de", "-dS", "-dR", "-dV", "-dr", "-dD", "-db", "-dKall", "-dL", "-dG", "-dF", "-dZ", "-dT",
            "-f", "c");
        assertEquals(" POLL SERVER-SSL-VERIFY-NONE ", line.enabledNames());
        assertTrue(line.isLenientResolving());
        assertTrue(line.isDiagnostic());
        assertTrue(line.isForeground());
        assertFalse(line.isDebug());
        assertEquals("all", line.keywordDump());
        assertEquals(" POLL EPOLL SPLICE GETADDRINFO REUSEPORT FAST-FORWARD ", parse("-f", "c").enabledNames());
    }

    @Test
    void shouldTakeConditionWithoutFiles()
    {
        final CommandLine line = parse("-cc", "feature(OPENSSL)");
        assertEquals(CommandLine.CONTINUE, line.exitCode());
        assertEquals(Task.CONDITION, line.task());
        assertEquals("feature(OPENSSL)", line.condition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-cc", "-Z x", "x", "-f", "-n", "-x", "-S", "-c", "-sf 0", "-s x"})
    void shouldExplainUsage(final String words)
    {
        assertEquals(1, parse(words.isEmpty() ? new String[0] : words.split(" ")).exitCode());
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("HAProxy version 3.4.0 (Fairlead "));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("Usage : haproxy [-f "));
    }

    @Test
    void shouldPrintVersions()
    {
        assertEquals(0, parse("-v").exitCode());
        final String first = out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        assertTrue(
            Pattern.matches("HAProxy version 3\\.4\\.0 \\(Fairlead [0-9.]+\\) \\d{4}/\\d\\d/\\d\\d - https://.*",
            first));
        out.reset();
        assertEquals(0, parse("-vqb").exitCode());
        assertEquals("3.4\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldPrintFourLinesScriptsLookForInOrder()
    {
        assertEquals(Task.BUILD_OPTIONS, parse("-dM", "-vv").task());
        VersionText.printBuildOptions(new PrintStream(out, true, StandardCharsets.UTF_8), List.of(), List.of());
        final Pattern wanted = Pattern.compile("HA-?Proxy version|TARGET.*=|^Feature|^Available services");
        final List<String> found = out.toString(StandardCharsets.UTF_8).lines()
            .filter(line -> wanted.matcher(line).find()).map(line -> line.replaceFirst(".* [:=] ", "")).toList();
        assertEquals(4, found.size());
        assertTrue(found.get(0).startsWith("HAProxy version 3.4.0"));
        assertEquals("linux-glibc", found.get(1));
        assertTrue(found.get(2).contains("+OPENSSL") && found.get(2).contains("-QUIC "));
        assertEquals("none", found.get(3));
    }

    @Test
    void shouldTakeMemoryDebuggingWithoutEffect()
    {
        assertEquals(CommandLine.CONTINUE, parse("-dM0x50,no-merge,tag", "-f", "c").exitCode());
        assertEquals(0, parse("-dMhelp", "-f", "c").exitCode());
        assertEquals(1, parse("-dMfoo", "-f", "c").exitCode());
        assertEquals("-dM: unknown pool debugging feature <foo>", messages.given().getLast().text());
    }

    @Test
    void shouldLeaveAbsentValuesNull()
    {
        final CommandLine line = parse("-f", "c");
        assertNull(line.directory());
        assertNull(line.configurationDump());
        assertEquals("", parse("-dC", "-f", "c").configurationDump());
    }

    private CommandLine parse(final String... words)
    {
        return CommandLine.parse(
            words, "/usr/sbin/haproxy", messages, new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
