/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayList;
import java.util.List;

/**
 * Records gathered from the answers to one resolution, in the order of their hashes, as HAProxy keeps them: which
 * address a server takes depends on it. Where the next search begins is remembered, so that addresses are given out in
 * turn.
 */
final class AnswerItems
{
    private final List<AnswerItem> items = new ArrayList<>();
    private AnswerItem next;

    int size()
    {
        return items.size();
    }

    AnswerItem get(final int index)
    {
        return items.get(index);
    }

    List<AnswerItem> copy()
    {
        return List.copyOf(items);
    }

    void clear()
    {
        items.clear();
        next = null;
    }

    void remove(final AnswerItem item)
    {
        if (item == next)
        {
            next = null;
        }
        items.remove(item);
    }

    /** Place of the item the next search begins with. */
    int start()
    {
        final int index = null == next ? 0 : items.indexOf(next);
        return Math.max(0, index);
    }

    /** The next search begins behind this place. */
    void startBehind(final int index)
    {
        next = index + 1 < items.size() ? items.get(index + 1) : null;
    }

    /** Take over what an answer says. */
    void merge(final DnsAnswer answer, final AddressFamilies families, final long nowMs)
    {
        for (final DnsRecord record : answer.records())
        {
            final AnswerItem known = find(record);
            if (null != known)
            {
                known.seen(record, nowMs);
            }
            else
            {
                insert(new AnswerItem(record, nowMs));
            }
        }
        for (final DnsRecord record : answer.additional())
        {
            if (families.accepts(record.type(), nowMs))
            {
                mergeAdditional(record, nowMs);
            }
        }
    }

    private AnswerItem find(final DnsRecord record)
    {
        for (final AnswerItem item : items)
        {
            if (item.record().key() == record.key() && item.record().isSame(record))
            {
                return item;
            }
        }
        return null;
    }

    private void insert(final AnswerItem item)
    {
        int index = items.size();
        while (index > 0 && Integer.compareUnsigned(items.get(index - 1).record().key(), item.record().key()) > 0)
        {
            index--;
        }
        items.add(index, item);
    }

    /** An address belongs to the service that has it already, or to the first one without. */
    private void mergeAdditional(final DnsRecord record, final long nowMs)
    {
        AnswerItem without = null;
        for (final AnswerItem item : items)
        {
            if (RecordType.SRV != item.record().type() || !item.record().target().equals(record.name()))
            {
                continue;
            }
            final AnswerItem address = item.address();
            if (null == address)
            {
                without = null == without ? item : without;
            }
            else if (address.seenMs() != nowMs && address.record().isSame(record))
            {
                address.seen(record, nowMs);
                return;
            }
        }
        if (null != without)
        {
            without.address(new AnswerItem(record, nowMs));
        }
    }
}
