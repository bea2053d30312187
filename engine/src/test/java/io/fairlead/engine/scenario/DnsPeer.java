/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.fairlead.engine.dns.DnsMessage;

/**
 * A name server that answers from a few lines, over UDP and TCP on the same port, and as wrongly as a test wants it.
 * Lines are {@code name A|AAAA address}, {@code name CNAME target}, {@code name SRV weight port target}, {@code name
 * ADDITIONAL owner address}, {@code name CODE number}, {@code name SILENT}; names it does not know do not exist.
 */
final class DnsPeer implements AutoCloseable
{
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int TRIES = 100;

    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile List<String> zone = List.of();
    private volatile Function<Question, List<byte[]>> special = question -> null;

    /** What is asked. */
    record Question(int id, String name, int type)
    {
    }

    DnsPeer(final String... lines) throws IOException
    {
        zone(lines);
        DatagramSocket udp = null;
        ServerSocket tcp = null;
        for (int i = 0; null == tcp; i++)
        {
            udp = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
            try
            {
                tcp = new ServerSocket(udp.getLocalPort(), 10, LOOPBACK);
            }
            catch (final IOException ex)
            {
                // taken by somebody: try another
                udp.close();
                if (TRIES == i)
                {
                    throw ex;
                }
            }
        }
        datagrams = udp;
        connections = tcp;
        Thread.ofVirtual().start(this::receive);
        Thread.ofVirtual().start(this::accept);
    }

    int port()
    {
        return datagrams.getLocalPort();
    }

    /** Questions so far. */
    int questions()
    {
        return questions.get();
    }

    /** Answer from these lines from now on. */
    void zone(final String... lines)
    {
        zone = List.of(lines);
    }

    /** Answer with these messages first, unless there are none. */
    void special(final Function<Question, List<byte[]>> answers)
    {
        special = answers;
    }

    private void receive()
    {
        try
        {
            while (true)
            {
                final DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                datagrams.receive(packet);
                for (final byte[] answer : answers(ByteBuffer.wrap(packet.getData(), 0, packet.getLength())))
                {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        }
        catch (final IOException ex)
        {
            // closed
        }
    }

    private void accept()
    {
        try
        {
            while (true)
            {
                final Socket connection = connections.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        }
        catch (final IOException ex)
        {
            // closed
        }
    }

    private void serve(final Socket connection)
    {
        try (connection)
        {
            connection.setTcpNoDelay(true);
            final DataInputStream in = new DataInputStream(connection.getInputStream());
            while (true)
            {
                final byte[] question = in.readNBytes(in.readUnsignedShort());
                for (final byte[] answer : answers(ByteBuffer.wrap(question)))
                {
                    final byte[] frame = ByteBuffer.allocate(answer.length + 2).putShort((short)answer.length)
                        .put(answer).array();
                    for (final byte b : frame)
                    {
                        connection.getOutputStream().write(b);
                    }
                }
            }
        }
        catch (final IOException ex)
        {
            // the client has gone
        }
    }

    private List<byte[]> answers(final ByteBuffer message)
    {
        questions.incrementAndGet();
        final int id = message.getShort() & 0xFFFF;
        message.position(12);
        final StringBuilder name = new StringBuilder();
        for (int length = message.get(); length > 0; length = message.get())
        {
            final byte[] label = new byte[length];
            message.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
        }
        final Question question =
            new Question(id, name.toString().toLowerCase(Locale.ROOT), message.getShort() & 0xFFFF);
        final List<byte[]> answers = special.apply(question);
        return null == answers ? usual(question) : answers;
    }

    private List<byte[]> usual(final Question question)
    {
        int flags = DnsMessage.GOOD | 3;
        final List<String> lines = zone;
        for (final String line : lines)
        {
            final String[] words = line.split(" ");
            if (question.name.equals(words[0]))
            {
                flags = "CODE".equals(words[1]) ? DnsMessage.GOOD | Integer.parseInt(words[2]) :
                    "SILENT".equals(words[1]) ? 0 : DnsMessage.GOOD;
            }
        }
        if (0 == flags)
        {
            return List.of();
        }
        final DnsMessage answer = new DnsMessage(question.id, flags, question.name, question.type);
        String owner = question.name;
        for (final String line : lines)
        {
            final String[] words = line.split(" ");
            if (owner.equals(words[0]) && "CNAME".equals(words[1]))
            {
                answer.alias(owner, words[2]);
                owner = words[2];
            }
            else if (owner.equals(words[0]))
            {
                add(answer, question, words);
            }
        }
        return List.of(answer.bytes());
    }

    private static void add(final DnsMessage answer, final Question question, final String[] words)
    {
        switch (words[1])
        {
            case "A", "AAAA" ->
            {
                if (("A".equals(words[1]) ? DnsMessage.A : DnsMessage.AAAA) == question.type)
                {
                    answer.address(words[0], words[2]);
                }
            }
            case "SRV" ->
            {
                if (DnsMessage.SRV == question.type)
                {
                    answer.service(words[0], Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4]);
                }
            }
            case "ADDITIONAL" -> answer.additional().address(words[2], words[3]);
            default ->
            {
                // codes and silence have been seen to
            }
        }
    }

    @Override
    public void close() throws IOException
    {
        datagrams.close();
        connections.close();
    }
}
