/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.balance.LoadBalancer;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.Mux;
import io.fairlead.engine.mux.PassThroughMux;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.server.Observation;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.Exhaustion;

/**
 * How a stream gets its connection to a server: choose one, wait for a slot, reuse or connect, try again. Part of a
 * {@link Stream}; loop-confined.
 */
final class Connector
{
    private static final int TURNAROUND_MS = 1000;
    private static final String RESET = "Connection reset";

    private final Stream stream;
    private final IdleSearch idleSearch;
    private ServerTarget target;
    private ServerTarget avoided;
    private ServerTarget counted;
    private PendingQueue.Ticket ticket;
    private ServerTarget queuedFor;
    private Mux mux;
    private HttpBackMux httpMux;
    private int retries;
    private int maxRetries;
    private int serverQueuePosition;
    private int backendQueuePosition;
    private boolean isEstablished;
    private boolean isReused;
    private boolean isSlotHeld;
    private boolean isInside;
    private boolean isDirected;
    private boolean isRedispatched;

    Connector(final Stream stream)
    {
        this.stream = stream;
        idleSearch = new IdleSearch(stream);
    }

    void reset()
    {
        idleSearch.cancel();
        target = null;
        avoided = null;
        counted = null;
        ticket = null;
        mux = null;
        httpMux = null;
        retries = 0;
        maxRetries = -1;
        serverQueuePosition = 0;
        backendQueuePosition = 0;
        isEstablished = false;
        isReused = false;
        isSlotHeld = false;
        isInside = false;
        isDirected = false;
        queuedFor = null;
        isRedispatched = false;
    }

    /** A rule has chosen a server: the first attempt goes there. */
    void direct(final Server server)
    {
        target = (ServerTarget)server.attachment();
        isDirected = true;
    }

    StreamEndpoint endpoint()
    {
        return mux;
    }

    /** The connection to the server as HTTP sees it; null for bare bytes or when there is none. */
    HttpBackMux http()
    {
        return httpMux;
    }

    /** Channel to the server; null when there is none. */
    Channel channel()
    {
        return null == mux ? null : mux.channel();
    }

    /** The server; null while there is none, and where {@code dispatch} or {@code transparent} stands for it. */
    ServerTarget target()
    {
        return null == target || target.isListed() ? target : null;
    }

    int retries()
    {
        return retries;
    }

    /** A rule says how often a connection may be tried again. */
    void maxRetries(final int value)
    {
        maxRetries = value;
    }

    private int maxRetries()
    {
        return maxRetries < 0 ? stream.backend().settings().retries : maxRetries;
    }

    /** Place in the queue of a server when the stream entered it, counted from 1; 0 when it did not. */
    int serverQueuePosition()
    {
        return serverQueuePosition;
    }

    /** Place in the queue of the backend, likewise. */
    int backendQueuePosition()
    {
        return backendQueuePosition;
    }

    boolean isRedispatched()
    {
        return isRedispatched;
    }

    boolean isEstablished()
    {
        return isEstablished;
    }

    boolean isReused()
    {
        return isReused;
    }

    /** Whether the request might have to be sent once more, so that its head must stay. */
    boolean isRetryPossible()
    {
        return isReused && isReplayable();
    }

    private boolean isReplayable()
    {
        final Method method = stream.request().method();
        return Method.GET == method || Method.HEAD == method || Method.OPTIONS == method || Method.PUT == method ||
            Method.DELETE == method || Method.TRACE == method;
    }

    // ---- choosing

    /** {@code option prefer-last-server}: the server this client alone has an idle connection to. */
    private ServerTarget preferred(final Backend backend)
    {
        return backend.settings().has(ProxyOption.PREFER_LAST_SERVER) && !backend.balancer().isDeterministic() &&
            0 == retries ? stream.session().lastPrivate(backend) : null;
    }

    /** Choose a server and take a slot, or queue for one. */
    boolean assign()
    {
        if (!enter())
        {
            return true;
        }
        final Backend backend = stream.backend();
        final long nowMs = stream.worker().context().nowMs();
        StreamObserver.Choice choice = StreamObserver.Choice.DIRECTED;
        if (null == target)
        {
            target = preferred(backend);
            choice = StreamObserver.Choice.PREFERRED;
        }
        if (null == target)
        {
            target = backend.dispatch();
        }
        if (null == target)
        {
            final LoadBalancer balancer = backend.balancer();
            final Server chosen = balancer.choose(stream.worker().balanceContext().reset(
                stream.source(), null == avoided ? null : avoided.server(), nowMs).traffic(stream.context()));
            choice = StreamObserver.Choice.BALANCED;
            if (null == chosen)
            {
                tell(choice);
                if (!backend.servers().hasUsable())
                {
                    stream.accounting().onConnectionFailed(null);
                    fail(503, TerminationState.SERVER_CLOSED, TerminationState.IN_CONNECT);
                    return true;
                }
                return enqueue(backend.queue(), null);
            }
            target = (ServerTarget)chosen.attachment();
            stream.accounting().onChosen(target);
            if (null != avoided && avoided != target)
            {
                stream.persistence().onServerChanged();
            }
        }
        tell(choice);
        if (target.server().capacity().maxConn() > 0)
        {
            if (target.queue().length() > 0 || !target.server().capacity().tryAcquire(nowMs))
            {
                return isQueueFull() ? onQueueFull() : enqueue(target.queue(), target);
            }
        }
        else
        {
            target.server().capacity().acquire();
        }
        isSlotHeld = true;
        connect();
        return true;
    }

    private void tell(final StreamObserver.Choice choice)
    {
        final StreamObserver observer = stream.worker().observer();
        if (null != observer)
        {
            observer.onServer(
                stream.context(), stream.backend(), null == target ? null : target.server(), choice);
        }
    }

    /** Take a place in the backend, or queue for one; false when queued. */
    private boolean enter()
    {
        final BackendGate gate = stream.backend().gate();
        if (null == gate || isInside || gate.tryEnter())
        {
            isInside = null != gate;
            return true;
        }
        waitIn(gate.queue(), null);
        if (gate.tryEnter())
        {
            // somebody left just before: whoever waits longest goes in
            if (!gate.queue().grant(null))
            {
                gate.leave();
            }
        }
        return false;
    }

    private void leaveBackend()
    {
        if (isInside)
        {
            isInside = false;
            stream.backend().gate().leave();
        }
    }

    private boolean isQueueFull()
    {
        final int limit = target.settings().maxQueue;
        return limit > 0 && target.server().capacity().queued() >= limit;
    }

    /** As many wait for the server as may: another one if only a rule chose this one, else an error. */
    private boolean onQueueFull()
    {
        if (isDirected && stream.backend().settings().isRedispatch)
        {
            isDirected = false;
            target = null;
            return assign();
        }
        stream.accounting().onConnectionFailed(target);
        fail(503, TerminationState.SERVER_CLOSED, TerminationState.IN_QUEUE);
        return true;
    }

    private boolean enqueue(final PendingQueue queue, final ServerTarget wanted)
    {
        waitIn(queue, wanted);
        fillSlots(wanted);
        return true;
    }

    private void waitIn(final PendingQueue queue, final ServerTarget wanted)
    {
        final ProxySettings settings = stream.backend().settings();
        ticket = queue.add(stream.worker(), stream);
        queuedFor = wanted;
        if (null == wanted)
        {
            backendQueuePosition = ticket.position();
        }
        else
        {
            serverQueuePosition = ticket.position();
            wanted.server().capacity().addQueued(1);
        }
        stream.accounting().onQueued(wanted, true);
        stream.requestState(Stream.RequestState.QUEUED);
        stream.timeouts().deadline(settings.queueTimeoutMs > 0 ? settings.queueTimeoutMs : settings.connectTimeoutMs);
    }

    /** A slot may have come free before the stream stood in the queue. */
    private void fillSlots(final ServerTarget wanted)
    {
        final long nowMs = stream.worker().context().nowMs();
        if (null != wanted)
        {
            wanted.fill(nowMs);
            return;
        }
        final Backend backend = stream.backend();
        final Server[] servers = backend.servers().all();
        for (int i = 0; i < servers.length && backend.queue().length() > 0; i++)
        {
            ((ServerTarget)servers[i].attachment()).fill(nowMs);
        }
    }

    boolean isWaitingWith(final PendingQueue.Ticket granted)
    {
        return ticket == granted && null != ticket;
    }

    /** The wait in the queue is over: with a slot, or, without one, to choose anew. */
    void onSlotGranted(final ServerTarget granted)
    {
        final boolean isOfGate = ticket.isOfGate();
        leaveQueue();
        if (null == granted)
        {
            isInside |= isOfGate;
            target = isOfGate ? target : null;
            stream.requestState(Stream.RequestState.ASSIGN);
            return;
        }
        target = granted;
        isSlotHeld = true;
        connect();
    }

    private void leaveQueue()
    {
        ticket = null;
        if (null != queuedFor)
        {
            queuedFor.server().capacity().addQueued(-1);
        }
        stream.accounting().onQueued(queuedFor, false);
        queuedFor = null;
        stream.timeouts().clearDeadline();
    }

    private void leaveQueueEarly()
    {
        if (null != ticket)
        {
            // when the slot was granted already, its message finds no ticket and gives the slot back
            ticket.cancel();
            stream.times().queueNs = stream.nowNs();
            leaveQueue();
        }
    }

    private void releaseSlot()
    {
        if (isSlotHeld)
        {
            isSlotHeld = false;
            target.returnSlot(stream.worker().context().nowMs());
        }
    }

    // ---- connecting

    private void connect()
    {
        final StreamTimes times = stream.times();
        if (0 == times.queueNs)
        {
            times.queueNs = stream.nowNs();
        }
        countServer();
        if (target.isSourceMissing(stream))
        {
            stream.accounting().onAttempt(target, false);
            stream.accounting().onConnectionFailed(target);
            releaseSlot();
            fail(500, TerminationState.INTERNAL, TerminationState.IN_CONNECT);
            return;
        }
        if (stream.backend().isHttp() && null != stream.request())
        {
            // what is tried again goes over a new connection, which cannot have been closed meanwhile
            final HttpBackMux idle = retries > 0 ? null : idleSearch.take(target);
            if (null != idle)
            {
                reuse(idle);
            }
            else if (0 == retries && idleSearch.ask(target))
            {
                stream.requestState(Stream.RequestState.CONNECTING);
                stream.timeouts().deadline(stream.backend().settings().connectTimeoutMs);
            }
            else
            {
                connectAnew();
            }
        }
        else
        {
            connectAnew();
        }
    }

    private void reuse(final HttpBackMux idle)
    {
        isReused = true;
        stream.accounting().onAttempt(target, true);
        httpMux = idle;
        mux = idle.connection();
        mux.handler(stream.backSide());
        target.onStreamOpened(stream.worker());
        established();
    }

    /** Another loop answered; false when nobody waits for what it found. */
    boolean onTakeover(final Takeover answered, final HttpBackMux found)
    {
        if (!idleSearch.isAwaiting(answered))
        {
            return false;
        }
        if (null != found)
        {
            idleSearch.cancel();
            stream.timeouts().clearDeadline();
            found.becomeBusy();
            reuse(found);
        }
        else if (!idleSearch.askOn(answered))
        {
            connectAnew();
        }
        return true;
    }

    private void connectAnew()
    {
        final Worker worker = stream.worker();
        if (stream.backend().isHttp() && null != stream.request())
        {
            if (!target.tryOpenConnection(worker))
            {
                onNoRoom();
                return;
            }
            httpMux = worker.http().back(worker.context(), target.http(), target.nameHeader(), target.nameBytes());
            mux = httpMux.connection();
            target.onStreamOpened(worker);
        }
        else
        {
            httpMux = null;
            mux = new PassThroughMux(worker.context());
            // like HAProxy: it raises the marks, but is none of the connections that can be kept
            target.onUsed(worker);
            target.onUnused(worker);
        }
        isReused = false;
        stream.accounting().onAttempt(target, false);
        mux.handler(stream.backSide());
        stream.requestState(Stream.RequestState.CONNECTING);
        stream.timeouts().deadline(stream.backend().settings().connectTimeoutMs);
        target.open(stream, mux);
        if (null == httpMux)
        {
            // what is under way to the server still arrives, but with nolinger
            ((PassThroughMux)mux).lingering(!stream.backend().settings().has(ProxyOption.NOLINGER));
        }
    }

    /**
     * The server has as many connections as it may have. An idle one is closed for the next attempt, which counts as a
     * retry, as in HAProxy; for one of another loop that needs a moment.
     */
    private void onNoRoom()
    {
        if (!target.pool(stream.worker()).discardOldest() && target.makeRoom(stream.worker()))
        {
            releaseSlot();
            stream.requestState(Stream.RequestState.TURNAROUND);
            stream.timeouts().deadline(1);
        }
        else
        {
            onFailedAttempt(false, false, false);
        }
    }

    private void countServer()
    {
        if (counted != target)
        {
            if (null != counted)
            {
                stream.accounting().onServerLeft(counted);
            }
            counted = target;
            stream.accounting().onServer(target);
        }
    }

    void onConnected(final boolean isConnected)
    {
        if (isConnected)
        {
            established();
        }
        else
        {
            final Channel failed = channel();
            final boolean isExhausted = null != failed && Exhaustion.is(failed.error());
            if (isExhausted)
            {
                ExhaustionLog.onConnect(stream.worker(), stream.frontend(), stream.backend(), failed.error());
            }
            final boolean isReset = null != failed && RESET.equals(failed.error());
            final boolean isUnbound = null != failed && ConnectFailureLog.concerns(failed.error());
            if (isUnbound)
            {
                ConnectFailureLog.write(stream.worker(), stream.frontend(), stream.backend(), failed.error(),
                    target.isForeign(stream));
                stream.accounting().onAttemptVoid(target);
            }
            closeMux();
            onFailedAttempt(false, !isExhausted && !isUnbound, isReset);
        }
    }

    private void established()
    {
        isEstablished = true;
        stream.context().captureBackendSource();
        target.server().errors().observe(Observation.CONNECTED);
        stream.times().connectNs = stream.nowNs();
        if (null == stream.session().httpMux())
        {
            // bare bytes have no head to wait for: data flows from here on
            stream.times().responseNs = stream.times().connectNs;
        }
        stream.timeouts().clearDeadline();
        stream.timeouts().onInput(false);
        stream.accounting().onConnect();
        stream.requestState(Stream.RequestState.SEND_HEAD);
        if (null == stream.request())
        {
            mux.resumeInput();
            stream.front().resumeInput();
        }
    }

    /**
     * No connection was had. One that the server took and reset before anything was sent counts as this too: the
     * request is sent again for {@code conn-failure}, where HAProxy may count it as an empty response and answer 502.
     */
    private void onFailedAttempt(final boolean isTimeout, final boolean isPausing, final boolean isReset)
    {
        final ProxySettings settings = stream.backend().settings();
        isEstablished = false;
        target.server().errors().observe(Observation.NOT_CONNECTED);
        final ServerTarget failed = target;
        releaseSlot();
        if (retries >= maxRetries() || !settings.retryOn.contains(ProxySettings.RetryOn.CONN_FAILURE) &&
            !(isReset && settings.retryOn.contains(ProxySettings.RetryOn.EMPTY_RESPONSE)))
        {
            target = failed;
            stream.accounting().onConnectionFailed(failed);
            fail(503, isTimeout ? TerminationState.SERVER_TIMEOUT : TerminationState.SERVER_CLOSED,
                TerminationState.IN_CONNECT);
            return;
        }
        retries++;
        final boolean isElsewhere = chooseAgain(failed, settings);
        if (isPausing && (!isElsewhere || stream.backend().servers().activeCount() <= 1))
        {
            pause(settings);
        }
    }

    /** Another attempt: with another server, if {@code option redispatch} says so, which is told, or the same. */
    private boolean chooseAgain(final ServerTarget failed, final ProxySettings settings)
    {
        final LoopCounters counters = stream.worker().counters();
        avoided = failed;
        stream.requestState(Stream.RequestState.ASSIGN);
        if (settings.isRedispatch && !stream.persistence().isForced() && isRedispatchDue(settings))
        {
            counters.increment(failed.counters().redispatches);
            counters.increment(stream.backend().counters().redispatches);
            isRedispatched = true;
            target = null;
            stream.persistence().onRedispatch();
            stream.times().queueNs = 0;
            return true;
        }
        countRetry(failed);
        return false;
    }

    private void countRetry(final ServerTarget failed)
    {
        final LoopCounters counters = stream.worker().counters();
        counters.increment(failed.counters().retries);
        counters.increment(stream.backend().counters().retries);
    }

    private void pause(final ProxySettings settings)
    {
        stream.requestState(Stream.RequestState.TURNAROUND);
        stream.timeouts().deadline(settings.connectTimeoutMs > 0 ?
            Math.min(settings.connectTimeoutMs, TURNAROUND_MS) : TURNAROUND_MS);
    }

    private boolean isRedispatchDue(final ProxySettings settings)
    {
        final int interval = settings.redispatchInterval;
        if (interval > 0 && 0 == retries % interval ||
            interval < 0 && 0 == retries % (maxRetries() + 1 + interval) ||
            0 == interval && retries == maxRetries())
        {
            return true;
        }
        return !stream.persistence().isDirect() &&
            stream.backend().servers().activeCount() > 1 && !stream.backend().balancer().isDeterministic();
    }

    /** The deadline of a queue, a connect or a pause has passed. */
    void onDeadline()
    {
        switch (stream.requestState())
        {
            case QUEUED ->
            {
                leaveQueueEarly();
                stream.accounting().onConnectionFailed(target);
                fail(503, TerminationState.SERVER_TIMEOUT, TerminationState.IN_QUEUE);
            }
            case TURNAROUND -> stream.requestState(Stream.RequestState.ASSIGN);
            case CONNECTING ->
            {
                idleSearch.cancel();
                closeMux();
                onFailedAttempt(true, false, false);
            }
            default ->
            {
                // the wait ended in the same pass
            }
        }
    }

    private void fail(final int status, final int ending, final int phase)
    {
        stream.end(ending, phase);
        stream.responsePath().answer(status);
    }

    // ---- trouble after connecting

    /**
     * The server's connection ended before a response began. A reused connection may have been closed by the server
     * just as the request was sent: then the request goes out again on another one.
     *
     * @return true when another attempt was begun.
     */
    boolean tryAgain()
    {
        if (!isReused || null == stream.request() || !isReplayable() || stream.requestPath().forwarded() > 0 ||
            httpMux.isMalformed() || stream.front().isInputBroken())
        {
            return false;
        }
        final ServerTarget failed = target;
        closeMux();
        releaseSlot();
        retries++;
        countRetry(failed);
        target = failed.isUsable() ? failed : null;
        isEstablished = false;
        stream.requestPath().rewind();
        return true;
    }

    /**
     * What came back from the server, or did not, is one of the things for which {@code retry-on} sends a request
     * again. Each such attempt counts as a retry and then once more as what follows, as in HAProxy.
     *
     * @param isListed whether {@code retry-on} lists it.
     * @return true when another attempt was begun.
     */
    boolean tryAgain(final boolean isListed)
    {
        final ProxySettings settings = stream.backend().settings();
        if (!isListed || !stream.requestPath().isReplayable() || retries >= maxRetries() ||
            stream.front().isInputBroken())
        {
            return false;
        }
        final ServerTarget failed = target;
        dropMux();
        releaseSlot();
        isEstablished = false;
        retries++;
        countRetry(failed);
        chooseAgain(failed, settings);
        stream.requestPath().rewind();
        return true;
    }

    // ---- ending

    void flush()
    {
        if (null != mux && isEstablished)
        {
            mux.flush();
        }
    }

    /** The exchange is complete: keep the connection for the next one, or close it. */
    void finish()
    {
        leaveQueueEarly();
        if (null != httpMux && null != target)
        {
            final HttpBackMux connection = httpMux;
            final Mux closing = mux;
            httpMux = null;
            mux = null;
            target.onStreamClosed(stream.worker(), closing.bytesIn(), closing.bytesOut());
            if (connection.isReusable() && mayReuse(connection))
            {
                if (isPrivate())
                {
                    stream.session().keepPrivate(target, connection);
                }
                else
                {
                    target.pool(stream.worker()).add(connection);
                }
            }
            else
            {
                closing.finish();
                target.onConnectionClosed(stream.worker());
            }
        }
        else if (null != mux)
        {
            mux.finish();
            mux = null;
        }
        isEstablished = false;
        releaseSlot();
        leaveServer();
        leaveBackend();
    }

    private boolean mayReuse(final HttpBackMux connection)
    {
        return target.isUsable() &&
            (isPrivate() ? stream.session().hasPrivateRoom() : target.mayKeepIdle(stream.worker(), connection)) &&
            !stream.worker().limits().isStopping();
    }

    /** Whether a connection may serve no other client afterwards. */
    private boolean isPrivate()
    {
        return ProxySettings.HttpReuse.NEVER == stream.backend().settings().httpReuse || !target.isListed();
    }

    private void closeMux()
    {
        if (null != mux)
        {
            stream.accounting().bytes().onDropped(mux.inputLength());
            dropMux();
        }
    }

    private void dropMux()
    {
        if (null != mux)
        {
            mux.handler(null);
            if (null != httpMux)
            {
                target.onStreamClosed(stream.worker(), mux.bytesIn(), mux.bytesOut());
                target.onConnectionClosed(stream.worker());
            }
            mux.abort();
            mux = null;
            httpMux = null;
        }
    }

    /** Close the connection to the server; for HTTP with an orderly end, as it is not the client who left. */
    void abortOrderly()
    {
        if (null != httpMux && null != channel())
        {
            channel().lingerOnClose();
        }
        abort();
    }

    /** Close the connection to the server, or give up getting one. */
    void abort()
    {
        leaveQueueEarly();
        idleSearch.cancel();
        closeMux();
        isEstablished = false;
        releaseSlot();
        leaveServer();
        leaveBackend();
        if (Stream.RequestState.DONE != stream.requestState())
        {
            stream.requestState(Stream.RequestState.DONE);
        }
    }

    private void leaveServer()
    {
        if (null != counted)
        {
            stream.accounting().onServerLeft(counted);
            counted = null;
        }
    }
}
