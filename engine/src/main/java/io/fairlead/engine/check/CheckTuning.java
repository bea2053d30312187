/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import io.fairlead.engine.transport.ConnectTuning;

/**
 * Options of a check's connection over TCP where nobody but the check speaks first: the acknowledgement of the
 * connection waits for the bytes, or for the reset, that follow at once. As HAProxy does.
 */
final class CheckTuning implements ConnectTuning
{
    private final ConnectTuning usual;
    private final boolean isTalkative;

    /**
     * Options on top of others.
     *
     * @param usual       those of the server.
     * @param isTalkative whether bytes are sent.
     */
    CheckTuning(final ConnectTuning usual, final boolean isTalkative)
    {
        this.usual = usual;
        this.isTalkative = isTalkative;
    }

    @Override
    public boolean isNeeded()
    {
        return usual.isNeeded();
    }

    @Override
    public boolean isTalkative()
    {
        return isTalkative;
    }

    @Override
    public boolean isAcknowledgedLate()
    {
        return true;
    }

    @Override
    public String apply(final int descriptor)
    {
        return usual.apply(descriptor);
    }
}
