/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.mux.EndpointHandler;
import io.fairlead.engine.mux.Handshake;
import io.fairlead.engine.mux.HttpFrontMux;
import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.PassThroughMux;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.mux.StreamFactory;
import io.fairlead.engine.os.SocketOptions;
import io.fairlead.engine.proxyprotocol.HandshakeError;
import io.fairlead.engine.proxyprotocol.ProxyHeader;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.sample.VariableStore;
import io.fairlead.engine.transport.Channel;

/**
 * Life of one client connection: where it came from, which frontend serves it, its streams one after the other.
 * Loop-confined.
 */
final class Session implements StreamFactory, EndpointHandler
{
    private final Worker worker;
    private Frontend frontend;
    private final BindPoint bind;
    private final NetAddress connectionSource = new NetAddress();
    private final NetAddress connectionDestination = new NetAddress();
    private final NetAddress source = new NetAddress();
    private final NetAddress destination = new NetAddress();
    private final long acceptNs;
    private final long acceptEpochUs;
    private Channel channel;
    private HttpFrontMux httpMux;
    private PassThroughMux tcpMux;
    private final UnsafeBuffer tlvBytes = new UnsafeBuffer(0, 0);
    private VariableStore variables;
    private ProxyHeader proxyHeader;
    private Session previous;
    private Session next;
    private long handshakeNs;
    private int streamCount;
    private int handshakeError;
    private boolean isCounted;
    private boolean isEnded;
    private boolean isDestinationKnown;
    private boolean isSourceSet;
    private boolean isDestinationSet;
    private PrivateConnections privateConnections;

    Session(final Worker worker, final BindPoint bind, final Channel channel)
    {
        this.worker = worker;
        this.bind = bind;
        this.frontend = bind.frontend();
        this.channel = channel;
        this.acceptNs = worker.loop().clock().nowNs();
        this.acceptEpochUs = worker.loop().clock().epochUs();
        this.handshakeNs = acceptNs;
        channel.remoteAddress(connectionSource);
    }

    /**
     * Begin: hold the handshakes that the bind line asks for, then wait for requests, or start the stream of a bare
     * connection.
     */
    void start()
    {
        if (!worker.sessionContext().accepts(this, Phase.TCP_REQUEST_CONNECTION))
        {
            onRefused(frontend.counters().deniedConnections);
            channel.abort();
            end();
            return;
        }
        if (frontend.settings().has(ProxyOption.NOLINGER))
        {
            channel.resetOnClose(true);
        }
        final Handshake handshake = bind.handshake(this);
        if (frontend.isHttp())
        {
            httpMux = worker.http().front(worker.context(), frontend.http(), this);
            httpMux.accept(channel, handshake);
            if (null == handshake)
            {
                if (isSessionAccepted())
                {
                    httpMux.start();
                }
            }
            else
            {
                httpMux.awaitHandshake(bind.handshakeTimeoutMs());
            }
        }
        else
        {
            tcpMux = new PassThroughMux(worker.context());
            tcpMux.accept(channel, handshake);
            if (null == handshake)
            {
                startBareStream();
            }
            else
            {
                tcpMux.handler(this);
                tcpMux.resumeInput();
            }
        }
    }

    /** Something was thrown while it began: the connection ends, with what was made for it so far. */
    void onStartFault(final Throwable cause)
    {
        try
        {
            if (null != httpMux)
            {
                httpMux.onFault(cause);
            }
            else if (null != tcpMux)
            {
                tcpMux.onFault(cause);
            }
        }
        finally
        {
            if (channel.isOpen())
            {
                channel.abort();
            }
            end();
        }
    }

    /** Rules that look at the session once its addresses are known. A refused session is closed. */
    private boolean isSessionAccepted()
    {
        if (worker.sessionContext().accepts(this, Phase.TCP_REQUEST_SESSION))
        {
            isCounted = true;
            bind.onSessionAccepted();
            return true;
        }
        onRefused(frontend.counters().deniedSessions);
        if (null != httpMux)
        {
            httpMux.abort();
        }
        else
        {
            tcpMux.abort();
        }
        end();
        return false;
    }

    private void onRefused(final int column)
    {
        count(worker.sessionContext().isSilenced() ? frontend.counters().deniedRequests : column, 1);
    }

    /** Count for the frontend that serves the session, and for the socket it came by if that is counted apart. */
    void count(final int column, final long amount)
    {
        worker.counters().add(column, amount);
        bind.countApart(column - frontend.object().base() + bind.frontend().object().base(), amount);
    }

    private void startBareStream()
    {
        if (!isSessionAccepted())
        {
            return;
        }
        final Stream stream = worker.takeStream();
        streamCount++;
        stream.start(this, tcpMux);
    }

    Worker worker()
    {
        return worker;
    }

    Frontend frontend()
    {
        return frontend;
    }

    BindPoint bind()
    {
        return bind;
    }

    Channel channel()
    {
        return channel;
    }

    /** Address of the client: as a PROXY header or session rules set it, else the connection's. */
    NetAddress source()
    {
        return isSourceSet ? source : connectionSource;
    }

    /** Address the client connected to: as session rules set it, else the connection's. */
    NetAddress destination()
    {
        return isDestinationSet ? destination : connectionDestination();
    }

    /** The client's address for session rules to edit. */
    NetAddress editableSource()
    {
        if (!isSourceSet)
        {
            isSourceSet = true;
            source.copyFrom(connectionSource);
        }
        return source;
    }

    /** The address the client connected to, for session rules to edit. */
    NetAddress editableDestination()
    {
        if (!isDestinationSet)
        {
            isDestinationSet = true;
            destination.copyFrom(connectionDestination());
        }
        return destination;
    }

    /** Address the connection comes from: the peer's, or what connection rules made of it. */
    NetAddress connectionSource()
    {
        return connectionSource;
    }

    /** Address the connection goes to, likewise. */
    NetAddress connectionDestination()
    {
        if (!isDestinationKnown)
        {
            isDestinationKnown = true;
            channel.localAddress(connectionDestination);
        }
        return connectionDestination;
    }

    boolean hasProxyHeader()
    {
        return null != proxyHeader && 0 != proxyHeader.version();
    }

    /** Bytes that the TLVs of the PROXY header lie in. */
    UnsafeBuffer tlvBuffer()
    {
        tlvBytes.wrap(proxyHeader.tlvs().buffer());
        return tlvBytes;
    }

    /** Variables of scope sess. */
    VariableStore variables()
    {
        if (null == variables)
        {
            variables = new VariableStore();
        }
        return variables;
    }

    /** What a PROXY header said; made when the bind line asks for one. */
    ProxyHeader proxyHeader()
    {
        if (null == proxyHeader)
        {
            proxyHeader = new ProxyHeader();
        }
        return proxyHeader;
    }

    /** Addresses as a PROXY header tells them. */
    void addresses(final NetAddress newSource, final NetAddress newDestination)
    {
        source.copyFrom(newSource);
        destination.copyFrom(newDestination);
        isSourceSet = true;
        isDestinationSet = true;
    }

    long acceptNs()
    {
        return acceptNs;
    }

    long acceptEpochUs()
    {
        return acceptEpochUs;
    }

    long handshakeNs()
    {
        return handshakeNs;
    }

    HttpFrontMux httpMux()
    {
        return httpMux;
    }

    /** Streams begun, the current one included. */
    int streamCount()
    {
        return streamCount;
    }

    // ---- requests of an HTTP connection

    @Override
    public void onRequest(final StreamEndpoint endpoint)
    {
        handshakeDone();
        followReload();
        streamCount++;
        worker.takeStream().start(this, endpoint);
    }

    @Override
    public void onBadRequest(final StreamEndpoint endpoint, final int status)
    {
        followReload();
        streamCount++;
        worker.takeStream().startRefused(this, endpoint, status, Stream.Refusal.MALFORMED, true);
    }

    @Override
    public void onRequestAborted(final StreamEndpoint endpoint, final boolean isPartial)
    {
        followReload();
        streamCount++;
        worker.takeStream().startRefused(this, endpoint, 400, Stream.Refusal.ABORTED, isPartial);
    }

    @Override
    public void onRequestTimeout(final StreamEndpoint endpoint, final boolean isPartial)
    {
        followReload();
        streamCount++;
        worker.takeStream().startRefused(this, endpoint, 408, Stream.Refusal.TIMEOUT, isPartial);
    }

    @Override
    public boolean onHandshakeComplete()
    {
        handshakeDone();
        return isSessionAccepted();
    }

    /**
     * The bind line belongs to another generation now. The connection follows with its next request; one of bare bytes
     * stays where it began.
     */
    void onReload()
    {
        if (null == httpMux)
        {
            return;
        }
        if (!bind.frontend().isHttp())
        {
            httpMux.closeWhenIdle();
            return;
        }
        worker.http().reconfigure(httpMux, bind.frontend().http());
        if (httpMux.isBetweenRequests())
        {
            followReload();
        }
    }

    private void followReload()
    {
        final Frontend next = bind.frontend();
        if (frontend != next && next.isHttp())
        {
            followServer();
            bind.onSessionMoved(frontend, next);
            frontend = next;
        }
    }

    /** Why the handshake failed, one of {@link HandshakeError}. */
    void handshakeError(final int error)
    {
        handshakeError = error;
    }

    int handshakeError()
    {
        return handshakeError;
    }

    @Override
    public void onHandshakeFailed(final boolean isTimeout)
    {
        if (isTimeout)
        {
            handshakeError = bind.settings().isAcceptProxy ? HandshakeError.PROXY_TIMEOUT : HandshakeError.CIP_TIMEOUT;
        }
        worker.sessionContext().onHandshakeError(this, handshakeError);
    }

    /** Whether it went so far that it was counted as a session. */
    boolean isCounted()
    {
        return isCounted;
    }

    private void handshakeDone()
    {
        if (0 == streamCount && bind.isHandshakeNeeded())
        {
            handshakeNs = worker.loop().clock().nowNs();
        }
    }

    @Override
    public void onConnectionClosed()
    {
        end();
    }

    /** The stream of a bare connection is over. */
    void onBareStreamEnded()
    {
        end();
    }

    // ---- connections to servers that only this client may use

    /** Mark the packets to the client ({@code set-fc-mark}). */
    void mark(final int value)
    {
        SocketOptions.mark(channel().descriptor(), value);
    }

    /** Type of service of the packets to the client ({@code set-fc-tos}); nothing for a UNIX socket. */
    void typeOfService(final int value)
    {
        if (connectionSource.isIp())
        {
            SocketOptions.typeOfService(
                channel().descriptor(), NetAddress.INET6 == connectionSource.family() &&
                !connectionSource.isIpv4Mapped(), value & 0xFF);
        }
    }

    /** Whether another connection may be kept for this client alone. */
    boolean hasPrivateRoom()
    {
        return null == privateConnections ?
            frontend.settings().maxSessionServerConns > 0 : privateConnections.hasRoom();
    }

    /** Keep a connection that must not serve other clients. */
    void keepPrivate(final ServerTarget target, final HttpBackMux connection)
    {
        if (null == privateConnections)
        {
            privateConnections = new PrivateConnections(worker, frontend.settings().maxSessionServerConns);
        }
        privateConnections.keep(target, connection);
    }

    /** A kept connection to a server that began with this greeting; null when there is none. */
    HttpBackMux takePrivate(final ServerTarget target, final ConnectionKey key)
    {
        return null == privateConnections ? null : privateConnections.take(target, key);
    }

    /** Server of this backend that a connection is kept to; null when there is none. */
    ServerTarget lastPrivate(final Backend backend)
    {
        return null == privateConnections ? null : privateConnections.last(backend);
    }

    /** The private connections go on with their servers' successors. */
    private void followServer()
    {
        if (null != privateConnections)
        {
            privateConnections.followServers();
        }
    }

    private void dropPrivate()
    {
        if (null != privateConnections)
        {
            privateConnections.close();
        }
    }

    private void end()
    {
        if (!isEnded)
        {
            isEnded = true;
            dropPrivate();
            bind.onSessionEnd(this);
        }
    }

    /** The process stops: end when there is nothing under way. */
    void closeWhenIdle()
    {
        if (null != httpMux)
        {
            httpMux.closeWhenIdle();
        }
    }

    /** The frontend stops: the next response is the last one. */
    void closeAfterResponse()
    {
        if (null != httpMux)
        {
            httpMux.closeAfterResponse();
        }
    }

    /** The process stops for good: end at once. */
    void kill()
    {
        if (null != httpMux)
        {
            httpMux.abort();
        }
        else
        {
            tcpMux.abort();
        }
        end();
    }

    // ---- handshake of a bare connection

    @Override
    public void onConnected(final boolean isConnected)
    {
        if (isConnected)
        {
            handshakeNs = worker.loop().clock().nowNs();
            startBareStream();
        }
        else
        {
            onHandshakeFailed(false);
            end();
        }
    }

    @Override
    public void onInput()
    {
        // input belongs to the handshake until the stream starts
    }

    @Override
    public void onOutputReady()
    {
        // nothing is sent before the stream starts
    }

    @Override
    public void onFault(final Throwable cause)
    {
        end();
    }

    // ---- list of the bind point's sessions

    Session previous()
    {
        return previous;
    }

    void previous(final Session value)
    {
        previous = value;
    }

    Session next()
    {
        return next;
    }

    void next(final Session value)
    {
        next = value;
    }
}
