/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.format.LogAlias;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.LogView;

/**
 * The records of a frontend's traffic: whether one is written at a moment, with which level, and what it says. A stream
 * carries an int of what its record still waits for ({@link #newStream()}) from moment to moment. Immutable but for a
 * count; any loop, each with its own writer. Allocates nothing.
 * <p>
 * Source: configuration.txt 8.2 and the options dontlognull, dontlog-normal, log-separate-errors and logasap in section
 * 4.2.
 */
public final class TrafficLog
{
    /** Level of a stream whose level no rule has set. */
    public static final int LEVEL_UNSET = -2;
    /** Level of a stream that is not to be logged. */
    public static final int LEVEL_SILENT = -1;

    private static final int ALWAYS = -1;
    private static final String NO_MOMENT = "unspec";
    private static final int FIRST_ERROR_STATUS = 500;
    private static final long US_PER_SECOND = 1_000_000L;
    private static final long US_PER_MS = 1000L;

    private final LogTargets targets;
    private final LogFormat format;
    private final LogFormat structuredData;
    private final LogFormat errorFormat;
    private final boolean isHttp;
    private final boolean isNullIgnored;
    private final boolean isNormalIgnored;
    private final boolean areErrorsSeparate;
    private final Set<LogOrigin> steps;
    private final int wait;
    private final boolean showsBackendSource;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * The log of one frontend.
     *
     * @param settings what it is made of.
     */
    public TrafficLog(final TrafficLogSettings settings)
    {
        targets = settings.targets;
        format = null == settings.format || settings.format.isEmpty() ? null : settings.format;
        structuredData = settings.structuredData;
        errorFormat = null == settings.errorFormat || settings.errorFormat.isEmpty() ? null : settings.errorFormat;
        isHttp = settings.isHttp;
        isNullIgnored = settings.isNullIgnored;
        isNormalIgnored = settings.isNormalIgnored;
        areErrorsSeparate = settings.areErrorsSeparate;
        showsBackendSource = showsBackendSource(format) || showsBackendSource(structuredData);
        steps = settings.steps;
        wait = null != steps ? ALWAYS : wait(settings);
    }

    private static int wait(final TrafficLogSettings settings)
    {
        // profiles do not count: HAProxy looks at them when it has made up its mind
        final int all = LogWait.of(settings.format) | LogWait.of(settings.structuredData) |
            LogWait.of(settings.errorFormat) | LogWait.of(settings.uniqueId) |
            (settings.hasCaptures ? LogWait.OTHER : LogWait.NOTHING);
        return settings.isAsSoonAsPossible ? all & ~LogWait.END : all;
    }

    /**
     * Whether a format shows our address towards the server.
     *
     * @return true when it is to be kept while the connection is there.
     */
    public boolean needsBackendSource()
    {
        return showsBackendSource;
    }

    private static boolean showsBackendSource(final LogFormat format)
    {
        return null != format && (format.uses(LogAlias.BACKEND_IP) || format.uses(LogAlias.BACKEND_PORT));
    }

    /**
     * Whether nothing is ever written.
     *
     * @return true without destinations.
     */
    public boolean isOff()
    {
        return targets.isEmpty();
    }

    /**
     * Where records go.
     *
     * @return destinations, for other records about the same proxy.
     */
    public LogTargets targets()
    {
        return targets;
    }

    /**
     * Whether totals carry a plus sign, since records are written before the end.
     *
     * @return what {@link LogView#isEarly()} has to say for streams of this frontend.
     */
    public boolean areTotalsEarly()
    {
        return 0 == (wait & LogWait.END);
    }

    /**
     * Records written, for {@code %lc}.
     *
     * @return count since the start.
     */
    public int count()
    {
        return count.get();
    }

    /**
     * Whether {@code log-steps} says when records are written.
     *
     * @return false as usual.
     */
    public boolean hasSteps()
    {
        return null != steps;
    }

    /**
     * Whether streams have to keep their request line: something shows it, or a record is written at its moment.
     *
     * @return false where a record shows none, because {@code log-steps} leaves the request out.
     */
    public boolean keepsRequestLine()
    {
        return !targets.isEmpty() &&
            (null == steps ? 0 != (wait & LogWait.REQUEST) : steps.isEmpty() || steps.contains(LogOrigin.REQUEST));
    }

    /**
     * What the record of a new stream waits for.
     *
     * @return to be kept by the stream and handed in at each moment.
     */
    public int newStream()
    {
        return wait;
    }

    /**
     * A stream begins. Without a format this is the only record: {@code Connect from ...}.
     *
     * @param wait   of the stream.
     * @param ctx    the stream.
     * @param level  set by rules, 0 to 7, {@link #LEVEL_SILENT} or {@link #LEVEL_UNSET}.
     * @param writer of the loop.
     * @return what it waits for now.
     */
    public int onAccept(final int wait, final FetchContext ctx, final int level, final LogWriter writer)
    {
        if (targets.isEmpty())
        {
            return wait;
        }
        if (null != steps)
        {
            return step(wait, LogOrigin.ACCEPT, ctx, level, writer);
        }
        if (null == format && null != ctx.source())
        {
            putConnect(ctx, writer.begin(targets));
            writer.send(targets, SyslogLevel.INFO);
        }
        return wait;
    }

    /**
     * The request is complete.
     *
     * @param wait   of the stream.
     * @param ctx    the stream.
     * @param level  as for {@link #onAccept}.
     * @param writer of the loop.
     * @return what it waits for now.
     */
    public int onRequest(final int wait, final FetchContext ctx, final int level, final LogWriter writer)
    {
        if (null != steps)
        {
            return step(wait, LogOrigin.REQUEST, ctx, level, writer);
        }
        if (0 == (wait & LogWait.REQUEST))
        {
            return wait;
        }
        final int rest = wait & ~(LogWait.REQUEST | LogWait.ANYTHING);
        return LogWait.NOTHING == rest ? log(rest, LogOrigin.REQUEST, ctx, level, writer) : rest;
    }

    /**
     * The connection to the server is established.
     *
     * @param wait   of the stream.
     * @param isBare whether it carries bytes, so that no head of a response will come.
     * @param ctx    the stream.
     * @param level  as for {@link #onAccept}.
     * @param writer of the loop.
     * @return what it waits for now.
     */
    public int onConnect(
        final int wait, final boolean isBare, final FetchContext ctx, final int level, final LogWriter writer)
    {
        if (null != steps)
        {
            return step(wait, LogOrigin.CONNECT, ctx, level, writer);
        }
        return isBare && null != format && 0 == (wait & LogWait.END) ?
            log(wait, LogOrigin.CONNECT, ctx, level, writer) : wait;
    }

    /**
     * The head of a server's response was processed.
     *
     * @param wait   of the stream.
     * @param ctx    the stream.
     * @param level  as for {@link #onAccept}.
     * @param writer of the loop.
     * @return what it waits for now.
     */
    public int onResponse(final int wait, final FetchContext ctx, final int level, final LogWriter writer)
    {
        if (null != steps)
        {
            return step(wait, LogOrigin.RESPONSE, ctx, level, writer);
        }
        // also when it was written at the request already: HAProxy too writes two records of such a format
        return null != format && 0 == (wait & LogWait.END) ? log(wait, LogOrigin.RESPONSE, ctx, level, writer) : wait;
    }

    /**
     * The stream ends.
     *
     * @param wait     of the stream.
     * @param hasInput whether the client sent anything.
     * @param ctx      the stream.
     * @param level    as for {@link #onAccept}.
     * @param writer   of the loop.
     */
    public void onEnd(
        final int wait, final boolean hasInput, final FetchContext ctx, final int level, final LogWriter writer)
    {
        if (isNullIgnored && !hasInput)
        {
            return;
        }
        if (null != steps)
        {
            step(wait, LogOrigin.CLOSE, ctx, level, writer);
        }
        else if (null != format && LogWait.NOTHING != wait)
        {
            log(wait, LogOrigin.CLOSE, ctx, level, writer);
        }
    }

    /**
     * A connection carried something that did not become a request: bad syntax, a timeout, a close half-way.
     *
     * @param hasInput whether bytes of it were received.
     * @param ctx      what is known.
     * @param writer   of the loop.
     */
    public void onSessionError(final boolean hasInput, final FetchContext ctx, final LogWriter writer)
    {
        if (targets.isEmpty() || isNullIgnored && !hasInput)
        {
            return;
        }
        final LogFormat line = null == errorFormat ? format : errorFormat;
        origin(ctx, LogOrigin.SESSION_ERROR);
        final ByteWriter text = writer.begin(targets);
        if (null != line)
        {
            line.eval(ctx, text);
        }
        count.incrementAndGet();
        finish(ctx, areErrorsSeparate ? SyslogLevel.ERR : SyslogLevel.INFO, LogOrigin.SESSION_ERROR, null, writer);
    }

    /**
     * A connection failed before it could carry anything: the PROXY header, the TLS handshake.
     *
     * @param error  number of the error, as {@code fc_err} tells it.
     * @param text   words of the error, as {@code fc_err_str} tells it.
     * @param isNull whether nothing was received: an immediate close or reset.
     * @param ctx    what is known; source, listener and the date of the accept at least.
     * @param writer of the loop.
     */
    public void onHandshakeError(
        final int error, final String text, final boolean isNull, final FetchContext ctx, final LogWriter writer)
    {
        if (targets.isEmpty() || LogWait.NOTHING == wait || isNullIgnored && isNull)
        {
            return;
        }
        origin(ctx, LogOrigin.SESSION_KILLED);
        final ByteWriter out = writer.begin(targets);
        if (null != errorFormat)
        {
            errorFormat.eval(ctx, out);
        }
        else
        {
            putHandshakeError(error, text, ctx, out);
        }
        count.incrementAndGet();
        finish(ctx, areErrorsSeparate ? SyslogLevel.ERR : SyslogLevel.INFO, LogOrigin.SESSION_KILLED, null, writer);
    }

    /**
     * A rule asks for a record ({@code do-log}). It counts as no record of the stream.
     *
     * @param origin  phase of the rule.
     * @param profile of the rule; null for those of the destinations.
     * @param ctx     the stream, or a session without one.
     * @param level   as for {@link #onAccept}.
     * @param writer  of the loop.
     */
    public void onRule(
        final LogOrigin origin, final LogProfile profile, final FetchContext ctx, final int level,
        final LogWriter writer)
    {
        if (targets.isEmpty() || LEVEL_SILENT == level)
        {
            return;
        }
        origin(ctx, origin);
        final ByteWriter text = writer.begin(targets);
        if (null != format)
        {
            format.eval(ctx, text);
        }
        finish(ctx, level >= 0 ? level : SyslogLevel.INFO, origin, profile, writer);
    }

    private int step(
        final int wait, final LogOrigin origin, final FetchContext ctx, final int level, final LogWriter writer)
    {
        if (steps.isEmpty() || steps.contains(origin))
        {
            log(wait, origin, ctx, level, writer);
        }
        return wait;
    }

    private int log(
        final int wait, final LogOrigin origin, final FetchContext ctx, final int level, final LogWriter writer)
    {
        final boolean isError = isError(ctx.log());
        if (targets.isEmpty() || isNormalIgnored && !isError)
        {
            return wait;
        }
        if (LEVEL_SILENT == level)
        {
            return LogWait.NOTHING;
        }
        origin(ctx, origin);
        final ByteWriter text = writer.begin(targets);
        if (null != format)
        {
            format.eval(ctx, text);
        }
        count.incrementAndGet();
        finish(ctx, level >= 0 ? level : isError && areErrorsSeparate ? SyslogLevel.ERR : SyslogLevel.INFO, origin,
            null, writer);
        return LogWait.NOTHING;
    }

    /** Anything an operator would look at: retries, redispatches, 5xx, every end but a normal or a local one. */
    private boolean isError(final LogView log)
    {
        final int ending = log.terminationChar(0);
        return log.isRedispatched() || '-' == ending && log.retries() > 0 || '-' != ending && 'L' != ending ||
            isHttp && log.status() >= FIRST_ERROR_STATUS;
    }

    private static void origin(final FetchContext ctx, final LogOrigin origin)
    {
        if (null != ctx.log())
        {
            ctx.log().origin(origin.text());
        }
    }

    private void finish(
        final FetchContext ctx, final int level, final LogOrigin origin, final LogProfile profile,
        final LogWriter writer)
    {
        if (null != structuredData)
        {
            structuredData.eval(ctx, writer.beginStructuredData());
        }
        writer.send(targets, level, origin, profile, ctx);
        if (null != ctx.log())
        {
            ctx.log().origin(NO_MOMENT);
        }
    }

    private void putConnect(final FetchContext ctx, final ByteWriter out)
    {
        final NetAddress source = ctx.source();
        if (source.isIp())
        {
            putAddress(out.put("Connect from "), source).put(':').putLong(source.port());
            final NetAddress destination = ctx.destination();
            if (null != destination && destination.isSet())
            {
                putAddress(out.put(" to "), destination).put(':').putLong(destination.port());
            }
            else
            {
                out.put(" to undetermined address:0");
            }
        }
        else
        {
            out.put("Connect to unix:").putLong(ctx.listenerId());
        }
        putName(out.put(" ("), ctx).put(isHttp ? "/HTTP)" : "/TCP)");
    }

    private static void putHandshakeError(
        final int error, final String text, final FetchContext ctx, final ByteWriter out)
    {
        final NetAddress source = ctx.source();
        if (null == source || !source.isSet())
        {
            out.put("unknown [");
        }
        else
        {
            putAddress(out, source).put(':').putLong(source.isIp() ? source.port() : ctx.listenerId()).put(" [");
        }
        final long dateUs = null == ctx.log() ? ctx.dateUs() : ctx.log().acceptDateUs();
        ctx.scratch().wallTime().set(Math.floorDiv(dateUs, US_PER_SECOND), false).putLogDate(out);
        out.put('.').putPadded(Math.floorMod(dateUs, US_PER_SECOND) / US_PER_MS, 3).put("] ");
        putName(out, ctx).put('/');
        if (null == ctx.listenerName())
        {
            out.putLong(ctx.listenerId());
        }
        else
        {
            out.put(ctx.listenerName());
        }
        if (null == text)
        {
            out.put(": unknown connection error (code=").putLong(error).put(" flags=00000000)");
        }
        else
        {
            out.put(": ").put(text);
        }
    }

    private static ByteWriter putName(final ByteWriter out, final FetchContext ctx)
    {
        final UnsafeBuffer name = ctx.frontend().name();
        return out.put(name, 0, name.capacity());
    }

    private static ByteWriter putAddress(final ByteWriter out, final NetAddress address)
    {
        if (!address.isIp())
        {
            return out.put("unix");
        }
        if (out.remaining() >= NetAddress.MAX_TEXT_LENGTH)
        {
            out.position(address.appendTo(out.buffer(), out.position()));
        }
        else
        {
            out.fill();
        }
        return out;
    }
}
