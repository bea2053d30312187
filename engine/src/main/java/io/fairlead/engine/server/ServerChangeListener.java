/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * Told of every change of a server's state, admin flags or effective weight, after it is visible to the loops. Called
 * on the conductor.
 * <p>
 * A listener that owns traffic empties the server's queue when the server can no longer be chosen, wakes it when it
 * can, and ends sessions as {@code on-marked-down} and {@code on-marked-up} ask.
 */
public interface ServerChangeListener
{
    /** Sessions and idle connections go on as they are. */
    int KEEP = 0;
    /** End the sessions of this server ({@code on-marked-down shutdown-sessions}). */
    int SHUTDOWN_SESSIONS = 1;
    /** End the sessions of the backend's backup servers ({@code on-marked-up shutdown-backup-sessions}). */
    int SHUTDOWN_BACKUP_SESSIONS = 2;
    /** Close idle connections to this server, as maintenance asks. */
    int CLOSE_IDLE = 4;

    /**
     * A server changed.
     *
     * @param server        with its new state.
     * @param previousState before the change; equal to the present one when only flags or weight changed.
     * @param wasUsable     whether it could be chosen before.
     * @param orders        {@link #KEEP} or a sum of the other constants.
     * @return requests moved away from or to the server, as far as known at once; for the notice.
     */
    int onServerChange(Server server, OperationalState previousState, boolean wasUsable, int orders);
}
