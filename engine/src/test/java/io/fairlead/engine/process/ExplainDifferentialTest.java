/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.explain.Account;
import io.fairlead.engine.explain.Inquiry;
import io.fairlead.engine.explain.Rehearsal;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.scenario.BalancerProcess;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/**
 * What {@code explain} predicts is what the daemon then does: the same requests, one after the other, to both, and
 * every byte that reaches a server or comes back is compared.
 */
class ExplainDifferentialTest
{
    private static final int REQUESTS = 36;
    private static final int TIMEOUT_MS = 20_000;
    private static final int SILENCE_MS = 200;
    private static final int LOOPBACK = 0x7F000001;
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final byte[] GREETING = "220 hello\r\n".getBytes(ISO_8859_1);
    private static final List<String> ANSWERS = List.of(
        "HTTP/1.1 200 OK\r\nServer: o\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 Fine\r\nSet-Cookie: SRV=abc; path=/\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n",
        "HTTP/1.1 503 Away\r\nContent-Length: 4\r\n\r\naway");

    @TempDir
    private Path directory;
    private final Random random = new Random(20_260);
    private final BlockingQueue<ScriptedOrigin.Seen> seen = new LinkedBlockingQueue<>();
    private final Map<Integer, ScriptedOrigin> origins = new HashMap<>();
    private final Map<Integer, ProxySettings> entries = new LinkedHashMap<>();
    private Rehearsal probe;
    private Rehearsal rehearsal;
    private boolean isHttp;

    @ParameterizedTest
    @ValueSource(strings = {"conf/quickstart.cfg", "conf/backup.cfg", "conf/keep-alive.cfg",
        "conf/proxy-protocol.cfg", "conf/tcp.cfg", "conf/routing.cfg", "networks.cfg", "tenants.cfg", "shop.cfg",
        "streams.cfg"})
    void shouldPredictWhatTheDaemonDoes(final String name) throws Exception
    {
        final String text = text(name);
        Files.writeString(directory.resolve("lb.cfg"), withPorts(text));
        try (RunningDaemon daemon = RunningDaemon.launch(BalancerProcess.fairlead(), directory, Map.of()))
        {
            daemon.await("a runtime API", () -> daemon.api("show info").contains("Pid: "));
            final Configuration read = configuration();
            entries(read);
            probe = new Rehearsal(configuration(), RehearsalProcess.of(read));
            rehearsal = new Rehearsal(read, RehearsalProcess.of(read));
            final RequestMaker maker = new RequestMaker(text, random);
            for (int i = 0; i < REQUESTS; i++)
            {
                compare(maker, name + ", request " + i);
            }
        }
        finally
        {
            for (final ScriptedOrigin origin : origins.values())
            {
                origin.close();
            }
            if (null != rehearsal)
            {
                probe.close();
                rehearsal.close();
            }
        }
    }

    private static String text(final String name) throws IOException
    {
        if (name.startsWith("conf/"))
        {
            return Files.readString(Path.of(System.getProperty("fairlead.home", ".."), name));
        }
        try (InputStream in = Rehearsal.class.getResourceAsStream(name))
        {
            assertNotNull(in, name);
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    /** The configuration with ports that are free, on one loop, quiet, with a runtime API of its own. */
    private String withPorts(final String text) throws IOException
    {
        final List<String> bound = new ArrayList<>();
        text.lines().filter(line -> line.strip().startsWith("bind ")).forEach(line ->
        {
            final Matcher matcher = PORT.matcher(line);
            while (matcher.find())
            {
                bound.add(matcher.group(1));
            }
        });
        isHttp = text.contains("mode http");
        final Map<String, Integer> ports = new HashMap<>();
        final StringBuilder result = new StringBuilder("global\n    nbthread 1\n    stats socket " +
            directory.resolve("api.sock") + " level admin\n");
        for (final String line : text.split("\n"))
        {
            if (line.contains("stats socket") || line.strip().startsWith("log "))
            {
                continue;
            }
            result.append(PORT.matcher(line).replaceAll(match -> "127.0.0.1:" +
                ports.computeIfAbsent(match.group(1), port -> port(bound.contains(port))))).append('\n');
        }
        return result.toString();
    }

    private int port(final boolean isBound)
    {
        try
        {
            if (isBound)
            {
                return RunningDaemon.freePort();
            }
            final ScriptedOrigin origin = new ScriptedOrigin(seen, isHttp);
            origins.put(origin.port(), origin);
            return origin.port();
        }
        catch (final IOException ex)
        {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    private Configuration configuration()
    {
        final ConfigurationWords words = new ConfigurationWords();
        words.file(directory.resolve("lb.cfg").toString());
        final Messages messages = Messages.collecting();
        final Configuration configuration = words.load(messages);
        assertNotNull(configuration, () -> messages.given().toString());
        return configuration;
    }

    private void entries(final Configuration configuration)
    {
        for (final ProxySettings proxy : configuration.proxies)
        {
            for (final BindSettings bind : proxy.binds)
            {
                if (!bind.isAcceptProxy)
                {
                    entries.put(bind.addresses.getFirst().port, proxy);
                }
            }
        }
    }

    private void compare(final RequestMaker maker, final String what) throws Exception
    {
        final List<Integer> ports = List.copyOf(entries.keySet());
        final int port = ports.get(random.nextInt(ports.size()));
        final String request = isHttp ? maker.http() : maker.bare();
        final byte[] answer = isHttp ?
            ANSWERS.get(random.nextInt(ANSWERS.size())).getBytes(ISO_8859_1) : GREETING;
        try (Socket socket = new Socket())
        {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            final NetAddress source = new NetAddress().inet(LOOPBACK, socket.getLocalPort());
            final Prediction expected = predict(port, request.getBytes(ISO_8859_1), source, fitting(request, answer));
            origins.values().forEach(origin -> origin.answer(fitting(request, answer)));
            seen.clear();
            final String said = what + " to port " + port + ":\n" + request + "\n--\n";
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            final String received = receive(socket, expected.account, isHttp && request.startsWith("HEAD"));
            assertEquals(latin(expected.account.answer), received, said + "answer");
            final ScriptedOrigin.Seen atOrigin =
                null == expected.sent ? null : seen.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            assertEquals(expected.sent, null == atOrigin ? null : atOrigin.bytes(), said + "sent to the server");
            assertEquals(expected.originPort, null == atOrigin ? 0 : atOrigin.port(), said + "server");
            assertEquals(List.of(), List.copyOf(seen), said + "sent besides");
        }
    }

    /** A response without a body where HTTP wants none. */
    private static byte[] fitting(final String request, final byte[] answer)
    {
        final String text = latin(answer);
        return request.startsWith("HEAD") ? text.substring(0, text.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1) :
            answer;
    }

    /** What is to come: the account of the first proxy, and what the last one sends to an origin. */
    private record Prediction(Account account, String sent, int originPort)
    {
    }

    /* A server may be another frontend of the same daemon: its answer is predicted first. */
    private Prediction predict(final int port, final byte[] bytes, final NetAddress source, final byte[] answer)
    {
        final Account first = probe.play(inquiry(port, bytes, source, null));
        final int serverPort = null == first.server || 0 == first.sent.length ? 0 :
            Integer.parseInt(first.serverAddress.substring(first.serverAddress.lastIndexOf(':') + 1));
        Prediction inner = null;
        byte[] response = answer;
        if (serverPort > 0 && !origins.containsKey(serverPort))
        {
            inner = predict(serverPort, first.sent, source, answer);
            response = inner.account.answer;
        }
        final Account account = rehearsal.play(inquiry(port, bytes, source, response));
        assertEquals(first.server, account.server);
        if (null != inner)
        {
            return new Prediction(account, inner.sent, inner.originPort);
        }
        return new Prediction(account, 0 == serverPort ? null : latin(account.sent), serverPort);
    }

    private static Inquiry inquiry(
        final int port, final byte[] bytes, final NetAddress source, final byte[] response)
    {
        final Inquiry inquiry = new Inquiry();
        inquiry.bytes = bytes;
        inquiry.source.copyFrom(source);
        inquiry.destination.inet(LOOPBACK, port);
        inquiry.response = response;
        return inquiry;
    }

    private static String latin(final byte[] bytes)
    {
        return new String(bytes, ISO_8859_1);
    }

    /** A whole response, and the end where the connection is to end. */
    private String receive(final Socket socket, final Account expected, final boolean isHead) throws IOException
    {
        if ("silent".equals(expected.connection))
        {
            socket.setSoTimeout(SILENCE_MS);
            assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
            return "";
        }
        final InputStream in = socket.getInputStream();
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        final boolean isEnding = !isHttp || expected.isHttp && !"open".equals(expected.connection);
        try
        {
            while (isEnding || !isComplete(all.toString(ISO_8859_1), isHead))
            {
                final int next = in.read();
                if (next < 0)
                {
                    return all + (isEnding ? "" : "(closed)");
                }
                all.write(next);
            }
        }
        catch (final SocketException ex)
        {
            return all + (isEnding ? "" : "(reset)");
        }
        return all.toString(ISO_8859_1);
    }

    private static boolean isComplete(final String text, final boolean isHead)
    {
        final int end = text.indexOf("\r\n\r\n");
        return end >= 0 &&
            (isHead || text.length() >= end + 4 + ScriptedOrigin.contentLength(text.substring(0, end + 2)));
    }
}
