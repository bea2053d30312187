/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.net.SocketAddress;

import io.fairlead.engine.buffer.NetAddress;

/**
 * Where a server listens, resolved; replaced as a whole when it changes. Immutable by agreement: nobody writes to the
 * address.
 *
 * @param address       family, address and port; family NONE when the name has no address.
 * @param socketAddress the same for the JDK, made beforehand so that connecting allocates nothing; null when there is
 *     none.
 */
public record ServerAddress(NetAddress address, SocketAddress socketAddress)
{
    /** No address. */
    public static final ServerAddress NONE = new ServerAddress(new NetAddress(), null);

    /**
     * An address with its JDK form.
     *
     * @param address copied.
     * @return the pair.
     */
    public static ServerAddress of(final NetAddress address)
    {
        return new ServerAddress(new NetAddress().copyFrom(address), address.toSocketAddress());
    }
}
