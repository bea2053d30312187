/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Mutual exclusion of a few hundred nanoseconds between loops, for the rare moments when the order of servers has to be
 * changed. Nothing that allocates much, blocks or calls out happens under it.
 */
final class SpinLock
{
    private static final VarHandle OWNED;
    private static final int SPIN_LIMIT = 1000;

    static
    {
        try
        {
            OWNED = MethodHandles.lookup().findVarHandle(SpinLock.class, "isOwned", boolean.class);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new ExceptionInInitializerError(ex);
        }
    }

    @SuppressWarnings("unused") // through OWNED
    private volatile boolean isOwned;

    boolean tryLock()
    {
        return !(boolean)OWNED.getOpaque(this) && OWNED.compareAndSet(this, false, true);
    }

    void lock()
    {
        int spins = 0;
        while (!tryLock())
        {
            if (++spins < SPIN_LIMIT)
            {
                Thread.onSpinWait();
            }
            else
            {
                Thread.yield(); // the owner lost its processor
            }
        }
    }

    void unlock()
    {
        OWNED.setRelease(this, false);
    }
}
