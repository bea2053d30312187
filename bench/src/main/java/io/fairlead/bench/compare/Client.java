/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client with one request at a time: as much of HTTP/1.1 as an answer's end takes, RFC 9112 section 6. */
final class Client implements LoadLoop.Ready
{
    private static final int CHUNKED = -1;
    private static final int TAIL = 5;

    private final Load load;
    private final int index;
    private final byte[] head = new byte[4096];
    private final byte[] tail = new byte[TAIL];
    private SocketChannel channel;
    private SelectionKey key;
    private long askedNs;
    private boolean isAsking;
    private boolean isDone;
    private int headLength;
    private boolean hasHead;
    private long bodyLeft;

    Client(final Load load, final int index)
    {
        this.load = load;
        this.index = index;
    }

    int index()
    {
        return index;
    }

    /** Sends a request that was meant for {@code plannedNs}, connecting first where there is no connection. */
    void ask(final long plannedNs)
    {
        askedNs = plannedNs;
        isAsking = true;
        isDone = false;
        headLength = 0;
        hasHead = false;
        bodyLeft = 0;
        try
        {
            if (null == channel)
            {
                channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                if (channel.connect(load.target))
                {
                    key = channel.register(load.loop.selector(), SelectionKey.OP_READ, this);
                    send();
                }
                else
                {
                    key = channel.register(load.loop.selector(), SelectionKey.OP_CONNECT, this);
                }
            }
            else
            {
                send();
            }
        }
        catch (final IOException ex)
        {
            fail("connect: " + ex.getMessage());
        }
    }

    @Override
    public void onReady(final SelectionKey readyKey)
    {
        try
        {
            if (readyKey.isConnectable())
            {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                send();
            }
            else
            {
                receive();
            }
        }
        catch (final IOException ex)
        {
            fail("connection: " + ex.getMessage());
        }
    }

    /** A request is far smaller than a socket's buffer. */
    private void send() throws IOException
    {
        final int length = load.request.remaining();
        if (length != channel.write(load.request.duplicate()))
        {
            throw new IOException("request sent in part");
        }
    }

    private void receive() throws IOException
    {
        final ByteBuffer in = load.loop.scratch();
        final int count = channel.read(in);
        if (count < 0)
        {
            close();
            if (isDone)
            {
                isDone = false;
                load.onAnswer(this, askedNs);
            }
            else if (isAsking)
            {
                fail("closed before the answer was complete");
            }
            return;
        }
        in.flip();
        if (!hasHead && !parseHead(in))
        {
            return;
        }
        body(in);
    }

    private boolean parseHead(final ByteBuffer in) throws IOException
    {
        while (in.hasRemaining())
        {
            if (headLength == head.length)
            {
                throw new IOException("head too large");
            }
            final byte b = in.get();
            head[headLength++] = b;
            if ('\n' == b && headLength >= 4 && '\n' == head[headLength - 3])
            {
                hasHead = true;
                if ('2' != head[9] || '0' != head[10] || '0' != head[11])
                {
                    throw new IOException("answered " + text().lines().findFirst().orElse(""));
                }
                framing();
                return true;
            }
        }
        return false;
    }

    private void framing() throws IOException
    {
        final String text = text().toLowerCase(Locale.ROOT);
        final int at = text.indexOf("\r\ncontent-length:");
        if (at >= 0)
        {
            bodyLeft = Long.parseLong(text.substring(at + 17, text.indexOf('\r', at + 2)).strip());
        }
        else if (text.contains("\r\ntransfer-encoding: chunked"))
        {
            bodyLeft = CHUNKED;
            java.util.Arrays.fill(tail, (byte)0);
        }
        else
        {
            throw new IOException("no length in " + text);
        }
    }

    private String text()
    {
        return new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
    }

    private void body(final ByteBuffer in)
    {
        if (CHUNKED == bodyLeft)
        {
            // what is asked for never contains the bytes that end a chunked body
            for (int i = Math.max(in.position(), in.limit() - TAIL); i < in.limit(); i++)
            {
                System.arraycopy(tail, 1, tail, 0, TAIL - 1);
                tail[TAIL - 1] = in.get(i);
            }
            if ('0' != tail[0] || '\r' != tail[1] || '\n' != tail[2] || '\r' != tail[3] || '\n' != tail[4])
            {
                return;
            }
        }
        else
        {
            bodyLeft -= in.remaining();
            if (0 < bodyLeft)
            {
                return;
            }
        }
        isAsking = false;
        if (load.isKeptAlive)
        {
            load.onAnswer(this, askedNs);
        }
        else
        {
            // the answer counts when the proxy has closed, so that the waiting for stray packets is the proxy's
            isDone = true;
        }
    }

    private void fail(final String why)
    {
        isAsking = false;
        close();
        load.onFailed(this, why);
    }

    void close()
    {
        if (null != channel)
        {
            Load.close(channel);
            channel = null;
        }
    }
}
