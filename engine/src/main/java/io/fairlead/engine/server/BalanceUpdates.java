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
     * A server changed state, admin flags or effective weight, and the loops can see it already.
     *
     * @param server         that changed.
     * @param wasUsable      whether it could be chosen before.
     * @param previousWeight its effective weight before.
     */
    void onChange(Server server, boolean wasUsable, int previousWeight);
}
