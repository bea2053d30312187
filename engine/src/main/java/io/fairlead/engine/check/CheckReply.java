/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import org.agrona.concurrent.UnsafeBuffer;

/** Judges the reply of a known protocol. Conductor only. */
@FunctionalInterface
public interface CheckReply
{
    /** What to do after looking at a reply. */
    enum Verdict
    {
        /** Go on with the next rule. */
        CONTINUE,
        /** Look again when more has come. */
        WAIT,
        /** The check is over; its result was reported. */
        STOP
    }

    /**
     * Look at what has come so far.
     *
     * @param run    reports results; its rule is the current one.
     * @param buffer bytes since the last request.
     * @param offset of the first.
     * @param length number, at least 1.
     * @param isLast no more will come.
     * @return what to do.
     */
    Verdict judge(CheckRun run, UnsafeBuffer buffer, int offset, int length, boolean isLast);
}
