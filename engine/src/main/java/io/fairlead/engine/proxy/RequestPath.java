/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.StreamEndpoint;

/** The request's way from the client to the server. Part of a {@link Stream}; loop-confined. */
final class RequestPath
{
    private final Stream stream;
    private final Relay relay = new Relay();

    RequestPath(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        relay.reset();
    }

    /**
     * Bytes of body forwarded to the server.
     *
     * @return count.
     */
    long forwarded()
    {
        return relay.forwarded();
    }

    /**
     * Go as far as possible.
     *
     * @return whether anything changed.
     */
    boolean advance()
    {
        return switch (stream.requestState())
        {
            case RULES -> runRules();
            case ASSIGN -> stream.connector().assign();
            case QUEUED, TURNAROUND, CONNECTING -> isClientGone();
            case SEND_HEAD -> sendHead();
            case RELAY -> relay();
            case DONE -> false;
        };
    }

    private boolean runRules()
    {
        final Frontend frontend = stream.frontend();
        Backend backend = frontend.defaultBackend();
        if (null == backend)
        {
            backend = frontend.ownBackend();
        }
        if (null == backend)
        {
            stream.end(TerminationState.SERVER_CLOSED, TerminationState.IN_CONNECT);
            stream.responsePath().answer(503);
            return true;
        }
        stream.backend(backend);
        final HttpMessage request = stream.request();
        if (null != request)
        {
            ForwardingHeaders.apply(stream, request);
        }
        stream.times().queueNs = 0;
        stream.requestState(Stream.RequestState.ASSIGN);
        return true;
    }

    /** While nothing was sent to a server, a client that left need not be served any more. */
    private boolean isClientGone()
    {
        final StreamEndpoint front = stream.front();
        if (!front.isPeerClosed() || !stream.backend().isAborting())
        {
            return false;
        }
        if (null == stream.request() && !front.isInputEnded())
        {
            return false;
        }
        stream.end(TerminationState.CLIENT_CLOSED, stream.phase());
        stream.connector().abort();
        stream.responsePath().answerNothing();
        return true;
    }

    private boolean sendHead()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        final HttpMessage request = stream.request();
        if (null != request)
        {
            final int result = back.sendHead(request);
            if (StreamEndpoint.BLOCKED == result)
            {
                return false;
            }
            if (StreamEndpoint.TOO_BIG == result)
            {
                stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
                stream.connector().abort();
                stream.responsePath().answer(400);
                return true;
            }
            if (!stream.connector().isRetryPossible())
            {
                stream.front().unpinHead();
            }
        }
        stream.requestState(Stream.RequestState.RELAY);
        stream.responseState(null != request ? Stream.ResponseState.WAIT_HEAD : Stream.ResponseState.RELAY);
        relay();
        return true;
    }

    private boolean relay()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        final StreamEndpoint front = stream.front();
        if (null == back)
        {
            stream.requestState(Stream.RequestState.DONE);
            return true;
        }
        final boolean hasMoved = relay.run(front, back);
        if (hasMoved)
        {
            stream.timeouts().onActivity(true);
            stream.timeouts().onActivity(false);
        }
        if (relay.isEnded())
        {
            stream.requestState(Stream.RequestState.DONE);
        }
        return hasMoved;
    }

    /** The message is over but the connection lives on as a tunnel. */
    void reopen()
    {
        relay.reopen();
        stream.requestState(Stream.RequestState.RELAY);
    }

    /** Start over with another server: possible while nothing of the body was taken. */
    void rewind()
    {
        relay.reset();
        stream.requestState(Stream.RequestState.ASSIGN);
        stream.responseState(Stream.ResponseState.NONE);
    }
}
