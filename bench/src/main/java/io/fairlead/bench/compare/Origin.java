/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A server with prepared answers, as cheap as it can be made: {@code /small} 34 bytes, {@code /16k}, {@code /1m}, and
 * {@code /text}, 16 KiB that compress well.
 */
final class Origin implements LoadLoop.Ready
{
    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private final LoadLoop loop;
    private final ServerSocketChannel listener;
    private final Map<String, ByteBuffer> answers = new LinkedHashMap<>();

    Origin(final LoadLoop loop) throws IOException
    {
        this.loop = loop;
        answers.put(" /small ", answer(repeat("s", 34)));
        answers.put(" /16k ", answer(repeat("m", 16 * 1024)));
        answers.put(" /1m ", answer(repeat("l", 1024 * 1024)));
        answers.put(" /text ", answer(repeat("The quick brown fox jumps over the lazy dog, once more. ", 16 * 1024)));
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress("127.0.0.1", 0), 4096);
        listener.configureBlocking(false);
        listener.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
    }

    int port()
    {
        return listener.socket().getLocalPort();
    }

    @Override
    public void onReady(final SelectionKey key)
    {
        try
        {
            for (SocketChannel channel = listener.accept(); null != channel; channel = listener.accept())
            {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                final Connection connection = new Connection(channel);
                connection.key = channel.register(loop.selector(), SelectionKey.OP_READ, connection);
            }
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("the origin cannot accept", ex);
        }
    }

    private static String repeat(final String text, final int length)
    {
        return text.repeat(length / text.length() + 1).substring(0, length);
    }

    private static ByteBuffer answer(final String body)
    {
        final byte[] bytes = ("HTTP/1.1 200 OK\r\nServer: origin\r\nContent-Type: text/plain\r\nContent-Length: " +
            body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** A proxy's connection. */
    private final class Connection implements LoadLoop.Ready
    {
        private final SocketChannel channel;
        private final byte[] head = new byte[8192];
        private int length;
        private ByteBuffer rest;
        private SelectionKey key;

        Connection(final SocketChannel channel)
        {
            this.channel = channel;
        }

        @Override
        public void onReady(final SelectionKey readyKey)
        {
            try
            {
                if (readyKey.isWritable())
                {
                    write();
                }
                if (null == rest && readyKey.isReadable())
                {
                    read();
                }
            }
            catch (final IOException ex)
            {
                // the peer went away, as it may: a measurement that counts sees the requests that were not answered
                close();
            }
        }

        private void read() throws IOException
        {
            final ByteBuffer scratch = loop.scratch().limit(head.length - length);
            final int count = channel.read(scratch);
            if (count <= 0)
            {
                if (count < 0 || head.length == length)
                {
                    close();
                }
                return;
            }
            scratch.flip().get(head, length, count);
            length += count;
            if (length >= 4 && Arrays.equals(head, length - 4, length, END, 0, 4))
            {
                length = 0;
                for (final Map.Entry<String, ByteBuffer> entry : answers.entrySet())
                {
                    if (asks(entry.getKey()))
                    {
                        rest = entry.getValue().duplicate();
                        write();
                        return;
                    }
                }
                close();
            }
        }

        private boolean asks(final String path)
        {
            for (int i = 0; i < path.length(); i++)
            {
                if (head[3 + i] != path.charAt(i))
                {
                    return false;
                }
            }
            return true;
        }

        private void write() throws IOException
        {
            channel.write(rest);
            if (rest.hasRemaining())
            {
                key.interestOps(SelectionKey.OP_WRITE);
            }
            else
            {
                rest = null;
                if (SelectionKey.OP_READ != key.interestOps())
                {
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
        }

        private void close()
        {
            Load.close(channel);
        }
    }
}
