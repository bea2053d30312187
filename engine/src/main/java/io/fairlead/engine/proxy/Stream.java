/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.filter.BandwidthLimit;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.mux.EndpointHandler;
import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.rules.Reply;

/**
 * One exchange: a request and its response, or the two directions of a bare connection. It joins the client's endpoint
 * with a server's, has the rules run, moves data, watches the clock, and writes the log record at the end. Recycled by
 * its loop's {@link Worker}. Loop-confined.
 * <pre>
 *  request:   RULES -> ASSIGN -> (QUEUED) -> CONNECTING -> SEND_HEAD -> RELAY -> DONE
 *                         ^____(TURNAROUND)_____|
 *  response:  NONE -> WAIT_HEAD -> RULES -> SEND_HEAD -> RELAY -> DONE
 *              \____ ANSWER (our own response) ___________________/
 * </pre>
 */
final class Stream
{
    /** How far the request has come. */
    enum RequestState
    {
        /** Rules are running or wait for something. */
        RULES,
        /** A server is to be chosen. */
        ASSIGN,
        /** Waiting for a slot. */
        QUEUED,
        /** Waiting before another attempt at the same server. */
        TURNAROUND,
        /** A refused client is kept waiting. */
        TARPIT,
        /** A connection is being made. */
        CONNECTING,
        /** The head is to be sent. */
        SEND_HEAD,
        /** The body is being forwarded. */
        RELAY,
        /** Nothing more goes to the server. */
        DONE
    }

    /** How far the response has come. */
    enum ResponseState
    {
        /** No server is connected. */
        NONE,
        /** The server's head is awaited. */
        WAIT_HEAD,
        /** Rules are running or wait for something. */
        RULES,
        /** The head is to be sent. */
        SEND_HEAD,
        /** The body is being forwarded. */
        RELAY,
        /** Our own response is being sent. */
        ANSWER,
        /** Nothing more goes to the client. */
        DONE
    }

    /** Why a request never became one. */
    enum Refusal
    {
        /** None: the request is complete. */
        NONE,
        /** It cannot be read. */
        MALFORMED,
        /** The client closed before it was complete. */
        ABORTED,
        /** It did not arrive in time. */
        TIMEOUT
    }

    private static final int PASS_LIMIT = 64;
    private static final int SHUTDOWN_STATUS = 500;
    private static final long ID_BASE = 0x100000000L;
    private static final int BAD_REQUEST = 400;

    private final Worker worker;
    private final Side frontSide = new Side(true);
    private final Side backSide = new Side(false);
    private final Timer timer = new Timer()
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            timeouts.onTimer(nowMs);
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            Stream.this.onFault();
        }
    };
    private final StreamTimes times = new StreamTimes();
    private final StreamTimeouts timeouts = new StreamTimeouts(this);
    private final RequestPath requestPath = new RequestPath(this);
    private final ResponsePath responsePath = new ResponsePath(this);
    private final Connector connector = new Connector(this);
    private final StreamContext context = new StreamContext(this);
    private final CookiePersistence persistence = new CookiePersistence(this);
    private final StreamAccounting accounting = new StreamAccounting(this);
    private StreamFilters filters;
    private Stream nextFree;
    private Stream nextLive;
    private Stream previousLive;
    private Session session;
    private Frontend frontend;
    private Backend backend;
    private StreamEndpoint front;
    private RequestState requestState;
    private ResponseState responseState;
    private Refusal refusal;
    private long generation;
    private int termination;
    private int status;
    private boolean isProcessing;
    private boolean isAgain;
    private boolean isOver;
    private boolean isFirst;

    Stream(final Worker worker)
    {
        this.worker = worker;
    }

    // ---- life

    /** Begin with a complete request head, or with a bare connection. */
    void start(final Session newSession, final StreamEndpoint endpoint)
    {
        begin(newSession, endpoint, Refusal.NONE, true);
        accounting.onBegun();
        requestState = RequestState.RULES;
        if (null == session.httpMux())
        {
            front.resumeInput();
        }
        process();
    }

    /** Begin with a request that never became one. */
    void startRefused(
        final Session newSession, final StreamEndpoint endpoint, final int answerStatus, final Refusal reason,
            final boolean isPartial)
    {
        begin(newSession, endpoint, reason, isPartial);
        requestState = RequestState.DONE;
        accounting.onRefused();
        switch (reason)
        {
            case ABORTED ->
            {
                end(TerminationState.CLIENT_CLOSED, TerminationState.IN_REQUEST);
                responsePath.answerAborted(answerStatus);
            }
            case TIMEOUT ->
            {
                end(TerminationState.CLIENT_TIMEOUT, TerminationState.IN_REQUEST);
                responsePath.answerEarly(answerStatus);
            }
            default ->
            {
                end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
                responsePath.answerEarly(answerStatus);
            }
        }
        process();
    }

    private void begin(
        final Session newSession, final StreamEndpoint endpoint, final Refusal reason, final boolean isPartial)
    {
        session = newSession;
        frontend = newSession.frontend();
        backend = null;
        front = endpoint;
        generation++;
        termination = TerminationState.NONE;
        status = 0;
        isOver = false;
        refusal = reason;
        isFirst = 1 == newSession.streamCount();
        responseState = ResponseState.NONE;
        times.reset();
        requestPath.reset();
        responsePath.reset();
        connector.reset();
        persistence.reset();
        timeouts.reset();
        context.reset();
        accounting.onStart(isPartial);
        if (!frontend.settings().filters.isEmpty() && Refusal.NONE == reason)
        {
            filters().begin();
            followFilters();
        }
        front.handler(frontSide);
    }

    /** A rule answers the request by itself. */
    void onIntercepted(final Reply reply)
    {
        if (ResponseState.RULES == responseState)
        {
            end(TerminationState.ENDED_LOCALLY, TerminationState.IN_HEADERS);
        }
        else
        {
            times.requestNs = nowNs();
            end(TerminationState.ENDED_LOCALLY, TerminationState.IN_REQUEST);
            accounting.onIntercepted();
        }
        responsePath.answer(reply);
    }

    /** Note how the stream ends; the first reason stays. */
    void end(final int ending, final int phase)
    {
        if (TerminationState.NONE == TerminationState.ending(termination))
        {
            termination = TerminationState.withPhase(TerminationState.withEnding(termination, ending), phase);
        }
    }

    /** Do whatever can be done now. Safe to call from anywhere on the loop. */
    void process()
    {
        if (isProcessing)
        {
            isAgain = true;
            return;
        }
        isProcessing = true;
        try
        {
            int passes = 0;
            do
            {
                isAgain = false;
                boolean hasMoved = requestPath.advance();
                hasMoved |= responsePath.advance();
                isAgain |= hasMoved;
            }
            while (isAgain && !isOver && ++passes < PASS_LIMIT);
            if (!isOver)
            {
                settle();
            }
        }
        finally
        {
            isProcessing = false;
        }
        if (isOver)
        {
            recycle();
        }
    }

    private void settle()
    {
        front.flush();
        connector.flush();
        if (front.isOutputBroken() || Refusal.NONE == refusal && (front.isReset() || isBodyBrokenEarly()))
        {
            onClientBroken();
        }
        else if (ResponseState.DONE == responseState && front.isFlushed() && RequestState.DONE == requestState)
        {
            finish();
        }
        else
        {
            timeouts.arm();
        }
    }

    /** Whether the body broke while nobody is reading it yet. */
    private boolean isBodyBrokenEarly()
    {
        return front.isInputBroken() && switch (requestState)
        {
            case RELAY, DONE, TARPIT -> false;
            default -> true;
        };
    }

    private void onClientBroken()
    {
        if (front.isOutputInvalid())
        {
            end(TerminationState.INTERNAL, TerminationState.IN_DATA);
        }
        if (null != backend && null != connector.endpoint())
        {
            accounting.onClientAbort();
        }
        end(TerminationState.CLIENT_CLOSED, !isAnsweredEarly() && ResponseState.DONE == responseState &&
            front.isOutputBroken() ? TerminationState.IN_DATA : clientPhase());
        giveUp();
    }

    /** End now without another byte to the client. */
    void giveUp()
    {
        connector.abort();
        accounting.onEnd();
        final StreamEndpoint endpoint = front;
        endpoint.handler(null);
        endpoint.abort();
        isOver = true;
        if (endpoint.isHttp() || null != session.httpMux())
        {
            session.onConnectionClosed();
        }
        else
        {
            session.onBareStreamEnded();
        }
        recycleIfIdle();
    }

    /** Both directions are complete. */
    private void finish()
    {
        connector.finish();
        accounting.onEnd();
        final StreamEndpoint endpoint = front;
        isOver = true;
        endpoint.finish();
        if (null == session.httpMux())
        {
            session.onBareStreamEnded();
        }
    }

    private void recycleIfIdle()
    {
        if (!isProcessing)
        {
            recycle();
        }
    }

    private void recycle()
    {
        if (null == front)
        {
            return;
        }
        worker.loop().timers().cancel(timer);
        if (isFiltered())
        {
            filters.chain().detach();
        }
        generation++;
        front = null;
        session = null;
        frontend = null;
        backend = null;
        requestPath.stopReplay();
        responsePath.release();
        worker.releaseStream(this);
    }

    /** Something threw while this stream was being served: it ends, the loop goes on. */
    void onFault()
    {
        isProcessing = false;
        try
        {
            if (null != front && !isOver)
            {
                end(TerminationState.INTERNAL, phase());
                accounting.onFault();
                giveUp();
            }
        }
        finally
        {
            abandon();
        }
    }

    /** The last resort: whatever did not come to its end ends here. */
    private void abandon()
    {
        if (null != front)
        {
            final StreamEndpoint endpoint = front;
            final Session of = session;
            isOver = true;
            recycle();
            endpoint.handler(null);
            endpoint.abort();
            of.onConnectionClosed();
        }
    }

    // ---- events

    /** One side's ear. */
    private final class Side implements EndpointHandler
    {
        private final boolean isFront;

        private Side(final boolean isFront)
        {
            this.isFront = isFront;
        }

        @Override
        public void onConnected(final boolean isConnected)
        {
            connector.onConnected(isConnected);
            process();
        }

        @Override
        public void onInput()
        {
            timeouts.onInput(isFront);
            process();
        }

        @Override
        public void onOutputReady()
        {
            timeouts.onActivity(isFront);
            process();
        }

        @Override
        public void onFault(final Throwable cause)
        {
            Stream.this.onFault();
        }
    }

    /** A slot was handed to a ticket of this stream, or of an earlier life of this object. */
    void onSlotGranted(final PendingQueue.Ticket ticket, final long ofGeneration, final ServerTarget target)
    {
        if (ofGeneration != generation || !connector.isWaitingWith(ticket))
        {
            ticket.giveBack();
            return;
        }
        connector.onSlotGranted(target);
        process();
    }

    /** Another loop answered for this stream, or for an earlier life of this object; false when it is not needed. */
    boolean onTakeover(final Takeover takeover, final long ofGeneration, final HttpBackMux connection)
    {
        final boolean isAwaited =
            ofGeneration == generation && null != front && connector.onTakeover(takeover, connection);
        if (isAwaited)
        {
            process();
        }
        return isAwaited;
    }

    /** Lets this stream go on, but not a later life of this object; run by any thread. */
    Runnable waker()
    {
        final long life = generation;
        return () -> worker.loop().execute(() ->
        {
            if (life == generation && null != front)
            {
                process();
            }
        });
    }

    // ---- what the parts share

    /** Phase for the log's second termination character, by how far things have come. */
    int phase()
    {
        if (ResponseState.RELAY == responseState || ResponseState.ANSWER == responseState)
        {
            return TerminationState.IN_DATA;
        }
        if (ResponseState.DONE == responseState)
        {
            return RequestState.DONE == requestState && !front.isFlushed() ?
                TerminationState.IN_LAST : TerminationState.IN_DATA;
        }
        return switch (requestState)
        {
            case RULES -> TerminationState.IN_REQUEST;
            case TARPIT -> TerminationState.IN_TARPIT;
            case ASSIGN, TURNAROUND, CONNECTING -> TerminationState.IN_CONNECT;
            case QUEUED -> TerminationState.IN_QUEUE;
            default -> isBareBackend() || ResponseState.NONE == responseState ?
                TerminationState.IN_DATA : TerminationState.IN_HEADERS;
        };
    }

    /** Likewise, when it is the client who ends it: after the response only the rest of its request was missing. */
    int clientPhase()
    {
        return isAnsweredEarly() ? TerminationState.IN_LAST : phase();
    }

    private boolean isAnsweredEarly()
    {
        return ResponseState.DONE == responseState && RequestState.RELAY == requestState && front.isHttp();
    }

    boolean isBareBackend()
    {
        return null != backend && !front.isHttp() && null == session.httpMux();
    }

    Worker worker()
    {
        return worker;
    }

    Session session()
    {
        return session;
    }

    Frontend frontend()
    {
        return frontend;
    }

    Backend backend()
    {
        return backend;
    }

    /** Settle on a backend; counted from here on. */
    void backend(final Backend value)
    {
        backend = value;
        accounting.onBackend(value);
        if (isFiltered() || !value.settings().filters.isEmpty())
        {
            filters().onBackend(value);
            followFilters();
        }
    }

    StreamEndpoint front()
    {
        return front;
    }

    EndpointHandler backSide()
    {
        return backSide;
    }

    private StreamFilters filters()
    {
        if (null == filters)
        {
            filters = new StreamFilters(this);
        }
        return filters;
    }

    /** Whether anything looks at what passes. */
    boolean isFiltered()
    {
        return null != filters && !filters.chain().isEmpty();
    }

    /** Its filters; null unless {@link #isFiltered()}. */
    StreamFilters activeFilters()
    {
        return isFiltered() ? filters : null;
    }

    /** Filters may have asked for the data of a direction. */
    private void followFilters()
    {
        if (filters.chain().flow(true).isActive())
        {
            requestPath.through(filters.chain().flow(true));
        }
        if (filters.chain().flow(false).isActive())
        {
            responsePath.through(filters.chain().flow(false));
        }
    }

    /** The request is about to be sent. */
    void filterRequest(final HttpMessage head)
    {
        if (isFiltered())
        {
            filters.chain().onRequestHead(head);
            followFilters();
        }
    }

    /** When a filter wants to go on, monotonic milliseconds; MAX_VALUE when none waits. */
    long filterDeadlineMs()
    {
        return isFiltered() ? filters.chain().wakeAtMs() : Long.MAX_VALUE;
    }

    /** A rule puts a limit of bandwidth in force. */
    void limitBandwidth(final BandwidthLimit limit, final long bytes, final long periodMs)
    {
        if (isFiltered())
        {
            limit.enforce(filters.chain(), bytes, periodMs);
            followFilters();
        }
    }

    /** The request is about to be sent again. */
    void rewindFilters()
    {
        if (isFiltered())
        {
            filters.chain().rewind();
        }
    }

    /** A response has arrived. */
    void filterResponse(final HttpMessage head)
    {
        if (isFiltered())
        {
            filters.onResponse(head);
        }
    }

    /** The response is about to be sent. */
    void filterResponseHead(final HttpMessage head)
    {
        if (isFiltered())
        {
            filters.chain().onResponseHead(head);
            followFilters();
        }
    }

    /** The configuration is another one: keep no filters of the old one. */
    void forgetFilters()
    {
        if (null != filters)
        {
            filters.chain().forget();
        }
    }

    CookiePersistence persistence()
    {
        return persistence;
    }

    Connector connector()
    {
        return connector;
    }

    RequestPath requestPath()
    {
        return requestPath;
    }

    ResponsePath responsePath()
    {
        return responsePath;
    }

    StreamTimeouts timeouts()
    {
        return timeouts;
    }

    StreamTimes times()
    {
        return times;
    }

    StreamContext context()
    {
        return context;
    }

    StreamAccounting accounting()
    {
        return accounting;
    }

    Timer timer()
    {
        return timer;
    }

    RequestState requestState()
    {
        return requestState;
    }

    void requestState(final RequestState state)
    {
        requestState = state;
    }

    ResponseState responseState()
    {
        return responseState;
    }

    void responseState(final ResponseState state)
    {
        responseState = state;
    }

    Refusal refusal()
    {
        return refusal;
    }

    /** The request; null for bare bytes or when it never became one. */
    HttpMessage request()
    {
        return Refusal.NONE == refusal ? front.message() : null;
    }

    NetAddress source()
    {
        return context.source();
    }

    int termination()
    {
        return termination;
    }

    int status()
    {
        return status;
    }

    void status(final int value)
    {
        status = value;
    }

    long generation()
    {
        return generation;
    }

    /** Whether it is the first of its connection. */
    boolean isFirst()
    {
        return isFirst;
    }

    boolean isOver()
    {
        return isOver;
    }

    long nowNs()
    {
        return worker.loop().clock().nowNs();
    }

    /** Its name for administrators, unique in the process. */
    long id()
    {
        return ID_BASE + accounting.number();
    }

    /** An administrator ends it: nothing more goes to either side. */
    void shutdown()
    {
        shutdown(TerminationState.KILLED);
    }

    /** It is ended from outside, for a reason of {@link TerminationState}. */
    void shutdown(final int cause)
    {
        end(cause, TerminationState.IN_CONNECT);
        if (null != session.httpMux())
        {
            status = SHUTDOWN_STATUS;
        }
        giveUp();
    }

    Stream nextLive()
    {
        return nextLive;
    }

    void nextLive(final Stream value)
    {
        nextLive = value;
    }

    Stream previousLive()
    {
        return previousLive;
    }

    void previousLive(final Stream value)
    {
        previousLive = value;
    }

    Stream nextFree()
    {
        return nextFree;
    }

    void nextFree(final Stream value)
    {
        nextFree = value;
    }
}
