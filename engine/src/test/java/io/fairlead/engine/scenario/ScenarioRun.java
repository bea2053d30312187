/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Plays one scenario with one program and writes down what came of it. */
final class ScenarioRun
{
    private static final int LIMIT_MS = 10_000;
    private static final int LOG_LIMIT_MS = 8000;
    private static final int FULL_MS = 200;
    private static final Pattern NAME = Pattern.compile("\\b(?:PORT|ORIGIN|FULL)_[A-Z0-9_]+");

    private static final Set<String> NO_DAEMON = Set.of("run", "status");

    private final Path source;
    private final Path directory;
    private final List<String> command;
    private final StringBuilder transcript = new StringBuilder();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, ServerSocket> origins = new LinkedHashMap<>();
    private final Map<String, DatagramSocket> logs = new LinkedHashMap<>();
    private final Map<String, Socket> clients = new LinkedHashMap<>();
    private final Map<String, List<CompletableFuture<String>>> originStories = new LinkedHashMap<>();

    /**
     * A run of the scenario in {@code source}, with an empty directory to work in.
     *
     * @param source    holds scenario.cfg and script.txt.
     * @param directory empty, short path; the program's current directory.
     * @param command   starts the program under test.
     */
    ScenarioRun(final Path source, final Path directory, final List<String> command)
    {
        this.source = source;
        this.directory = directory;
        this.command = command;
    }

    /**
     * Plays it.
     *
     * @return the transcript, free of whatever differs from run to run.
     * @throws IOException          if something cannot be started, or the script waits in vain.
     * @throws InterruptedException if the waiting thread is interrupted.
     */
    String play() throws IOException, InterruptedException
    {
        final Path config = directory.resolve("scenario.cfg");
        Files.copy(source.resolve("scenario.cfg"), config, StandardCopyOption.REPLACE_EXISTING);
        final List<Script.Block> script = Script.read(source.resolve("script.txt"));
        names.put("DIR", directory.toString());
        try
        {
            choosePorts(Files.readString(config) + script, script);
            startOrigins(script);
            if (script.stream().anyMatch((block) -> !NO_DAEMON.contains(block.actor())))
            {
                try (BalancerProcess balancer = BalancerProcess.start(
                    command, List.of("-f", config.getFileName().toString()), directory, names))
                {
                    awaitStart(balancer);
                    playBlocks(script);
                    transcript.append(originTexts());
                    names.put("PID", Long.toString(balancer.pid()));
                }
            }
            else
            {
                playBlocks(script);
            }
        }
        finally
        {
            for (final ServerSocket origin : origins.values())
            {
                origin.close();
            }
            logs.values().forEach(DatagramSocket::close);
            for (final Socket client : clients.values())
            {
                client.close();
            }
        }
        return normalised(transcript.toString());
    }

    private void choosePorts(final String text, final List<Script.Block> script) throws IOException
    {
        final TreeSet<String> wanted = new TreeSet<>();
        final Matcher matcher = NAME.matcher(text);
        while (matcher.find())
        {
            wanted.add(matcher.group());
        }
        final InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        final List<ServerSocket> held = new ArrayList<>();
        for (final String name : wanted)
        {
            if (script.stream().anyMatch((block) -> "syslog".equals(block.actor()) && name.equals(block.target())))
            {
                final DatagramSocket log = new DatagramSocket(0, loopback);
                log.setSoTimeout(LOG_LIMIT_MS);
                logs.put(name, log);
                names.put(name, Integer.toString(log.getLocalPort()));
                continue;
            }
            final ServerSocket socket = new ServerSocket(0, name.startsWith("FULL_") ? 1 : 50, loopback);
            names.put(name, Integer.toString(socket.getLocalPort()));
            if (name.startsWith("FULL_"))
            {
                origins.put(name, socket);
                fill(socket);
            }
            else if (script.stream().anyMatch((block) -> "origin".equals(block.actor()) && name.equals(block.target())))
            {
                origins.put(name, socket);
            }
            else
            {
                held.add(socket);
            }
        }
        for (final ServerSocket socket : held)
        {
            socket.close();
        }
    }

    /** Takes all places in the queue of a server that accepts nothing, so that attempts to connect get no answer. */
    private void fill(final ServerSocket socket) throws IOException
    {
        for (int i = 0; ; i++)
        {
            final Socket filler = new Socket();
            clients.put(socket.getLocalPort() + "#" + i, filler);
            try
            {
                filler.connect(socket.getLocalSocketAddress(), FULL_MS);
            }
            catch (final SocketTimeoutException ex)
            {
                return;
            }
        }
    }

    private void startOrigins(final List<Script.Block> script)
    {
        for (final Map.Entry<String, ServerSocket> origin : origins.entrySet())
        {
            if (origin.getKey().startsWith("FULL_"))
            {
                continue;
            }
            final List<CompletableFuture<String>> stories = new ArrayList<>();
            final List<Script.Block> blocks = script.stream()
                .filter((block) -> "origin".equals(block.actor()) && origin.getKey().equals(block.target())).toList();
            blocks.forEach((block) -> stories.add(new CompletableFuture<>()));
            originStories.put(origin.getKey(), stories);
            Thread.ofVirtual().start(() ->
            {
                for (int i = 0; i < blocks.size(); i++)
                {
                    serve(origin.getValue(), blocks.get(i), stories.get(i));
                }
            });
        }
    }

    private void serve(final ServerSocket origin, final Script.Block block, final CompletableFuture<String> story)
    {
        try (Socket connection = origin.accept())
        {
            story.complete(converse(connection, block.actions()));
        }
        catch (final IOException ex)
        {
            story.complete("(failed: " + ex.getMessage() + ")\n");
        }
    }

    private void awaitStart(final BalancerProcess balancer) throws IOException, InterruptedException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        for (final String name : names.keySet())
        {
            if (!name.startsWith("PORT_") || logs.containsKey(name))
            {
                continue;
            }
            while (!isListening(Integer.parseInt(names.get(name))))
            {
                if (!balancer.isAlive() || System.nanoTime() > deadlineNs)
                {
                    throw new IOException("does not listen on " + name + "; it said: " + balancer.words());
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    /** Looks into the kernel's table of listening sockets, for a connection would be a session that the test sees. */
    static boolean isListening(final int port) throws IOException
    {
        final String needle = String.format(":%04X 00000000:0000 0A", port);
        final String needle6 = String.format(":%04X 00000000000000000000000000000000:0000 0A", port);
        return Files.readString(Path.of("/proc/net/tcp")).contains(needle) ||
            Files.readString(Path.of("/proc/net/tcp6")).contains(needle6);
    }

    private void playBlocks(final List<Script.Block> script) throws IOException, InterruptedException
    {
        for (final Script.Block block : script)
        {
            switch (block.actor())
            {
                case "client" -> client(block);
                case "syslog" -> syslog(block);
                case "cli" -> cli(block);
                case "run", "status" -> run(block);
                case "origin" ->
                {
                    // has been waiting since before the start
                }
                default -> throw new IOException("unknown actor: " + block.actor());
            }
        }
    }

    private void client(final Script.Block block) throws IOException
    {
        transcript.append("--- client ").append(block.target()).append('\n');
        final String[] words = block.target().split(" ");
        final Socket known = clients.get(words[0]);
        if (null != known)
        {
            transcript.append(converse(known, block.actions()));
        }
        else if (1 == words.length)
        {
            try (Socket socket = connected(words[0]))
            {
                transcript.append(converse(socket, block.actions()));
            }
            catch (final SocketException ex)
            {
                // reset so early that connecting or the first bytes meet it
                transcript.append("(reset)\n");
            }
        }
        else
        {
            final Socket socket = connected(words[0]);
            clients.put(words[2], socket);
            transcript.append(converse(socket, block.actions()));
        }
    }

    private Socket connected(final String port) throws IOException
    {
        final Socket socket = new Socket();
        socket.connect(new InetSocketAddress(
            InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(names.get(port))), LIMIT_MS);
        return socket;
    }

    private void cli(final Script.Block block) throws IOException
    {
        final Conversation cli = new Conversation(directory.resolve(block.target()));
        for (final String action : block.actions())
        {
            transcript.append("--- cli ").append(action).append('\n');
            transcript.append(action.startsWith("counters") ?
                cli.counters(action.substring("counters".length()).strip()) : line(cli.ask(action)));
        }
    }

    private static String converse(final Socket socket, final List<String> actions) throws IOException
    {
        socket.setSoTimeout(LIMIT_MS);
        socket.setTcpNoDelay(true);
        final StringBuilder story = new StringBuilder();
        for (final String action : actions)
        {
            final int blank = action.indexOf(' ');
            final String verb = -1 == blank ? action : action.substring(0, blank);
            final String text = -1 == blank ? "" : Script.unescape(action.substring(blank + 1));
            switch (verb)
            {
                case "send" -> socket.getOutputStream().write(text.getBytes(ISO_8859_1));
                case "receive-until" -> story.append(receive(socket, text));
                case "receive-bytes" -> story.append(line(new String(
                    socket.getInputStream().readNBytes(Integer.parseInt(text)), ISO_8859_1)));
                case "receive-end" ->
                {
                    receive(socket, null);
                    story.append("(end)\n");
                }
                case "receive-close" -> story.append(receive(socket, null));
                case "receive-nothing" ->
                {
                    socket.setSoTimeout(Integer.parseInt(text));
                    story.append(receive(socket, null));
                    socket.setSoTimeout(LIMIT_MS);
                }
                case "shutdown" -> socket.shutdownOutput();
                case "close" -> socket.close();
                case "pause" -> pause(Integer.parseInt(text));
                case "reset" ->
                {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                default -> throw new IOException("unknown action: " + action);
            }
        }
        return story.toString();
    }

    /** Lets time pass, for what cannot be waited for: what happens is that nothing happens. */
    private static void pause(final int timeMs) throws IOException
    {
        try
        {
            TimeUnit.MILLISECONDS.sleep(timeMs);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new IOException(ex);
        }
    }

    /** Reads until the bytes end with the text, or to the end of the connection when there is none. */
    private static String receive(final Socket socket, final String end) throws IOException
    {
        final StringBuilder bytes = new StringBuilder();
        try
        {
            while (null == end || bytes.length() < end.length() ||
                !end.contentEquals(bytes.subSequence(bytes.length() - end.length(), bytes.length())))
            {
                final int b = socket.getInputStream().read();
                if (-1 == b)
                {
                    return line(bytes) + "(end)\n";
                }
                bytes.append((char)b);
            }
        }
        catch (final SocketTimeoutException ex)
        {
            return line(bytes) + "(nothing more)\n";
        }
        catch (final IOException ex)
        {
            return line(bytes) + "(reset)\n";
        }
        return line(bytes);
    }

    private static String line(final CharSequence bytes)
    {
        final String text = Script.escape(bytes.toString());
        return text.isEmpty() || text.endsWith("\n") ? text : text + '\n';
    }

    private void syslog(final Script.Block block) throws IOException
    {
        transcript.append("--- syslog ").append(block.target()).append('\n');
        final DatagramSocket log = logs.get(block.target());
        for (final String action : block.actions())
        {
            final String text = Script.unescape(action.substring(action.indexOf(' ') + 1));
            final boolean isTimed = action.startsWith("record");
            final StringBuilder passedOver = new StringBuilder();
            try
            {
                String message = message(log);
                while (!message.contains(text))
                {
                    passedOver.append(line(LogRecord.timed(message)));
                    message = message(log);
                }
                transcript.append(line(isTimed ? LogRecord.timed(message) : logLine(message)));
            }
            catch (final SocketTimeoutException ex)
            {
                transcript.append("(no record with ").append(text).append(", but)\n").append(passedOver);
            }
        }
    }

    private static String message(final DatagramSocket log) throws IOException
    {
        final DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
        log.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
    }

    /** A log line without its date and pid, and with T for times. */
    private static String logLine(final String message)
    {
        return message
            .replaceFirst("^<(\\d+)>[A-Z][a-z]{2} [ \\d]\\d [\\d:]{8} ", "<$1>DATE ")
            .replaceFirst("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{15}[-+]\\d\\d:\\d\\d", "DATE")
            .replaceFirst("^(<\\d+>1 DATE \\S+ \\S+) \\d+ ", "$1 PID ")
            .replaceFirst("\\[\\d+\\]:", "[PID]:")
            .replaceFirst("\\[\\d+/[A-Z][a-z]+/\\d+:[\\d:.]+\\]", "[DATE]")
            .replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
            .replaceAll("(?<=[ /])\\d+(?=/)|(?<=/)\\d+(?= \\d{3} )", "T");
    }

    private void run(final Script.Block block) throws IOException, InterruptedException
    {
        transcript.append("--- ").append(block.actor()).append(' ').append(block.target()).append('\n');
        final List<String> arguments = new ArrayList<>();
        for (final String word : block.target().isEmpty() ? new String[0] : block.target().split(" +"))
        {
            arguments.add(Script.unescape(word.replace("CONFIG", "scenario.cfg")));
        }
        final BalancerProcess.Outcome outcome = BalancerProcess.run(command, arguments, directory, names);
        transcript.append("status ").append(outcome.status()).append('\n');
        if ("run".equals(block.actor()))
        {
            transcript.append(outcome.output()).append("(errors)\n").append(outcome.errors());
        }
    }

    private String originTexts() throws IOException, InterruptedException
    {
        final StringBuilder text = new StringBuilder();
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOG_LIMIT_MS);
        for (final Map.Entry<String, List<CompletableFuture<String>>> origin : originStories.entrySet())
        {
            for (final CompletableFuture<String> story : origin.getValue())
            {
                text.append("--- origin ").append(origin.getKey()).append('\n');
                try
                {
                    text.append(story.get(Math.max(1, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS));
                }
                catch (final TimeoutException ex)
                {
                    text.append("(no connection)\n");
                }
                catch (final ExecutionException ex)
                {
                    throw new UncheckedIOException(new IOException(ex));
                }
            }
        }
        return text.toString();
    }

    private String normalised(final String text)
    {
        String result = text.replace(directory.toString(), "DIR")
            .replaceAll("path to executable is .*", "path to executable is PROGRAM")
            .replaceAll("(?m)^0x[0-9a-f]+ ", "POINTER ");
        for (final Map.Entry<String, String> name : names.entrySet())
        {
            if (!"DIR".equals(name.getKey()))
            {
                result = result.replaceAll(
                    "(?<![\\dA-F])" + Pattern.quote(name.getValue()) + "(?![\\dA-F])", name.getKey());
            }
        }
        return result;
    }
}
