/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.errors.TerminationState;
import io.fairlead.engine.filter.FilteredFlow;
import io.fairlead.engine.http.ErrorPages;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.DefaultReply;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.RuleSet;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.server.Observation;

/** The response's way to the client, from a server or from ourselves. Part of a {@link Stream}; loop-confined. */
final class ResponsePath
{
    private static final byte[] CONTINUE = "Continue".getBytes(StandardCharsets.US_ASCII);

    private final Stream stream;
    private final Relay relay = new Relay();
    private HttpMessage own;
    private Reply answer;
    private PooledBuffer answerBody;
    private Step step;
    private long inspectUntilMs;
    private boolean isAnswerHeadSent;
    private boolean isHeadCounted;
    private boolean isEarly;
    private byte[] page;

    ResponsePath(final Stream stream)
    {
        this.stream = stream;
    }

    /** What happens to a server's response before it is sent on, in order. */
    private enum Step
    {
        BACK_CONTENT, BACK_HTTP, FRONT_HTTP, COOKIES, BACK_AFTER, FRONT_AFTER, DONE;

        private static final Step[] ALL = values();

        private Step next()
        {
            return DONE == this ? DONE : ALL[ordinal() + 1];
        }
    }

    void reset()
    {
        relay.reset();
        answer = null;
        isAnswerHeadSent = false;
        isHeadCounted = false;
        isEarly = false;
        page = null;
        step = Step.BACK_CONTENT;
        inspectUntilMs = 0;
    }

    /** Give back what is lent. */
    void release()
    {
        releaseBody();
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
     * Bytes of body sent to the client.
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
        return switch (stream.responseState())
        {
            case NONE, DONE -> false;
            case WAIT_HEAD -> waitHead();
            case RULES -> runRules();
            case SEND_HEAD -> sendHead();
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
        if (!isHeadCounted && isRetried(status) && stream.connector().tryAgain(true))
        {
            return true;
        }
        if (!isHeadCounted)
        {
            isHeadCounted = true;
            stream.accounting().onServerResponse(back.message());
        }
        if (isInterim(status))
        {
            return forwardInterim(back);
        }
        stream.status(status);
        stream.requestPath().stopReplay();
        observe(status < 500 || 501 == status || 505 == status ? Observation.GOOD_RESPONSE : Observation.WRONG_STATUS);
        stream.context().requestGone();
        stream.context().response(back.message());
        stream.context().captureResponse(back.message());
        stream.filterResponse(back.message());
        stream.context().ruleCursor().reset();
        stream.responseState(Stream.ResponseState.RULES);
        return true;
    }

    /** Whether another response follows; numbers below 100, which mean nothing, are final as HAProxy has it. */
    private static boolean isInterim(final int status)
    {
        return status >= 100 && status < 200 && 101 != status;
    }

    private boolean runRules()
    {
        while (Stream.ResponseState.RULES == stream.responseState())
        {
            final boolean isStepDone = switch (step)
            {
                case BACK_CONTENT -> runSet(stream.backend().settings(), Phase.TCP_RESPONSE_CONTENT);
                case BACK_HTTP -> begin() && runSet(stream.backend().settings(), Phase.HTTP_RESPONSE);
                case FRONT_HTTP -> runFrontSet(Phase.HTTP_RESPONSE);
                case COOKIES -> applyCookies();
                case BACK_AFTER -> runSet(stream.backend().settings(), Phase.HTTP_AFTER_RESPONSE);
                case FRONT_AFTER -> runFrontSet(Phase.HTTP_AFTER_RESPONSE);
                case DONE -> rulesDone();
            };
            if (!isStepDone)
            {
                return false;
            }
            step = step.next();
            stream.context().ruleCursor().reset();
            stream.timeouts().clearDeadline();
            if (!isHttpFront() && Stream.ResponseState.RULES == stream.responseState())
            {
                stream.responseState(Stream.ResponseState.RELAY);
            }
        }
        return true;
    }

    /** Contents were let through: it is a response from now on. */
    private boolean begin()
    {
        if (0 == stream.times().responseNs)
        {
            stream.times().responseNs = stream.nowNs();
        }
        return true;
    }

    private boolean applyCookies()
    {
        final HttpMessage head = stream.connector().endpoint().message();
        if (null != head && null != stream.request() && 101 != head.status() &&
            CookiePersistence.Verdict.BLOCK == stream.persistence().onResponse(head))
        {
            deny();
        }
        return true;
    }

    private boolean rulesDone()
    {
        final HttpMessage head = stream.connector().endpoint().message();
        stream.status(head.status());
        stream.filterResponseHead(head);
        stream.responseState(Stream.ResponseState.SEND_HEAD);
        return true;
    }

    private boolean runFrontSet(final Phase phase)
    {
        final ProxySettings settings = stream.frontend().settings();
        return settings == stream.backend().settings() || runSet(settings, phase);
    }

    private boolean runSet(final ProxySettings settings, final Phase phase)
    {
        final RuleSet set = settings.rules.set(phase);
        if (null == set)
        {
            return true;
        }
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
                stream.timeouts().deadlineAt(Math.max(inspectUntilMs, context.ruleCursor().deadlineMs()));
                stream.connector().endpoint().resumeInput();
                return false;
            }
            case CLOSE -> stream.connector().endpoint().closeOutput();
            default ->
            {
                if (Phase.TCP_RESPONSE_CONTENT == phase)
                {
                    reject(result);
                }
                else if (ActionResult.DENY == result)
                {
                    deny();
                }
                else if (ActionResult.INVALID == result || ActionResult.ERROR == result)
                {
                    refuse(500, TerminationState.INTERNAL);
                }
                else
                {
                    onAborted();
                }
            }
        }
        return true;
    }

    /** Rules that look at contents end both connections without an answer. */
    private void reject(final ActionResult result)
    {
        if (ActionResult.DENY == result)
        {
            stream.accounting().onDeniedResponse();
        }
        stream.end(ActionResult.ERROR == result ? TerminationState.INTERNAL : TerminationState.PROXY_REFUSED,
            TerminationState.IN_DATA);
        stream.connector().abort();
        if (Stream.ResponseState.RULES == stream.responseState())
        {
            answerNothing();
        }
    }

    private boolean isInspectionOver(final ProxySettings settings)
    {
        final int delayMs = settings.rules.responseInspectDelayMs;
        if (0 == delayMs || stream.connector().endpoint().isInputOver())
        {
            return true;
        }
        if (0 == inspectUntilMs)
        {
            inspectUntilMs = stream.worker().context().nowMs() + delayMs;
        }
        return stream.worker().context().nowMs() >= inspectUntilMs;
    }

    private void deny()
    {
        stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_HEADERS);
        stream.accounting().onDeniedResponse();
        stream.connector().abort();
        final Reply reply = stream.context().denial();
        answer(null == reply ? stream.context().errorReply(502) : reply);
    }

    /** The body that was waited for did not come. */
    void onBodyMissing()
    {
        final StreamEndpoint back = stream.connector().endpoint();
        final boolean isLate = !back.isPeerClosed() && !back.isInputMalformed();
        if (isLate)
        {
            stream.accounting().onServerTimeout();
        }
        else
        {
            stream.accounting().onServerFailure(true);
        }
        refuse(isLate ? 504 : 502, isLate ? TerminationState.SERVER_TIMEOUT :
            back.isInputMalformed() ? TerminationState.PROXY_REFUSED : TerminationState.SERVER_CLOSED);
    }

    private void refuse(final int status, final int ending)
    {
        stream.end(ending, TerminationState.IN_HEADERS);
        stream.connector().abort();
        answer(status);
    }

    private void onAborted()
    {
        if (Stream.ResponseState.RULES != stream.responseState())
        {
            // answered by the action
            stream.connector().abort();
            return;
        }
        if (stream.context().isRejected())
        {
            stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_REQUEST);
            stream.accounting().onDenied();
            stream.connector().abort();
            answerNothing();
            return;
        }
        stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_DATA);
        stream.accounting().onDeniedResponse();
        stream.connector().abort();
        answer(502);
    }

    /** The client left while the server is at work. */
    private boolean isClientGone()
    {
        if (!stream.front().isPeerClosed() || !stream.backend().isAborting())
        {
            return false;
        }
        if (stream.front().isReset())
        {
            // counted once for the error of the connection and once more for what it did to the exchange
            stream.end(TerminationState.CLIENT_CLOSED, TerminationState.IN_DATA);
            stream.accounting().onClientAbort();
        }
        stream.end(TerminationState.CLIENT_CLOSED, stream.phase());
        stream.accounting().onClientAbort();
        stream.connector().abort();
        answer(400);
        return true;
    }

    private boolean forwardInterim(final StreamEndpoint back)
    {
        final int result = stream.front().sendHead(back.message());
        if (StreamEndpoint.BLOCKED == result)
        {
            return false;
        }
        stream.accounting().bytes().onResponseSent(back.message());
        isHeadCounted = false;
        stream.connector().http().nextHead();
        return true;
    }

    /** Tell the server what its traffic shows. */
    void observe(final Observation seen)
    {
        if (null != stream.connector().target())
        {
            stream.connector().target().server().errors().observe(seen);
        }
    }

    private boolean onServerBroken()
    {
        final boolean isLost = stream.connector().isReused() && !isMalformed();
        if (!isLost)
        {
            observe(isMalformed() ? Observation.INVALID_HEADERS : Observation.READ_ERROR);
        }
        if (isFailureRetried() || stream.connector().tryAgain())
        {
            return true;
        }
        if (isLost)
        {
            onIdleLost();
            return true;
        }
        stream.end(isMalformed() ? TerminationState.PROXY_REFUSED : TerminationState.SERVER_CLOSED,
            TerminationState.IN_HEADERS);
        stream.accounting().onServerFailure(true);
        stream.connector().abortOrderly();
        answer(502);
        return true;
    }

    /**
     * The server had closed the idle connection, and the request cannot be sent again from here: its client is to do
     * that, being told by the close of its own connection that the server did nothing. No record is written.
     */
    private void onIdleLost()
    {
        stream.end(TerminationState.SERVER_CLOSED, TerminationState.IN_HEADERS);
        stream.accounting().onIdleLost();
        stream.context().logLevel(StreamContext.SILENT);
        stream.connector().abort();
        answerNothing();
    }

    /** A broken connection counts as a failure of the server even if the request is sent again. */
    private boolean isFailureRetried()
    {
        final boolean isListed = stream.backend().settings().retryOn.contains(
            isMalformed() ? ProxySettings.RetryOn.JUNK_RESPONSE : ProxySettings.RetryOn.EMPTY_RESPONSE);
        final ServerTarget failed = stream.connector().target();
        if (!stream.connector().tryAgain(isListed))
        {
            return false;
        }
        stream.accounting().onServerFailure(failed);
        return true;
    }

    private boolean isRetried(final int status)
    {
        return status >= 400 && stream.backend().settings().retryOnStatus.get(status);
    }

    private boolean isMalformed()
    {
        return stream.connector().http().isMalformed();
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
        if (StreamEndpoint.INVALID == result)
        {
            // HAProxy, which finds out half-way, sends the beginning of the head and closes
            refuse(500, TerminationState.INTERNAL);
            return true;
        }
        if (StreamEndpoint.TOO_BIG == result)
        {
            stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_HEADERS);
            stream.connector().abort();
            answer(502);
            return true;
        }
        stream.accounting().bytes().onResponseSent(head);
        back.unpinHead();
        stream.front().unpinHead();
        stream.accounting().onResponseHead();
        if (!back.isHttp())
        {
            // both ends have left HTTP behind: bare bytes from here on
            stream.connector().http().startTunnel();
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
        if (!back.isHttp() && back.isReset() && 0 == back.inputLength())
        {
            onBrokenBody(back);
            return true;
        }
        if (relay.isEnded())
        {
            onResponseComplete();
            return true;
        }
        if (back.isInputBroken() && 0 == back.inputLength() && !relay.isHolding())
        {
            onBrokenBody(back);
            return true;
        }
        if (front.isHttp() && front.isPeerClosed() && stream.backend().isAborting())
        {
            stream.end(TerminationState.CLIENT_CLOSED, TerminationState.IN_DATA);
            stream.accounting().onClientAbort();
            stream.giveUp();
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
        if (null != stream.connector().endpoint().message())
        {
            stream.accounting().bytes().onResponseEnd(stream.connector().endpoint().message());
        }
        stream.responseState(Stream.ResponseState.DONE);
        // a server may answer before it has the whole request, whose rest still goes to it
        if (!stream.front().isHttp() && stream.front().isPeerClosed() &&
            Stream.RequestState.DONE != stream.requestState() && 0 == stream.front().inputLength())
        {
            stream.requestState(Stream.RequestState.DONE);
        }
    }

    private void onBrokenBody(final StreamEndpoint back)
    {
        if (back.isPeerClosed() || back.isOutputBroken())
        {
            stream.end(TerminationState.SERVER_CLOSED, TerminationState.IN_DATA);
            stream.accounting().onServerFailure(false);
            stream.accounting().onServerAbort();
        }
        else
        {
            stream.end(TerminationState.PROXY_REFUSED, TerminationState.IN_DATA);
            stream.accounting().onServerFailure(true);
            stream.connector().abortOrderly();
        }
        stream.giveUp();
    }

    // ---- from ourselves

    /** Answer with an error. */
    void answer(final int status)
    {
        if (!isHttpFront())
        {
            answerNothing();
            return;
        }
        answer(stream.context().errorReply(status));
    }

    /** Answer a client that went away in the middle of a request: no rule sees the answer. */
    void answerAborted(final int status)
    {
        isEarly = true;
        answer(status);
    }

    /** Answer what never became a request: no rule sees the answer, and a page of ours goes out byte by byte. */
    void answerEarly(final int status)
    {
        final Reply reply = stream.context().errorReply(status);
        isEarly = true;
        if (reply instanceof DefaultReply)
        {
            page = ErrorPages.bytes(ErrorPages.indexOf(status));
            stream.status(status);
            stream.responseState(Stream.ResponseState.ANSWER);
        }
        else
        {
            answer(reply);
        }
    }

    /** End without a byte, although the log says which answer it would have been. */
    void answerSilently(final int status)
    {
        stream.status(status);
        answerNothing();
    }

    private boolean isHttpFront()
    {
        return null != stream.session().httpMux();
    }

    /** Answer with a response of our own. */
    void answer(final Reply response)
    {
        if (!isHttpFront())
        {
            answerNothing();
            return;
        }
        answer = response;
        isAnswerHeadSent = false;
        releaseBody();
        stream.requestState(Stream.RequestState.DONE);
        final HttpMessage head = own();
        final ByteWriter body = stream.worker().answerBody();
        if (!response.render(stream.context(), head, body))
        {
            stream.status(response.status());
            answerNothing();
            return;
        }
        if (body.length() > 0)
        {
            answerBody = stream.worker().context().buffers().tryTake();
            if (null == answerBody)
            {
                answerNothing();
                return;
            }
            answerBody.memory().putBytes(0, body.buffer(), body.start(), body.length());
            answerBody.produced(body.length());
        }
        if (head.connectionClose())
        {
            stream.session().httpMux().closeAfterResponse();
        }
        stream.context().response(head);
        stream.status(head.status());
        runAfterResponse();
        stream.status(head.status());
        stream.context().responseGone();
        stream.responseState(Stream.ResponseState.ANSWER);
    }

    /** Our own responses too pass the rules that run after everything else. */
    private void runAfterResponse()
    {
        final StreamContext context = stream.context();
        context.phase(Phase.HTTP_AFTER_RESPONSE);
        if (isEarly)
        {
            return;
        }
        if (null != stream.backend() && stream.backend().settings() != stream.frontend().settings())
        {
            runAfterResponse(stream.backend().settings());
        }
        runAfterResponse(stream.frontend().settings());
    }

    private void runAfterResponse(final ProxySettings settings)
    {
        final RuleSet set = settings.rules.set(Phase.HTTP_AFTER_RESPONSE);
        if (null != set)
        {
            stream.context().ruleCursor().reset();
            set.run(stream.context(), stream.context().ruleCursor(), true);
        }
    }

    private HttpMessage own()
    {
        if (null == own)
        {
            own = new HttpMessage();
        }
        return own.reset();
    }

    /** A 1xx response to fill. */
    HttpMessage interim()
    {
        return own();
    }

    /** Send the 1xx response that was filled. */
    boolean sendInterim()
    {
        final boolean isSent = StreamEndpoint.SENT == stream.front().sendHead(own);
        stream.front().flush();
        return isSent;
    }

    /** Let a client that waits for it send its body. */
    void sendContinue()
    {
        final HttpMessage head = own();
        head.begin(null, false);
        head.setStatus(100, CONTINUE);
        head.version(11);
        sendInterim();
    }

    /** End without a response. */
    void answerNothing()
    {
        if (null != stream.session().httpMux())
        {
            stream.session().httpMux().closeWithoutResponse();
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
            final int result = null == page ? stream.front().sendHead(own) : stream.session().httpMux().sendPage(page);
            if (StreamEndpoint.BLOCKED == result)
            {
                return false;
            }
            isAnswerHeadSent = true;
            if (null == page)
            {
                stream.accounting().bytes().onResponseSent(own);
            }
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
        if (null == answerBody)
        {
            return true;
        }
        final int taken = stream.front().sendData(answerBody, answerBody.head(), answerBody.length(), 0);
        stream.accounting().bytes().onAnswerBody(taken);
        answerBody.consume(taken);
        if (!answerBody.isEmpty())
        {
            return false;
        }
        releaseBody();
        return true;
    }

    private void releaseBody()
    {
        if (null != answerBody)
        {
            stream.worker().context().release(answerBody);
            answerBody = null;
        }
    }
}
