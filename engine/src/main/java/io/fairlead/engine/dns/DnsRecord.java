/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import io.fairlead.engine.buffer.NetAddress;

/**
 * A record of an answer that is understood. Immutable by agreement: nobody writes to the address.
 *
 * @param name    it belongs to.
 * @param type    A, AAAA, CNAME or SRV of {@link RecordType}.
 * @param address of A and AAAA, port 0; else null.
 * @param target  of CNAME and SRV; else null.
 * @param weight  of SRV, 0 to 65535.
 * @param port    of SRV, 0 to 65535.
 * @param key     hash of what it says, by which HAProxy orders records and therefore servers take them.
 */
record DnsRecord(DnsName name, int type, NetAddress address, DnsName target, int weight, int port, int key)
{
    /** Whether both say the same; the weight does not count. */
    boolean isSame(final DnsRecord other)
    {
        if (type != other.type)
        {
            return false;
        }
        return RecordType.isAddress(type) ? address.isSameHost(other.address) :
            target.equals(other.target) && port == other.port;
    }
}
