/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A balancer as a process of its own: Fairlead from the classes under test, or any other program with HAProxy's command
 * line.
 */
public final class BalancerProcess implements AutoCloseable
{
    /** What a run to its end left: exit status and words. */
    public record Outcome(int status, String output, String errors)
    {
    }

    private static final int END_LIMIT_S = 20;

    private final Process process;
    private final Path output;

    private BalancerProcess(final Process process, final Path output)
    {
        this.process = process;
        this.output = output;
    }

    /**
     * The command that starts Fairlead as the tests' JVM sees it, with the flags of {@code tools/jvm.options}.
     *
     * @return program and its first arguments.
     */
    public static List<String> fairlead()
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        final Path flags = Path.of(System.getProperty("basedir", "."), "target", "jvm-test.args")
            .toAbsolutePath();
        if (Files.exists(flags))
        {
            command.add("@" + flags);
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp",
            absolute(System.getProperty("java.class.path")), "io.fairlead.engine.process.Main"));
        return command;
    }

    /* The daemon runs in a directory of its own. */
    private static String absolute(final String classPath)
    {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts it in the directory, its words going to a file there. */
    public static BalancerProcess start(
        final List<String> command, final List<String> arguments, final Path directory, final Map<String, String> names)
        throws IOException
    {
        final Path output = directory.resolve("output.txt");
        final ProcessBuilder builder = builder(command, arguments, directory, names)
            .redirectErrorStream(true).redirectOutput(output.toFile());
        return new BalancerProcess(builder.start(), output);
    }

    /** Runs it to its end. */
    public static Outcome run(
        final List<String> command, final List<String> arguments, final Path directory, final Map<String, String> names)
        throws IOException, InterruptedException
    {
        final Path output = directory.resolve("run-output.txt");
        final Path errors = directory.resolve("run-errors.txt");
        final Process process = builder(command, arguments, directory, names)
            .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        if (!process.waitFor(END_LIMIT_S, TimeUnit.SECONDS))
        {
            process.destroyForcibly();
            throw new IOException("still running after " + END_LIMIT_S + " s: " + arguments);
        }
        final String pid = Long.toString(process.pid());
        return new Outcome(process.exitValue(), read(output).replace("(" + pid + ")", "(PID)"),
            read(errors).replace("(" + pid + ")", "(PID)"));
    }

    private static ProcessBuilder builder(
        final List<String> command, final List<String> arguments, final Path directory, final Map<String, String> names)
    {
        final List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        final ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile())
            .redirectInput(new File("/dev/null"));
        builder.environment().putAll(names);
        return builder;
    }

    private static String read(final Path file) throws IOException
    {
        return Files.readString(file, ISO_8859_1);
    }

    public boolean isAlive()
    {
        return process.isAlive();
    }

    public long pid()
    {
        return process.pid();
    }

    /** What it has said so far. */
    public String words() throws IOException
    {
        return read(output);
    }

    /** Ends it by SIGTERM, at last by force. */
    @Override
    public void close() throws IOException
    {
        process.destroy();
        try
        {
            if (!process.waitFor(END_LIMIT_S, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
                throw new IOException("did not end on SIGTERM");
            }
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
