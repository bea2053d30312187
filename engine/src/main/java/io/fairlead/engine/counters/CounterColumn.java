/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

/**
 * One column of an object's record: {@link FrontendColumn}, {@link BackendColumn} or {@link ProcessColumn}.
 * The order of the constants is the layout; a changed order, kind or name makes a file of another layout signature.
 */
public interface CounterColumn
{
    /**
     * What the column is made of.
     *
     * @return its cell, the same each time.
     */
    CounterCell cell();

    /**
     * Where the cell starts in the record of an object: add it to the object's base to get the address that
     * {@link LoopCounters} takes.
     *
     * @return offset in bytes, a multiple of 8.
     */
    default int offset()
    {
        return cell().offset();
    }

    /**
     * What the cell holds and how cells of several loops are joined.
     *
     * @return kind of the cell.
     */
    default CounterMerge merge()
    {
        return cell().merge();
    }

    /**
     * Name of the column in {@code show stat} or {@code show info} where there is one, else a name of ours.
     *
     * @return lower case name, for readers and the layout signature.
     */
    default String statName()
    {
        return cell().statName();
    }
}
