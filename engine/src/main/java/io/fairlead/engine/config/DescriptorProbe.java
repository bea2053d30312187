/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import io.fairlead.engine.buffer.NetAddress;

/** Looks at a descriptor that an address names with {@code fd@}; implemented where native calls live. */
@FunctionalInterface
public interface DescriptorProbe
{
    /** Looks at nothing and finds every descriptor good. */
    DescriptorProbe NONE = (descriptor, isStream, address) -> null;

    /**
     * Check that it is a socket of the right type.
     *
     * @param descriptor number of the descriptor, 0 or more.
     * @param isStream   whether a stream socket is wanted, else a datagram socket.
     * @param address    takes the address the socket is bound to.
     * @return null if it can be used, else the message, such as {@code cannot use file descriptor '9' : Bad file
     *                descriptor.}
     */
    String inspect(int descriptor, boolean isStream, NetAddress address);
}
