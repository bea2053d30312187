/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.IdleConnection;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.mux.Mux;

/** HTTP/1 towards a server: sends requests one after the other, receives their responses. Loop-confined. */
final class Http1BackMux extends Http1Mux implements HttpBackMux
{
    private final byte[] serverHeaderName;
    private final byte[] serverHeaderValue;
    private Owner owner;
    private IdleConnection nextIdle;
    private IdleConnection previousIdle;
    private long idleSinceMs;
    private int requestCount;
    private boolean isClosing;
    private boolean isCloseWanted;
    private boolean isRequestSent;
    private boolean isTunnelAsked;
    private boolean isUpgradeAsked;
    private boolean isMalformed;
    private byte[] key;

    /**
     * A mux without a channel yet.
     *
     * @param context           of the loop.
     * @param codecs            of the loop.
     * @param settings          what the backend's options say of HTTP/1.
     * @param serverHeaderName  header that tells the server its name ({@code http-send-name-header}), or null.
     * @param serverHeaderValue the server's name.
     */
    Http1BackMux(
        final LoopContext context,
        final Http1Codecs codecs,
        final Http1Settings settings,
        final byte[] serverHeaderName,
        final byte[] serverHeaderValue)
    {
        super(context, codecs, settings);
        this.serverHeaderName = serverHeaderName;
        this.serverHeaderValue = serverHeaderValue;
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
    protected void onHandshakeDone()
    {
        // connecting tells the stream
    }

    @Override
    protected void onHandshakeFailed()
    {
        // connecting tells the stream
    }

    @Override
    protected void onInputFilled()
    {
        // nothing follows a relay's answer before our request
    }

    @Override
    protected void onReadReady()
    {
        switch (reading())
        {
            case IDLE ->
            {
                fill();
                if (null == handler())
                {
                    // an idle connection has nothing to say: it is closed, or it is not to be trusted
                    leaveOwner();
                    close();
                }
                else if (isPeerClosed())
                {
                    reading(Reading.BROKEN);
                    handler().onInput();
                }
            }
            case HEAD ->
            {
                fill();
                readHead();
                handler().onInput();
            }
            case LENGTH, CHUNKED, UNTIL_CLOSE, TUNNEL ->
            {
                fillBody();
                handler().onInput();
            }
            default ->
            {
                fill();
                if (null != handler())
                {
                    handler().onInput();
                }
            }
        }
    }

    private void readHead()
    {
        if (null == in())
        {
            if (isPeerClosed())
            {
                reading(Reading.BROKEN);
            }
            return;
        }
        final Http1Codec codec = codec();
        final int end = parseHead();
        if (end > 0)
        {
            openResponse(codec.message, end);
            isMalformed |= isInputMalformed();
        }
        else if (Http1Parser.MALFORMED == end)
        {
            isMalformed = true;
            reading(Reading.BROKEN);
        }
        else if (isPeerClosed())
        {
            isMalformed = true;
            reading(Reading.BROKEN);
        }
    }

    @Override
    public boolean isMalformed()
    {
        return isMalformed;
    }

    private void openResponse(final HttpMessage response, final int end)
    {
        final int status = response.status();
        final Reading state;
        if (101 == status && !isUpgradeAsked)
        {
            // nobody asked for another protocol
            isMalformed = true;
            reading(Reading.BROKEN);
            return;
        }
        if (status >= 100 && status < 200 && 101 != status)
        {
            state = Reading.ENDED;
        }
        else if (101 == status || isTunnelAsked && status < 300)
        {
            state = Reading.TUNNEL;
            isClosing = true;
        }
        else if (response.has(HttpMessage.BODYLESS_RESPONSE))
        {
            state = Reading.ENDED;
        }
        else if (response.isChunked())
        {
            state = Reading.CHUNKED;
        }
        else if (response.has(HttpMessage.CONTENT_LENGTH))
        {
            state = Reading.LENGTH;
        }
        else
        {
            state = Reading.UNTIL_CLOSE;
            isClosing = true;
        }
        if (response.connectionClose() || !response.has(HttpMessage.VERSION_11) && !response.keepAlive())
        {
            isClosing = true;
        }
        openBody(end, state);
    }

    @Override
    public void closeAfterResponse()
    {
        isCloseWanted = true;
    }

    @Override
    public void nextHead()
    {
        pinInput(false);
        reading(Reading.HEAD);
        if (null != in())
        {
            readHead();
        }
    }

    @Override
    public int sendHead(final HttpMessage head)
    {
        final Http1Codec codec = codec();
        codec.encoder.headerCase(settings().headerCase());
        codec.encoder.serverHeader(serverHeaderName, serverHeaderValue);
        final int result =
            encodeHead(head, encoderOptions() | (isCloseWanted ? Http1Encoder.CLOSE_UNLESS_ASKED : 0));
        if (SENT != result)
        {
            return result;
        }
        isCloseWanted = false;
        requestCount++;
        isRequestSent = false;
        isMalformed = false;
        isTunnelAsked = Method.CONNECT == head.method();
        isUpgradeAsked = head.findHeader(HeaderId.UPGRADE, -1) >= 0;
        isClosing |= codec.encoder.isClosing();
        writing(codec.encoder.isBodySkipped() ? Writing.DISCARD :
            codec.encoder.isChunked() ? Writing.CHUNKED : Writing.LENGTH);
        codec.parser.configure(false, settings().parserFlags(), settings().maxHeaders());
        codec.parser.requestMethod(head.method());
        reading(Reading.HEAD);
        wantRead(true);
        return result;
    }

    @Override
    public void startTunnel()
    {
        writing(Writing.UNTIL_CLOSE);
    }

    @Override
    void onOutputEnded()
    {
        isRequestSent = true;
    }

    @Override
    public int requestCount()
    {
        return requestCount;
    }

    @Override
    public boolean isReusable()
    {
        return Reading.ENDED == reading() && isRequestSent && !isClosing && !isPeerClosed() && !isClosed() &&
            isFlushed() && !isOutputBroken() && (null == in() || in().isEmpty());
    }

    @Override
    public void finish()
    {
        handler(null);
        closeAfterFlush();
    }

    // ---- idle

    @Override
    public void becomeIdle(final Owner newOwner)
    {
        handler(null);
        owner = newOwner;
        idleSinceMs = context().nowMs();
        releaseCodec();
        // what was large once is likely to be so again: read it with one call next time
        bulk(bytesIn() > context().buffers().bufferSize());
        reading(Reading.IDLE);
        resetByteCounts();
        wantRead(true);
    }

    @Override
    public void becomeBusy()
    {
        owner = null;
        resetByteCounts();
    }

    @Override
    public void leaveLoop()
    {
        owner = null;
        detach();
    }

    @Override
    public void takeOver(final HttpBackMux previous)
    {
        final Http1BackMux other = (Http1BackMux)previous;
        super.takeOver(other);
        key = other.key;
        requestCount = other.requestCount;
        reading(Reading.IDLE);
        wantRead(true);
    }

    private void leaveOwner()
    {
        final Owner current = owner;
        if (null != current)
        {
            owner = null;
            current.onIdleClosed(this);
        }
    }

    @Override
    public void discard()
    {
        owner = null;
        close();
    }

    @Override
    public long idleSinceMs()
    {
        return idleSinceMs;
    }

    @Override
    public IdleConnection nextIdle()
    {
        return nextIdle;
    }

    @Override
    public void nextIdle(final IdleConnection value)
    {
        nextIdle = value;
    }

    @Override
    public IdleConnection previousIdle()
    {
        return previousIdle;
    }

    @Override
    public void previousIdle(final IdleConnection value)
    {
        previousIdle = value;
    }
}
