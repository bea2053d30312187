/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.ResolveSettings;

/**
 * Takes one address of many: first of the preferred family (8), then of a preferred network (4), then one no other
 * server of the backend has (2), then the one in use (1). Source: HAProxy's weights of the same kind;
 * configuration.txt 5.2 "resolve-net", "resolve-prefer", "resolve-opts".
 */
final class AddressChoice
{
    private static final int FAMILY = 8;
    private static final int NETWORK = 4;
    private static final int ALONE = 2;
    private static final int CURRENT = 1;
    private static final int BEST = FAMILY + NETWORK + ALONE + CURRENT;

    private AddressChoice()
    {
    }

    /**
     * Look for the best address; the next search begins behind it.
     *
     * @param items    of a resolution.
     * @param settings what is preferred.
     * @param families that are accepted.
     * @param owner    server that takes it, or null for a stream.
     * @param current  address in use; family NONE for none.
     * @param nowMs    monotonic clock, milliseconds.
     * @return item of the address, or null when there is none.
     */
    static AnswerItem choose(
        final AnswerItems items,
        final ResolveSettings settings,
        final AddressFamilies families,
        final ServerName owner,
        final NetAddress current,
        final long nowMs)
    {
        AnswerItem best = null;
        int bestScore = -1;
        final int start = items.start();
        for (int i = 0; i < items.size() && BEST != bestScore; i++)
        {
            final int index = (start + i) % items.size();
            final AnswerItem item = items.get(index);
            final DnsRecord record = item.record();
            if (!RecordType.isAddress(record.type()) || !families.accepts(record.type(), nowMs))
            {
                continue;
            }
            final int score = score(item, settings, owner, current);
            if (score > bestScore)
            {
                items.startBehind(index);
                best = item;
                bestScore = score;
            }
        }
        return best;
    }

    /** Worth of an address, or -1 when it must not be taken. */
    private static int score(
        final AnswerItem item, final ResolveSettings settings, final ServerName owner, final NetAddress current)
    {
        final NetAddress address = item.record().address();
        final boolean isIpv4 = NetAddress.INET == address.family();
        int score = settings.isIpv4Preferred == isIpv4 ? FAMILY : 0;
        for (final ResolveSettings.Network network : settings.networks)
        {
            if (network.address().family() != address.family())
            {
                return -1;
            }
            if (network.contains(address))
            {
                score += NETWORK;
                break;
            }
        }
        if (null == owner || !owner.isTakenByAnother(item))
        {
            score += ALONE;
        }
        else if (!settings.isDuplicateAllowed)
        {
            return -1;
        }
        return current.isSameHost(address) ? score + CURRENT : score;
    }
}
