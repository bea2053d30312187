/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;

/** Looks at inherited descriptors through the system. */
final class SocketProbe implements DescriptorProbe
{
    /** The one instance; it has no state. */
    static final SocketProbe INSTANCE = new SocketProbe();

    private SocketProbe()
    {
    }

    @Override
    public String inspect(final int descriptor, final boolean isStream, final NetAddress address)
    {
        final int result = Descriptors.socketName(descriptor, address);
        if (result < 0)
        {
            return "cannot use file descriptor '" + descriptor + "' : " + Errno.text(-result) + ".";
        }
        final boolean isRightType = switch (Descriptors.kind(descriptor))
        {
            case LISTENER, CONNECTION, UNCONNECTED -> isStream;
            case DATAGRAM -> !isStream;
            default -> false;
        };
        return isRightType ? null : "socket on file descriptor '" + descriptor + "' is of the wrong type.";
    }
}
