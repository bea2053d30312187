/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Lets a daemon live through what daemons commonly see, so that the JVM that runs it can write a cache of the classes
 * and profiles a start needs. It starts the daemon with the command given (whose flags ask for the cache) and a
 * configuration that takes its ports from the environment, sends it traffic, and ends it by a soft stop.
 */
public final class TrainingRun
{
    private static final int REQUESTS = 3_000;
    private static final int CROWD = 64;
    private static final int CROWD_ROUNDS = 40;
    private static final int LEAVERS = 30;
    private static final int START_LIMIT_MS = 20_000;
    private static final int STOP_LIMIT_S = 90;
    private static final int SOCKET_LIMIT_MS = 5_000;

    private final int wwwPort;
    private final int rawPort;
    private final int nobodyPort;
    private final int quietPort;
    private final Path directory;

    private TrainingRun(final Path directory, final int[] ports)
    {
        this.directory = directory;
        wwwPort = ports[0];
        rawPort = ports[3];
        nobodyPort = ports[4];
        quietPort = ports[5];
    }

    /**
     * Runs the daemon for its training; ends with status 0 only if everything went as planned.
     *
     * @param args a directory for sockets, then the command that starts the daemon.
     * @throws IOException          if the daemon does not answer.
     * @throws InterruptedException never: nobody interrupts the main thread.
     */
    public static void main(final String[] args) throws IOException, InterruptedException
    {
        final Path directory = Path.of(args[0]);
        final int[] ports = freePorts(6);
        final ProcessBuilder builder = new ProcessBuilder(List.of(args).subList(1, args.length)).inheritIO();
        final Map<String, String> environment = builder.environment();
        environment.put("TRAINING_DIR", directory.toString());
        environment.put("TRAINING_WWW", Integer.toString(ports[0]));
        environment.put("TRAINING_ONE", Integer.toString(ports[1]));
        environment.put("TRAINING_TWO", Integer.toString(ports[2]));
        environment.put("TRAINING_RAW", Integer.toString(ports[3]));
        environment.put("TRAINING_NOBODY", Integer.toString(ports[4]));
        environment.put("TRAINING_QUIET", Integer.toString(ports[5]));

        boolean isTrained = false;
        try (DatagramSocket log = new DatagramSocket(0, InetAddress.getLoopbackAddress()))
        {
            environment.put("TRAINING_LOG", Integer.toString(log.getLocalPort()));
            final Process daemon = builder.start();
            try
            {
                final TrainingRun run = new TrainingRun(directory, ports);
                run.awaitStart(daemon);
                run.traffic();
                new ProcessBuilder("kill", "-USR1", Long.toString(daemon.pid())).inheritIO().start().waitFor();
                // The JVM writes the cache on its way out, which takes some seconds.
                isTrained = daemon.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS) && 0 == daemon.exitValue();
            }
            finally
            {
                daemon.destroyForcibly();
            }
        }
        if (!isTrained)
        {
            System.err.println("the daemon did not end by itself, or with an error");
            System.exit(1);
        }
    }

    private void awaitStart(final Process daemon) throws IOException, InterruptedException
    {
        final long deadlineMs = System.currentTimeMillis() + START_LIMIT_MS;
        while (true)
        {
            try (Socket socket = connect(wwwPort))
            {
                exchange(socket, get("/ready", "close"));
                return;
            }
            catch (final IOException ex)
            {
                if (daemon.waitFor(50, TimeUnit.MILLISECONDS))
                {
                    throw new IOException("the daemon ended with status " + daemon.exitValue(), ex);
                }
                if (System.currentTimeMillis() > deadlineMs)
                {
                    throw ex;
                }
            }
        }
    }

    private void traffic() throws IOException
    {
        final List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++)
        {
            clients.add(connect(wwwPort));
        }
        for (int i = 0; i < REQUESTS; i++)
        {
            exchange(clients.get(i % clients.size()), get("/item/" + i + "?q=" + i % 7, "keep-alive"));
        }
        for (final Socket client : clients)
        {
            client.close();
        }

        crowd(wwwPort);
        crowd(quietPort);
        leavers();

        final String[] requests =
        {
            get("/", "close"),
            "HEAD / HTTP/1.1\r\nHost: training\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "POST /form HTTP/1.1\r\nHost: training\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
            "POST /parts HTTP/1.1\r\nHost: training\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" +
                "5\r\nhello\r\n0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: training\r\nBad Header: x\r\n\r\n",
        };
        for (final String request : requests)
        {
            for (final int port : new int[]{wwwPort, quietPort, rawPort, nobodyPort})
            {
                for (int i = 0; i < 10; i++)
                {
                    try (Socket client = connect(port))
                    {
                        client.getOutputStream().write(request.getBytes(US_ASCII));
                        client.getInputStream().readAllBytes();
                    }
                    catch (final IOException ex)
                    {
                        System.err.println("refused: " + request.lines().findFirst().orElse("") + ": " +
                            ex.getMessage());
                    }
                }
            }
        }

        for (final String command : new String[]{"show info", "show stat", "show servers state", "help"})
        {
            command(command);
        }
    }

    /** Many clients whose requests are under way together, and who leave while they wait. */
    private static void crowd(final int port) throws IOException
    {
        final List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CROWD; i++)
        {
            clients.add(connect(port));
        }
        for (int round = 0; round < CROWD_ROUNDS; round++)
        {
            final byte[] request = get("/crowd/" + round, "keep-alive").getBytes(US_ASCII);
            for (final Socket client : clients)
            {
                client.getOutputStream().write(request);
            }
            for (final Socket client : clients)
            {
                readResponse(client);
            }
        }
        for (final Socket client : clients)
        {
            client.getOutputStream().write(get("/left", "keep-alive").getBytes(US_ASCII));
        }
        for (final Socket client : clients)
        {
            client.close();
        }
    }

    /** What the first compilation takes for impossible: clients that go in the middle, by a close or a reset. */
    private void leavers() throws IOException
    {
        final String request = get("/leaver", "keep-alive");
        final String[] beginnings = {"", request.substring(0, 9), request.substring(0, 40), request, request + request};
        for (final int port : new int[]{quietPort, wwwPort})
        {
            for (int i = 0; i < LEAVERS; i++)
            {
                for (final String beginning : beginnings)
                {
                    try (Socket client = connect(port))
                    {
                        exchange(client, request);
                        client.getOutputStream().write(beginning.getBytes(US_ASCII));
                        client.setSoLinger(0 == i % 2, 0);
                    }
                }
            }
        }
    }

    private void command(final String command) throws IOException
    {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX))
        {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("stats.sock")));
            channel.write(ByteBuffer.wrap((command + '\n').getBytes(US_ASCII)));
            final ByteBuffer answer = ByteBuffer.allocate(4096);
            while (-1 != channel.read(answer))
            {
                answer.clear();
            }
        }
    }

    private static String get(final String path, final String connection)
    {
        return "GET " + path + " HTTP/1.1\r\nHost: training.example\r\nUser-Agent: training/1.0\r\nAccept: */*\r\n" +
            "Connection: " + connection + "\r\n\r\n";
    }

    /** Sends a request and reads one response with a Content-Length. */
    private static void exchange(final Socket socket, final String request) throws IOException
    {
        final OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(US_ASCII));
        readResponse(socket);
    }

    private static void readResponse(final Socket socket) throws IOException
    {
        final InputStream in = socket.getInputStream();
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0)
        {
            final int b = in.read();
            if (-1 == b)
            {
                throw new IOException("no answer");
            }
            head.append((char)b);
        }
        int length = 0;
        for (final String line : head.toString().split("\r\n"))
        {
            if (line.regionMatches(true, 0, "content-length:", 0, 15))
            {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.readNBytes(length);
    }

    private static Socket connect(final int port) throws IOException
    {
        final Socket socket = new Socket();
        socket.setSoTimeout(SOCKET_LIMIT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SOCKET_LIMIT_MS);
        return socket;
    }

    private static int[] freePorts(final int count) throws IOException
    {
        final ServerSocket[] held = new ServerSocket[count];
        final int[] ports = new int[count];
        for (int i = 0; i < count; i++)
        {
            held[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            ports[i] = held[i].getLocalPort();
        }
        for (final ServerSocket socket : held)
        {
            socket.close();
        }
        return ports;
    }
}
