/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.loop;

/**
 * Source of readiness events of one loop, implemented by a transport. Only {@link #wakeup()} may be called by other
 * threads.
 */
public interface Poller
{
    /**
     * Wait for events and deliver them to their handlers.
     *
     * @param timeoutMs longest wait; 0 does not wait, {@link Long#MAX_VALUE} waits for an event or wake-up.
     * @param clock     updated once after the wait, before the first handler runs.
     * @return events delivered.
     */
    int poll(long timeoutMs, LoopClock clock);

    /** End a wait that is under way, or the next one. Any thread. */
    void wakeup();

    /** Give back the operating system's resources. */
    void close();
}
