/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import io.fairlead.engine.proxy.Frontend;

/** Lets frontends accept connections or not; each call returns when it is done on all loops. Conductor only. */
public interface FrontendSwitch
{
    /**
     * Stop listening for the moment, unless that is so already.
     *
     * @param frontend of the generation in force, not stopped.
     */
    void pause(Frontend frontend);

    /**
     * Listen again, unless it does.
     *
     * @param frontend of the generation in force, not stopped.
     */
    void resume(Frontend frontend);

    /**
     * Close the listening sockets for good.
     *
     * @param frontend of the generation in force, not stopped.
     */
    void stop(Frontend frontend);
}
