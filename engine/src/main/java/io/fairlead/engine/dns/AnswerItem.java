/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayList;
import java.util.List;

/** A record of the answers to a resolution, when it was last seen, and the servers that use it. */
final class AnswerItem
{
    private final DnsRecord record;
    private final List<ServerName> servers = new ArrayList<>(1);
    private long seenMs;
    private int weight;
    private AnswerItem address;

    AnswerItem(final DnsRecord record, final long nowMs)
    {
        this.record = record;
        this.weight = record.weight();
        this.seenMs = nowMs;
    }

    DnsRecord record()
    {
        return record;
    }

    /** Servers that have its address, or live by this service record. */
    List<ServerName> servers()
    {
        return servers;
    }

    long seenMs()
    {
        return seenMs;
    }

    void seen(final DnsRecord again, final long nowMs)
    {
        seenMs = nowMs;
        weight = again.weight();
    }

    /** Weight of a service record as last seen. */
    int weight()
    {
        return weight;
    }

    /** The address that came with a service record, or null. */
    AnswerItem address()
    {
        return address;
    }

    void address(final AnswerItem item)
    {
        address = item;
    }

    boolean isObsolete(final int holdMs, final long nowMs)
    {
        return seenMs + holdMs < nowMs;
    }
}
