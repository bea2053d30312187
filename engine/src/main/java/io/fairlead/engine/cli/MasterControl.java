/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import java.util.List;

/** The master's part of the daemon, for the commands of the master CLI. Conductor only. */
public interface MasterControl
{
    /**
     * A row of {@code show proc}.
     *
     * @param isMaster  whether it is the master; the others are workers.
     * @param pid       of the process, the same in all rows: one process answers for all.
     * @param reloads   reloads it has seen.
     * @param uptimeSeconds since it serves.
     */
    record Row(boolean isMaster, long pid, int reloads, long uptimeSeconds)
    {
    }

    /**
     * Process id.
     *
     * @return of master and worker.
     */
    long pid();

    /**
     * Read the files again and put them into force.
     *
     * @param isHard whether streams begun before end at once.
     * @return false when they were refused and everything is as before.
     */
    boolean reload(boolean isHard);

    /**
     * What was said by the start or the last reload.
     *
     * @return lines as they were printed.
     */
    String logs();

    /**
     * Reloads refused since one was not.
     *
     * @return count.
     */
    int failedReloads();

    /**
     * The master, the worker, and the generations of workers that finish their streams, each as if it were a process.
     *
     * @return rows, the master first, then by age, the youngest first.
     */
    List<Row> processes();
}
