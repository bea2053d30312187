/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Plays the cases of one directory, a few at a time, each on a connection of its own. A line of cases.txt is
 * <pre>
 * NAME | what the client sends
 * NAME | what the client sends | what the server answers
 * </pre>
 * with the escapes of {@link Script} and {@code {{TEXT*COUNT}}} for a repeated text. A client's bytes may hold
 * {@code {{100}}}: it waits for a 100 there. The server, which the configuration reaches at ORIGIN with
 * {@code send-proxy}, so that it knows whose request it serves, answers what the case says, or a 200, and closes when
 * an answer ends with {@code {{close}}}. Connections end by the balancer's timeouts.
 */
final class WireRun
{
    private static final int LIMIT_MS = 20_000;
    private static final int AT_ONCE = 16;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Pattern NAME = Pattern.compile("\\bPORT_[A-Z0-9_]+");
    private static final Pattern REPEAT = Pattern.compile("\\{\\{(.+?)\\*(\\d+)}}", Pattern.DOTALL);
    private static final String PAUSE = "{{100}}";
    private static final String CLOSE = "{{close}}";

    /** One case through one frontend. */
    private static final class Exchange
    {
        private final String request;
        private final String answer;
        private final List<StringBuilder> received = new ArrayList<>();
        private volatile String client = "(nothing)\n";
        private volatile int port;

        Exchange(final String request, final String answer)
        {
            this.request = request;
            this.answer = answer;
        }
    }

    private final Path source;
    private final Path directory;
    private final List<String> command;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();
    private final Map<Integer, Exchange> byPort = new ConcurrentHashMap<>();
    private final Map<Integer, StringBuilder> logs = new HashMap<>();

    WireRun(final Path source, final Path directory, final List<String> command)
    {
        this.source = source;
        this.directory = directory;
        this.command = command;
    }

    /** Plays all; what became of each case, by its name and its frontend's. */
    Map<String, String> play() throws IOException, InterruptedException
    {
        final String config = Files.readString(source.resolve("scenario.cfg"));
        Files.writeString(directory.resolve("scenario.cfg"), config);
        final TreeSet<String> ports = new TreeSet<>();
        final Matcher matcher = NAME.matcher(config);
        while (matcher.find())
        {
            ports.add(matcher.group());
        }
        final InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket origin = new ServerSocket(0, 500, loopback);
            DatagramSocket log = new DatagramSocket(0, loopback))
        {
            log.setReceiveBufferSize(1 << 22);
            names.put("ORIGIN", Integer.toString(origin.getLocalPort()));
            names.put("LOG", Integer.toString(log.getLocalPort()));
            choosePorts(ports, loopback);
            readCases(ports);
            Thread.ofVirtual().start(() -> accept(origin));
            final Thread listener = Thread.ofPlatform().daemon().start(() -> listen(log));
            try (BalancerProcess balancer = BalancerProcess.start(
                command, List.of("-f", "scenario.cfg"), directory, names))
            {
                awaitStart(balancer, ports);
                playAll();
            }
            // the last lines of log were written before the process ended
            log.send(new DatagramPacket(new byte[0], 0, log.getLocalSocketAddress()));
            listener.join(LIMIT_MS);
        }
        final Map<String, String> stories = new LinkedHashMap<>();
        exchanges.forEach((name, exchange) -> stories.put(name, story(exchange)));
        return stories;
    }

    private void choosePorts(final TreeSet<String> ports, final InetAddress loopback) throws IOException
    {
        final List<ServerSocket> held = new ArrayList<>();
        for (final String port : ports)
        {
            final ServerSocket socket = new ServerSocket(0, 1, loopback);
            held.add(socket);
            names.put(port, Integer.toString(socket.getLocalPort()));
        }
        for (final ServerSocket socket : held)
        {
            socket.close();
        }
    }

    private void readCases(final TreeSet<String> ports) throws IOException
    {
        for (final String line : Files.readAllLines(source.resolve("cases.txt")))
        {
            if (line.isBlank() || line.startsWith("#"))
            {
                continue;
            }
            final String[] parts = line.split(" +\\| ", -1);
            final String answer = 2 < parts.length ? parts[2] : null;
            for (final String port : ports)
            {
                final String name = parts[0].strip() + ' ' + port.substring("PORT_".length());
                if (null != exchanges.put(name, new Exchange(bytes(parts[1]), null == answer ? null : bytes(answer))))
                {
                    throw new IOException("twice: " + name);
                }
            }
        }
    }

    private static String bytes(final String text)
    {
        return REPEAT.matcher(Script.unescape(text)).replaceAll((match) -> Matcher.quoteReplacement(
            match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

    private void awaitStart(final BalancerProcess balancer, final TreeSet<String> ports)
        throws IOException, InterruptedException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
        for (final String port : ports)
        {
            while (!ScenarioRun.isListening(Integer.parseInt(names.get(port))))
            {
                if (!balancer.isAlive() || System.nanoTime() > deadlineNs)
                {
                    throw new IOException("does not listen on " + port + "; it said: " + balancer.words());
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    private void playAll() throws InterruptedException
    {
        final Semaphore places = new Semaphore(AT_ONCE);
        for (final Map.Entry<String, Exchange> entry : exchanges.entrySet())
        {
            places.acquire();
            final String name = entry.getKey();
            final int port = Integer.parseInt(names.get("PORT_" + name.substring(name.lastIndexOf(' ') + 1)));
            Thread.ofVirtual().start(() ->
            {
                try
                {
                    client(entry.getValue(), port);
                }
                catch (final IOException ex)
                {
                    entry.getValue().client = "(" + ex.getMessage() + ")\n";
                }
                finally
                {
                    places.release();
                }
            });
        }
        places.acquire(AT_ONCE);
    }

    private void client(final Exchange exchange, final int port) throws IOException
    {
        try (Socket socket = new Socket())
        {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MS);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            exchange.port = socket.getLocalPort();
            if (null != byPort.putIfAbsent(exchange.port, exchange))
            {
                // a port that was used before would mix up two cases
                client(exchange, port);
                return;
            }
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), LIMIT_MS);
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String end = "(end)\n";
            try
            {
                int from = 0;
                for (int at = exchange.request.indexOf(PAUSE); at >= 0; at = exchange.request.indexOf(PAUSE, from))
                {
                    send(socket, exchange.request.substring(from, at));
                    from = at + PAUSE.length();
                    readHead(socket.getInputStream(), bytes);
                }
                send(socket, exchange.request.substring(from));
                socket.getInputStream().transferTo(bytes);
            }
            catch (final SocketException ex)
            {
                end = "(reset)\n";
            }
            final String text = bytes.toString(ISO_8859_1);
            exchange.client = line(text) + (text.isEmpty() || "(end)\n".equals(end) ? end : "(end)\n");
        }
    }

    private static void send(final Socket socket, final String bytes) throws IOException
    {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    // ---- the server

    private void accept(final ServerSocket origin)
    {
        try
        {
            while (true)
            {
                final Socket socket = origin.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        }
        catch (final IOException ex)
        {
            // closed when all is played
        }
    }

    private void serve(final Socket connection)
    {
        StringBuilder story = new StringBuilder();
        try (Socket socket = connection)
        {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MS);
            final InputStream in = socket.getInputStream();
            final ByteArrayOutputStream greeting = new ByteArrayOutputStream();
            int b;
            do
            {
                b = in.read();
                greeting.write(b);
            }
            while ('\n' != b && -1 != b);
            final Exchange exchange = byPort.get(Integer.parseInt(greeting.toString(ISO_8859_1).split(" ")[4]));
            synchronized (exchange.received)
            {
                exchange.received.add(story);
            }
            while (true)
            {
                final Recorder recorder = new Recorder(in, story);
                if (!recorder.readRequest())
                {
                    return;
                }
                final String answer = null == exchange.answer ? ANSWER : exchange.answer;
                send(socket, answer.replace(CLOSE, ""));
                if (answer.endsWith(CLOSE))
                {
                    socket.shutdownOutput();
                    recorder.readAll();
                    return;
                }
            }
        }
        catch (final IOException ex)
        {
            // the balancer closed; what came before is written down
            story = null;
        }
    }

    /** Reads what a balancer sends, which is well framed, and writes all of it down. */
    private static final class Recorder
    {
        private final InputStream in;
        private final StringBuilder story;

        Recorder(final InputStream in, final StringBuilder story)
        {
            this.in = in;
            this.story = story;
        }

        boolean readRequest() throws IOException
        {
            final int from = story.length();
            while (!story.substring(Math.max(from, story.length() - 4)).equals("\r\n\r\n"))
            {
                if (!readByte())
                {
                    return false;
                }
            }
            final String head = story.substring(from).toLowerCase(Locale.ROOT);
            if (head.startsWith("connect "))
            {
                return true;
            }
            if (head.contains("\r\ntransfer-encoding:"))
            {
                return readChunks();
            }
            final Matcher length = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n").matcher(head);
            if (length.find())
            {
                final String digits = length.group(1);
                for (long i = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits); i > 0; i--)
                {
                    if (!readByte())
                    {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean readChunks() throws IOException
        {
            while (true)
            {
                final String size = readLine();
                if (null == size)
                {
                    return false;
                }
                final long length = Long.parseLong(size.strip(), 16);
                for (long i = 0; i < length + 2 && 0 != length; i++)
                {
                    if (!readByte())
                    {
                        return false;
                    }
                }
                if (0 == length)
                {
                    String trailer;
                    do
                    {
                        trailer = readLine();
                    }
                    while (null != trailer && !trailer.isBlank());
                    return null != trailer;
                }
            }
        }

        private String readLine() throws IOException
        {
            final int from = story.length();
            while (readByte())
            {
                if ('\n' == story.charAt(story.length() - 1))
                {
                    return story.substring(from);
                }
            }
            return null;
        }

        private boolean readByte() throws IOException
        {
            final int b = in.read();
            if (-1 == b)
            {
                return false;
            }
            synchronized (story)
            {
                story.append((char)b);
            }
            return true;
        }

        void readAll() throws IOException
        {
            boolean isMore;
            do
            {
                isMore = readByte();
            }
            while (isMore);
        }
    }

    private static void readHead(final InputStream in, final ByteArrayOutputStream bytes) throws IOException
    {
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n"))
        {
            final int b = in.read();
            if (-1 == b)
            {
                return;
            }
            bytes.write(b);
        }
    }

    // ---- the log

    private void listen(final DatagramSocket log)
    {
        final DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
        try
        {
            while (true)
            {
                log.receive(packet);
                if (0 == packet.getLength())
                {
                    return;
                }
                final String text = new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
                final int at = text.indexOf("client=");
                if (at >= 0)
                {
                    final String[] words = text.substring(at + 7).split(" ", 2);
                    logs.computeIfAbsent(Integer.parseInt(words[0]), (port) -> new StringBuilder())
                        .append("log: ").append(cut(line(words[1].stripTrailing())));
                }
            }
        }
        catch (final IOException ex)
        {
            // closed
        }
    }

    private String story(final Exchange exchange)
    {
        final StringBuilder text = new StringBuilder("client:\n").append(exchange.client);
        synchronized (exchange.received)
        {
            for (final StringBuilder server : exchange.received)
            {
                synchronized (server)
                {
                    text.append("server:\n").append(line(server));
                }
            }
        }
        return text.append(logs.getOrDefault(exchange.port, new StringBuilder())).toString();
    }

    /** A line that syslog's limit cut off: how much of it is left depends on how many digits ports and pids have. */
    private static String cut(final String line)
    {
        return line.replaceAll("\\*9[0-9]{2}\\}\\}\n$", "*9..}}\n");
    }

    /** Bytes in lines; what is only long is shortened. */
    private static String line(final CharSequence bytes)
    {
        final String text = Pattern.compile("(.)\\1{63,}", Pattern.DOTALL).matcher(Script.escape(bytes.toString()))
            .replaceAll((match) -> Matcher.quoteReplacement(
                "{{" + match.group(1) + '*' + match.group().length() + "}}"));
        return (text.isEmpty() || text.endsWith("\n") ? text : text + '\n')
            .replaceAll("(?<=Sec-Websocket-Key: )(?!dGhl)[^ ]{22}==", "RANDOM");
    }
}
