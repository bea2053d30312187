/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

import java.io.Serial;
import java.net.SocketAddress;

import io.fairlead.engine.os.UnixSockets;

/** Address of a UNIX socket without a file, which the JDK has no name for. */
public final class AbstractAddress extends SocketAddress
{
    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;
    private final boolean isPadded;

    /**
     * An abstract name.
     *
     * @param name     without the NUL in front.
     * @param isPadded filled with NULs to its greatest length ({@code abns@}), or as long as it is ({@code abnsz@}).
     */
    public AbstractAddress(final String name, final boolean isPadded)
    {
        this.name = name;
        this.isPadded = isPadded;
    }

    /**
     * The kernel's form.
     *
     * @return {@code sockaddr_un}.
     */
    public byte[] bytes()
    {
        return UnixSockets.abstractAddress(name, isPadded);
    }

    @Override
    public String toString()
    {
        return (isPadded ? "abns@" : "abnsz@") + name;
    }
}
