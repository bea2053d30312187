/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;

/**
 * A {@code source} setting of a backend or server: what outgoing connections are bound to. Filled while reading,
 * immutable afterwards, hence plain public fields. Source: configuration.txt 4.2 "source".
 */
public final class SourceSettings
{
    /** Which foreign address {@code usesrc} asks for. */
    public enum Transparent
    {
        /** None. */
        NONE,
        /** A fixed address, {@link SourceSettings#transparentAddress}. */
        ADDRESS,
        /** {@code client}: the client's address and port. */
        CLIENT,
        /** {@code clientip}: the client's address. */
        CLIENT_IP,
        /** {@code hdr_ip}: an address found in a request header. */
        HEADER
    }

    /** Address to bind; null = none. A port range takes ports one after the other. */
    public AddressSpec address;
    /** What {@code usesrc} asks for. */
    public Transparent transparent = Transparent.NONE;
    /** Address of {@link Transparent#ADDRESS}. */
    public final NetAddress transparentAddress = new NetAddress();
    /** Header name of {@link Transparent#HEADER}, lower case. */
    public String headerName;
    /** Occurrence of the header, negative counts from the last one. */
    public int headerOccurrence = -1;
    /** {@code interface}; null. */
    public String interfaceName;
}
