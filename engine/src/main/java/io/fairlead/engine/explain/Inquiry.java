/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;

/** A request to explain: what a client sends, from where, and what is assumed of servers. Filled by its reader. */
public final class Inquiry
{
    /** Bytes the client sends; empty for a bare connection on which nothing is sent. */
    public byte[] bytes = {};
    /** Client's address and port. */
    public final NetAddress source = new NetAddress();
    /** Whether the source was left open, so that one was assumed. */
    public boolean isSourceAssumed;
    /** Address and port the client connects to; not set when it follows from the frontend's bind line. */
    public final NetAddress destination = new NetAddress();
    /** Name of the frontend; null to find it by the destination. */
    public String frontend;
    /** What the server answers; null when that is not known. */
    public byte[] response;
    /** Servers that are down, {@code backend/server}. */
    public final List<String> serversDown = new ArrayList<>();
}
