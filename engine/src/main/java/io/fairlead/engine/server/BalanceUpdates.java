/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/** The door from server state to the balancing algorithm, which lives above this package. Called on the conductor. */
public interface BalanceUpdates
{
    /** All servers have their first state and weight; called once before traffic. */
    void onStart();

    /**
     * A server was added, in maintenance; the loops can see it already.
     *
     * @param server whose slot may be a new one, or that of a removed one.
     */
    default void onAdd(final Server server)
    {
        // only those who keep something by slot need to know
    }

    /**
     * A server was removed that could not be chosen any longer.
     *
     * @param server no longer in its slot.
     */
    default void onRemove(final Server server)
    {
        // it left with its last change of state
    }

    /**
     * A server changed state, admin flags or effective weight, and the loops can see it already.
     *
     * @param server         that changed.
     * @param wasUsable      whether it could be chosen before.
     * @param previousWeight its effective weight before.
     */
    void onChange(Server server, boolean wasUsable, int previousWeight);
}
