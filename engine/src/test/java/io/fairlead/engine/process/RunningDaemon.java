/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.scenario.BalancerProcess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The daemon as a process of its own in a directory, with its configuration, words, signals and runtime API. */
final class RunningDaemon implements AutoCloseable
{
    static final int SIGHUP = 1;
    static final int SIGINT = 2;
    static final int SIGUSR1 = 10;
    static final int SIGUSR2 = 12;
    static final int SIGTERM = 15;
    static final int SIGTTIN = 21;
    static final int SIGTTOU = 22;

    private static final long DEADLINE_S = 20;
    private static final int TIMEOUT_MS = 20_000;
    private static final String GLOBAL = "global\n";
    private static final String DEFAULTS = """
        defaults
            mode http
            timeout client 10s
            timeout server 10s
            timeout connect 5s
        """;

    private final BalancerProcess process;
    private final Path directory;

    private RunningDaemon(final BalancerProcess process, final Path directory)
    {
        this.process = process;
        this.directory = directory;
    }

    /** Writes the configuration, with a runtime API and time-outs; it may begin with words of the global section. */
    static void configure(final Path directory, final String sections) throws IOException
    {
        final boolean hasGlobal = sections.startsWith(GLOBAL);
        final String lines = hasGlobal ? sections.substring(GLOBAL.length()) : sections;
        int end = 0;
        while (hasGlobal && lines.startsWith(" ", end))
        {
            end = lines.indexOf('\n', end) + 1;
        }
        Files.writeString(directory.resolve("lb.cfg"), GLOBAL + "    stats socket " + directory.resolve("api.sock") +
            " level admin\n" + lines.substring(0, end) + DEFAULTS + lines.substring(end));
    }

    /** Starts Fairlead and waits until it serves its runtime API. */
    static RunningDaemon start(final Path directory, final String sections, final String... options) throws Exception
    {
        configure(directory, sections);
        final RunningDaemon daemon = launch(BalancerProcess.fairlead(), directory, Map.of(), options);
        daemon.await("a runtime API", () -> daemon.api("show info").contains("Pid: "));
        return daemon;
    }

    /** Starts a program with HAProxy's command line on the configuration written before. */
    static RunningDaemon launch(
        final List<String> program, final Path directory, final Map<String, String> variables, final String... options)
        throws IOException
    {
        final List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-f", directory.resolve("lb.cfg").toString()));
        return new RunningDaemon(BalancerProcess.start(program, arguments, directory, variables), directory);
    }

    /** A port that nobody listens on now. */
    static int freePort() throws IOException
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            return socket.getLocalPort();
        }
    }

    /** Waits for a condition, which may fail until then. */
    void await(final String what, final Callable<Boolean> condition) throws Exception
    {
        try
        {
            await(what, process::isAlive, condition);
        }
        catch (final AssertionError ex)
        {
            throw new AssertionError(ex.getMessage() + "; it said: " + process.words(), ex);
        }
    }

    static void await(final String what, final Callable<Boolean> isHopeful, final Callable<Boolean> condition)
        throws Exception
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
        while (!holds(condition))
        {
            if (System.nanoTime() > deadlineNs || !isHopeful.call())
            {
                throw new AssertionError("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static boolean holds(final Callable<Boolean> condition) throws Exception
    {
        try
        {
            return condition.call();
        }
        catch (final IOException ex)
        {
            return false; // not there yet
        }
    }

    void signal(final int signal)
    {
        ProcessControl.kill((int)process.pid(), signal);
    }

    /** Asks for a reload by signal and waits until it was answered by as many successes and failures as given. */
    void reload(final int successes, final int failures) throws Exception
    {
        signal(SIGUSR2);
        await("reload " + successes + "+" + failures, () ->
            count("Loading success.") >= successes && count("Failed to load worker") >= failures);
    }

    int count(final String text) throws IOException
    {
        return words().split(java.util.regex.Pattern.quote(text), -1).length - 1;
    }

    String words() throws IOException
    {
        return process.words();
    }

    long pid()
    {
        return process.pid();
    }

    boolean isAlive()
    {
        return process.isAlive();
    }

    int openDescriptors()
    {
        final String[] names = Path.of("/proc", Long.toString(process.pid()), "fd").toFile().list();
        return null == names ? 0 : names.length;
    }

    int threads()
    {
        final String[] names = Path.of("/proc", Long.toString(process.pid()), "task").toFile().list();
        return null == names ? 0 : names.length;
    }

    int mappings() throws IOException
    {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "maps")).size();
    }

    /** Answer of the runtime API. */
    String api(final String command) throws IOException
    {
        return ask(directory.resolve("api.sock"), command);
    }

    /** Answer of a command socket. */
    static String ask(final Path socket, final String command) throws IOException
    {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket)))
        {
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(ISO_8859_1)));
            channel.shutdownOutput();
            final ByteArrayOutputStream answer = new ByteArrayOutputStream();
            final ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (channel.read(buffer) >= 0)
            {
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return answer.toString(ISO_8859_1);
        }
    }

    static Socket connect(final int port) throws IOException
    {
        final Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        return socket;
    }

    static boolean isRefused(final int port)
    {
        try (Socket socket = connect(port))
        {
            return !socket.isConnected();
        }
        catch (final IOException ex)
        {
            return true;
        }
    }

    /** Sends a request on a connection that stays open. */
    static void request(final Socket socket) throws IOException
    {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(ISO_8859_1));
    }

    /** A server's connection got a request, and then ended, in whatever way: HAProxy resets those it gives up. */
    static void assertRequestedAndEnded(final Socket accepted) throws IOException
    {
        final InputStream in = accepted.getInputStream();
        int count = 0;
        try
        {
            while (in.read() >= 0)
            {
                count++;
            }
        }
        catch (final SocketTimeoutException ex)
        {
            throw new AssertionError("the connection did not end", ex);
        }
        catch (final SocketException ex)
        {
            assertTrue(ex.getMessage().contains("reset"), ex.toString());
        }
        assertTrue(count > 0, "there was a request");
    }

    /** Head and body of one response with a content-length. */
    static String response(final Socket socket) throws IOException
    {
        final InputStream in = socket.getInputStream();
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0)
        {
            final int next = in.read();
            if (next < 0)
            {
                throw new IOException("connection ended after: " + head);
            }
            head.append((char)next);
        }
        final String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        final int at = lower.indexOf("content-length: ");
        final int length = at < 0 ? 0 :
            Integer.parseInt(lower.substring(at + 16, lower.indexOf("\r\n", at)).trim());
        return head + new String(in.readNBytes(length), ISO_8859_1);
    }

    static String exchange(final Socket socket) throws IOException
    {
        request(socket);
        return response(socket);
    }

    /** Response to a request on a connection of its own. */
    static String exchange(final int port) throws IOException
    {
        try (Socket socket = connect(port))
        {
            return exchange(socket);
        }
    }

    static void answer(final Socket accepted, final String body) throws IOException
    {
        final OutputStream out = accepted.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException
    {
        process.close();
    }
}
