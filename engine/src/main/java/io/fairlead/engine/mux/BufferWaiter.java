/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

/** Someone who found a pool of buffers empty and waits for one to come back. Intrusive list link; loop-confined. */
public abstract class BufferWaiter
{
    private BufferWaiter next;
    private boolean isWaiting;

    /** A buffer may be there now: try again, and wait again if it is not. */
    protected abstract void onBuffer();

    final BufferWaiter next()
    {
        return next;
    }

    final void next(final BufferWaiter value)
    {
        next = value;
    }

    final boolean isWaiting()
    {
        return isWaiting;
    }

    final void isWaiting(final boolean value)
    {
        isWaiting = value;
    }
}
