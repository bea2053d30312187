/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.filter.FilteredFlow;
import io.fairlead.engine.http.HeaderNamePolicy;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.RuleSet;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.TimeoutKind;
import io.fairlead.engine.server.Server;

/** The request's way from the client to the server. Part of a {@link Stream}; loop-confined. */
final class RequestPath
{
    /** What happens to a request before a server is chosen, in order. */
    private enum Step
    {
        FRONT_CONTENT, FRONT_BEGIN, FRONT_HTTP, FRONT_REDIRECT, SWITCH, BACK_CONTENT, BACK_HTTP, BACK_REDIRECT,
            BACK_SERVER, PREPARE;

        private static final Step[] ALL = values();

        private Step next()
        {
            return PREPARE == this ? PREPARE : ALL[ordinal() + 1];
        }
    }

    private final Stream stream;
    private final Relay relay = new Relay();
    private RequestReplay replay;
    private Step step = Step.FRONT_CONTENT;
    private long inspectUntilMs;
    private boolean isContinueSent;
    private boolean isAwaitingBody;

    RequestPath(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        stopReplay();
        relay.reset();
        step = Step.FRONT_CONTENT;
        inspectUntilMs = 0;
        isContinueSent = false;
        isAwaitingBody = false;
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
     * Bytes of body sent to the server.
     *
     * @return count; another one than {@link #forwarded()} when filters change the body.
     */
    long sent()
    {
        return relay.sent();
    }

    /** Let the body go through filters. */
    void through(final FilteredFlow flow)
    {
        relay.through(flow);
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
            case TARPIT -> false;
            case SEND_HEAD -> sendHead();
            case RELAY -> relay();
            case DONE -> false;
        };
    }

    private boolean runRules()
    {
        while (Stream.RequestState.RULES == stream.requestState())
        {
            final boolean isStepDone = switch (step)
            {
                case FRONT_BEGIN -> begin();
                case FRONT_CONTENT -> runSet(stream.frontend().settings(), Phase.TCP_REQUEST_CONTENT);
                case FRONT_HTTP -> restrictNames(stream.frontend().settings()) &&
                    runSet(stream.frontend().settings(), Phase.HTTP_REQUEST);
                case FRONT_REDIRECT ->
                    runSet(stream.frontend().settings(), stream.frontend().settings().rules.redirects);
                case SWITCH -> chooseBackend();
                case BACK_CONTENT -> runBackendSet(Phase.TCP_REQUEST_CONTENT);
                case BACK_HTTP -> runBackendSet(Phase.HTTP_REQUEST);
                case BACK_REDIRECT -> runBackendRedirects();
                case BACK_SERVER -> chooseServer();
                case PREPARE -> prepare();
            };
            if (!isStepDone)
            {
                return false;
            }
            step = step.next();
            stream.context().ruleCursor().reset();
            if (Stream.RequestState.TARPIT != stream.requestState())
            {
                stream.timeouts().clearDeadline();
            }
        }
        return true;
    }

    private boolean begin()
    {
        final ProxySettings settings = stream.frontend().settings();
        final HttpMessage request = stream.request();
        if (null == request)
        {
            return true;
        }
        final byte first = 0 == request.targetLength() ? 0 : request.targetBuffer().getByte(request.targetOffset());
        if (settings.has(ProxyOption.HTTP_USE_PROXY_HEADER) && '/' != first && '*' != first)
        {
            request.addFlags(HttpMessage.PROXIED);
        }
        stream.context().captureRequest(request);
        stream.accounting().onRequest();
        if (null != settings.monitorUri && isTarget(request, settings.monitorUri))
        {
            answerMonitor(settings);
            return true;
        }
        return !settings.has(ProxyOption.HTTP_BUFFER_REQUEST) || waitForBody();
    }

    private static boolean isTarget(final HttpMessage request, final String uri)
    {
        return is(request.targetBuffer(), request.targetOffset(), request.targetLength(), uri) ||
            '/' == uri.charAt(0) && is(request.targetBuffer(), request.pathOffset(),
            request.targetOffset() + request.targetLength() - request.pathOffset(), uri);
    }

    private static boolean is(final UnsafeBuffer buffer, final int offset, final int length, final String text)
    {
        if (length != text.length())
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            if (buffer.getByte(offset + i) != (byte)text.charAt(i))
            {
                return false;
            }
        }
        return true;
    }

    private void answerMonitor(final ProxySettings settings)
    {
        stream.end(TerminationState.ENDED_LOCALLY, TerminationState.IN_REQUEST);
        stream.context().logLevel(StreamContext.SILENT);
        stream.accounting().onIntercepted();
        for (final Condition failure : settings.rules.monitorFailures)
        {
            if (failure.passes(stream.context(), Sample.OPT_FINAL))
            {
                stream.responsePath().answer(503);
                return;
            }
        }
        stream.times().requestNs = stream.nowNs();
        stream.responsePath().answer(200);
    }

    private boolean waitForBody()
    {
        final StreamEndpoint front = stream.front();
        isAwaitingBody = false;
        if (StreamContext.isLost(front))
        {
            if (!isClientLost())
            {
                onBodyMissing();
            }
            return true;
        }
        if (front.isPayloadComplete())
        {
            return true;
        }
        askForBody();
        front.resumeInput();
        isAwaitingBody = true;
        return false;
    }

    /** Tell a client that waits for it that it may send the body: then no server needs to. */
    void askForBody()
    {
        if (!isContinueSent && stream.request().expectsContinue())
        {
            isContinueSent = true;
            stream.responsePath().sendContinue();
            stream.request().removeHeaders(HeaderId.EXPECT);
        }
    }

    /** The body that was waited for did not come. */
    void onBodyMissing()
    {
        final StreamEndpoint front = stream.front();
        if (front.isInputMalformed())
        {
            stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
            stream.accounting().onBadBody();
            stream.responsePath().answerSilently(400);
        }
        else if (front.isPeerClosed())
        {
            stream.end(TerminationState.CLIENT_CLOSED, TerminationState.IN_REQUEST);
            stream.accounting().onClientAbort();
            stream.responsePath().answerSilently(400);
        }
        else
        {
            stream.end(TerminationState.CLIENT_TIMEOUT, TerminationState.IN_REQUEST);
            stream.responsePath().answer(408);
        }
    }

    /** Whether nothing can go on before more of the body arrived. */
    boolean isAwaitingBody()
    {
        return isAwaitingBody && Stream.RequestState.RULES == stream.requestState();
    }

    /** {@code option http-restrict-req-hdr-names}; always true, a refusal leaves the state RULES. */
    private boolean restrictNames(final ProxySettings settings)
    {
        final HttpMessage request = stream.request();
        if (null == request)
        {
            return true;
        }
        final HeaderNamePolicy policy = switch (settings.restrictNames)
        {
            case DELETE -> HeaderNamePolicy.DELETE;
            case REJECT -> HeaderNamePolicy.REJECT;
            default -> HeaderNamePolicy.PRESERVE;
        };
        if (!policy.apply(request))
        {
            stream.times().requestNs = stream.nowNs();
            stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
            stream.accounting().onDenied();
            stream.responsePath().answer(403);
        }
        return Stream.RequestState.RULES == stream.requestState();
    }

    private boolean runBackendSet(final Phase phase)
    {
        final ProxySettings settings = stream.backend().settings();
        if (settings == stream.frontend().settings())
        {
            // a listen section is one proxy: its rules have run
            return true;
        }
        if (Phase.TCP_REQUEST_CONTENT == phase && null != stream.request() &&
            settings.has(ProxyOption.HTTP_BUFFER_REQUEST) && !waitForBody())
        {
            return false;
        }
        return (Phase.HTTP_REQUEST != phase || restrictNames(settings)) && runSet(settings, phase);
    }

    private boolean runBackendRedirects()
    {
        final ProxySettings settings = stream.backend().settings();
        return settings == stream.frontend().settings() || runSet(settings, settings.rules.redirects);
    }

    private boolean runSet(final ProxySettings settings, final Phase phase)
    {
        return runSet(settings, settings.rules.set(phase));
    }

    /**
     * Run the rules of one phase; false when it has to wait. An end of the stream leaves the state RULES and counts as
     * done.
     */
    private boolean runSet(final ProxySettings settings, final RuleSet set)
    {
        if (null == set || set.phase().isHttp() && null == stream.request())
        {
            return true;
        }
        final Phase phase = set.phase();
        final StreamContext context = stream.context();
        context.phase(phase);
        final boolean isFinal = phase.isHttp() ? stream.front().isPeerClosed() : isInspectionOver(settings);
        final ActionResult result = set.run(context, context.ruleCursor(), isFinal);
        switch (result)
        {
            case CONTINUE, STOP ->
            {
                return true;
            }
            case YIELD, WAIT ->
            {
                awaitMore(settings, context.ruleCursor().deadlineMs());
                return false;
            }
            case DENY ->
            {
                if (Phase.TCP_REQUEST_CONTENT == phase)
                {
                    reject();
                }
                else
                {
                    deny();
                }
            }
            case TARPIT -> tarpit();
            case INVALID -> refuse(400, TerminationState.PROXY_REFUSED);
            case ERROR -> refuse(500, TerminationState.INTERNAL);
            default -> onAborted();
        }
        return true;
    }

    private boolean isInspectionOver(final ProxySettings settings)
    {
        final int delayMs = settings.rules.requestInspectDelayMs;
        if (0 == delayMs || stream.front().isInputOver())
        {
            return true;
        }
        if (0 == inspectUntilMs)
        {
            inspectUntilMs = stream.worker().context().nowMs() + delayMs;
        }
        return stream.worker().context().nowMs() >= inspectUntilMs;
    }

    private void awaitMore(final ProxySettings settings, final long ruleDeadlineMs)
    {
        final long until = inspectUntilMs > 0 && ruleDeadlineMs > 0 ?
            Math.min(inspectUntilMs, ruleDeadlineMs) : Math.max(inspectUntilMs, ruleDeadlineMs);
        stream.timeouts().deadlineAt(until);
        stream.front().resumeInput();
    }

    private void deny()
    {
        stream.times().requestNs = stream.nowNs();
        stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
        stream.accounting().onDenied();
        final Reply denial = stream.context().denial();
        final Reply reply = null == denial ? stream.context().errorReply(403) : denial;
        if (isClientLost())
        {
            stream.responsePath().answerSilently(reply.status());
        }
        else
        {
            stream.responsePath().answer(reply);
        }
    }

    private void tarpit()
    {
        stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_TARPIT);
        stream.accounting().onDenied();
        stream.requestState(Stream.RequestState.TARPIT);
        // without a timeout the client is answered at once
        stream.timeouts().deadline(Math.max(1, (int)stream.timeouts().configured(TimeoutKind.TARPIT)));
    }

    private void refuse(final int status, final int ending)
    {
        stream.end(ending, TerminationState.IN_REQUEST);
        stream.responsePath().answer(status);
    }

    private void onAborted()
    {
        final StreamContext context = stream.context();
        if (context.isRejected())
        {
            reject();
        }
        else if (Stream.RequestState.RULES == stream.requestState())
        {
            refuse(500, TerminationState.INTERNAL);
        }
    }

    private void reject()
    {
        stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
        stream.accounting().onDenied();
        stream.responsePath().answerNothing();
    }

    private boolean chooseBackend()
    {
        final Frontend frontend = stream.frontend();
        final StreamContext context = stream.context();
        final StreamObserver observer = stream.worker().observer();
        Backend backend = null;
        for (final BackendSwitch rule : frontend.switches())
        {
            final boolean isPassed = null == rule.condition() || rule.condition().passes(context, Sample.OPT_FINAL);
            if (isPassed)
            {
                backend = rule.backend(context);
            }
            if (null != observer)
            {
                rule.tell(observer, context, isPassed, null != backend);
            }
            if (isPassed)
            {
                if (null != backend)
                {
                    break;
                }
                if (rule.isDynamic())
                {
                    // an unknown name sends the request to the default backend
                    break;
                }
            }
        }
        if (null == backend)
        {
            backend = null != frontend.defaultBackend() ? frontend.defaultBackend() : frontend.ownBackend();
        }
        if (null != observer)
        {
            observer.onBackend(backend);
        }
        if (null == backend)
        {
            stream.times().requestNs = stream.nowNs();
            stream.end(TerminationState.SERVER_CLOSED, TerminationState.IN_CONNECT);
            stream.responsePath().answer(503);
            return true;
        }
        stream.backend(backend);
        stream.persistence().runRules(backend.settings().rules);
        return true;
    }

    /** {@code use-server}: the first rule that holds and whose server is up. */
    private boolean chooseServer()
    {
        final Backend backend = stream.backend();
        final StreamContext context = stream.context();
        final List<ProxyRules.ServerSwitch> rules = backend.settings().rules.serverSwitches;
        for (int i = 0; i < rules.size(); i++)
        {
            final ProxyRules.ServerSwitch rule = rules.get(i);
            if (null != rule.condition() && !rule.condition().passes(context, Sample.OPT_FINAL))
            {
                tell(rule, false, null, null, false);
                continue;
            }
            final String name = null == rule.name() ? rule.server() : BackendSwitch.text(rule.name(), context);
            final Server server = backend.servers().byName(name);
            final boolean isTaken = null != server &&
                (server.isUp() || backend.settings().has(ProxyOption.PERSIST) || stream.persistence().isForced());
            tell(rule, true, name, server, isTaken);
            if (null == server)
            {
                break;
            }
            if (isTaken)
            {
                stream.persistence().onDirected();
                stream.connector().direct(server);
                break;
            }
        }
        return true;
    }

    private void tell(
        final ProxyRules.ServerSwitch rule, final boolean isPassed, final String name, final Server server,
        final boolean isTaken)
    {
        final StreamObserver observer = stream.worker().observer();
        if (null != observer)
        {
            observer.onServerRule(rule, isPassed, name, server, isTaken);
        }
    }

    /** Whether the client left with its request unfinished; that ends the stream once all rules have run. */
    private boolean isClientLost()
    {
        final StreamEndpoint front = stream.front();
        return front.isPeerClosed() && !front.isInputMalformed() && StreamContext.isLost(front);
    }

    private boolean prepare()
    {
        final HttpMessage request = stream.request();
        if (null != request && isClientLost())
        {
            stream.times().requestNs = stream.nowNs();
            onBodyMissing();
            return true;
        }
        stream.context().makeUniqueId();
        if (null != request)
        {
            stream.times().requestNs = stream.nowNs();
            ForwardingHeaders.apply(stream, request);
            stream.persistence().onRequest(request);
            stream.filterRequest(request);
        }
        stream.times().queueNs = 0;
        stream.requestState(Stream.RequestState.ASSIGN);
        return true;
    }

    /** The deadline of a rule, a tarpit, a queue, a connect or a pause has passed. */
    void onDeadline()
    {
        switch (stream.requestState())
        {
            case RULES ->
            {
                // the rules look at the clock themselves
            }
            case TARPIT ->
            {
                stream.times().queueNs = stream.nowNs();
                final Reply reply = stream.context().denial();
                stream.responsePath().answer(null == reply ? stream.context().errorReply(500) : reply);
            }
            default -> stream.connector().onDeadline();
        }
    }

    /** While nothing was sent to a server, a client that left need not be served any more. */
    private boolean isClientGone()
    {
        final StreamEndpoint front = stream.front();
        final boolean isAborting = stream.backend().isAborting();
        final boolean isWaiting = Stream.RequestState.CONNECTING != stream.requestState();
        if (!front.isPeerClosed() ||
            !(null == stream.request() ? front.isInputEnded() || isAborting && isWaiting : isAborting))
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
            if (ProxySettings.HttpMode.SERVER_CLOSE == stream.frontend().settings().httpMode)
            {
                // the frontend's word counts on this side too
                stream.connector().http().closeAfterResponse();
            }
            final int result = back.sendHead(request);
            if (StreamEndpoint.BLOCKED == result)
            {
                return false;
            }
            keepForReplay();
            if (StreamEndpoint.TOO_BIG == result)
            {
                stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
                stream.connector().abort();
                stream.responsePath().answer(400);
                return true;
            }
            if (StreamEndpoint.INVALID == result)
            {
                onInvalidHead(request);
                return true;
            }
            stream.accounting().bytes().onRequestSent(request);
            if (!stream.connector().isRetryPossible() && !isReplayable())
            {
                stream.context().requestGone();
                stream.front().unpinHead();
            }
        }
        stream.requestState(Stream.RequestState.RELAY);
        stream.responseState(null != request ? Stream.ResponseState.WAIT_HEAD :
            null == stream.backend().settings().rules.set(Phase.TCP_RESPONSE_CONTENT) ?
                Stream.ResponseState.RELAY : Stream.ResponseState.RULES);
        relay();
        return true;
    }

    /** What {@code retry-on} asks for needs the whole request, which must be there before any of it is sent. */
    private void keepForReplay()
    {
        if (isReplayable() || !stream.context().isL7RetryWanted(stream.backend().settings()) ||
            !stream.front().isBodyComplete() || relay.isFiltered())
        {
            return;
        }
        if (null == replay)
        {
            replay = new RequestReplay(stream.worker().context().buffers());
        }
        replay.begin();
        relay.replay(replay);
    }

    /** Whether the whole request is kept to be sent again. */
    boolean isReplayable()
    {
        return null != replay && replay.isKeeping();
    }

    /** The request will not be sent again. */
    void stopReplay()
    {
        if (null != replay)
        {
            replay.stop();
            relay.replay(null);
        }
    }

    /** The head cannot be written: what the client asked for makes no sense to a server, or rules spoilt it. */
    private void onInvalidHead(final HttpMessage request)
    {
        final boolean isConnect = Method.CONNECT == request.method();
        stream.end(isConnect ? TerminationState.SERVER_CLOSED : TerminationState.INTERNAL, TerminationState.IN_HEADERS);
        stream.connector().abort();
        stream.responsePath().answer(isConnect ? 502 : 500);
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
        if (relay.isEnded() && !back.isOutputInvalid())
        {
            if (null != stream.request())
            {
                stream.accounting().bytes().onRequestEnd(stream.request());
            }
            else if (stream.backend().settings().has(ProxyOption.NOLINGER))
            {
                // nothing is half closed then
                stream.connector().abort();
                stream.responsePath().answerNothing();
            }
            stream.requestState(Stream.RequestState.DONE);
            return true;
        }
        if (front.isInputBroken() && front.isHttp() && 0 == front.inputLength() && !relay.isHolding())
        {
            onBrokenBody(front);
            return true;
        }
        if (back.isOutputInvalid() && Stream.ResponseState.WAIT_HEAD == stream.responseState())
        {
            stream.end(TerminationState.INTERNAL, TerminationState.IN_HEADERS);
            stream.connector().abort();
            stream.responsePath().answer(500);
            return true;
        }
        if (Stream.ResponseState.DONE == stream.responseState() && back.isOutputBroken() && front.isHttp())
        {
            // it has answered, and the rest of the request has nowhere to go
            stream.end(TerminationState.SERVER_CLOSED, TerminationState.IN_DATA);
            stream.connector().abort();
            return true;
        }
        return hasMoved;
    }

    /** The client's message stops in its middle: it left, or what it sends is no body. */
    private void onBrokenBody(final StreamEndpoint front)
    {
        final boolean isResponseBegun = Stream.ResponseState.WAIT_HEAD != stream.responseState() &&
            Stream.ResponseState.NONE != stream.responseState();
        final int phase = isResponseBegun ? TerminationState.IN_DATA : TerminationState.IN_HEADERS;
        if (front.isPeerClosed())
        {
            stream.end(TerminationState.CLIENT_CLOSED, isResponseBegun ? stream.clientPhase() : phase);
            stream.accounting().onClientAbort();
        }
        else
        {
            stream.end(TerminationState.PROXY_REFUSED, phase);
            stream.accounting().onBadBody();
        }
        if (isResponseBegun)
        {
            stream.giveUp();
        }
        else
        {
            // the connection is beyond repair: nothing is sent
            stream.connector().abort();
            stream.responsePath().answerSilently(400);
        }
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
        relay.rewind();
        if (null != replay)
        {
            replay.rewind();
        }
        stream.rewindFilters();
        stream.requestState(Stream.RequestState.ASSIGN);
        stream.responseState(Stream.ResponseState.NONE);
    }
}
