/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http1.Http1BackMux;
import io.fairlead.engine.mux.StreamEndpoint;

/** The response's way to the client, from a server or from ourselves. Part of a {@link Stream}; loop-confined. */
final class ResponsePath
{
    private final Stream stream;
    private final Relay relay = new Relay();
    private HttpMessage own;
    private LocalAnswer answer;
    private PooledBuffer answerBody;
    private int answerOffset;
    private boolean isAnswerHeadSent;

    ResponsePath(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        relay.reset();
        answer = null;
        answerOffset = 0;
        isAnswerHeadSent = false;
    }

    /** Give back what is lent. */
    void release()
    {
        if (null != answerBody)
        {
            stream.worker().context().release(answerBody);
            answerBody = null;
        }
        if (null != own)
        {
            own.reset();
        }
        answer = null;
    }

    /**
     * Bytes of body forwarded to the client.
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
        return switch (stream.responseState())
        {
            case NONE, DONE -> false;
            case WAIT_HEAD -> waitHead();
            case RULES, SEND_HEAD -> sendHead();
            case RELAY -> relay();
            case ANSWER -> sendAnswer();
        };
    }

    // ---- from a server

    private boolean waitHead()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        if (back.isInputBroken() || back.isOutputBroken() && back.isPeerClosed())
        {
            return onServerBroken();
        }
        if (!back.hasHead())
        {
            return isClientGone();
        }
        final int status = back.message().status();
        if (status < 200 && 101 != status)
        {
            return forwardInterim((Http1BackMux)back);
        }
        stream.times().responseNs = stream.nowNs();
        stream.status(status);
        stream.accounting().onResponse(status);
        stream.responseState(Stream.ResponseState.SEND_HEAD);
        return true;
    }

    /** The client left while the server is at work. */
    private boolean isClientGone()
    {
        if (!stream.front().isPeerClosed() || !stream.backend().isAborting())
        {
            return false;
        }
        stream.end(TerminationState.CLIENT_CLOSED, stream.phase());
        stream.connector().abort();
        answerNothing();
        return true;
    }

    private boolean forwardInterim(final Http1BackMux back)
    {
        final int result = stream.front().sendHead(back.message());
        if (StreamEndpoint.BLOCKED == result)
        {
            return false;
        }
        stream.accounting().onInterim();
        back.nextHead();
        return true;
    }

    private boolean onServerBroken()
    {
        if (stream.connector().tryAgain())
        {
            return true;
        }
        stream.end(isMalformed() ? TerminationState.PROXY_REFUSED : TerminationState.SERVER_CLOSED,
            TerminationState.IN_HEADERS);
        stream.accounting().onServerFailure();
        stream.connector().abort();
        answer(502);
        return true;
    }

    private boolean isMalformed()
    {
        return ((Http1BackMux)stream.connector().endpoint()).isMalformed();
    }

    private boolean sendHead()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        final HttpMessage head = back.message();
        final int result = stream.front().sendHead(head);
        if (StreamEndpoint.BLOCKED == result)
        {
            return false;
        }
        if (StreamEndpoint.TOO_BIG == result)
        {
            stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_HEADERS);
            stream.connector().abort();
            answer(502);
            return true;
        }
        back.unpinHead();
        stream.front().unpinHead();
        stream.accounting().onResponseHead();
        if (!back.isHttp())
        {
            // both ends have left HTTP behind: bare bytes from here on
            ((Http1BackMux)back).startTunnel();
            stream.requestPath().reopen();
        }
        stream.responseState(Stream.ResponseState.RELAY);
        relay();
        return true;
    }

    private boolean relay()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        final StreamEndpoint front = stream.front();
        if (0 == stream.times().responseNs && back.inputLength() > 0)
        {
            stream.times().responseNs = stream.nowNs();
        }
        final boolean hasMoved = relay.run(back, front);
        if (hasMoved)
        {
            stream.timeouts().onActivity(true);
            stream.timeouts().onActivity(false);
        }
        if (relay.isEnded())
        {
            onResponseComplete();
            return true;
        }
        if (back.isInputBroken() && 0 == back.inputLength())
        {
            onBrokenBody(back);
            return true;
        }
        if (back.isOutputBroken() && !back.isHttp())
        {
            onBrokenBody(back);
            return true;
        }
        return hasMoved;
    }

    private void onResponseComplete()
    {
        stream.responseState(Stream.ResponseState.DONE);
        if (stream.front().isHttp())
        {
            if (Stream.RequestState.DONE != stream.requestState())
            {
                // the server answered before it had the whole request, whose rest nobody wants
                stream.connector().abort();
            }
        }
        else if (stream.front().isPeerClosed() && Stream.RequestState.DONE != stream.requestState() &&
            0 == stream.front().inputLength())
        {
            stream.requestState(Stream.RequestState.DONE);
        }
    }

    private void onBrokenBody(final StreamEndpoint back)
    {
        stream.end(TerminationState.SERVER_CLOSED, TerminationState.IN_DATA);
        stream.accounting().onServerFailure();
        stream.giveUp();
    }

    // ---- from ourselves

    /** Answer with an error. */
    void answer(final int status)
    {
        final LocalAnswer page = stream.frontend().errorAnswer(stream.backend(), status);
        if (null == page || !isHttpFront())
        {
            answerNothing();
            return;
        }
        answer(page);
    }

    private boolean isHttpFront()
    {
        return null != stream.session().httpMux();
    }

    /** Answer with a response of our own. */
    void answer(final LocalAnswer response)
    {
        answer = response;
        answerOffset = 0;
        isAnswerHeadSent = false;
        stream.status(response.status());
        stream.accounting().onResponse(response.status());
        stream.responseState(Stream.ResponseState.ANSWER);
        stream.requestState(Stream.RequestState.DONE);
    }

    /** End without a response. */
    void answerNothing()
    {
        if (null != stream.session().httpMux())
        {
            stream.session().httpMux().closeAfterResponse();
        }
        stream.requestState(Stream.RequestState.DONE);
        stream.responseState(Stream.ResponseState.DONE);
    }

    boolean isAnswerPending()
    {
        return Stream.ResponseState.ANSWER == stream.responseState();
    }

    private boolean sendAnswer()
    {
        if (!isAnswerHeadSent)
        {
            if (null == own)
            {
                own = new HttpMessage();
            }
            answer.writeTo(own);
            final int result = stream.front().sendHead(own);
            if (StreamEndpoint.BLOCKED == result)
            {
                return false;
            }
            isAnswerHeadSent = true;
            stream.times().responseNs = 0 == stream.times().responseNs ? stream.nowNs() : stream.times().responseNs;
        }
        if (!sendAnswerBody())
        {
            return false;
        }
        stream.front().sendEnd(null);
        stream.responseState(Stream.ResponseState.DONE);
        return true;
    }

    private boolean sendAnswerBody()
    {
        final byte[] body = answer.body();
        while (answerOffset < body.length || null != answerBody)
        {
            if (null == answerBody)
            {
                answerBody = stream.worker().context().buffers().tryTake();
                if (null == answerBody)
                {
                    stream.front().flush();
                    return false;
                }
                final int length = Math.min(answerBody.space(), body.length - answerOffset);
                answerBody.memory().putBytes(answerBody.tail(), body, answerOffset, length);
                answerBody.produced(length);
                answerOffset += length;
            }
            final int taken = stream.front().sendData(answerBody, answerBody.head(), answerBody.length());
            answerBody.consume(taken);
            if (!answerBody.isEmpty())
            {
                return false;
            }
            stream.worker().context().release(answerBody);
            answerBody = null;
        }
        return true;
    }
}
