/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

/**
 * A counted object as the directory knows it; made by the conductor, safe to read by any thread.
 *
 * @param index       position in the directory, from 0; stays the same while the file lives.
 * @param kind        what it is.
 * @param id          number shown in statistics: proxy id, server id or listener id.
 * @param parentIndex index of the proxy of a server or listener, -1 for the others.
 * @param name        name of the proxy, server or listener; cut to {@link CounterFileDescriptor#NAME_LIMIT} bytes in
 *                    the file.
 * @param base        where its record starts in every region: add a column's offset to get an address.
 */
public record CounterObject(int index, ObjectKind kind, int id, int parentIndex, String name, int base)
{
    /**
     * Address of one column's cell, the same in every region.
     *
     * @param column a column of this object's kind.
     * @return address for {@link LoopCounters}.
     */
    public int address(final CounterColumn column)
    {
        return base + column.offset();
    }
}
