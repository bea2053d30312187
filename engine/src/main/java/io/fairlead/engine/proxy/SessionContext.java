/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.log.TrafficLog;
import io.fairlead.engine.proxyprotocol.HandshakeError;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.DefaultReply;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.RuleCursor;
import io.fairlead.engine.rules.RuleSet;
import io.fairlead.engine.sample.LogView;

/**
 * A session as the rules see it that run before any stream: {@code tcp-request connection} and
 * {@code tcp-request session}. One for each loop, used by one session at a time. Loop-confined.
 */
final class SessionContext extends SessionSamples
{
    private final Worker worker;
    private final RuleCursor cursor = new RuleCursor();
    private final SessionLogView log = new SessionLogView(this);
    private Session session;
    private Phase phase;
    private boolean isRejected;
    private boolean isSilenced;

    SessionContext(final Worker worker)
    {
        this.worker = worker;
    }

    /**
     * Run the rules of a phase.
     *
     * @param owner   the session.
     * @param current phase before any stream.
     * @return false when the connection is refused.
     */
    boolean accepts(final Session owner, final Phase current)
    {
        final RuleSet rules = owner.frontend().settings().rules.set(current);
        if (null == rules)
        {
            return true;
        }
        session = owner;
        phase = current;
        isRejected = false;
        isSilenced = false;
        cursor.reset();
        final ActionResult result = rules.run(this, cursor, true);
        session = null;
        return !isRejected && (ActionResult.CONTINUE == result || ActionResult.STOP == result);
    }

    /** Whether the last refusal was one that counts as a denied request. */
    boolean isSilenced()
    {
        return isSilenced;
    }

    /**
     * Write the record of a session whose handshake failed.
     *
     * @param owner the session.
     * @param error one of {@link HandshakeError}.
     */
    void onHandshakeError(final Session owner, final int error)
    {
        session = owner;
        final boolean isNull = HandshakeError.PROXY_EMPTY == error || HandshakeError.CIP_EMPTY == error;
        owner.frontend().log().onHandshakeError(
            error, HandshakeError.text(error), isNull, this, worker.logWriter());
        session = null;
    }

    @Override
    Worker worker()
    {
        return worker;
    }

    @Override
    Session session()
    {
        return session;
    }

    @Override
    public LogView log()
    {
        return log;
    }

    @Override
    public void log(final LogOrigin origin, final LogProfile profile)
    {
        session.frontend().log().onRule(origin, profile, this, TrafficLog.LEVEL_UNSET, worker.logWriter());
    }

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
    public void answer(final Reply reply)
    {
        // there is no stream to answer on: the connection is refused
        isRejected = true;
    }

    @Override
    public void denial(final Reply reply)
    {
        isRejected = true;
    }

    @Override
    public Reply errorReply(final int status)
    {
        return new DefaultReply(status);
    }

    @Override
    public void reject()
    {
        isRejected = true;
    }

    @Override
    public void mark(final boolean isClientSide, final int value)
    {
        session.mark(value);
    }

    @Override
    public void tos(final boolean isClientSide, final int value)
    {
        session.typeOfService(value);
    }

    @Override
    public void silentDrop(final int ttl)
    {
        isRejected = true;
        isSilenced = true;
        session.channel().silence(ttl);
    }

    @Override
    public NetAddress editableSource()
    {
        return Phase.TCP_REQUEST_CONNECTION == phase ? session.connectionSource() : session.editableSource();
    }

    @Override
    public NetAddress editableDestination()
    {
        return Phase.TCP_REQUEST_CONNECTION == phase ?
            session.connectionDestination() : session.editableDestination();
    }
}
