/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.filter.BandwidthLimit;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.log.TrafficLog;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.rules.BandwidthTarget;
import io.fairlead.engine.rules.DefaultReply;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.Rule;
import io.fairlead.engine.rules.RuleCursor;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.sample.CaptureView;
import io.fairlead.engine.sample.ConnectionView;
import io.fairlead.engine.sample.FrontendView;
import io.fairlead.engine.sample.LogView;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.sample.TimeoutKind;
import io.fairlead.engine.sample.VariableScope;
import io.fairlead.engine.sample.VariableStore;

/** A stream as rules, expressions and log formats see it. Part of a {@link Stream}; loop-confined. */
final class StreamContext extends SessionSamples
{
    /** Level of {@code set-log-level silent}. */
    static final int SILENT = -1;

    private final Stream stream;
    private final RuleCursor cursor = new RuleCursor();
    private final StreamLogView log;
    private final StreamConnectionView serverView = new StreamConnectionView();
    private final Payload requestPayload = new Payload(true);
    private final Payload responsePayload = new Payload(false);
    private final RewriteRoom rewriteRoom;
    private final Captures requestCaptures = new Captures(true);
    private final Captures responseCaptures = new Captures(false);
    private final VariableStore transaction = new VariableStore();
    private final VariableStore requestVariables = new VariableStore();
    private final VariableStore responseVariables = new VariableStore();
    private final UnsafeBuffer uniqueId = new UnsafeBuffer(new byte[0]);
    private final NetAddress source = new NetAddress();
    private final NetAddress destination = new NetAddress();
    private boolean isSourceSet;
    private boolean isL7RetryDisabled;
    private boolean isDestinationSet;
    private HttpMessage response;
    private Phase phase;
    private Reply denial;
    private Rule finalRule;
    private Rule waitingRule;
    private int priorityClass;
    private int priorityOffset;
    private int logLevel;
    private int uniqueIdLength;
    private int method;
    private int version;
    private boolean isUniqueIdKnown;
    private boolean isStrictRewriting;
    private boolean isRequestGone;
    private boolean isResponseGone;
    private boolean isRejected;
    private final OutgoingMarks marks = new OutgoingMarks();

    StreamContext(final Stream stream)
    {
        this.stream = stream;
        this.log = new StreamLogView(stream);
        this.rewriteRoom = new RewriteRoom(stream);
    }

    void reset()
    {
        cursor.reset();
        isSourceSet = false;
        isDestinationSet = false;
        phase = null;
        denial = null;
        finalRule = null;
        waitingRule = null;
        priorityClass = 0;
        priorityOffset = 0;
        response = null;
        logLevel = TrafficLog.LEVEL_UNSET;
        method = -1;
        version = -1;
        isUniqueIdKnown = false;
        isStrictRewriting = true;
        isL7RetryDisabled = false;
        isRequestGone = false;
        isResponseGone = false;
        isRejected = false;
        marks.reset();
        transaction.clear();
        requestVariables.clear();
        responseVariables.clear();
        requestCaptures.clear();
        responseCaptures.clear();
        log.reset();
        rewriteRoom.reset();
    }

    void phase(final Phase value)
    {
        phase = value;
    }

    /** The head was sent on: its samples are no longer to be had. */
    void requestGone()
    {
        isRequestGone = true;
    }

    @Override
    public void disableL7Retry()
    {
        isL7RetryDisabled = true;
    }

    /** Whether there is anything after connecting for which a backend sends requests again. */
    boolean isL7RetryWanted(final ProxySettings settings)
    {
        return !isL7RetryDisabled && ProxySettings.Mode.HTTP == settings.mode &&
            (!settings.retryOnStatus.isEmpty() ||
            settings.retryOn.size() > (settings.retryOn.contains(ProxySettings.RetryOn.CONN_FAILURE) ? 1 : 0));
    }

    /** The head of the response was sent on: its samples are no longer to be had. */
    void responseGone()
    {
        isResponseGone = true;
    }

    void response(final HttpMessage value)
    {
        isResponseGone = false;
        response = value;
    }

    Reply denial()
    {
        return denial;
    }

    boolean isRejected()
    {
        return isRejected;
    }

    /** Level set by {@code set-log-level}: 0 to 7, or one of the constants of {@link TrafficLog}. */
    int logLevel()
    {
        return logLevel;
    }

    /** Note what logs and captures need before the head is sent on. */
    void captureRequest(final HttpMessage request)
    {
        method = request.method().ordinal();
        version = request.has(HttpMessage.NOT_HTTP) ? -1 : request.version();
        log.captureRequestLine(request);
        requestCaptures.captureHeaders(request);
    }

    /** Note what logs need of a connection to a server. */
    void captureBackendSource()
    {
        log.captureBackendSource();
    }

    void captureResponse(final HttpMessage head)
    {
        responseCaptures.captureHeaders(head);
    }

    // ---- what samples are taken from

    @Override
    public Runnable waker()
    {
        return stream.waker();
    }

    @Override
    Worker worker()
    {
        return stream.worker();
    }

    @Override
    Session session()
    {
        return stream.session();
    }

    @Override
    public NetAddress source()
    {
        return isSourceSet ? source : super.source();
    }

    @Override
    public NetAddress destination()
    {
        return isDestinationSet ? destination : super.destination();
    }

    @Override
    public ConnectionView serverConnection()
    {
        return stream.connector().isEstablished() ? serverView.server(stream) : null;
    }

    @Override
    public FrontendView frontend()
    {
        return stream.frontend();
    }

    @Override
    public BackendView backend()
    {
        return stream.backend();
    }

    @Override
    public ServerView server()
    {
        return stream.connector().target();
    }

    @Override
    public HttpMessage request()
    {
        return isRequestGone ? null : stream.request();
    }

    @Override
    public HttpMessage response()
    {
        return isResponseGone ? null : response;
    }

    @Override
    public boolean isRequestPending()
    {
        return !isRequestGone && !stream.front().isInputEnded();
    }

    @Override
    public boolean isResponsePending()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        return null != back && !back.isInputEnded();
    }

    @Override
    public PayloadView requestPayload()
    {
        return isRequestGone ? null : requestPayload;
    }

    @Override
    public PayloadView responsePayload()
    {
        return null == stream.connector().endpoint() ? null : responsePayload;
    }

    @Override
    public VariableStore variables(final VariableScope scope)
    {
        return switch (scope)
        {
            case TXN -> transaction;
            case REQ -> isPastRequest() ? null : requestVariables;
            case RES -> isPastRequest() ? responseVariables : null;
            default -> super.variables(scope);
        };
    }

    /** Variables of the request are forgotten when a server is looked for, or an answer is made without one. */
    private boolean isPastRequest()
    {
        return null != response || Stream.RequestState.RULES != stream.requestState() &&
            Stream.RequestState.TARPIT != stream.requestState();
    }

    @Override
    public CaptureView requestCaptures()
    {
        return Stream.Refusal.NONE == stream.refusal() ? requestCaptures : null;
    }

    @Override
    public CaptureView responseCaptures()
    {
        return Stream.Refusal.NONE == stream.refusal() ? responseCaptures : null;
    }

    @Override
    public int capturedMethod()
    {
        final HttpMessage request = request();
        return null == request ? method : request.method().ordinal();
    }

    @Override
    public int capturedVersion()
    {
        final HttpMessage request = request();
        return null == request ? version : request.has(HttpMessage.NOT_HTTP) ? -1 : request.version();
    }

    /** The method of the request, also after its head was sent on; null for bare bytes. */
    Method method()
    {
        final int ordinal = capturedMethod();
        return ordinal < 0 ? null : Method.values()[ordinal];
    }

    /** Make the unique id while the request can be looked at. */
    void makeUniqueId()
    {
        final ProxyRules rules = stream.frontend().settings().rules;
        if (!isUniqueIdKnown && null != rules.uniqueIdFormat)
        {
            isUniqueIdKnown = true;
            uniqueIdLength = UniqueId.make(rules.uniqueIdFormat, this, uniqueId);
        }
    }

    @Override
    public boolean uniqueId(final Sample out)
    {
        if (Stream.Refusal.NONE == stream.refusal())
        {
            makeUniqueId(); // HAProxy has no stream where there was no request
        }
        if (!isUniqueIdKnown)
        {
            return false;
        }
        return out.str(uniqueId, 0, uniqueIdLength);
    }

    @Override
    public LogView log()
    {
        return log;
    }

    StreamLogView logView()
    {
        return log;
    }

    @Override
    public boolean isFirstRequest()
    {
        return stream.isFirst();
    }

    @Override
    public long timeoutMs(final TimeoutKind kind)
    {
        return stream.timeouts().configured(kind);
    }

    // ---- what actions may do

    @Override
    public Phase phase()
    {
        return phase;
    }

    @Override
    public RuleCursor ruleCursor()
    {
        return cursor;
    }

    @Override
    public void finalRule(final Rule rule)
    {
        finalRule = rule;
    }

    @Override
    public void retries(final int value)
    {
        stream.connector().maxRetries(value);
    }

    @Override
    public void priorityClass(final int value)
    {
        priorityClass = value;
    }

    @Override
    public void priorityOffset(final int value)
    {
        priorityOffset = value;
    }

    @Override
    public int currentPriorityClass()
    {
        return priorityClass;
    }

    @Override
    public int currentPriorityOffset()
    {
        return priorityOffset;
    }

    @Override
    public void waitingRule(final Rule rule)
    {
        waitingRule = rule;
    }

    @Override
    public void appendWaitingEntity(final ByteWriter out)
    {
        if (null != waitingRule)
        {
            out.put(waitingRule.file()).put(':').putLong(waitingRule.line());
        }
        else if (stream.requestPath().isAwaitingBody())
        {
            out.put("http-buffer-request");
        }
    }

    @Override
    public String lastRuleFile()
    {
        return null == finalRule ? null : finalRule.file();
    }

    @Override
    public int lastRuleLine()
    {
        return null == finalRule ? 0 : finalRule.line();
    }

    @Override
    public void answer(final Reply reply)
    {
        stream.onIntercepted(reply);
    }

    @Override
    public void wantBody(final boolean isRequest, final int bytes)
    {
        if (isRequest)
        {
            stream.requestPath().askForBody();
        }
    }

    @Override
    public boolean isBodyLost(final boolean isRequest)
    {
        return isLost(isRequest ? stream.front() : stream.connector().endpoint());
    }

    /** Whether an endpoint's body is incomplete for ever. */
    static boolean isLost(final StreamEndpoint endpoint)
    {
        return endpoint.isInputMalformed() || endpoint.isPeerClosed() && !endpoint.isBodyComplete() &&
            endpoint.message().isLengthKnown();
    }

    @Override
    public UnsafeBuffer responseCoding()
    {
        final StreamFilters filters = stream.activeFilters();
        return null == filters || null == filters.responseCoding() ? null : filters.responseCoding().nameBytes();
    }

    @Override
    public void bodyMissing(final boolean isRequest)
    {
        if (isRequest)
        {
            stream.requestPath().onBodyMissing();
        }
        else
        {
            stream.responsePath().onBodyMissing();
        }
    }

    @Override
    public void denial(final Reply reply)
    {
        denial = reply;
    }

    @Override
    public Reply errorReply(final int status)
    {
        final Backend backend = stream.backend();
        Reply reply = null == backend ? null : backend.settings().rules.errorReplies.get(status);
        if (null == reply)
        {
            reply = stream.frontend().settings().rules.errorReplies.get(status);
        }
        return null == reply ? new DefaultReply(status) : reply;
    }

    @Override
    public void reject()
    {
        isRejected = true;
    }

    /** Mark and type of service for the connection to the server. */
    OutgoingMarks marks()
    {
        return marks;
    }

    @Override
    public void mark(final boolean isClientSide, final int value)
    {
        if (isClientSide)
        {
            stream.session().mark(value);
        }
        else
        {
            marks.mark(value);
        }
    }

    @Override
    public void tos(final boolean isClientSide, final int value)
    {
        if (isClientSide)
        {
            stream.session().typeOfService(value);
        }
        else
        {
            marks.typeOfService(value);
        }
    }

    @Override
    public void silentDrop(final int ttl)
    {
        stream.session().channel().silence(ttl);
        isRejected = true;
    }

    @Override
    public HttpMessage interim()
    {
        final HttpMessage request = stream.request();
        return null != request && request.has(HttpMessage.VERSION_11) ? stream.responsePath().interim() : null;
    }

    @Override
    public boolean sendInterim()
    {
        return stream.responsePath().sendInterim();
    }

    @Override
    public NetAddress editableSource()
    {
        if (!isSourceSet)
        {
            isSourceSet = true;
            source.copyFrom(stream.session().source());
        }
        return source;
    }

    @Override
    public NetAddress editableDestination()
    {
        if (!isDestinationSet)
        {
            isDestinationSet = true;
            destination.copyFrom(stream.session().destination());
        }
        return destination;
    }

    @Override
    public void logLevel(final int level)
    {
        logLevel = level;
    }

    @Override
    public void log(final LogOrigin origin, final LogProfile profile)
    {
        stream.frontend().log().onRule(origin, profile, this, logLevel, stream.worker().logWriter());
    }

    @Override
    public void timeout(final TimeoutKind kind, final long timeoutMs)
    {
        stream.timeouts().override(kind, timeoutMs);
    }

    @Override
    public void limitBandwidth(final BandwidthTarget target, final long bytes, final long periodMs)
    {
        stream.limitBandwidth((BandwidthLimit)target, bytes, periodMs);
    }

    @Override
    public void strictRewriting(final boolean isStrict)
    {
        isStrictRewriting = isStrict;
    }

    @Override
    public boolean isStrictRewriting()
    {
        return isStrictRewriting;
    }

    @Override
    public boolean hasRewriteRoom(final int more)
    {
        return rewriteRoom.has(phase.isResponse(), more);
    }

    @Override
    public void countFailedRewrite()
    {
        stream.accounting().onFailedRewrite();
        if (isStrictRewriting)
        {
            stream.end(TerminationState.PROXY_REFUSED,
                phase.isResponse() ? TerminationState.IN_HEADERS : TerminationState.IN_REQUEST);
        }
    }

    /** What lies in one direction's buffer: the body behind a head, or bare bytes. */
    private final class Payload implements PayloadView
    {
        private final boolean isRequest;

        private Payload(final boolean isRequest)
        {
            this.isRequest = isRequest;
        }

        private StreamEndpoint endpoint()
        {
            return isRequest ? stream.front() : stream.connector().endpoint();
        }

        @Override
        public UnsafeBuffer buffer()
        {
            return endpoint().payloadBuffer();
        }

        @Override
        public int offset()
        {
            return endpoint().payloadOffset();
        }

        @Override
        public int length()
        {
            return endpoint().payloadLength();
        }

        @Override
        public boolean isComplete()
        {
            return endpoint().isPayloadComplete();
        }

        @Override
        public long announcedLength()
        {
            final HttpMessage message = endpoint().message();
            return null != message && message.contentLength() >= 0 ? message.contentLength() : length();
        }
    }

    /** Captured header values of one direction. */
    private final class Captures implements CaptureView
    {
        private final boolean isRequest;
        private byte[][] texts = {};
        private UnsafeBuffer[] buffers = {};
        private int[] lengths = {};

        private Captures(final boolean isRequest)
        {
            this.isRequest = isRequest;
        }

        void clear()
        {
            java.util.Arrays.fill(lengths, -1);
        }

        private void prepare()
        {
            final int count = count();
            if (lengths.length < count)
            {
                final int old = lengths.length;
                texts = java.util.Arrays.copyOf(texts, count);
                buffers = java.util.Arrays.copyOf(buffers, count);
                lengths = java.util.Arrays.copyOf(lengths, count);
                java.util.Arrays.fill(lengths, old, count, -1);
            }
        }

        @Override
        public int count()
        {
            return stream.frontend().settings().rules.captures.count(isRequest);
        }

        @Override
        public boolean slot(final int index, final Sample out)
        {
            return index < lengths.length && lengths[index] >= 0 && out.str(buffers[index], 0, lengths[index]);
        }

        @Override
        public int maxLength(final int index)
        {
            return stream.frontend().settings().rules.captures.slot(isRequest, index).length();
        }

        @Override
        public void slot(final int index, final org.agrona.DirectBuffer source, final int offset, final int length)
        {
            prepare();
            final int kept = Math.min(length, maxLength(index));
            if (null == texts[index] || texts[index].length < kept)
            {
                texts[index] = new byte[Math.max(kept, maxLength(index))];
                buffers[index] = new UnsafeBuffer(texts[index]);
            }
            buffers[index].putBytes(0, source, offset, kept);
            lengths[index] = kept;
        }

        void captureHeaders(final HttpMessage message)
        {
            final int count = count();
            for (int i = 0; i < count; i++)
            {
                final byte[] name = stream.frontend().captureName(isRequest, i);
                if (null == name)
                {
                    continue;
                }
                int last = -1;
                for (int h = message.findHeader(name, -1); h >= 0; h = message.findHeader(name, h))
                {
                    last = h;
                }
                if (last >= 0)
                {
                    slot(i, message.valueBuffer(last), message.valueOffset(last), message.valueLength(last));
                }
            }
        }
    }
}
