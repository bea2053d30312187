/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

import io.fairlead.engine.loop.EventLoop;

/** Owner of a {@link Listener}: receives new connections on the listener's loop. */
public interface AcceptHandler
{
    /**
     * Who is to serve the next connection: usually this handler, or one like it on another loop that has less to do.
     *
     * @return the recipient; called on this handler's loop.
     */
    AcceptHandler recipient();

    /**
     * The loop this handler lives on.
     *
     * @return loop; any thread.
     */
    EventLoop loop();

    /**
     * Whether one more connection may be accepted now. When not, the handler stops its listener first.
     *
     * @return true when there is room, which is taken until the connection ends or {@link #unreserve()} gives it back.
     */
    boolean reserve();

    /** The room that {@link #reserve()} took is not needed: no client was waiting. */
    void unreserve();

    /**
     * A client connected.
     *
     * @param channel the new connection of this handler's loop, non-blocking, not yet asked for events.
     */
    void onAccept(Channel channel);

    /**
     * Accepting failed for want of descriptors or memory, and pauses for a moment.
     *
     * @param error in the operating system's words.
     */
    void onAcceptPaused(String error);
}
