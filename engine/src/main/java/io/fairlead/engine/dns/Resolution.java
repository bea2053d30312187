/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayList;
import java.util.List;

/**
 * A name being resolved again and again for those who need it. Conductor only; its states are changed by
 * {@link Resolvers}.
 */
final class Resolution
{
    /** How it ended last. */
    enum Status
    {
        /** Not yet. */
        NONE,
        /** With a good answer. */
        VALID,
        /** With an answer that is none. */
        INVALID,
        /** The name does not exist. */
        NO_NAME,
        /** Refused. */
        REFUSED,
        /** Nobody answered. */
        TIMEOUT,
        /** Otherwise. */
        OTHER
    }

    /** Not at any time. */
    static final long NEVER = Long.MIN_VALUE;

    private final DnsName name;
    private final int preferredType;
    private final List<Requester> requesters = new ArrayList<>(1);
    private final AnswerItems items = new AnswerItems();

    Status status = Status.NONE;
    boolean isRunning;
    int queryId = -1;
    int queryType;
    int triesLeft;
    int queryCount;
    int responseCount;
    long lastResolutionMs = NEVER;
    long dueMs = NEVER;
    long number;
    long lastQueryMs = NEVER;
    long lastValidMs;

    Resolution(final DnsName name, final int preferredType, final long nowMs)
    {
        this.name = name;
        this.preferredType = preferredType;
        this.queryType = preferredType;
        this.lastValidMs = nowMs;
    }

    DnsName name()
    {
        return name;
    }

    int preferredType()
    {
        return preferredType;
    }

    boolean isSrv()
    {
        return RecordType.SRV == preferredType;
    }

    List<Requester> requesters()
    {
        return requesters;
    }

    AnswerItems items()
    {
        return items;
    }

    /** Whether the last answer may serve somebody who asks now. */
    boolean isFresh(final int holdMs, final long nowMs)
    {
        return Status.VALID == status && NEVER != lastResolutionMs && nowMs < lastResolutionMs + holdMs;
    }

    /** The attempt is over, whatever came of it. */
    void reset(final long nowMs)
    {
        isRunning = false;
        triesLeft = 0;
        lastResolutionMs = nowMs;
        queryCount = 0;
        responseCount = 0;
        queryType = preferredType;
        queryId = -1;
    }
}
