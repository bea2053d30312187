/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.loop.Task;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.mux.HttpFrontMux;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.mux.StreamFactory;

/** HTTP/1 towards a client: receives requests one after the other, sends their responses. Loop-confined. */
final class Http1FrontMux extends Http1Mux implements HttpFrontMux
{
    /**
     * Longest wait for a client to close after its last response, so that a reset does not destroy what it has not
     * read.
     */
    private static final int DRAIN_MS = 2000;
    private static final int LAST_READS = 16;

    private final StreamFactory streams;
    private final Timer timer = new Timer()
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            onTimeout();
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            Http1FrontMux.this.onFault(cause);
        }
    };
    private final Task nextRequest = new Task()
    {
        @Override
        protected void run(final long nowMs)
        {
            if (!isClosed() && null != in() && null == handler())
            {
                onHeadBytes();
            }
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            Http1FrontMux.this.onFault(cause);
        }
    };
    private long firstByteNs;
    private long idleSinceNs;
    private int requestCount;
    private boolean isClosing;
    private boolean isDraining;
    private boolean isUnanswered;
    private boolean isHeadRequest;
    private boolean isInHandshake;
    private Http1Settings nextSettings;
    private boolean isRefused;
    private boolean isSkipping;

    /**
     * A mux without a channel yet.
     *
     * @param context  of the loop.
     * @param codecs   of the loop.
     * @param settings what the frontend's options say of HTTP/1.
     * @param streams  where streams come from.
     */
    Http1FrontMux(
        final LoopContext context, final Http1Codecs codecs, final Http1Settings settings, final StreamFactory streams)
    {
        super(context, codecs, settings);
        this.streams = streams;
    }

    @Override
    public void start()
    {
        isInHandshake = false;
        idleSinceNs = context().loop().clock().nowNs();
        arm(settings().requestTimeoutMs());
        if (null != in())
        {
            onHeadBytes();
        }
        else
        {
            wantRead(true);
        }
    }

    @Override
    public void awaitHandshake(final int timeoutMs)
    {
        isInHandshake = true;
        arm(timeoutMs);
        wantRead(true);
    }

    @Override
    public long firstByteNs()
    {
        return firstByteNs;
    }

    @Override
    public long idleSinceNs()
    {
        return idleSinceNs;
    }

    @Override
    public boolean isBetweenRequests()
    {
        return null == handler() && !isDraining;
    }

    /** Settings for the next request; at once when none is under way. */
    void nextSettings(final Http1Settings value)
    {
        if (isBetweenRequests())
        {
            settings(value);
        }
        else
        {
            nextSettings = value;
        }
    }

    @Override
    public void closeWithoutResponse()
    {
        closeAfterResponse();
        isUnanswered = true;
    }

    @Override
    public void closeAfterResponse()
    {
        isClosing = true;
    }

    @Override
    public void closeWhenIdle()
    {
        isClosing = true;
        // one that never sent a request still gets its answer
        if (null == handler() && Reading.IDLE == reading() && !isDraining && requestCount > 0)
        {
            close();
            streams.onConnectionClosed();
        }
    }

    @Override
    protected void onHandshakeDone()
    {
        context().loop().timers().cancel(timer);
        if (streams.onHandshakeComplete())
        {
            start();
        }
    }

    @Override
    protected void onHandshakeFailed()
    {
        streams.onHandshakeFailed(false);
        reset();
        streams.onConnectionClosed();
    }

    @Override
    protected void onInputFilled()
    {
        // start() has looked at it
    }

    @Override
    protected void onReadReady()
    {
        switch (reading())
        {
            case IDLE, HEAD ->
            {
                if (isDraining)
                {
                    drain();
                }
                else if (fill() > 0)
                {
                    onHeadBytes();
                }
                else if (isPeerClosed())
                {
                    onClosedInHead();
                }
            }
            case LENGTH, CHUNKED, UNTIL_CLOSE, TUNNEL ->
            {
                if (isDraining)
                {
                    drain();
                    return;
                }
                fillBody();
                if (isSkipping)
                {
                    arm(settings().requestTimeoutMs());
                    skip();
                    return;
                }
                handler().onInput();
            }
            default ->
            {
                if (isDraining)
                {
                    drain();
                    return;
                }
                // a pipelined request waits in the buffer; the end of the connection may matter now
                fill();
                if (isPeerClosed() && null != handler())
                {
                    handler().onInput();
                }
            }
        }
    }

    private void onHeadBytes()
    {
        if (Reading.IDLE == reading())
        {
            reading(Reading.HEAD);
            requestCount++;
            firstByteNs = context().loop().clock().nowNs();
            arm(settings().requestTimeoutMs());
        }
        final Http1Codec codec = codec();
        codec.parser.configure(true, settings().parserFlags(), settings().maxHeaders());
        final int end = parseHead();
        if (end > 0)
        {
            context().loop().timers().cancel(timer);
            final HttpMessage request = codec.message;
            if (request.has(HttpMessage.H2_PREFACE))
            {
                refuse(400);
                return;
            }
            isHeadRequest = Method.HEAD == request.method();
            openBody(end, request.isChunked() ? Reading.CHUNKED :
                request.contentLength() > 0 ? Reading.LENGTH : Reading.ENDED);
            if (isInputMalformed())
            {
                // what came with the head is read with it
                refuse(400);
                return;
            }
            streams.onRequest(this);
        }
        else if (Http1Parser.NEED_MORE == end)
        {
            if (isPeerClosed())
            {
                onClosedInHead();
            }
            else
            {
                wantRead(true);
            }
        }
        else
        {
            context().loop().timers().cancel(timer);
            final boolean isTooLong = codec.parser.errorStatus() <= 0;
            refuse(isTooLong ? codec.parser.tooLongStatus() : codec.parser.errorStatus());
        }
    }

    private void refuse(final int status)
    {
        reading(Reading.BROKEN);
        isRefused = true;
        streams.onBadRequest(this, status);
    }

    private void onClosedInHead()
    {
        context().loop().timers().cancel(timer);
        final boolean isPartial = Reading.HEAD == reading();
        if (!isPartial && requestCount > 0 || settings().isProbeIgnored() && !isPartial)
        {
            close();
            streams.onConnectionClosed();
            return;
        }
        reading(Reading.BROKEN);
        streams.onRequestAborted(this, isPartial);
    }

    private void onTimeout()
    {
        if (isDraining || isSkipping || isInHandshake)
        {
            if (isInHandshake)
            {
                streams.onHandshakeFailed(true);
            }
            close();
            streams.onConnectionClosed();
            return;
        }
        final boolean isPartial = Reading.HEAD == reading();
        if (!isPartial && (requestCount > 0 || settings().isProbeIgnored()))
        {
            close();
            streams.onConnectionClosed();
            return;
        }
        reading(Reading.BROKEN);
        isRefused = true;
        streams.onRequestTimeout(this, isPartial);
    }

    private void arm(final int timeoutMs)
    {
        if (timeoutMs > 0)
        {
            context().loop().timers().schedule(timer, context().nowMs() + timeoutMs);
        }
        else
        {
            context().loop().timers().cancel(timer);
        }
    }

    @Override
    public int sendHead(final HttpMessage head)
    {
        final Http1Codec codec = codec();
        final HttpMessage request = codec.message;
        codec.encoder.headerCase(settings().headerCase());
        codec.encoder.serverHeader(null, null);
        int options = encoderOptions();
        if (isRefused)
        {
            options |= Http1Encoder.AS_IT_IS;
        }
        if (isClosing || Reading.BROKEN == reading())
        {
            options |= Http1Encoder.WANT_CLOSE;
        }
        if (Reading.BROKEN != reading())
        {
            if (request.connectionClose() || !request.has(HttpMessage.VERSION_11) && !request.keepAlive())
            {
                options |= Http1Encoder.WANT_CLOSE;
            }
            if (!request.has(HttpMessage.VERSION_11))
            {
                options |= Http1Encoder.ANSWERS_VERSION_10;
            }
            if (Method.CONNECT == request.method())
            {
                options |= Http1Encoder.ANSWERS_CONNECT;
            }
            if (isHeadRequest)
            {
                options |= Http1Encoder.ANSWERS_HEAD;
            }
        }
        final int result = encodeHead(head, options);
        if (SENT != result)
        {
            return result;
        }
        final int status = head.status();
        if (status >= 100 && status < 200 && 101 != status)
        {
            return result;
        }
        if (codec.encoder.isTunnel())
        {
            writing(Writing.UNTIL_CLOSE);
            isClosing = true;
            startTunnel();
            return result;
        }
        if (codec.encoder.isClosing())
        {
            isClosing = true;
        }
        if (isHeadRequest || 204 == status || 304 == status)
        {
            writing(Writing.DISCARD);
        }
        else if (codec.encoder.isChunked())
        {
            writing(Writing.CHUNKED);
        }
        else if (codec.encoder.contentLength() >= 0)
        {
            writing(0 == codec.encoder.contentLength() ? Writing.DISCARD : Writing.LENGTH);
        }
        else
        {
            isClosing = true;
            writing(head.isLengthKnown() ? Writing.DISCARD : Writing.UNTIL_CLOSE);
        }
        return result;
    }

    @Override
    public int sendPage(final byte[] page)
    {
        final PooledBuffer out = outWithRoom(page.length);
        if (null == out)
        {
            return BLOCKED;
        }
        out.memory().putBytes(out.tail(), page);
        queued(page.length);
        isClosing = true;
        writing(Writing.NONE);
        return SENT;
    }

    private void startTunnel()
    {
        if (Reading.ENDED == reading())
        {
            reading(Reading.TUNNEL);
            pinInput(false);
            advance();
        }
    }

    @Override
    public void finish()
    {
        handler(null);
        if (isClosed())
        {
            streams.onConnectionClosed();
            return;
        }
        final boolean isComplete = Reading.ENDED == reading();
        if (isClosing || isOutputBroken() || isPeerClosed() && (!isComplete || null == in()))
        {
            end(isComplete || Reading.TUNNEL == reading());
        }
        else if (isComplete)
        {
            next();
        }
        else if (Reading.LENGTH == reading() || Reading.CHUNKED == reading())
        {
            // nobody wants the rest of the body, but the next request comes behind it
            isSkipping = true;
            pinInput(false);
            arm(settings().requestTimeoutMs());
            skip();
        }
        else
        {
            end(false);
        }
    }

    private void skip()
    {
        while (inputLength() > 0)
        {
            consumeInput(inputLength());
        }
        if (Reading.ENDED == reading())
        {
            isSkipping = false;
            next();
        }
        else if (Reading.BROKEN == reading())
        {
            isSkipping = false;
            end(false);
        }
        else
        {
            wantRead(true);
        }
    }

    /** Wait for the next request, or begin with what has arrived of it. */
    private void next()
    {
        releaseCodec();
        if (null != nextSettings)
        {
            settings(nextSettings);
            nextSettings = null;
        }
        reading(Reading.IDLE);
        resetByteCounts();
        idleSinceNs = context().loop().clock().nowNs();
        if (null != in())
        {
            context().loop().queue(nextRequest);
        }
        else
        {
            arm(settings().keepAliveTimeoutMs());
            wantRead(true);
        }
    }

    private void end(final boolean isComplete)
    {
        if (isComplete || isUnanswered || isPeerClosed() || isOutputBroken())
        {
            if (isFlushed() && (!isComplete || null != in() && !in().isEmpty()))
            {
                announceClose();
            }
            closeAfterFlush();
            if (isClosed())
            {
                streams.onConnectionClosed();
            }
            return;
        }
        // the client may still be sending: say that we end, and read what it sends until it notices
        isDraining = true;
        releaseCodec();
        closeOutput();
        flush();
        arm(DRAIN_MS);
        wantRead(true);
        drain();
    }

    @Override
    public void abort()
    {
        announceClose();
        close();
    }

    /**
     * More may have arrived than was read, which makes a close a reset: have an orderly end precede it, and read what
     * is there, within limits.
     */
    private void announceClose()
    {
        if (isClosed() || isPeerClosed() || isOutputBroken())
        {
            return;
        }
        channel().shutdownOutput();
        pinInput(false);
        for (int i = 0; i < LAST_READS; i++)
        {
            if (null != in() && in().length() > 0)
            {
                consumeIn(in().length());
            }
            if (fill() <= 0)
            {
                return;
            }
        }
    }

    private void drain()
    {
        if (null != in() && in().length() > 0)
        {
            consumeIn(in().length());
        }
        while (fill() > 0)
        {
            consumeIn(in().length());
        }
        if (isPeerClosed())
        {
            close();
            streams.onConnectionClosed();
        }
    }

    @Override
    protected void onOutputUnblocked()
    {
        if (null != handler())
        {
            handler().onOutputReady();
        }
        else if (isClosed() || isOutputBroken())
        {
            close();
            streams.onConnectionClosed();
        }
    }

    @Override
    protected void onAbandoned()
    {
        streams.onConnectionClosed();
    }

    @Override
    protected void onClosed()
    {
        context().loop().timers().cancel(timer);
        super.onClosed();
    }
}
