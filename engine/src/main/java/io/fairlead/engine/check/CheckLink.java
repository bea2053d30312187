/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.Handshake;
import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.Mux;
import io.fairlead.engine.mux.PassThroughMux;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.proxyprotocol.HandshakeError;
import io.fairlead.engine.proxyprotocol.ProxyProtocolWriter;
import io.fairlead.engine.proxyprotocol.Socks4;
import io.fairlead.engine.server.ServerSettings;

/**
 * One connection of a check: bare bytes or HTTP, the words that go before them, what was received. Conductor only.
 * <pre>
 *   bare bytes   input stays in the connection's buffer until the next request
 *   HTTP         head in the connection's buffer, body gathered in a buffer of its own
 * </pre>
 */
final class CheckLink implements Handshake
{
    private static final int GREETING_CAPACITY = 512;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final CheckRun run;
    private final CheckContext context;
    private final CheckStep.Connect connect;
    private final Mux mux;
    private final HttpBackMux http;
    private SocketAddress target;
    private PooledBuffer body;
    private PooledBuffer out;
    private boolean isReady;
    private boolean isEstablished;
    private boolean isRequestOpen;
    private boolean isHeadComplete;
    private int relayError;

    CheckLink(final CheckRun run, final CheckStep.Connect connect)
    {
        this.run = run;
        this.context = run.context();
        this.connect = connect;
        if (CheckRuleSet.Protocol.HTTP == run.rules().protocol)
        {
            http = context.muxes().back(context.muxContext(), run.plan().httpOptions(), null, null);
            mux = http.connection();
        }
        else
        {
            http = null;
            mux = new PassThroughMux(context.muxContext());
        }
        mux.handler(run);
    }

    // ---- connecting

    void connect(final SocketAddress address)
    {
        target = address;
        final boolean isRelayed = run.plan().isRelayed(connect);
        if (isRelayed)
        {
            final UnsafeBuffer request = new UnsafeBuffer(new byte[Socks4.REQUEST_LENGTH]);
            mux.queuePrefix(request, 0, Socks4.writeRequest(request, 0, new NetAddress().from(address)));
        }
        final SocketAddress first = isRelayed ? run.plan().relay() : address;
        mux.connect(first, run.plan().tuning(connect, first instanceof InetSocketAddress), isRelayed ? this : null);
    }

    /** The relay's reply. */
    @Override
    public int onInput(final PooledBuffer in, final boolean isPeerClosed)
    {
        isEstablished = true;
        if (null == in)
        {
            relayError = HandshakeError.SOCKS4_RECEIVE;
            return FAILED;
        }
        final int length = Socks4.readReply(in.memory(), in.head(), in.length());
        if (length > 0)
        {
            in.consume(length);
            return DONE;
        }
        relayError = Socks4.NEED_MORE != length ? -length : isPeerClosed ? HandshakeError.SOCKS4_RECEIVE : 0;
        return Socks4.NEED_MORE == length && !isPeerClosed ? NEED_MORE : FAILED;
    }

    void onConnected()
    {
        isEstablished = true;
        isReady = true;
        if (run.plan().isSendingProxy(connect))
        {
            greet();
        }
        if (null == http)
        {
            resume();
        }
    }

    private void greet()
    {
        final ServerSettings settings = run.plan().settings();
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[GREETING_CAPACITY]);
        final NetAddress local = new NetAddress();
        final NetAddress remote = new NetAddress();
        mux.channel().localAddress(local);
        mux.channel().remoteAddress(remote);
        final int length;
        if (settings.isSendProxyV2)
        {
            final boolean isLocal = !context.isNeverLocal();
            final ProxyProtocolWriter writer = new ProxyProtocolWriter()
                .begin(bytes, 0, GREETING_CAPACITY, isLocal ? null : local, isLocal ? null : remote);
            if (settings.proxyV2Options.contains(ServerSettings.ProxyV2Option.CRC32C))
            {
                writer.addCrc32c();
            }
            if (settings.proxyV2Options.contains(ServerSettings.ProxyV2Option.SSL))
            {
                writer.beginSsl(0, 0);
                writer.endSsl();
            }
            length = writer.finish();
        }
        else
        {
            length = ProxyProtocolWriter.writeV1(bytes, 0, local, remote);
        }
        mux.queuePrefix(bytes, 0, length);
        isReady = mux.flush();
    }

    /** Whether rules may go on. */
    boolean isReady()
    {
        isReady |= isEstablished && mux.isFlushed();
        return isReady;
    }

    boolean isEstablished()
    {
        if (!isEstablished && null != mux.channel() && mux.channel().isOpen())
        {
            final NetAddress peer = new NetAddress();
            mux.channel().remoteAddress(peer);
            isEstablished = peer.isSet() && !mux.isConnecting();
        }
        return isEstablished;
    }

    SocketAddress target()
    {
        return target;
    }

    /** Why the dialogue with the SOCKS4 relay failed; empty when it did not. */
    String relayError()
    {
        return 0 == relayError ? "" : HandshakeError.text(relayError);
    }

    String error()
    {
        return mux.error();
    }

    // ---- output

    /** Queue bytes; they are copied. */
    boolean send(final byte[] bytes, final int length)
    {
        if (null == out)
        {
            out = context.buffers().tryTake();
        }
        if (null == out || length > out.space())
        {
            return false;
        }
        out.memory().putBytes(out.tail(), bytes, 0, length);
        out.produced(length);
        return true;
    }

    /** Queue the head of a request; what was queued by {@link #send} is its body. */
    int sendHead(final HttpMessage head)
    {
        final int result = http.connection().sendHead(head);
        isRequestOpen = StreamEndpoint.SENT == result;
        return result;
    }

    /** Write what is queued; true when all was written, or nothing can be written any more. */
    boolean flush()
    {
        while (null != out && !out.isEmpty() && !mux.isOutputBroken())
        {
            final int taken = mux.sendData(out, out.head(), out.length(), 0);
            if (0 == taken)
            {
                break;
            }
            out.consume(taken);
        }
        if (null != out && !out.isEmpty() && !mux.isOutputBroken())
        {
            mux.flush();
            return false;
        }
        if (null != out)
        {
            context.muxContext().release(out);
            out = null;
        }
        if (isRequestOpen)
        {
            isRequestOpen = false;
            mux.sendEnd(null);
        }
        return mux.flush();
    }

    boolean isOutputBroken()
    {
        return mux.isOutputBroken();
    }

    // ---- input

    HttpMessage response()
    {
        return isHeadComplete ? mux.message() : null;
    }

    /** Whether the body of an HTTP response is no body. */
    boolean isMalformed()
    {
        return isHeadComplete && mux.isInputBroken() && !mux.isPeerClosed() &&
            SWITCHING_PROTOCOLS != mux.message().status();
    }

    /** Whether no HTTP response will come any more. */
    boolean isWithoutResponse()
    {
        return null != http && !isHeadComplete && (mux.isInputBroken() || mux.isPeerClosed());
    }

    /** Take what has come. */
    void collect()
    {
        if (null == http)
        {
            return;
        }
        // an interim response is taken for the response, as HAProxy's checks do, and a 101 nobody asked for
        isHeadComplete |= mux.hasHead() && mux.bytesIn() > 0 && mux.message().headEnd() > 0 &&
            (!http.isMalformed() || mux.isInputMalformed() || SWITCHING_PROTOCOLS == mux.message().status());
        while (mux.hasHead() && mux.inputLength() > 0)
        {
            if (null == body)
            {
                body = context.buffers().tryTake();
            }
            final int count = null == body ? 0 : Math.min(mux.inputLength(), body.space());
            if (0 == count)
            {
                return;
            }
            body.memory().putBytes(body.tail(), mux.input().memory(), mux.inputOffset(), count);
            body.produced(count);
            mux.consumeInput(count);
        }
    }

    void resume()
    {
        mux.resumeInput();
    }

    void discardInput()
    {
        if (null != body)
        {
            context.muxContext().release(body);
            body = null;
        }
        if (null == http && mux.inputLength() > 0)
        {
            mux.consumeInput(mux.inputLength());
        }
    }

    UnsafeBuffer inputBuffer()
    {
        return null == http ? mux.payloadBuffer() : null == body ? null : body.memory();
    }

    int inputOffset()
    {
        return null == http ? mux.inputOffset() : null == body ? 0 : body.head();
    }

    int inputLength()
    {
        return null == http ? mux.inputLength() : null == body ? 0 : body.length();
    }

    /** Whether nothing was received since the last request. */
    boolean isInputEmpty()
    {
        return null == http ? 0 == mux.inputLength() : null == response();
    }

    /** Whether no more can be stored. */
    boolean isFull()
    {
        return null == http ? null != mux.input() && 0 == mux.input().space() && 0 == mux.input().head() :
            null != body && 0 == body.space() || null != mux.input() && 0 == mux.input().space();
    }

    /** Whether the response is complete. */
    boolean isEnded()
    {
        return mux.isInputEnded();
    }

    boolean isInputComplete()
    {
        return isClosed() || isFull() || null != http && isEnded();
    }

    /** Whether the peer will send no more. */
    boolean isClosed()
    {
        return mux.isPeerClosed() || mux.isInputBroken();
    }

    /** Whether the connection failed. */
    boolean isBroken()
    {
        return !mux.error().isEmpty() && mux.isPeerClosed();
    }

    /** Close: with a reset unless the peer was first or an orderly end was asked for. */
    void close()
    {
        mux.handler(null);
        if (null != out)
        {
            context.muxContext().release(out);
            out = null;
        }
        discardBody();
        if (connect.isLinger && null != mux.channel())
        {
            mux.channel().lingerOnClose();
        }
        else if (!mux.isPeerClosed() && null != mux.channel())
        {
            mux.channel().abort(); // a reset leaves no TIME_WAIT behind
        }
        mux.close();
    }

    private void discardBody()
    {
        if (null != body)
        {
            context.muxContext().release(body);
            body = null;
        }
    }
}
