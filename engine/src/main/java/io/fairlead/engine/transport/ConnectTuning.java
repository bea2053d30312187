/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

/** Options of an outgoing connection, set between opening its socket and connecting. */
public interface ConnectTuning
{
    /** Nothing to set. */
    ConnectTuning NONE = new ConnectTuning()
    {
        @Override
        public boolean isNeeded()
        {
            return false;
        }

        @Override
        public String apply(final int descriptor)
        {
            return null;
        }
    };

    /**
     * Whether {@link #apply(int)} has anything to do.
     *
     * @return false to save looking up the descriptor.
     */
    boolean isNeeded();

    /**
     * Whether bytes are going to be sent, which are not to wait for more then.
     *
     * @return false to save asking for it.
     */
    default boolean isTalkative()
    {
        return true;
    }

    /**
     * Whether the acknowledgement of the connection waits for what is sent next, which comes at once.
     *
     * @return true to save a packet.
     */
    default boolean isAcknowledgedLate()
    {
        return false;
    }

    /**
     * Set options, bind the source address.
     *
     * @param descriptor of the fresh socket.
     * @return null, or why the connection cannot be made.
     */
    String apply(int descriptor);

    /** The socket is closed, or will never be made: what was lent to it is free again. Called once a connection. */
    default void onClosed()
    {
        // most connections are lent nothing
    }
}
