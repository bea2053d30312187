/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import io.fairlead.engine.counters.CounterReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * {@code fairctl cli}: sends a command to the runtime API and prints the answer.
 */
@Command(
    name = "cli",
    description = "Sends a command to the runtime API and prints the answer.",
    mixinStandardHelpOptions = true,
    footer = {
        "",
        "Several words make one command; commands are separated by semicolons. Without a",
        "command the standard input is sent, payloads included, as one line and its",
        "payload. Examples:",
        "  fairctl cli show info",
        "  fairctl cli -s /run/fairlead.sock \"show stat;show version\""
    })
final class CliCall implements Callable<Integer>
{
    @Mixin
    private CounterSelection selection;

    @Option(names = {"-s", "--socket"}, paramLabel = "ADDRESS",
        description = "path of a UNIX socket, or HOST:PORT; by default the one the running daemon tells")
    private String address;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "the command")
    private List<String> words = List.of();

    private CliCall()
    {
    }

    @Override
    public Integer call() throws IOException
    {
        final SocketAddress target = target();
        try (SocketChannel channel = SocketChannel.open(target))
        {
            final byte[] command = words.isEmpty() ?
                System.in.readAllBytes() : (String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8);
            final ByteBuffer out = ByteBuffer.wrap(command);
            while (out.hasRemaining())
            {
                channel.write(out);
            }
            channel.shutdownOutput();
            try (InputStream in = Channels.newInputStream(channel))
            {
                in.transferTo(System.out);
            }
            System.out.flush();
        }
        catch (final SocketException ex)
        {
            throw new IOException("cannot reach the runtime API at " + target + ": " + ex.getMessage(), ex);
        }
        return 0;
    }

    private SocketAddress target() throws IOException
    {
        String text = address;
        if (null == text)
        {
            final CounterReader reader = selection.open();
            text = Human.name(reader.runtimeApi());
            if (text.isEmpty())
            {
                throw new IOException("process " + reader.pid() + " has no 'stats socket'; name one with -s");
            }
        }
        return parse(text);
    }

    /* A path, also with unix@ in front, or an address with a port, also with ipv4@ or ipv6@ in front. */
    static SocketAddress parse(final String address) throws IOException
    {
        final String text = address.replaceFirst("^(unix|ipv4|ipv6|tcp)@", "");
        if (text.startsWith("/") || address.startsWith("unix@") || text.lastIndexOf(':') < 0)
        {
            return UnixDomainSocketAddress.of(text);
        }
        final int colon = text.lastIndexOf(':');
        final String host = text.substring(0, colon).replace("[", "").replace("]", "");
        final String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || 65_535 < Integer.parseInt(port))
        {
            throw new IOException("'" + address + "' is neither a path nor HOST:PORT");
        }
        return new InetSocketAddress(host.isEmpty() || "*".equals(host) ? "localhost" : host, Integer.parseInt(port));
    }
}
