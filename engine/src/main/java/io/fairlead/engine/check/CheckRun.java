/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.EndpointHandler;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.VariableRules;
import io.fairlead.engine.sample.VariableStore;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.server.OperationalState;

/**
 * One check from its first rule to its result; the object serves all checks of a server, one after the other. Rules are
 * looked at until one has to wait, and again from that one when something happened.
 * <pre>
 *   connect -> send -> expect -> expect -> send -> ...        connect again closes what was there
 *                        |wait for input: back to the first inverse expect before it
 * </pre>
 * Conductor only.
 */
public final class CheckRun implements CheckAttempt, EndpointHandler
{
    private static final int STATUS_DIGITS = 3;
    private static final int STATUS_404 = 404;
    private static final int RESPONSE_SOURCES = Source.RESPONSE_BUFFER.mask() | Source.RESPONSE_HEADERS.mask() |
        Source.RESPONSE_LINE.mask() | Source.RESPONSE_BODY.mask();

    private final HealthCheck check;
    private final CheckContext context;
    private final CheckPlan plan;
    private final CheckRuleSet rules;
    private final CheckSession session;
    private CheckLink link;
    private int current = -1;
    private int code;
    private int sendingStep = -1;
    private boolean isReported;
    private boolean isActive;
    private boolean hasNews;

    CheckRun(final HealthCheck check, final CheckContext context, final CheckPlan plan)
    {
        this.check = check;
        this.context = context;
        this.plan = plan;
        this.rules = plan.rules();
        this.session = new CheckSession(context, plan, this);
    }

    @Override
    public void begin(final long nowMs)
    {
        current = -1;
        code = 0;
        sendingStep = -1;
        isReported = false;
        isActive = true;
        hasNews = false;
        session.begin();
        advance(nowMs);
    }

    // ---- what rules and replies look at

    /** What expressions see. */
    CheckSession session()
    {
        return session;
    }

    CheckPlan plan()
    {
        return plan;
    }

    CheckContext context()
    {
        return context;
    }

    CheckRuleSet rules()
    {
        return rules;
    }

    HttpMessage response()
    {
        return null == link ? null : link.response();
    }

    UnsafeBuffer inputBuffer()
    {
        return null == link ? null : link.inputBuffer();
    }

    int inputOffset()
    {
        return null == link ? 0 : link.inputOffset();
    }

    int inputLength()
    {
        return null == link ? 0 : link.inputLength();
    }

    boolean isInputComplete()
    {
        return null == link || link.isInputComplete();
    }

    /** Set the status code the result tells. */
    void code(final int value)
    {
        code = value;
    }

    int code()
    {
        return code;
    }

    /** Whether no rule follows the current one. */
    boolean isLastStep()
    {
        return null == rules.nextActive(current + 1);
    }

    /** Status of a reply that is good. */
    HealthStatus okStatus()
    {
        final HealthStatus status = ((CheckStep.Expect)rules.steps.get(current)).okStatus;
        return null == status ? HealthStatus.L7_OK : status;
    }

    /** Tell a result; the check goes on until its rules are done. */
    void report(final HealthStatus status, final String text)
    {
        isReported = true;
        check.report(status, code, cut(text));
    }

    /** Tell that the current expectation was not met. */
    void fail(final HealthStatus status, final boolean isMatch, final String info)
    {
        final CheckStep.Expect expect = (CheckStep.Expect)rules.steps.get(current);
        final StringBuilder text = new StringBuilder();
        if (null != info && !info.isEmpty())
        {
            text.append(info);
        }
        else if (null != expect.onError)
        {
            final ByteWriter out = context.scratch().chunk();
            expect.onError.eval(session, out);
            text.append(cut(out.toString()));
        }
        else if (link.isInputEmpty())
        {
            text.append("TCPCHK got an empty response at step ").append(CheckTexts.number(expect));
        }
        else if (CheckRuleSet.Protocol.KNOWN != rules.protocol && CheckRuleSet.Protocol.AGENT != rules.protocol)
        {
            text.append(CheckTexts.mismatch(expect, isMatch));
        }
        if (null != expect.comment)
        {
            text.append(" comment: ").append(expect.comment);
        }
        statusCode(expect);
        report(status, text.toString());
    }

    private static String cut(final String text)
    {
        final int end = null == text ? -1 : text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private void statusCode(final CheckStep.Expect expect)
    {
        if (null == expect.statusCode)
        {
            return;
        }
        final Sample value = context.scratch().pushSample();
        if (expect.statusCode.evalAs(session, SampleType.STR, Sample.OPT_RESPONSE | Sample.OPT_FINAL, value) &&
            SampleCasts.cast(value, SampleType.SINT))
        {
            code = (int)value.value;
        }
        context.scratch().popSample();
    }

    // ---- rules

    private void advance(final long nowMs)
    {
        if (!isActive)
        {
            return;
        }
        boolean mustRead = true;
        boolean isLast = false;
        for (int i = Math.max(0, current); i < rules.steps.size(); i++)
        {
            code = 0;
            final CheckReply.Verdict verdict;
            switch (rules.steps.get(i))
            {
                case CheckStep.Connect connect ->
                {
                    if (null != link && current != i)
                    {
                        disconnect();
                    }
                    current = i;
                    verdict = connect(connect, nowMs);
                    mustRead = 0 == inputLength();
                }
                case CheckStep.Variable variable ->
                {
                    set(variable);
                    verdict = CheckReply.Verdict.CONTINUE;
                }
                case CheckStep.Comment comment -> verdict = CheckReply.Verdict.CONTINUE;
                case CheckStep.Expect expect ->
                {
                    current = i;
                    if (mustRead)
                    {
                        if (!receive())
                        {
                            return;
                        }
                        mustRead = false;
                        isLast = link.isClosed();
                    }
                    verdict = CheckRuleSet.Protocol.HTTP == rules.protocol ?
                        HttpExpectation.judge(this, link, expect, isLast) :
                        Expectation.judge(this, link, expect, isLast);
                    if (CheckReply.Verdict.WAIT == verdict)
                    {
                        current = rules.steps.indexOf(expect.head);
                        link.resume();
                    }
                }
                case CheckStep send ->
                {
                    current = i;
                    verdict = send(send, i);
                    mustRead = true;
                }
            }
            if (CheckReply.Verdict.WAIT == verdict)
            {
                return;
            }
            if (CheckReply.Verdict.STOP == verdict)
            {
                end();
                return;
            }
        }
        conclude();
        end();
    }

    private CheckReply.Verdict connect(final CheckStep.Connect connect, final long nowMs)
    {
        if (null == link)
        {
            final SocketAddress target = plan.target(connect, session);
            if (null == target)
            {
                report(HealthStatus.SOCKET_ERROR, null);
                return CheckReply.Verdict.STOP;
            }
            check.limit(nowMs, plan.connectLimitMs());
            link = new CheckLink(this, connect);
            link.connect(target);
            return CheckReply.Verdict.WAIT;
        }
        if (!link.isReady())
        {
            return CheckReply.Verdict.WAIT;
        }
        if (plan.exchangeLimitMs() > 0)
        {
            check.limit(nowMs, plan.exchangeLimitMs());
        }
        return CheckReply.Verdict.CONTINUE;
    }

    private CheckReply.Verdict send(final CheckStep step, final int index)
    {
        if (sendingStep != index)
        {
            hasNews = false;
            link.discardInput();
            final CheckReply.Verdict verdict = CheckRequest.build(this, link, step);
            if (CheckReply.Verdict.CONTINUE != verdict)
            {
                return verdict;
            }
            sendingStep = index;
        }
        final boolean isSent = link.flush();
        if (link.isOutputBroken())
        {
            reportConnection(false);
            return CheckReply.Verdict.STOP;
        }
        if (!isSent)
        {
            return CheckReply.Verdict.WAIT;
        }
        sendingStep = -1;
        return CheckReply.Verdict.CONTINUE;
    }

    /** Whether there is something new to look at; the check may be over otherwise. */
    private boolean receive()
    {
        if (link.isInputEmpty() && link.isBroken() || link.isWithoutResponse())
        {
            reportConnection(false);
            end();
            return false;
        }
        if (!hasNews && !link.isClosed())
        {
            link.resume();
            return false;
        }
        hasNews = false;
        return true;
    }

    private void set(final CheckStep.Variable variable)
    {
        final VariableStore store = variable.name.in(session);
        if (null == store)
        {
            return;
        }
        if (null == variable.expression && null == variable.format)
        {
            store.unset(variable.name.index());
            return;
        }
        final Sample value = context.scratch().pushSample().reset(Sample.OPT_FINAL);
        boolean isThere = true;
        if (null != variable.format)
        {
            final ByteWriter text = context.scratch().chunk();
            variable.format.eval(session, text);
            text.asStr(value);
        }
        else
        {
            if (0 != (variable.expression.sources() & RESPONSE_SOURCES))
            {
                value.reset(Sample.OPT_FINAL | Sample.OPT_RESPONSE);
            }
            isThere = variable.expression.eval(session, value);
        }
        if (isThere)
        {
            VariableRules.set(store, variable.name.index(), value, variable.conditions);
        }
        context.scratch().popSample();
    }

    /** All rules were passed. */
    private void conclude()
    {
        final CheckStep step = current < 0 ? null : rules.steps.get(current);
        if (step instanceof final CheckStep.Expect expect)
        {
            if (isAwayFor404())
            {
                report(HealthStatus.L7_OK_CONDITIONAL, null);
                return;
            }
            String text = null;
            if (null != expect.onSuccess)
            {
                final ByteWriter out = context.scratch().chunk();
                expect.onSuccess.eval(session, out);
                text = out.toString();
            }
            else if (CheckRuleSet.Protocol.TCP == rules.protocol)
            {
                text = "(tcp-check)";
            }
            statusCode(expect);
            report(null == expect.okStatus ? HealthStatus.L7_OK : expect.okStatus, text);
        }
        else if (step instanceof final CheckStep.Connect connect)
        {
            report(HealthStatus.L4_OK, connect.isImplicit ? null : "(tcp-check)");
        }
        else
        {
            report(HealthStatus.L7_OK, "(tcp-check)");
        }
    }

    /** Whether a 404 asks for a soft stop, which only a server that is up can do. */
    boolean isAwayFor404()
    {
        final int status = null == response() ? 0 : response().status();
        return rules.isDisabledOn404 && status == STATUS_404 && OperationalState.STOPPED != plan.server().state();
    }

    // ---- connection

    @Override
    public void onConnected(final boolean isConnected)
    {
        if (null == link || !isActive)
        {
            return;
        }
        if (!isConnected)
        {
            reportConnection(false);
            end();
            return;
        }
        link.onConnected();
        advance(context.nowMs());
    }

    @Override
    public void onInput()
    {
        if (null == link || !isActive)
        {
            return;
        }
        hasNews = true;
        link.collect();
        advance(context.nowMs());
    }

    @Override
    public void onOutputReady()
    {
        if (null != link && isActive)
        {
            advance(context.nowMs());
        }
    }

    @Override
    public void onFault(final Throwable cause)
    {
        if (isActive)
        {
            report(HealthStatus.SOCKET_ERROR, cause.toString());
            end();
        }
    }

    @Override
    public void onLimit(final long nowMs)
    {
        reportConnection(true);
        end();
    }

    /** Tell why the connection failed, or that the time was over. */
    private void reportConnection(final boolean isExpired)
    {
        if (isReported)
        {
            return;
        }
        final CheckStep step = current < 0 ? null : rules.steps.get(current);
        final String place = CheckRuleSet.Protocol.TCP == rules.protocol ? CheckTexts.place(step) : "";
        final String error = null == link ? "" : link.error();
        final boolean isUnix = null != link && link.target() instanceof UnixDomainSocketAddress;
        final String relayError = null == link ? "" : link.relayError();
        final String text = !relayError.isEmpty() ? relayError + place :
            error.isEmpty() ? place : ConnectErrors.text(error, isUnix) + place;
        final HealthStatus status;
        if (null == link || isUnix && !link.isEstablished() && !isExpired)
        {
            status = HealthStatus.SOCKET_ERROR;
        }
        else if (!link.isEstablished())
        {
            status = isExpired ? HealthStatus.L4_TIMEOUT : HealthStatus.L4_CONNECTION;
        }
        else if (!isExpired)
        {
            status = HealthStatus.SOCKET_ERROR;
        }
        else
        {
            status = step instanceof final CheckStep.Expect expect && null != expect.timeoutStatus ?
                expect.timeoutStatus : HealthStatus.L7_TIMEOUT;
        }
        report(status, text);
    }

    @Override
    public void cancel()
    {
        isActive = false;
        disconnect();
    }

    private void disconnect()
    {
        if (null != link)
        {
            final CheckLink old = link;
            link = null;
            old.close();
        }
    }

    private void end()
    {
        isActive = false;
        disconnect();
        check.finish(context.nowMs());
    }

    /** The three digits of a status, for regular expressions. */
    void digits(final int status, final Sample out)
    {
        final ByteWriter text = context.scratch().chunk();
        text.putPadded(status, STATUS_DIGITS);
        text.asStr(out);
    }

}
