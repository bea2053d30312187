/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.LoopClock;
import io.fairlead.engine.loop.Poller;
import io.fairlead.engine.mux.EndpointHandler;
import io.fairlead.engine.mux.Handshake;
import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.HttpFrontMux;
import io.fairlead.engine.mux.HttpMuxFactory;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.mux.IdleConnection;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.mux.Mux;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.mux.StreamFactory;
import io.fairlead.engine.transport.AcceptHandler;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;
import io.fairlead.engine.transport.ConnectTuning;
import io.fairlead.engine.transport.Listener;
import io.fairlead.engine.transport.Transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A protocol that has no bytes: messages go from hand to hand, and connections exist in memory only. */
final class FakeMuxes implements HttpMuxFactory, Transport, Poller
{
    private static final int LOOPBACK = 0x7F000001;

    final List<Front> fronts = new ArrayList<>();
    final List<Back> backs = new ArrayList<>();
    private final Queue<Runnable> events = new ArrayDeque<>();
    boolean isRefusing;

    /** What one end receives, and what it was told to send. */
    static final class Messages
    {
        final HttpMessage head = new HttpMessage();
        final StringBuilder sent = new StringBuilder();
        boolean hasHead;
        boolean isComplete;
        boolean isBroken;
        boolean isClosed;
        boolean isHeadRefused;
        int room = Integer.MAX_VALUE;
        Error fault;
        private PooledBuffer body;

        void body(final LoopContext context, final String text)
        {
            if (!text.isEmpty())
            {
                body = null == body ? context.buffers().tryTake() : body;
                body.produced(body.memory().putStringWithoutLengthAscii(body.tail(), text));
            }
        }

        int length()
        {
            return null == body ? 0 : body.length();
        }

        void consume(final int count)
        {
            body.consume(count);
            if (body.isEmpty())
            {
                release();
            }
        }

        void release()
        {
            if (null != body)
            {
                body.release();
                body = null;
            }
        }

        int take(final HttpMessage message)
        {
            if (null != fault)
            {
                throw fault;
            }
            if (isHeadRefused)
            {
                return StreamEndpoint.BLOCKED;
            }
            sent.append(message.isRequest() ? text(message.methodBuffer(), message.methodOffset(),
                message.methodLength()) + ' ' + text(message.targetBuffer(), message.targetOffset(),
                message.targetLength()) : Integer.toString(message.status()));
            for (int i = message.firstHeader(); i >= 0; i = message.nextHeader(i))
            {
                sent.append(" [").append(text(message.nameBuffer(i), message.nameOffset(i), message.nameLength(i)))
                    .append(' ').append(text(message.valueBuffer(i), message.valueOffset(i), message.valueLength(i)))
                    .append(']');
            }
            return StreamEndpoint.SENT;
        }

        int take(final PooledBuffer source, final int offset, final int length)
        {
            final int taken = Math.min(length, room);
            room -= taken;
            if (taken > 0)
            {
                sent.append(' ').append(text(source.memory(), offset, taken));
            }
            return taken;
        }

        private static String text(final org.agrona.DirectBuffer buffer, final int offset, final int length)
        {
            return buffer.getStringWithoutLengthAscii(offset, length);
        }

        /** A request is METHOD TARGET, a response its status. */
        void receive(final String line, final long length)
        {
            final String[] words = line.split(" ");
            head.reset();
            head.addFlags(HttpMessage.VERSION_11 | HttpMessage.LENGTH_KNOWN |
                (1 == words.length ? HttpMessage.RESPONSE : 0) | (0 == length ? HttpMessage.COMPLETE : 0));
            if (1 == words.length)
            {
                head.setStatus(Integer.parseInt(line), null);
            }
            else
            {
                head.setMethod(words[0].getBytes(US_ASCII));
                head.setTarget(words[1].getBytes(US_ASCII));
            }
            if (length >= 0)
            {
                head.contentLength(length);
            }
            hasHead = true;
            isComplete = 0 == length;
        }
    }

    /** A client's connection. */
    static final class Front extends StreamEndpoint implements HttpFrontMux
    {
        final Messages messages = new Messages();
        private final LoopContext context;
        private final StreamFactory streams;
        boolean isFinished;
        boolean isAborted;
        boolean isClosing;

        private Front(final LoopContext context, final StreamFactory streams)
        {
            this.context = context;
            this.streams = streams;
        }

        /** The client sends a request; the rest of its body may follow. */
        void request(final String line, final long length, final String body)
        {
            isFinished = false;
            messages.receive(line, length);
            messages.body(context, body);
            messages.isComplete = body.length() == length;
            streams.onRequest(this);
        }

        /** More of the body. */
        void more(final String body, final boolean isLast)
        {
            messages.body(context, body);
            messages.isComplete = isLast;
            handler().onInput();
        }

        @Override
        public void onFault(final Throwable cause)
        {
            abort();
        }

        /** The client is gone. */
        void leave()
        {
            messages.isClosed = true;
            messages.isBroken = !messages.isComplete;
            handler().onInput();
        }

        /** What the client was sent since the last call. */
        String sent()
        {
            final String text = messages.sent.toString();
            messages.sent.setLength(0);
            return text;
        }

        @Override
        public void accept(final Channel channel, final Handshake preceding)
        {
            // there is nothing behind it
        }

        @Override
        public void start()
        {
            // requests come when the test says so
        }

        @Override
        public void awaitHandshake(final int timeoutMs)
        {
            throw new AssertionError("no handshakes");
        }

        @Override
        public long firstByteNs()
        {
            return context.loop().clock().nowNs();
        }

        @Override
        public long idleSinceNs()
        {
            return context.loop().clock().nowNs();
        }

        @Override
        public int sendPage(final byte[] page)
        {
            messages.sent.append("page");
            return SENT;
        }

        @Override
        public void closeAfterResponse()
        {
            isClosing = true;
        }

        @Override
        public void closeWithoutResponse()
        {
            isClosing = true;
        }

        @Override
        public void closeWhenIdle()
        {
            isClosing = true;
        }

        @Override
        public boolean isBetweenRequests()
        {
            return null == handler();
        }

        @Override
        public boolean isHttp()
        {
            return true;
        }

        @Override
        public HttpMessage message()
        {
            return messages.head;
        }

        @Override
        public boolean hasHead()
        {
            return messages.hasHead;
        }

        @Override
        public void unpinHead()
        {
            // heads lie nowhere
        }

        @Override
        public PooledBuffer input()
        {
            return messages.body;
        }

        @Override
        public int inputOffset()
        {
            return messages.body.head();
        }

        @Override
        public int inputLength()
        {
            return messages.length();
        }

        @Override
        public long inputKnownToFollow()
        {
            return 0;
        }

        @Override
        public void consumeInput(final int count)
        {
            messages.consume(count);
        }

        @Override
        public boolean isInputEnded()
        {
            return messages.isComplete && 0 == messages.length();
        }

        @Override
        public boolean isPeerClosed()
        {
            return messages.isClosed;
        }

        @Override
        public boolean isInputBroken()
        {
            return messages.isBroken;
        }

        @Override
        public boolean isReset()
        {
            return false;
        }

        @Override
        public void resumeInput()
        {
            // input comes when the test says so
        }

        @Override
        public int sendHead(final HttpMessage head)
        {
            return messages.take(head);
        }

        @Override
        public int sendData(final PooledBuffer source, final int offset, final int length, final long following)
        {
            return messages.take(source, offset, length);
        }

        @Override
        public void sendEnd(final HttpMessage trailers)
        {
            messages.sent.append(" end");
        }

        @Override
        public boolean flush()
        {
            return true;
        }

        @Override
        public boolean isFlushed()
        {
            return true;
        }

        @Override
        public boolean isOutputBroken()
        {
            return false;
        }

        @Override
        public void closeOutput()
        {
            messages.sent.append(" shut");
        }

        @Override
        public void finish()
        {
            isFinished = true;
            handler(null);
            messages.release();
        }

        @Override
        public void abort()
        {
            isAborted = true;
            messages.release();
        }

        @Override
        public String error()
        {
            return "";
        }

        @Override
        public long bytesIn()
        {
            return 0;
        }

        @Override
        public long bytesOut()
        {
            return 0;
        }
    }

    /** A connection to a server. */
    static final class Back extends Mux implements HttpBackMux
    {
        final Messages messages = new Messages();
        boolean isFinished;
        private boolean isRequestSent;
        private byte[] key;
        private IdleConnection next;
        private IdleConnection previous;
        private int requestCount;

        private Back(final LoopContext context)
        {
            super(context);
        }

        /** The server answers; the rest of the body may follow. */
        void respond(final String status, final long length, final String body)
        {
            messages.receive(status, length);
            messages.body(context(), body);
            messages.isComplete = body.length() == length;
            handler().onInput();
        }

        /** More of the body. */
        void more(final String body, final boolean isLast)
        {
            messages.body(context(), body);
            messages.isComplete = isLast;
            handler().onInput();
        }

        /** The server's response will never be complete. */
        void fail()
        {
            messages.isBroken = true;
            handler().onInput();
        }

        /** What the server was sent since the last call. */
        String sent()
        {
            final String text = messages.sent.toString();
            messages.sent.setLength(0);
            return text;
        }

        @Override
        public Mux connection()
        {
            return this;
        }

        @Override
        public void key(final byte[] bytes)
        {
            key = bytes;
        }

        @Override
        public byte[] key()
        {
            return key;
        }

        @Override
        public void leaveLoop()
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public void takeOver(final HttpBackMux previous)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closeAfterResponse()
        {
            messages.sent.append("(closing) ");
        }

        @Override
        public void nextHead()
        {
            messages.hasHead = false;
            messages.isComplete = false;
        }

        @Override
        public void startTunnel()
        {
            messages.sent.append(" tunnel");
        }

        @Override
        public boolean isMalformed()
        {
            return false;
        }

        @Override
        public int requestCount()
        {
            return requestCount;
        }

        @Override
        public boolean isReusable()
        {
            return isRequestSent && isInputEnded() && !messages.isBroken && !isClosed();
        }

        @Override
        public void becomeIdle(final Owner owner)
        {
            handler(null);
            messages.hasHead = false;
        }

        @Override
        public void becomeBusy()
        {
            // it has been waiting for that
        }

        @Override
        public void discard()
        {
            close();
        }

        @Override
        public long idleSinceMs()
        {
            return context().nowMs();
        }

        @Override
        public IdleConnection nextIdle()
        {
            return next;
        }

        @Override
        public void nextIdle(final IdleConnection value)
        {
            next = value;
        }

        @Override
        public IdleConnection previousIdle()
        {
            return previous;
        }

        @Override
        public void previousIdle(final IdleConnection value)
        {
            previous = value;
        }

        @Override
        protected void onHandshakeDone()
        {
            throw new AssertionError("no handshakes");
        }

        @Override
        protected void onHandshakeFailed()
        {
            throw new AssertionError("no handshakes");
        }

        @Override
        protected void onReadReady()
        {
            throw new AssertionError("there are no bytes");
        }

        @Override
        protected void onInputFilled()
        {
            throw new AssertionError("there are no bytes");
        }

        @Override
        public boolean isHttp()
        {
            return true;
        }

        @Override
        public HttpMessage message()
        {
            return messages.head;
        }

        @Override
        public boolean hasHead()
        {
            return messages.hasHead;
        }

        @Override
        public void unpinHead()
        {
            // heads lie nowhere
        }

        @Override
        public PooledBuffer input()
        {
            return messages.body;
        }

        @Override
        public int inputOffset()
        {
            return messages.body.head();
        }

        @Override
        public int inputLength()
        {
            return messages.length();
        }

        @Override
        public long inputKnownToFollow()
        {
            return 0;
        }

        @Override
        public void consumeInput(final int count)
        {
            messages.consume(count);
        }

        @Override
        public boolean isInputEnded()
        {
            return messages.isComplete && 0 == messages.length();
        }

        @Override
        public boolean isInputBroken()
        {
            return messages.isBroken;
        }

        @Override
        public void resumeInput()
        {
            // input comes when the test says so
        }

        @Override
        public int sendHead(final HttpMessage head)
        {
            final int result = messages.take(head);
            requestCount += SENT == result ? 1 : 0;
            isRequestSent = false;
            return result;
        }

        @Override
        public int sendData(final PooledBuffer source, final int offset, final int length, final long following)
        {
            return messages.take(source, offset, length);
        }

        @Override
        public void sendEnd(final HttpMessage trailers)
        {
            messages.sent.append(" end");
            isRequestSent = true;
        }

        @Override
        public void finish()
        {
            isFinished = true;
            handler(null);
            closeAfterFlush();
        }

        @Override
        protected void onClosed()
        {
            messages.release();
        }
    }

    /** A connection with nothing behind it. */
    static final class Wire extends Channel
    {
        private boolean isOpen = true;

        @Override
        public int read(final PooledBuffer buffer)
        {
            return 0;
        }

        @Override
        public int write(final PooledBuffer buffer, final int offset, final int length)
        {
            throw new AssertionError("there are no bytes");
        }

        @Override
        public int write(
            final PooledBuffer first, final int firstOffset, final int firstLength,
            final PooledBuffer second, final int secondOffset, final int secondLength)
        {
            throw new AssertionError("there are no bytes");
        }

        @Override
        public void wantRead(final boolean isWanted)
        {
            // nothing will come
        }

        @Override
        public void wantWrite(final boolean isWanted)
        {
            // nothing is written
        }

        @Override
        public void handler(final ChannelHandler newHandler)
        {
            // nothing happens
        }

        @Override
        public void shutdownOutput()
        {
            // nobody hears of it
        }

        @Override
        public void close()
        {
            isOpen = false;
        }

        @Override
        public void abort()
        {
            isOpen = false;
        }

        @Override
        public boolean isOpen()
        {
            return isOpen;
        }

        @Override
        public void localAddress(final NetAddress out)
        {
            out.inet(LOOPBACK, 8080);
        }

        @Override
        public void remoteAddress(final NetAddress out)
        {
            out.inet(LOOPBACK, 50000);
        }

        @Override
        public int descriptor()
        {
            return -1;
        }
    }

    /** As a poller of real channels does: what is thrown ends the connection it was thrown for. */
    static void deliver(final EndpointHandler handler, final Runnable event)
    {
        try
        {
            event.run();
        }
        catch (final Throwable cause)
        {
            handler.onFault(cause);
        }
    }

    @Override
    public HttpFrontMux front(final LoopContext context, final HttpOptions options, final StreamFactory streams)
    {
        fronts.add(new Front(context, streams));
        return fronts.getLast();
    }

    @Override
    public HttpBackMux back(
        final LoopContext context, final HttpOptions options, final byte[] nameHeader, final byte[] name)
    {
        backs.add(new Back(context));
        return backs.getLast();
    }

    @Override
    public void reconfigure(final HttpFrontMux mux, final HttpOptions options)
    {
        // they have no options
    }

    @Override
    public void forget()
    {
        // they have no options
    }

    @Override
    public Channel connect(
        final EventLoop loop, final SocketAddress target, final ConnectTuning tuning, final ChannelHandler handler)
    {
        final boolean isThere = !isRefusing;
        events.add(() -> handler.onConnected(isThere));
        return new Wire();
    }

    @Override
    public Listener listen(
        final EventLoop loop, final ServerSocketChannel socket, final int maxAccept, final AcceptHandler handler)
    {
        throw new AssertionError("there are no sockets");
    }

    @Override
    public int poll(final long timeoutMs, final LoopClock clock)
    {
        clock.update();
        int count = 0;
        for (Runnable event = events.poll(); null != event; event = events.poll())
        {
            event.run();
            count++;
        }
        return count;
    }

    @Override
    public void wakeup()
    {
        // it never sleeps
    }

    @Override
    public void close()
    {
        // nothing is open
    }
}
