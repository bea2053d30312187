/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.LogView;
import io.fairlead.engine.sample.Sample;

/** A stream as log formats see it. Part of a {@link Stream}; loop-confined. */
final class StreamLogView implements LogView
{
    /** What is sent on for a request without version. */
    private static final UnsafeBuffer VERSION_10 = new UnsafeBuffer("HTTP/1.0".getBytes(StandardCharsets.US_ASCII));

    private final Stream stream;
    private final NetAddress backendSource = new NetAddress();
    private final UnsafeBuffer requestLine = new UnsafeBuffer(new byte[0]);
    private String origin = "unspec";
    private int requestLineLength;
    private int requestLineLimit;

    StreamLogView(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        requestLineLength = -1;
        backendSource.clear();
    }

    /** Keep the request line, since the head will be gone when the record is written. */
    void captureRequestLine(final HttpMessage request)
    {
        if (!stream.frontend().needsRequestLine())
        {
            return;
        }
        requestLineLimit = stream.frontend().requestLineLimit();
        if (requestLine.capacity() < requestLineLimit)
        {
            requestLine.wrap(new byte[requestLineLimit]);
        }
        int at = 0;
        at = append(at, request.methodBuffer(), request.methodOffset(), request.methodLength());
        at = append(at, ' ');
        at = append(at, request.targetBuffer(), request.targetOffset(), request.targetLength());
        at = append(at, ' ');
        at = 0 == request.versionLength() ? append(at, VERSION_10, 0, VERSION_10.capacity()) :
            append(at, request.versionBuffer(), request.versionOffset(), request.versionLength());
        requestLineLength = at;
    }

    /** Keep our address towards the server, since the connection may be gone when the record is written. */
    void captureBackendSource()
    {
        if (stream.frontend().log().needsBackendSource())
        {
            stream.connector().channel().localAddress(backendSource);
        }
    }

    private int append(final int at, final UnsafeBuffer source, final int offset, final int length)
    {
        final int kept = Math.min(length, requestLineLimit - at);
        if (kept > 0)
        {
            requestLine.putBytes(at, source, offset, kept);
        }
        return at + Math.max(0, kept);
    }

    private int append(final int at, final char character)
    {
        if (at < requestLineLimit)
        {
            requestLine.putByte(at, (byte)character);
            return at + 1;
        }
        return at;
    }

    @Override
    public long acceptDateUs()
    {
        return stream.times().acceptEpochUs;
    }

    @Override
    public long requestDateUs()
    {
        return stream.times().requestEpochUs;
    }

    @Override
    public long handshakeMs()
    {
        return Math.max(0, StreamTimes.between(stream.times().startNs, stream.times().handshakeNs));
    }

    @Override
    public long idleMs()
    {
        return Math.max(0, StreamTimes.between(stream.times().handshakeNs, stream.times().firstByteNs));
    }

    @Override
    public long requestMs()
    {
        final StreamTimes times = stream.times();
        return null != stream.session().httpMux() && Stream.Refusal.NONE == stream.refusal()
            ? StreamTimes.between(times.firstByteNs, times.requestNs) : -1; // bare bytes are no request
    }

    @Override
    public long queueMs()
    {
        final StreamTimes times = stream.times();
        if (null == stream.session().httpMux())
        {
            // HAProxy takes off the time of the request, which is -1 where there is none
            return 0 == times.queueNs ? -1 : StreamTimes.between(times.startNs, times.queueNs) + 1;
        }
        return StreamTimes.between(0 == times.requestNs ? times.startNs : times.requestNs, times.queueNs);
    }

    @Override
    public long connectMs()
    {
        return StreamTimes.between(stream.times().queueNs, stream.times().connectNs);
    }

    @Override
    public long responseMs()
    {
        return StreamTimes.between(stream.times().connectNs, stream.times().responseNs);
    }

    @Override
    public long dataMs()
    {
        return StreamTimes.between(stream.times().responseNs, stream.times().endNs);
    }

    @Override
    public long totalMs()
    {
        return Math.max(0, StreamTimes.between(stream.times().startNs,
            0 == stream.times().endNs ? stream.nowNs() : stream.times().endNs));
    }

    @Override
    public boolean isEarly()
    {
        return stream.frontend().log().areTotalsEarly();
    }

    @Override
    public int status()
    {
        final boolean isBeforeRequest = null == stream.session().httpMux() || isAt(LogOrigin.ACCEPT);
        return 0 != stream.status() ? stream.status() : isBeforeRequest ? 0 : -1;
    }

    /** Whether this is the record of that moment: totals are there at the end only. */
    private boolean isAt(final LogOrigin moment)
    {
        return moment.text().equals(origin);
    }

    @Override
    public long bytesOut()
    {
        return isAt(LogOrigin.CLOSE) || isAt(LogOrigin.RESPONSE) ?
            stream.accounting().bytes().responseIn() : 0;
    }

    @Override
    public long bytesIn()
    {
        return isAt(LogOrigin.CLOSE) ? stream.accounting().bytes().requestIn() : 0;
    }

    @Override
    public long requestNumber()
    {
        return stream.accounting().number();
    }

    @Override
    public int retries()
    {
        return stream.connector().retries();
    }

    @Override
    public boolean isRedispatched()
    {
        return stream.connector().isRedispatched();
    }

    @Override
    public int terminationChar(final int index)
    {
        return switch (index)
        {
            case 0 -> TerminationState.endingCharacter(stream.termination());
            case 1 -> TerminationState.phaseCharacter(stream.termination());
            default -> stream.persistence().stateChar(3 == index);
        };
    }

    /** All characters that tell how the stream ended: two for bare bytes, else four. */
    String stateText()
    {
        final StringBuilder text = new StringBuilder();
        final int count = null == stream.session().httpMux() ? 2 : 4;
        for (int i = 0; i < count; i++)
        {
            text.append((char)terminationChar(i));
        }
        return text.toString();
    }

    @Override
    public boolean clientCookie(final Sample out)
    {
        return stream.persistence().captured(false, out);
    }

    @Override
    public boolean serverCookie(final Sample out)
    {
        return stream.persistence().captured(true, out);
    }

    @Override
    public long processConnections()
    {
        return stream.worker().limits().connections();
    }

    @Override
    public long frontendConnections()
    {
        return stream.frontend().connections();
    }

    @Override
    public long backendConnections()
    {
        return null == stream.backend() ? 0 : stream.backend().connections();
    }

    @Override
    public long serverConnections()
    {
        final ServerTarget target = stream.connector().target();
        return null == target ? 0 : target.server().capacity().sessions();
    }

    @Override
    public long serverQueue()
    {
        return stream.connector().serverQueuePosition();
    }

    @Override
    public long backendQueue()
    {
        return stream.connector().backendQueuePosition();
    }

    @Override
    public boolean requestLine(final Sample out)
    {
        return requestLineLength >= 0 && out.str(requestLine, 0, requestLineLength);
    }

    @Override
    public String serverSubstitute()
    {
        return null == stream.connector().target() ? "<NOSRV>" : null;
    }

    @Override
    public NetAddress backendSource()
    {
        if (!backendSource.isSet() && stream.connector().isEstablished())
        {
            stream.connector().channel().localAddress(backendSource);
        }
        return backendSource.isSet() ? backendSource : null;
    }

    @Override
    public NetAddress serverAddress()
    {
        final ServerTarget target = stream.connector().target();
        return null == target ? null : target.server().location().address();
    }

    @Override
    public String origin()
    {
        return origin;
    }

    @Override
    public void origin(final String step)
    {
        origin = step;
    }
}
