/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.log.TrafficLog;

/** What a stream counts, and its log record at the end. Part of a {@link Stream}; loop-confined. */
final class StreamAccounting
{
    private static final long NS_PER_US = 1000;

    private final Stream stream;
    private boolean isResponseCounted;
    private boolean isBackendCounted;
    private int logWait;
    private boolean isEnded;

    StreamAccounting(final Stream stream)
    {
        this.stream = stream;
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

    void onStart()
    {
        isResponseCounted = false;
        isBackendCounted = false;
        isEnded = false;
        final Session session = stream.session();
        final StreamTimes times = stream.times();
        final FrontendCounters columns = stream.frontend().counters();
        final LoopCounters counters = counters();
        final long nowNs = stream.nowNs();
        times.acceptEpochUs = session.acceptEpochUs();
        times.requestEpochUs = stream.worker().loop().clock().epochUs();
        times.requestNs = nowNs;
        if (null != session.httpMux())
        {
            times.startNs = stream.isFirst() ? session.acceptNs() : session.httpMux().idleSinceNs();
            times.handshakeNs = stream.isFirst() ? session.handshakeNs() : times.startNs;
            times.firstByteNs = 0 == session.httpMux().firstByteNs() ? nowNs : session.httpMux().firstByteNs();
            counters.increment(columns.h1Requests);
            counters.increment(columns.h1Streams);
            counters.increment(columns.h1OpenStreams);
            counters.rate(columns.requestRate, columns.requestRateMax, 1, stream.worker().loop().clock().machineMs());
        }
        else
        {
            times.startNs = session.acceptNs();
            times.handshakeNs = session.handshakeNs();
            times.firstByteNs = nowNs;
        }
        counters.increment(stream.worker().addresses().requests());
        counters.increment(stream.worker().addresses().streams());
        counters.increment(stream.worker().addresses().streamsTotal());
    }

    void onRefused(final Stream.Refusal reason)
    {
        counters().increment(stream.frontend().counters().failedRequests);
        if (Stream.Refusal.ABORTED == reason)
        {
            counters().increment(stream.frontend().counters().clientAborts);
        }
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
        if (backend.isHttp())
        {
            counters.increment(columns.requests);
        }
    }

    void onServer(final ServerTarget target)
    {
        final BackendCounters columns = target.counters();
        final LoopCounters counters = counters();
        final int current = target.server().load().addSessions(1);
        counters.increment(columns.sessionsCurrent);
        counters.max(columns.sessionsMax, current);
        counters.increment(columns.sessionsTotal);
        counters.increment(columns.chosen);
        counters.increment(stream.backend().counters().chosen);
        final long nowMs = stream.worker().loop().clock().machineMs();
        counters.rate(columns.sessionRate, columns.sessionRateMax, 1, nowMs);
        counters.set(columns.lastSession, nowMs);
        counters.set(stream.backend().counters().lastSession, nowMs);
        if (stream.backend().isHttp())
        {
            counters.increment(columns.requests);
        }
    }

    void onServerLeft(final ServerTarget target)
    {
        target.server().load().addSessions(-1);
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

    void onInterim()
    {
        counters().increment(stream.frontend().counters().responses(100));
        counters().increment(stream.backend().counters().responses(100));
    }

    /** A final response, the server's or ours, is known. */
    void onResponse(final int status)
    {
        if (isResponseCounted)
        {
            return;
        }
        isResponseCounted = true;
        final LoopCounters counters = counters();
        counters.increment(stream.frontend().counters().responses(status));
        if (null != stream.backend())
        {
            counters.increment(stream.backend().counters().responses(status));
        }
        if (null != stream.connector().target() && stream.connector().isEstablished())
        {
            counters.increment(stream.connector().target().counters().responses(status));
        }
    }

    /** The head of a server's response was sent: the moment for {@code option logasap}. */
    void onResponseHead()
    {
        logWait = log().onResponse(logWait, stream.context(), level(), stream.worker().logWriter());
    }

    /** The server did not do its part. */
    void onServerFailure()
    {
        final ServerTarget target = stream.connector().target();
        if (null != target)
        {
            counters().increment(target.counters().failedResponses);
            counters().increment(stream.backend().counters().failedResponses);
        }
    }

    void onFailedRewrite()
    {
        counters().increment(stream.frontend().counters().failedRewrites);
        if (null != stream.backend())
        {
            counters().increment(stream.backend().counters().failedRewrites);
        }
    }

    /** A rule refused the request. */
    void onDenied()
    {
        counters().increment(stream.frontend().counters().deniedRequests);
        if (null != stream.backend())
        {
            counters().increment(stream.backend().counters().deniedRequests);
        }
    }

    /** A rule refused the response. */
    void onDeniedResponse()
    {
        counters().increment(stream.frontend().counters().deniedResponses);
        counters().increment(stream.backend().counters().deniedResponses);
    }

    /** A rule answered by itself. */
    void onIntercepted()
    {
        counters().increment(stream.frontend().counters().intercepted);
    }

    void onFault()
    {
        counters().increment(stream.frontend().counters().internalErrors);
    }

    /** The stream is over: settle all accounts. */
    void onEnd()
    {
        if (isEnded)
        {
            return;
        }
        isEnded = true;
        final StreamTimes times = stream.times();
        times.endNs = stream.nowNs();
        final LoopCounters counters = counters();
        counters.decrement(stream.worker().addresses().streams());
        final FrontendCounters front = stream.frontend().counters();
        final long in = stream.front().bytesIn();
        final long out = stream.front().bytesOut();
        counters.add(front.requestBytesIn, in);
        counters.add(front.responseBytesOut, out);
        if (null != stream.session().httpMux())
        {
            counters.decrement(front.h1OpenStreams);
            counters.add(front.h1BytesIn, in);
            counters.add(front.h1BytesOut, out);
        }
        counters.latency(front.totalLatency, (times.endNs - times.firstByteNs) / NS_PER_US);
        final int ending = TerminationState.ending(stream.termination());
        final boolean isClientAbort = TerminationState.CLIENT_CLOSED == ending;
        final boolean isServerAbort = TerminationState.SERVER_CLOSED == ending && null != stream.connector().target();
        if (isBackendCounted)
        {
            onBackendEnd(times, in, out, isClientAbort, isServerAbort);
        }
        if (isClientAbort && null != stream.backend())
        {
            counters.increment(front.clientAborts);
        }
        if (isServerAbort)
        {
            counters.increment(front.serverAborts);
        }
        final boolean hasInput = in > 0;
        if (Stream.Refusal.NONE == stream.refusal())
        {
            log().onEnd(logWait, hasInput, stream.context(), level(), stream.worker().logWriter());
        }
        else
        {
            log().onSessionError(hasInput, stream.context(), stream.worker().logWriter());
        }
    }

    private void onBackendEnd(
        final StreamTimes times, final long in, final long out, final boolean isClientAbort,
            final boolean isServerAbort)
    {
        final LoopCounters counters = counters();
        final Backend backend = stream.backend();
        backend.removeConnection();
        final BackendCounters columns = backend.counters();
        counters.decrement(columns.sessionsCurrent);
        counters.add(columns.requestBytesIn, in);
        counters.add(columns.responseBytesOut, out);
        final ServerTarget target = stream.connector().target();
        onEnd(columns, times, isClientAbort, isServerAbort);
        if (null != target)
        {
            counters.add(target.counters().requestBytesIn, in);
            counters.add(target.counters().responseBytesOut, out);
            onEnd(target.counters(), times, isClientAbort, isServerAbort);
        }
    }

    private void onEnd(
        final BackendCounters columns, final StreamTimes times, final boolean isClientAbort,
            final boolean isServerAbort)
    {
        final LoopCounters counters = counters();
        if (isClientAbort)
        {
            counters.increment(columns.clientAborts);
        }
        if (isServerAbort)
        {
            counters.increment(columns.serverAborts);
        }
        if (0 == times.connectNs)
        {
            return;
        }
        final long queueMs = Math.max(0, StreamTimes.between(times.requestNs, times.queueNs));
        final long connectMs = Math.max(0, StreamTimes.between(times.queueNs, times.connectNs));
        final long responseMs = Math.max(0, StreamTimes.between(times.connectNs, times.responseNs));
        final long totalMs = Math.max(0, StreamTimes.between(times.requestNs, times.endNs));
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
