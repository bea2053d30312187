/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.net.SocketAddress;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;

/**
 * Where a server is: its address now and the name that leads to it. Written by the conductor, or before traffic; any
 * thread may read.
 */
public final class ServerLocation
{
    private volatile ServerAddress address = ServerAddress.NONE;
    private volatile boolean isPortOfClient;
    private volatile String hostName;
    private boolean isRenamed;

    /**
     * The location that the configuration tells, without an address yet.
     *
     * @param settings of the server.
     */
    ServerLocation(final ServerSettings settings)
    {
        final AddressSpec configured = settings.address;
        isPortOfClient = null != configured && AddressSpec.Form.IP == configured.form &&
            AddressSpec.PortForm.ABSOLUTE != configured.portForm;
        hostName = null == configured || null != settings.serviceRecord ? null : configured.hostName;
    }

    /**
     * Where it listens now.
     *
     * @return both forms of the address, replaced together.
     */
    public ServerAddress resolved()
    {
        return address;
    }

    /**
     * Where it listens now, to read only.
     *
     * @return address; family NONE when there is none.
     */
    public NetAddress address()
    {
        return address.address();
    }

    /**
     * Where it listens now, for connecting.
     *
     * @return address made beforehand, or null when there is none.
     */
    public SocketAddress socketAddress()
    {
        return address.socketAddress();
    }

    /**
     * Move the server, and leave its port what it was: its own, or one that depends on the client's. Conductor, or
     * before traffic.
     *
     * @param value where it listens from now on.
     */
    public void address(final ServerAddress value)
    {
        address = value;
    }

    /**
     * Move the server to an address with a port of its own. Conductor.
     *
     * @param value where it listens from now on.
     */
    void moveTo(final ServerAddress value)
    {
        address = value;
        isPortOfClient = false;
    }

    /**
     * Whether the port to connect to depends on the one the client came to.
     *
     * @return false when the server has a port of its own.
     */
    public boolean isPortOfClient()
    {
        return isPortOfClient;
    }

    /**
     * Name that is resolved to its address.
     *
     * @return name, or null when it has an address or waits for a service record.
     */
    public String hostName()
    {
        return hostName;
    }

    /**
     * Change the name that is resolved to its address. Conductor.
     *
     * @param value name, or null.
     */
    public void hostName(final String value)
    {
        hostName = value;
    }

    /** The name is another one than the configuration's; shown from the next change of the server's flags on. */
    public void onRenamed()
    {
        isRenamed = true;
    }

    /** Flags of {@link AdminFlags} that come with every change of the others. */
    int standingFlags()
    {
        return isRenamed ? AdminFlags.NAME_CHANGED : 0;
    }
}
