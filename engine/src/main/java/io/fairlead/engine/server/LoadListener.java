/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/** Told when a server takes or releases a request, by a balancer that orders servers by load. */
@FunctionalInterface
public interface LoadListener
{
    /**
     * The number of requests served or queued changed. On the loop that changed it; allocates nothing, never blocks.
     *
     * @param server whose load changed.
     */
    void onLoadChange(Server server);
}
