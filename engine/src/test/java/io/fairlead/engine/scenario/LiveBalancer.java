/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A daemon that a test starts with a configuration, talks to and looks at. Ports named {@code PORT_...} in the
 * configuration are chosen here and found in the environment, {@code DIR} is an empty directory, and a runtime API
 * listens at {@code DIR/api} if the configuration says so. With {@code -Dscenario.balancer=/path} that program is
 * started instead of Fairlead, to see that it does what the test says.
 */
final class LiveBalancer implements AutoCloseable
{
    private static final int LIMIT_MS = 10_000;
    private static final Pattern NAME = Pattern.compile("\\bPORT_[A-Z0-9_]+");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Path directory;
    private final Map<String, String> names = new HashMap<>();
    private final BalancerProcess process;

    private LiveBalancer(final String config, final List<String> wrapper, final Map<String, Integer> known)
        throws IOException, InterruptedException
    {
        directory = Files.createTempDirectory("fl");
        names.put("DIR", directory.toString());
        known.forEach((name, port) -> names.put(name, Integer.toString(port)));
        choosePorts(config);
        Files.writeString(directory.resolve("test.cfg"), config);
        final List<String> command = new ArrayList<>(wrapper);
        final String other = System.getProperty("scenario.balancer", "");
        command.addAll(other.isEmpty() ? packed(BalancerProcess.fairlead(), wrapper.isEmpty()) : List.of(other));
        process = BalancerProcess.start(command, List.of("-f", "test.cfg"), directory, names);
        for (final Map.Entry<String, String> name : names.entrySet())
        {
            if (name.getKey().startsWith("PORT_") && !known.containsKey(name.getKey()))
            {
                await("listens on " + name.getKey(), () -> isListening(Integer.parseInt(name.getValue())));
            }
        }
    }

    /** Start with a configuration. */
    static LiveBalancer start(final String config) throws IOException, InterruptedException
    {
        return new LiveBalancer(config, List.of(), Map.of());
    }

    /** Start with a configuration, by another program ({@code prlimit}), with ports that are taken already. */
    static LiveBalancer start(final String config, final List<String> wrapper, final Map<String, Integer> known)
        throws IOException, InterruptedException
    {
        return new LiveBalancer(config, wrapper, known);
    }

    /** The command with classes in a jar, as they are delivered: they load even when there are no descriptors left. */
    private List<String> packed(final List<String> command, final boolean isAsBuilt)
    {
        if (isAsBuilt)
        {
            return command;
        }
        final Path jar = directory.resolve("classes.jar");
        final List<String> result = new ArrayList<>(command);
        final int place = result.indexOf("-cp") + 1;
        final List<String> path = new ArrayList<>(List.of(result.get(place).split(File.pathSeparator)));
        final String classes = path.stream().filter(part -> part.endsWith("/classes")).findFirst().orElseThrow();
        ToolProvider.findFirst("jar").orElseThrow()
            .run(System.out, System.err, "cf", jar.toString(), "-C", classes, ".");
        path.removeIf(part -> !part.endsWith(".jar"));
        path.addFirst(jar.toString());
        result.set(place, String.join(File.pathSeparator, path));
        return result;
    }

    private void choosePorts(final String config) throws IOException
    {
        final List<ServerSocket> held = new ArrayList<>();
        final Matcher matcher = NAME.matcher(config);
        while (matcher.find())
        {
            if (!names.containsKey(matcher.group()))
            {
                final ServerSocket socket = new ServerSocket(0, 1, LOOPBACK);
                held.add(socket);
                names.put(matcher.group(), Integer.toString(socket.getLocalPort()));
            }
        }
        for (final ServerSocket socket : held)
        {
            socket.close();
        }
    }

    private static boolean isListening(final int port)
    {
        try
        {
            final String local = String.format(":%04X ", port);
            return Stream.of("/proc/net/tcp", "/proc/net/tcp6").map(Path::of).flatMap(LiveBalancer::lines)
                .anyMatch(line -> line.contains(local) && line.contains(":0000 0A "));
        }
        catch (final java.io.UncheckedIOException ex)
        {
            return false;
        }
    }

    private static Stream<String> lines(final Path file)
    {
        try
        {
            return Files.readAllLines(file).stream();
        }
        catch (final IOException ex)
        {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    /** Wait until something is so. */
    void await(final String what, final BooleanSupplier condition) throws IOException, InterruptedException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        while (!condition.getAsBoolean())
        {
            if (!process.isAlive() || System.nanoTime() > deadlineNs)
            {
                throw new IOException("not seen: " + what + "; it said: " + process.words());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    int port(final String name)
    {
        return Integer.parseInt(names.get(name));
    }

    Path directory()
    {
        return directory;
    }

    long pid()
    {
        return process.pid();
    }

    /** Open descriptors of the process. */
    long descriptors() throws IOException
    {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid() + "/fd")))
        {
            return open.count();
        }
    }

    /** Processor time of the process so far, hundredths of a second. */
    long processorTime() throws IOException
    {
        final String state = Files.readString(Path.of("/proc/" + pid() + "/stat"));
        final String[] fields = state.substring(state.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /** Resident memory of the process, KiB. */
    long residentKib() throws IOException
    {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
            .findFirst().orElseThrow();
    }

    /** A value of {@code show info}. */
    String info(final String name) throws IOException
    {
        return api("show info").lines().filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow()
            .substring(name.length() + 2);
    }

    /** What it has said so far. */
    String words() throws IOException
    {
        return process.words();
    }

    /** A client's connection, whose reads give up after 10 s. */
    Socket connect(final String port) throws IOException
    {
        final Socket socket = new Socket();
        socket.connect(new InetSocketAddress(LOOPBACK, port(port)), LIMIT_MS);
        socket.setSoTimeout(LIMIT_MS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Send a request without a body on a connection. */
    static void request(final Socket socket, final String path) throws IOException
    {
        socket.getOutputStream().write(
            ("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether bytes of an answer arrive within a time. */
    static boolean isAnswered(final Socket socket, final int limitMs) throws IOException
    {
        socket.setSoTimeout(limitMs);
        try
        {
            return socket.getInputStream().read(new byte[4096]) > 0;
        }
        catch (final java.net.SocketTimeoutException ex)
        {
            return false;
        }
    }

    /** The answer of the runtime API to a command. */
    String api(final String command) throws IOException
    {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX))
        {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("api")));
            channel.write(ByteBuffer.wrap((command + '\n').getBytes(StandardCharsets.US_ASCII)));
            final StringBuilder answer = new StringBuilder();
            final ByteBuffer buffer = ByteBuffer.allocate(65536);
            while (channel.read(buffer) >= 0)
            {
                answer.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
                buffer.clear();
            }
            return answer.toString();
        }
    }

    @Override
    public void close() throws IOException
    {
        process.close();
        try (Stream<Path> files = Files.walk(directory))
        {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
