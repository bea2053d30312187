/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

/** A connection to a server that waits for its next stream in a pool. Intrusive list links; loop-confined. */
public interface IdleConnection
{
    /** The pool that holds it. */
    interface Owner
    {
        /**
         * The server closed the connection, or sent what nobody asked for; it is being closed.
         *
         * @param connection to forget.
         */
        void onIdleClosed(IdleConnection connection);
    }

    /**
     * Wait in a pool from now on.
     *
     * @param owner told when the connection ends by itself.
     */
    void becomeIdle(Owner owner);

    /** Leave the pool for a new stream. */
    void becomeBusy();

    /** Close; the pool has forgotten the connection. */
    void discard();

    /**
     * Since when it waits.
     *
     * @return monotonic milliseconds of the loop.
     */
    long idleSinceMs();

    /**
     * Link of the pool.
     *
     * @return next connection or null.
     */
    IdleConnection nextIdle();

    /**
     * Link of the pool.
     *
     * @param value next connection or null.
     */
    void nextIdle(IdleConnection value);

    /**
     * Link of the pool.
     *
     * @return previous connection or null.
     */
    IdleConnection previousIdle();

    /**
     * Link of the pool.
     *
     * @param value previous connection or null.
     */
    void previousIdle(IdleConnection value);
}
