/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

/** Somebody who waits for a resolution. Conductor only. */
interface Requester
{
    /**
     * The resolution has an answer.
     *
     * @param resolution with the answer merged into its items.
     * @param from       name server that gave it, or null for all but the first requester of a resolution, who have it
     *     from the cache.
     */
    void onAnswer(Resolution resolution, Nameserver from);

    /**
     * The resolution has failed for now; it says how.
     *
     * @param resolution that failed.
     * @return whether the items of former answers are still needed.
     */
    boolean onFailure(Resolution resolution);

    /**
     * It no longer waits for the resolution it was linked to, whose items know it no more.
     *
     * @param resolution it was linked to.
     */
    void onUnlinked(Resolution resolution);

    /** Whether answers are kept for others after it has gone, as for streams. */
    boolean isPassing();
}
