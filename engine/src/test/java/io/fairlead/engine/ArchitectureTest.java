/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * The walls of the house: which room may know which, and what may not be done in any of them.
 */
class ArchitectureTest
{
    private static final String ROOT = "io.fairlead.engine";

    /** What every room may use: bytes and addresses, causes and errors. */
    private static final Set<String> CELLAR = Set.of("buffer", "errors");

    private static final String FLOORS_BELOW =
        "buffer errors os counters loop transport tls http mux http1 http2 proxyprotocol config sample acl " +
        "format rules compress filter " +
        "server balance sticktable log proxy check dns peers vrrp cli stats";

    /** A room and what it may import; through a room it may import it may also use what that one is built on. */
    private static final Map<String, String> ROOMS = new TreeMap<>(Map.ofEntries(
        Map.entry("buffer", ""),
        Map.entry("errors", ""),
        Map.entry("os", "buffer errors"),
        Map.entry("counters", "buffer errors"),
        Map.entry("loop", "counters errors"),
        Map.entry("transport", "loop buffer os errors"),
        Map.entry("tls", "transport buffer os errors"),
        Map.entry("http", "buffer"),
        Map.entry("mux", "loop transport tls http buffer"),
        Map.entry("http1", "mux http buffer errors"),
        Map.entry("http2", "mux http buffer errors"),
        Map.entry("proxyprotocol", "transport buffer"),
        Map.entry("config", "errors"),
        Map.entry("sample", "config http buffer"),
        Map.entry("compress", "buffer"),
        Map.entry("filter", "compress mux rules sample http config buffer"),
        Map.entry("acl", "sample config"),
        Map.entry("format", "sample config"),
        Map.entry("rules", "acl format sample config"),
        Map.entry("server", "loop transport tls counters config"),
        Map.entry("balance", "server sample config"),
        Map.entry("sticktable", "sample config counters loop"),
        Map.entry("log", "format transport loop buffer config"),
        Map.entry("proxy", "filter compress rules balance server sticktable log mux http proxyprotocol check dns"),
        Map.entry("check", "server mux format sample http transport loop config log proxyprotocol"),
        Map.entry("dns", "server transport loop config sample"),
        Map.entry("peers", "server transport loop config sticktable"),
        Map.entry("vrrp", "server transport loop config"),
        Map.entry("cli", "server transport loop config"),
        Map.entry("stats", "server transport loop config proxy"),
        Map.entry("fetch", FLOORS_BELOW),
        Map.entry("converter", FLOORS_BELOW),
        Map.entry("action", FLOORS_BELOW),
        Map.entry("directive", FLOORS_BELOW),
        Map.entry("command", FLOORS_BELOW),
        Map.entry("catalog", FLOORS_BELOW + " fetch converter action directive command"),
        Map.entry("process", FLOORS_BELOW + " fetch converter action directive command catalog explain"),
        Map.entry("explain", FLOORS_BELOW)));

    /** The rooms whose code runs on the loops while bytes wait: nothing in them may block. */
    private static final Set<String> NEVER_BLOCKING = Set.of(
        "buffer", "loop", "mux", "http", "http1", "http2", "proxyprotocol", "balance", "rules", "proxy");

    private static final JavaClasses ENGINE_CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ROOT);

    @Test
    void shouldImportOnlyWhatTheTableOfRoomsAllows()
    {
        final Map<String, Set<String>> allowed = new HashMap<>();
        ROOMS.keySet().forEach((room) -> allowed.put(room, reachable(room)));

        final Set<String> violations = new TreeSet<>();
        for (final JavaClass origin : ENGINE_CLASSES)
        {
            final String from = room(origin);
            for (final Dependency dependency : origin.getDirectDependenciesFromSelf())
            {
                final String to = room(dependency.getTargetClass().getBaseComponentType());
                if (null != from && null != to && !from.equals(to) &&
                    !allowed.getOrDefault(from, Set.of()).contains(to))
                {
                    violations.add(from + " must not know " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertNone(violations);
    }

    @Test
    void shouldHaveEveryRoomInTheTable()
    {
        final Set<String> unknown = new TreeSet<>();
        for (final JavaClass javaClass : ENGINE_CLASSES)
        {
            final String room = room(javaClass);
            if (null == room || !ROOMS.containsKey(room))
            {
                unknown.add(javaClass.getPackageName());
            }
        }
        assertNone(unknown);
    }

    @Test
    void shouldHaveNoCyclesInTheTableOfRooms()
    {
        final Set<String> cycles = new TreeSet<>();
        for (final String room : ROOMS.keySet())
        {
            for (final String next : words(ROOMS.get(room)))
            {
                if (reachable(next).contains(room))
                {
                    cycles.add(room + " and " + next);
                }
            }
        }
        assertNone(cycles);
    }

    @Test
    void shouldBeFreeOfCycles()
    {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ENGINE_CLASSES);
    }

    @Test
    void shouldDescribeEveryPackage()
    {
        final Set<String> described = new TreeSet<>();
        final Set<String> packages = new TreeSet<>();
        for (final JavaClass javaClass : ENGINE_CLASSES)
        {
            ("package-info".equals(javaClass.getSimpleName()) ? described : packages).add(javaClass.getPackageName());
        }
        // A package-info without annotations leaves no class file: look at the sources.
        final Path sources = Path.of(System.getProperty("basedir", "."), "src/main/java");
        packages.removeIf((name) -> Files.exists(sources.resolve(name.replace('.', '/')).resolve("package-info.java")));
        packages.removeAll(described);
        assertNone(packages);
    }

    @Test
    void shouldLeaveOutputToTheProcess()
    {
        assertNone(accesses((call) -> "java.lang.System".equals(call.owner()) &&
            ("out".equals(call.name()) || "err".equals(call.name())), Set.of("process")));
    }

    @Test
    void shouldNotBlockInTheRoomsOfTheLoops()
    {
        final Set<String> elsewhere = new TreeSet<>(ROOMS.keySet());
        elsewhere.removeAll(NEVER_BLOCKING);
        assertNone(accesses((call) -> call.owner().startsWith("java.nio.file.Files") ||
            List.of("java.io.FileInputStream", "java.io.FileOutputStream", "java.io.RandomAccessFile",
                "java.util.Scanner", "java.security.SecureRandom", "java.util.concurrent.locks.ReentrantLock",
                "java.util.concurrent.locks.ReentrantReadWriteLock", "java.util.concurrent.Semaphore",
                "java.util.concurrent.CountDownLatch").contains(call.owner()) ||
            "java.lang.Object".equals(call.owner()) && "wait".equals(call.name()) ||
            "java.util.concurrent.CompletableFuture".equals(call.owner()) &&
                List.of("get", "join").contains(call.name()), elsewhere));
        assertNone(accesses((call) -> "java.lang.Thread".equals(call.owner()) && "sleep".equals(call.name()),
            Set.of("process")));
    }

    @Test
    void shouldLookUpNamesOnlyWhereAConfigurationIsRead()
    {
        assertNone(accesses((call) -> call.owner().startsWith("java.net.Inet") &&
            List.of("getByName", "getAllByName", "getLocalHost", "getCanonicalHostName", "getHostName")
                .contains(call.name()), Set.of("config", "acl", "dns", "directive", "process")));
    }

    @Test
    void shouldNotLoadWhatInputNames()
    {
        assertNone(accesses((call) -> List.of("java.io.ObjectInputStream", "java.io.ObjectOutputStream",
            "java.net.URL", "java.net.URLConnection", "java.net.URLClassLoader").contains(call.owner()) ||
            call.owner().startsWith("javax.naming.") || call.owner().startsWith("javax.script.") ||
            call.owner().startsWith("java.rmi."), Set.of()));
    }

    @Test
    void shouldReflectOnlyWhereTheJdkHidesItsDoors()
    {
        assertNone(accesses((call) -> call.owner().startsWith("java.lang.reflect.") &&
            !call.owner().startsWith("java.lang.reflect.Array") ||
            "java.lang.Class".equals(call.owner()) &&
                (call.name().startsWith("forName") || call.name().startsWith("getDeclared")),
            Set.of("os", "transport", "tls", "sticktable", "process")));
    }

    @Test
    void shouldStartProcessesOnlyForChecksAndFailOver()
    {
        assertNone(accesses((call) -> "java.lang.ProcessBuilder".equals(call.owner()) ||
            "java.lang.Runtime".equals(call.owner()) && "exec".equals(call.name()), Set.of("check", "vrrp")));
    }

    @Test
    void shouldUseNoLoggingLibrary()
    {
        assertNone(accesses((call) -> call.owner().startsWith("java.util.logging.") ||
            call.owner().startsWith("java.lang.System$Logger") || call.owner().startsWith("org.slf4j."), Set.of()));
    }

    @Test
    void shouldTouchMemoryOnlyThroughSafeDoors()
    {
        assertNone(accesses((call) -> call.owner().startsWith("sun.misc.Unsafe") ||
            call.owner().startsWith("jdk.internal.") || "java.lang.ref.Cleaner".equals(call.owner()), Set.of()));
        assertNone(accesses((call) -> call.owner().startsWith("java.lang.foreign."), Set.of("os")));
        assertNone(accesses((call) -> call.owner().startsWith("org.agrona.UnsafeApi"), Set.of("os", "buffer")));
    }

    @Test
    void shouldCompareBytesWithoutALocale()
    {
        assertNone(accesses((call) -> "java.lang.String".equals(call.owner()) && 0 == call.parameterCount() &&
            List.of("toLowerCase", "toUpperCase").contains(call.name()), Set.of()));
        final Set<String> elsewhere = new TreeSet<>(ROOMS.keySet());
        elsewhere.removeAll(Set.of("http", "http1", "http2", "mux", "proxy", "proxyprotocol"));
        assertNone(accesses((call) -> List.of("java.lang.Long", "java.lang.Integer").contains(call.owner()) &&
            (call.name().startsWith("parse") || "decode".equals(call.name())), elsewhere));
    }

    /** One use of a method, constructor or field of another class. */
    private record Call(String owner, String name, int parameterCount)
    {
    }

    private static Set<String> accesses(final Predicate<Call> isBanned, final Set<String> exempt)
    {
        final Set<String> violations = new TreeSet<>();
        for (final JavaClass origin : ENGINE_CLASSES)
        {
            if (exempt.contains(String.valueOf(room(origin))) || isRuleParser(origin))
            {
                continue;
            }
            for (final JavaAccess<?> access : origin.getAccessesFromSelf())
            {
                final int parameterCount = access.getTarget() instanceof final CodeUnitAccessTarget codeUnit ?
                    codeUnit.getRawParameterTypes().size() : -1;
                if (isBanned.test(new Call(access.getTargetOwner().getName(), access.getName(), parameterCount)))
                {
                    violations.add(access.getDescription());
                }
            }
        }
        return violations;
    }

    /** Parsers of rules run while a configuration is read, and may read what it names. */
    private static boolean isRuleParser(final JavaClass javaClass)
    {
        return "rules".equals(room(javaClass)) && javaClass.getSimpleName().endsWith("Parser");
    }

    private static void assertNone(final Set<String> violations)
    {
        assertFalse(0 == ENGINE_CLASSES.size(), "no classes were looked at");
        assertEquals("", String.join("\n", violations));
    }

    /** Room of a class: the first name below the root; null outside of the engine. */
    private static String room(final JavaClass javaClass)
    {
        final String name = javaClass.getPackageName();
        if (!name.startsWith(ROOT + '.'))
        {
            return null;
        }
        final String below = name.substring(ROOT.length() + 1);
        final int dot = below.indexOf('.');
        return -1 == dot ? below : below.substring(0, dot);
    }

    private static Set<String> reachable(final String room)
    {
        final Set<String> seen = new LinkedHashSet<>();
        final List<String> left = new ArrayList<>(words(ROOMS.get(room)));
        if (!CELLAR.contains(room))
        {
            left.addAll(CELLAR);
        }
        while (!left.isEmpty())
        {
            final String next = left.removeLast();
            if (seen.add(next))
            {
                left.addAll(words(ROOMS.get(next)));
            }
        }
        return seen;
    }

    private static List<String> words(final String text)
    {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}
