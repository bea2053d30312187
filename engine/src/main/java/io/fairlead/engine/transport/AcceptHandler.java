/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

/** Owner of a {@link Listener}: receives new connections on the listener's loop. */
public interface AcceptHandler
{
    /**
     * A client connected.
     *
     * @param channel the new connection, non-blocking, not yet asked for events.
     */
    void onAccept(Channel channel);

    /**
     * Accepting failed for want of descriptors or memory, and pauses for a moment.
     *
     * @param error in the operating system's words.
     */
    void onAcceptPaused(String error);
}
