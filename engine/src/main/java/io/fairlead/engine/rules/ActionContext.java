/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.TimeoutKind;
import org.agrona.DirectBuffer;

/**
 * Verbs by which actions act on a stream, or on a session that has no stream yet. Heads are edited directly through
 * {@link #request()} and {@link #response()}. Verbs without meaning for an owner do nothing. Loop only.
 */
public interface ActionContext extends FetchContext
{
    /** Phase being run. */
    Phase phase();

    /** Where the stream stands, for actions that wait. */
    RuleCursor ruleCursor();

    /**
     * What lets the rules go on that wait in an action: to be run by any thread, later, when the stream may be over.
     *
     * @return null when nothing can wait here.
     */
    default Runnable waker()
    {
        return null;
    }

    /** Someone who wants to see each rule, or null. */
    default RuleObserver ruleObserver()
    {
        return null;
    }

    /** The rule that waits, or null when it goes on, for {@code waiting_entity}. */
    default void waitingRule(final Rule rule)
    {
    }

    /** The rule that ended a rule set, for {@code last_rule_file} and {@code last_rule_line}. */
    default void finalRule(final Rule rule)
    {
    }

    /** Answer with a reply instead of going on; the action returns ABORT. Counted as intercepted, state L. */
    void answer(Reply reply);

    /** Reply to use when the action returns DENY or TARPIT. */
    void denial(Reply reply);

    /** Reply of the proxy for a status: error file, http-error or built-in; never null. */
    Reply errorReply(int status);

    /** Close without an answer; the action returns ABORT. Counted as denied, state PR. */
    void reject();

    /** Vanish without telling the client; the action returns ABORT. */
    void silentDrop(int ttl);

    /** Request head an interim (1xx) answer may be built in; null when the version does not allow it. */
    default HttpMessage interim()
    {
        return null;
    }

    /** Send the interim answer built in {@link #interim()}; false when there is no room. */
    default boolean sendInterim()
    {
        return false;
    }

    /** Whether the rest of a body that is waited for will never come. */
    default boolean isBodyLost(final boolean isRequest)
    {
        return false;
    }

    /** A body did not arrive in time or never will: answer for that; the action returns ABORT. */
    default void bodyMissing(final boolean isRequest)
    {
    }

    /** Client's address as rules see it; edit it to change {@code src}. Null when there is none. */
    NetAddress editableSource();

    /** Address the client connected to as rules see it; edit it to change {@code dst}. Null when there is none. */
    NetAddress editableDestination();

    /** Level of the log line, 0 to 7; -1 for no line; -2 to leave it. */
    default void logLevel(final int level)
    {
    }

    /** Priority of the stream's task, -1024 to 1024. */
    default void nice(final int value)
    {
    }

    /** Type of service (DSCP) of one side's connection. */
    default void tos(final boolean isClientSide, final int value)
    {
    }

    /** Netfilter mark of one side's connection. */
    default void mark(final boolean isClientSide, final int value)
    {
    }

    /** Change a time limit of the stream. */
    default void timeout(final TimeoutKind kind, final long timeoutMs)
    {
    }

    /**
     * Put a limit of bandwidth in force.
     *
     * @param target   the limit.
     * @param bytes    in a period; 0 for what the limit says.
     * @param periodMs milliseconds; 0 for what the limit says.
     */
    default void limitBandwidth(final BandwidthTarget target, final long bytes, final long periodMs)
    {
    }

    /** How often a connection to a server may be tried again, 0 to 100. */
    default void retries(final int value)
    {
    }

    /** Do not send the request a second time. */
    default void disableL7Retry()
    {
    }

    /** Class in the queue, -2047 to 2047. */
    default void priorityClass(final int value)
    {
    }

    /** Offset in the queue, milliseconds. */
    default void priorityOffset(final int value)
    {
    }

    /** Whether a rewrite that finds no room is an error. */
    default void strictRewriting(final boolean isStrict)
    {
    }

    /** Whether a rewrite that finds no room is an error. */
    default boolean isStrictRewriting()
    {
        return true;
    }

    /**
     * Whether the head of the phase has room for an edit ({@code tune.maxrewrite}).
     *
     * @param more bytes by which the head grows.
     */
    default boolean hasRewriteRoom(final int more)
    {
        return true;
    }

    /** Count a rewrite that found no room. */
    default void countFailedRewrite()
    {
    }

    /** Mark the response as not to be stored, or count it; used by cache rules later. */
    default void wantBody(final boolean isRequest, final int length)
    {
    }

    /** Speak HTTP on a TCP stream from here on; the action returns DONE or STOP. False when not possible. */
    default boolean upgradeToHttp(final String protocol)
    {
        return false;
    }

    /** Wait for a PROXY protocol header on a new connection. */
    default void expectProxyHeader(final boolean isNetscaler)
    {
    }

    /**
     * Write a log line now.
     *
     * @param origin  phase of the rule.
     * @param profile that takes the place of those of the destinations, or null.
     */
    default void log(final LogOrigin origin, final LogProfile profile)
    {
    }

    /** Write a message of the proxy's own to its logs. */
    default void sendMessage(final int level, final LogFormat format)
    {
    }

    /** Keep a piece of the request or response in a capture slot; beyond the slots of this proxy it is ignored. */
    default void capture(
        final boolean isRequest, final int slot, final DirectBuffer buffer, final int offset, final int length)
    {
        final var captures = isRequest ? requestCaptures() : responseCaptures();
        if (null != captures && slot < captures.count())
        {
            captures.slot(slot, buffer, offset, Math.min(length, captures.maxLength(slot)));
        }
    }
}
