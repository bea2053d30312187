/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.log.TrafficLog;

/** What a stream counts, and its log record at the end. Part of a {@link Stream}; loop-confined. */
final class StreamAccounting
{
    private static final long NS_PER_US = 1000;

    private final Stream stream;
    private final StreamBytes bytes;
    private long number;
    private boolean isStreamCounted;
    private boolean isUncounted;
    private boolean isBackendCounted;
    private int logWait;
    private boolean isEnded;

    StreamAccounting(final Stream stream)
    {
        this.stream = stream;
        bytes = new StreamBytes(stream);
    }

    /** What was carried. */
    StreamBytes bytes()
    {
        return bytes;
    }

    /** How many streams the loop had before this one. */
    long number()
    {
        return number;
    }

    private TrafficLog log()
    {
        return stream.frontend().log();
    }

    private int level()
    {
        return stream.context().logLevel();
    }

    /** The stream has begun and can be looked at: records that wait for no more are written. */
    void onBegun()
    {
        logWait = log().newStream();
        logWait = log().onAccept(logWait, stream.context(), level(), stream.worker().logWriter());
    }

    /** The request is known. */
    void onRequest()
    {
        logWait = log().onRequest(logWait, stream.context(), level(), stream.worker().logWriter());
    }

    /** The server is connected. */
    void onConnect()
    {
        logWait = log().onConnect(
            logWait, null == stream.request(), stream.context(), level(), stream.worker().logWriter());
    }

    private LoopCounters counters()
    {
        return stream.worker().counters();
    }

    /** The stream begins: with a request, with bare bytes, or with a request that never became one. */
    void onStart(final boolean isPartial)
    {
        isBackendCounted = false;
        isEnded = false;
        isStreamCounted = false;
        isUncounted = false;
        number = stream.worker().nextRequestNumber();
        bytes.reset();
        final Session session = stream.session();
        final StreamTimes times = stream.times();
        final long nowNs = stream.nowNs();
        times.acceptEpochUs = session.acceptEpochUs();
        times.requestEpochUs = stream.worker().loop().clock().epochUs();
        if (null != session.httpMux())
        {
            startHttp(session, times, nowNs, isPartial);
        }
        else
        {
            times.startNs = session.acceptNs();
            times.handshakeNs = session.handshakeNs();
            times.firstByteNs = nowNs;
            times.requestNs = session.handshakeNs();
        }
        final LoopCounters counters = counters();
        counters.increment(stream.worker().addresses().requests());
        counters.increment(stream.worker().addresses().streams());
        counters.increment(stream.worker().addresses().streamsTotal());
    }

    private void startHttp(
        final Session session, final StreamTimes times, final long nowNs, final boolean isPartial)
    {
        final FrontendCounters columns = stream.frontend().counters();
        final LoopCounters counters = counters();
        times.startNs = stream.isFirst() ? session.acceptNs() : session.httpMux().idleSinceNs();
        times.handshakeNs = stream.isFirst() ? session.handshakeNs() : times.startNs;
        times.firstByteNs = !isPartial ? times.handshakeNs :
            0 == session.httpMux().firstByteNs() ? nowNs : session.httpMux().firstByteNs();
        if (Stream.Refusal.NONE == stream.refusal())
        {
            bytes.onRequest(stream.front().message());
        }
        if (isPartial)
        {
            isStreamCounted = true;
            counters.increment(columns.h1Streams);
            counters.increment(columns.h1OpenStreams);
        }
        counters.increment(columns.h1Requests);
        counters.rate(columns.requestRate, columns.requestRateMax, 1, stream.worker().loop().clock().machineMs());
    }

    /** A request never became one. */
    void onRefused()
    {
        stream.session().count(stream.frontend().counters().failedRequests, 1);
    }

    void onBackend(final Backend backend)
    {
        isBackendCounted = true;
        final BackendCounters columns = backend.counters();
        final LoopCounters counters = counters();
        final int current = backend.addConnection();
        counters.increment(columns.sessionsCurrent);
        counters.max(columns.sessionsMax, current);
        counters.increment(columns.sessionsTotal);
        counters.rate(columns.sessionRate, columns.sessionRateMax, 1, stream.worker().loop().clock().machineMs());
    }

    /** The balancer chose a server. */
    void onChosen(final ServerTarget target)
    {
        counters().increment(target.counters().chosen);
        counters().increment(stream.backend().counters().chosen);
    }

    /** The stream is a server's from now on. */
    void onServer(final ServerTarget target)
    {
        final BackendCounters columns = target.counters();
        final int current = target.server().capacity().addSessions(1);
        counters().increment(columns.sessionsCurrent);
        counters().max(columns.sessionsMax, current);
    }

    /** A connection to the server is taken or asked for, at each attempt. */
    void onAttempt(final ServerTarget target, final boolean isReused)
    {
        final BackendCounters columns = target.counters();
        final BackendCounters all = stream.backend().counters();
        final LoopCounters counters = counters();
        final long nowMs = stream.worker().loop().clock().machineMs();
        counters.increment(columns.sessionsTotal);
        counters.rate(columns.sessionRate, columns.sessionRateMax, 1, nowMs);
        counters.set(columns.lastSession, nowMs);
        counters.set(all.lastSession, nowMs);
        counters.increment(isReused ? columns.reuses : columns.connects);
        counters.increment(isReused ? all.reuses : all.connects);
    }

    /** The attempt could not even be begun. */
    void onAttemptVoid(final ServerTarget target)
    {
        counters().decrement(target.counters().sessionsTotal);
        counters().decrement(target.counters().connects);
        counters().decrement(stream.backend().counters().connects);
    }

    /** No connection will be had: the last attempt failed, the queue was too long, or there is no server. */
    void onConnectionFailed(final ServerTarget target)
    {
        if (null != target)
        {
            counters().increment(target.counters().failedConnections);
        }
        counters().increment(stream.backend().counters().failedConnections);
    }

    void onServerLeft(final ServerTarget target)
    {
        target.server().capacity().addSessions(-1);
        counters().decrement(target.counters().sessionsCurrent);
    }

    void onQueued(final ServerTarget target, final boolean isEntering)
    {
        final BackendCounters columns = null == target ? stream.backend().counters() : target.counters();
        if (isEntering)
        {
            counters().increment(columns.queueCurrent);
            counters().max(columns.queueMax, null == target ? stream.backend().queued() : target.queue().length());
        }
        else
        {
            counters().decrement(columns.queueCurrent);
        }
    }

    /** A server's response, or an interim one, has come. */
    void onServerResponse(final HttpMessage head)
    {
        final ServerTarget target = stream.connector().target();
        if (null != target)
        {
            counters().increment(target.counters().responses(head.status()));
            counters().increment(target.counters().requests);
        }
        bytes.onResponse(head);
    }

    /** The head of a server's response was sent: the moment for {@code option logasap}. */
    void onResponseHead()
    {
        logWait = log().onResponse(logWait, stream.context(), level(), stream.worker().logWriter());
        stream.context().responseGone();
    }

    /** The server's connection broke, or what it sent cannot be read; twice when that is no response either. */
    void onServerFailure(final boolean isInHead)
    {
        final int count = isInHead ? 2 : 1;
        final ServerTarget target = stream.connector().target();
        if (null != target)
        {
            counters().add(target.counters().failedResponses, count);
        }
        counters().add(stream.backend().counters().failedResponses, count);
    }

    /** The server's connection broke, and the request is sent again. */
    void onServerFailure(final ServerTarget failed)
    {
        if (null != failed)
        {
            counters().increment(failed.counters().failedResponses);
        }
        counters().increment(stream.backend().counters().failedResponses);
    }

    /** An idle connection turned out to be closed, and the client has to try again: no exchange took place. */
    void onIdleLost()
    {
        isUncounted = true;
        onServerFailure(stream.connector().target());
        onServerAbort();
    }

    /** The server did not answer in time. */
    void onServerTimeout()
    {
        final ServerTarget target = stream.connector().target();
        if (null != target)
        {
            counters().increment(target.counters().failedResponses);
        }
        counters().increment(stream.backend().counters().failedResponses);
    }

    /** The client left, or stayed away too long, while a server was at work for it. */
    void onClientAbort()
    {
        stream.session().count(stream.frontend().counters().clientAborts, 1);
        if (null != stream.backend())
        {
            counters().increment(stream.backend().counters().clientAborts);
        }
        if (null != stream.connector().target())
        {
            counters().increment(stream.connector().target().counters().clientAborts);
        }
    }

    /** The server left, or stayed away too long, in the middle of its data. */
    void onServerAbort()
    {
        stream.session().count(stream.frontend().counters().serverAborts, 1);
        if (null != stream.backend())
        {
            counters().increment(stream.backend().counters().serverAborts);
        }
        if (null != stream.connector().target())
        {
            counters().increment(stream.connector().target().counters().serverAborts);
        }
    }

    /** What the client sent behind its head is no body. */
    void onBadBody()
    {
        stream.session().count(stream.frontend().counters().failedRequests, 1);
    }

    void onFailedRewrite()
    {
        stream.session().count(stream.frontend().counters().failedRewrites, 1);
        if (null != stream.backend())
        {
            counters().increment(stream.backend().counters().failedRewrites);
        }
    }

    /** A rule refused the request. */
    void onDenied()
    {
        stream.session().count(stream.frontend().counters().deniedRequests, 1);
        if (null != stream.backend())
        {
            counters().increment(stream.backend().counters().deniedRequests);
        }
    }

    /** A rule refused the response. */
    void onDeniedResponse()
    {
        stream.session().count(stream.frontend().counters().deniedResponses, 1);
        counters().increment(stream.backend().counters().deniedResponses);
        if (null != stream.connector().target())
        {
            counters().increment(stream.connector().target().counters().deniedResponses);
        }
    }

    /** A rule answered by itself. */
    void onIntercepted()
    {
        stream.session().count(stream.frontend().counters().intercepted, 1);
    }

    void onFault()
    {
        stream.session().count(stream.frontend().counters().internalErrors, 1);
    }

    /** The stream is over: settle all accounts. */
    void onEnd()
    {
        if (isEnded)
        {
            return;
        }
        isEnded = true;
        final StreamObserver observer = stream.worker().observer();
        if (null != observer)
        {
            observer.onEnd(stream.status(), stream.context().logView().stateText());
        }
        final StreamTimes times = stream.times();
        times.endNs = stream.nowNs();
        final LoopCounters counters = counters();
        counters.decrement(stream.worker().addresses().streams());
        final FrontendCounters front = stream.frontend().counters();
        final Session session = stream.session();
        session.count(front.requestBytesIn, bytes.requestIn());
        session.count(front.requestBytesOut, bytes.requestOut());
        session.count(front.responseBytesIn, bytes.responseIn());
        session.count(front.responseBytesOut, bytes.responseOut());
        addSent(bytes.requestOut() + bytes.responseOut());
        final boolean isHttp = null != stream.session().httpMux();
        if (isHttp)
        {
            if (!isUncounted)
            {
                counters.increment(front.responses(stream.status()));
            }
            counters.add(front.h1BytesIn, stream.front().bytesIn());
            counters.add(front.h1BytesOut, stream.front().bytesOut());
        }
        if (isStreamCounted)
        {
            counters.decrement(front.h1OpenStreams);
        }
        counters.latency(front.totalLatency, (times.endNs - times.firstByteNs) / NS_PER_US);
        if (isBackendCounted)
        {
            onBackendEnd(times, isHttp);
        }
        else if (null != stream.frontend().ownBackend())
        {
            // the backend of a listen section has its bytes, though it was not asked for anything
            final BackendCounters own = stream.frontend().ownBackend().counters();
            addBytes(own.requestBytesIn, own.requestBytesOut, own.responseBytesIn, own.responseBytesOut);
        }
        final boolean hasInput = stream.front().bytesIn() > 0;
        if (Stream.Refusal.NONE == stream.refusal())
        {
            log().onEnd(logWait, hasInput, stream.context(), level(), stream.worker().logWriter());
        }
        else
        {
            log().onSessionError(hasInput, stream.context(), stream.worker().logWriter());
        }
    }

    private void addSent(final long sent)
    {
        final ProcessAddresses process = stream.worker().addresses();
        counters().add(process.bytesOut(), sent);
        counters().rate(process.bytesOutRate(), sent, stream.worker().loop().clock().machineMs());
    }

    private void addBytes(
        final int requestIn, final int requestOut, final int responseIn, final int responseOut)
    {
        final LoopCounters counters = counters();
        counters.add(requestIn, bytes.requestIn());
        counters.add(requestOut, bytes.requestOut());
        counters.add(responseIn, bytes.responseIn());
        counters.add(responseOut, bytes.responseOut());
    }

    private void onBackendEnd(final StreamTimes times, final boolean isHttp)
    {
        final LoopCounters counters = counters();
        final Backend backend = stream.backend();
        backend.removeConnection();
        final BackendCounters columns = backend.counters();
        counters.decrement(columns.sessionsCurrent);
        if (isHttp && backend.isHttp() && !isUncounted)
        {
            counters.increment(columns.responses(stream.status()));
            counters.increment(columns.requests);
        }
        addBytes(columns.requestBytesIn, columns.requestBytesOut, columns.responseBytesIn, columns.responseBytesOut);
        onEnd(columns, times);
        final ServerTarget target = stream.connector().target();
        if (null != target)
        {
            final BackendCounters own = target.counters();
            addBytes(own.requestBytesIn, own.requestBytesOut, own.responseBytesIn, own.responseBytesOut);
            onEnd(own, times);
        }
    }

    private void onEnd(final BackendCounters columns, final StreamTimes times)
    {
        final LoopCounters counters = counters();
        if (0 == times.connectNs || stream.backend().isHttp() && 0 == times.responseNs)
        {
            return;
        }
        final long queueMs = Math.max(0, StreamTimes.between(times.requestNs, times.queueNs));
        final long connectMs = Math.max(0, StreamTimes.between(times.queueNs, times.connectNs));
        final long responseMs = Math.max(0, StreamTimes.between(times.connectNs, times.responseNs));
        final long totalMs = Math.max(0, StreamTimes.between(times.startNs, times.endNs));
        counters.average(columns.queueTime, queueMs);
        counters.average(columns.connectTime, connectMs);
        counters.average(columns.responseTime, responseMs);
        counters.average(columns.totalTime, totalMs);
        counters.max(columns.queueTimeMax, queueMs);
        counters.max(columns.connectTimeMax, connectMs);
        counters.max(columns.responseTimeMax, responseMs);
        counters.max(columns.totalTimeMax, totalMs);
        counters.latency(columns.queueLatency, (times.queueNs - times.requestNs) / NS_PER_US);
        counters.latency(columns.connectLatency, (times.connectNs - times.queueNs) / NS_PER_US);
        if (0 != times.responseNs)
        {
            counters.latency(columns.responseLatency, (times.responseNs - times.connectNs) / NS_PER_US);
        }
        counters.latency(columns.totalLatency, (times.endNs - times.requestNs) / NS_PER_US);
    }
}
