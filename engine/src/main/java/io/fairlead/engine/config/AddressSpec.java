/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import io.fairlead.engine.buffer.NetAddress;

/**
 * One address as a configuration line names it: numeric IP, UNIX path, abstract name, inherited descriptor or a host
 * name resolved while reading. Filled while a configuration is read, immutable afterwards; public fields because it is
 * a plain record of what was written, without behaviour.
 */
public final class AddressSpec
{
    /** What kind of address was written. */
    public enum Form
    {
        /** IPv4, IPv6 or any of both. */
        IP,
        /** Path of a UNIX stream or datagram socket. */
        UNIX,
        /** Abstract UNIX name padded with NULs ({@code abns@}). */
        ABSTRACT_PADDED,
        /** Abstract UNIX name without padding ({@code abnsz@}). */
        ABSTRACT,
        /** Inherited descriptor ({@code fd@}). */
        DESCRIPTOR,
        /** Name of a ring or other internal target ({@code ring@}). */
        RING,
        /** {@code stdout} or {@code stderr} of a log target are descriptors 1 and 2; kept apart for messages only. */
        STANDARD_STREAM
    }

    /** How a port was written. */
    public enum PortForm
    {
        /** No port; {@link #port} is 0. */
        NONE,
        /** One number, or a range when {@link #portHigh} is greater. */
        ABSOLUTE,
        /** {@code +n} or {@code -n}: an offset to the port the client came to. */
        OFFSET
    }

    /** Text as written, for messages. */
    public String text = "";
    /** Kind of address. */
    public Form form = Form.IP;
    /** The address with {@link #port}; family NONE for descriptors and unresolved names; {@code *} is INET any. */
    public final NetAddress address = new NetAddress();
    /** Host name as written when it had to be resolved, else null. */
    public String hostName;
    /** Family that {@link #hostName} was prefixed with: {@code NetAddress.INET} or {@code INET6}; 0 for any. */
    public int nameFamily;
    /** How the port was written. */
    public PortForm portForm = PortForm.NONE;
    /** First port, 0 to 65535, or the signed offset. */
    public int port;
    /** Last port of a range, equal to {@link #port} for a single one. */
    public int portHigh;
    /** Inherited descriptor of {@link Form#DESCRIPTOR}, else -1. */
    public int descriptor = -1;
    /** Path or abstract name of UNIX forms, without NUL; ring name of {@link Form#RING}; else null. */
    public String path;
    /** Whether it is a datagram address ({@code udp@}, {@code dgram+}). */
    public boolean isDatagram;
    /** Whether multipath TCP was asked for ({@code mptcp@}). */
    public boolean isMptcp;

    /** Whether it stands for the UNIX family in any form. */
    public boolean isUnix()
    {
        return Form.UNIX == form || Form.ABSTRACT == form || Form.ABSTRACT_PADDED == form;
    }

    /** Number of ports, at least 1. */
    public int portCount()
    {
        return Math.max(1, portHigh - port + 1);
    }

    @Override
    public String toString()
    {
        return text;
    }
}
