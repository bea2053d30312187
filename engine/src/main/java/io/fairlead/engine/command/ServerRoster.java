/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import java.util.List;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.server.Server;

/** Where servers are added and removed at run time: the door from the orders to the running process. Conductor only. */
public interface ServerRoster
{
    /**
     * Options that the line of a server may have.
     *
     * @return words in HAProxy's order.
     */
    List<String> words();

    /**
     * Add a server to a backend.
     *
     * @param backend in force.
     * @param line    name, address and options.
     * @return what was said of it; the server is there unless one of the messages is an alert or only warnings came.
     */
    List<Messages.Message> add(Backend backend, List<String> line);

    /**
     * Whether connections, requests or waiting requests are still bound to a server.
     *
     * @param server of the generation in force.
     * @return true when it cannot be removed yet.
     */
    boolean isInUse(Server server);

    /**
     * Remove a server.
     *
     * @param server in maintenance, not pinned, not in use.
     */
    void remove(Server server);
}
