/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.sample.TimeoutKind;
import io.fairlead.engine.server.Observation;

/**
 * The clocks of a stream: inactivity of either side, and the deadline of a queue or connect. One timer serves them all;
 * it is only ever moved forward when it fires. Part of a {@link Stream}; loop-confined.
 */
final class StreamTimeouts
{
    private static final long NEVER = Long.MAX_VALUE;

    private final Stream stream;
    private final int[] overrides = new int[TimeoutKind.values().length];
    private long startMs;
    private long frontActivityMs;
    private long backActivityMs;
    private long frontInputMs;
    private long backInputMs;
    private long deadlineMs;

    StreamTimeouts(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        final long nowMs = stream.worker().context().nowMs();
        startMs = nowMs;
        frontActivityMs = nowMs;
        backActivityMs = nowMs;
        frontInputMs = nowMs;
        backInputMs = nowMs;
        deadlineMs = NEVER;
        java.util.Arrays.fill(overrides, -1);
    }

    /** Something was received from a side. */
    void onInput(final boolean isFront)
    {
        if (isFront)
        {
            frontInputMs = stream.worker().context().nowMs();
        }
        else
        {
            backInputMs = stream.worker().context().nowMs();
        }
        onActivity(isFront);
    }

    /** A side made progress. */
    void onActivity(final boolean isFront)
    {
        final long nowMs = stream.worker().context().nowMs();
        if (isFront)
        {
            frontActivityMs = nowMs;
        }
        else
        {
            backActivityMs = nowMs;
        }
    }

    /** Set the deadline of what is waited for now: a queue, a connect, a pause. */
    void deadline(final int timeoutMs)
    {
        deadlineMs = timeoutMs > 0 ? stream.worker().context().nowMs() + timeoutMs : NEVER;
    }

    /** Set the deadline of what is waited for now, as a time; 0 for none. */
    void deadlineAt(final long timeMs)
    {
        deadlineMs = timeMs > 0 ? timeMs : NEVER;
    }

    /** A timeout as rules changed it or the configuration has it, milliseconds; negative when there is none. */
    long configured(final TimeoutKind kind)
    {
        final int changed = overrides[kind.ordinal()];
        if (changed >= 0)
        {
            return changed;
        }
        final ProxySettings front = stream.frontend().settings();
        if (null == stream.backend() && TimeoutKind.CLIENT != kind && TimeoutKind.TARPIT != kind)
        {
            return 0; // these limits come with a backend
        }
        final ProxySettings back = null == stream.backend() ? front : stream.backend().settings();
        return switch (kind)
        {
            case CLIENT -> front.clientTimeoutMs;
            case CONNECT -> back.connectTimeoutMs;
            case QUEUE -> back.queueTimeoutMs;
            case SERVER -> back.serverTimeoutMs;
            case TARPIT -> tarpit(front);
            case TUNNEL -> back.tunnelTimeoutMs;
        };
    }

    private static int tarpit(final ProxySettings settings)
    {
        return settings.tarpitTimeoutMs > 0 ? settings.tarpitTimeoutMs : settings.connectTimeoutMs;
    }

    /** A rule sets a timeout for this stream. */
    void override(final TimeoutKind kind, final long timeoutMs)
    {
        overrides[kind.ordinal()] = (int)timeoutMs;
    }

    /** Nothing with a deadline of its own is waited for. */
    void clearDeadline()
    {
        deadlineMs = NEVER;
    }

    /** See to it that the timer fires no later than the first deadline. */
    void arm()
    {
        final long next = Math.min(
            Math.min(deadlineMs, stream.filterDeadlineMs()), Math.min(frontDeadlineMs(), backDeadlineMs()));
        if (NEVER != next)
        {
            stream.worker().loop().timers().scheduleNoLater(stream.timer(), next);
        }
    }

    private long frontDeadlineMs()
    {
        final StreamEndpoint front = stream.front();
        if (stream.requestPath().isAwaitingBody())
        {
            final int requestMs = stream.frontend().settings().httpRequestTimeoutMs;
            return requestMs > 0 ? after(startMs, requestMs) : after(frontActivityMs, frontTimeoutMs());
        }
        final boolean isReading = !front.isInputEnded() && 0 == front.inputLength() && !isWaitingForServer();
        if (!isReading && front.isFlushed() && !isOutputBlocked())
        {
            return NEVER;
        }
        return after(isReading && stream.frontend().settings().has(ProxyOption.INDEPENDENT_STREAMS) ?
            frontInputMs : frontActivityMs, frontTimeoutMs());
    }

    /**
     * Bare streams and bodies read from the client all the time; a request that waits in a queue or for a connection
     * does not.
     */
    private boolean isWaitingForServer()
    {
        return switch (stream.requestState())
        {
            case RELAY, DONE -> false;
            case RULES -> false;
            default -> true;
        };
    }

    /** Whether data waits for a filter, and so for nobody else. */
    private boolean isDelayed()
    {
        return NEVER != stream.filterDeadlineMs();
    }

    private boolean isOutputBlocked()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        return null != back && back.inputLength() > 0 && Stream.ResponseState.RELAY == stream.responseState() &&
            !isDelayed() ||
            stream.responsePath().isAnswerPending();
    }

    private long backDeadlineMs()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        if (null == back || !stream.connector().isEstablished())
        {
            return NEVER;
        }
        final boolean isReading = !back.isInputEnded() && 0 == back.inputLength() &&
            (stream.front().isInputEnded() || !back.isHttp() || stream.requestState() == Stream.RequestState.DONE);
        final boolean isWriting = !back.isFlushed() || stream.front().inputLength() > 0 && !isDelayed();
        return isReading || isWriting ? after(
            isReading && stream.backend().settings().has(ProxyOption.INDEPENDENT_STREAMS) ?
                backInputMs : backActivityMs, backTimeoutMs()) : NEVER;
    }

    private int frontTimeoutMs()
    {
        final ProxySettings settings = stream.frontend().settings();
        if (settings.clientFinTimeoutMs > 0 && isEndSentTo(true))
        {
            return settings.clientFinTimeoutMs;
        }
        if (isTunnel() && tunnelTimeoutMs() > 0)
        {
            return tunnelTimeoutMs();
        }
        return (int)configured(TimeoutKind.CLIENT);
    }

    private int backTimeoutMs()
    {
        final ProxySettings settings = stream.backend().settings();
        if (settings.serverFinTimeoutMs > 0 && isEndSentTo(false))
        {
            return settings.serverFinTimeoutMs;
        }
        if (isTunnel() && tunnelTimeoutMs() > 0)
        {
            return tunnelTimeoutMs();
        }
        return (int)configured(TimeoutKind.SERVER);
    }

    private int tunnelTimeoutMs()
    {
        return null == stream.backend() ? 0 : (int)configured(TimeoutKind.TUNNEL);
    }

    /** Whether one side's connection was half closed by us, because the other side's peer closed its half. */
    private boolean isEndSentTo(final boolean isFront)
    {
        if (null != stream.session().httpMux())
        {
            // such limits are not for tunnels
            return false;
        }
        return isFront ? Stream.ResponseState.DONE == stream.responseState() :
            Stream.RequestState.DONE == stream.requestState();
    }

    /** Once bytes flow freely in both directions the tunnel timeout replaces those of both sides. */
    private boolean isTunnel()
    {
        return !stream.front().isHttp() && 0 != stream.times().responseNs && switch (stream.responseState())
        {
            case RELAY, DONE -> true;
            default -> false;
        };
    }

    private static long after(final long activityMs, final int timeoutMs)
    {
        return timeoutMs > 0 ? activityMs + timeoutMs : NEVER;
    }

    /** The timer fired: see what has really expired. */
    void onTimer(final long nowMs)
    {
        if (deadlineMs <= nowMs)
        {
            deadlineMs = NEVER;
            stream.requestPath().onDeadline();
            stream.process();
        }
        else if (stream.filterDeadlineMs() <= nowMs)
        {
            stream.process();
        }
        else if (frontDeadlineMs() <= nowMs)
        {
            onClientTimeout();
        }
        else if (backDeadlineMs() <= nowMs)
        {
            onServerTimeout();
        }
        else
        {
            arm();
        }
    }

    private void onClientTimeout()
    {
        stream.end(TerminationState.CLIENT_TIMEOUT, stream.clientPhase());
        if (null != stream.request() && Stream.ResponseState.NONE == stream.responseState() ||
            Stream.ResponseState.WAIT_HEAD == stream.responseState())
        {
            final boolean isForwarding = Stream.RequestState.RELAY == stream.requestState();
            if (isForwarding)
            {
                stream.accounting().onClientAbort();
            }
            stream.connector().abortOrderly();
            stream.responsePath().answer(isForwarding ? 400 : 408);
            stream.process();
        }
        else
        {
            stream.accounting().onClientAbort();
            stream.connector().abortOrderly();
            stream.giveUp();
        }
    }

    private void onServerTimeout()
    {
        if (Stream.ResponseState.WAIT_HEAD == stream.responseState() && stream.connector().tryAgain(
            stream.backend().settings().retryOn.contains(ProxySettings.RetryOn.RESPONSE_TIMEOUT)))
        {
            stream.process();
            return;
        }
        stream.end(TerminationState.SERVER_TIMEOUT, stream.phase());
        if (Stream.ResponseState.WAIT_HEAD == stream.responseState())
        {
            stream.accounting().onServerTimeout();
            stream.responsePath().observe(Observation.READ_TIMEOUT);
            stream.connector().abort();
            stream.responsePath().answer(504);
            stream.process();
        }
        else
        {
            stream.accounting().onServerAbort();
            stream.giveUp();
        }
    }
}
