/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Layout of the counter file. Native byte order (little-endian on all machines the daemon runs on).
 * <pre>
 *  0          4096          +256 x capacity  +64 x capacity  +256 KiB
 *  | header    | directory   | status         | error log     | region 0 | region 1 | ... | conductor's region |
 *
 *  header
 *   0   | version (4, written last) | layout signature (4) | pid (8)            | start, ms since 1970 (8)        |
 *  24   | start, monotonic ms (8)   | loop count (4)       | region count (4)   | directory offset (4)            |
 *  44   | object capacity (4)       | status offset (4)    | error log offset (4) | error log length (4)          |
 *  60   | regions offset (4)        | region length (4)    | heap offset (4)    | heartbeat, ms since 1970 (8)    |
 *  80   | state (4): 1 running, 2 stopped                  | object count (4, release)                            |
 *  88   | maximum connections (4)   | reserved ...         | 128: version text, length (4) and 60 bytes           |
 *  192  | node name, length (4) and 124 bytes              | 320: configuration, length (4) and 508 bytes         |
 *  832  | a socket of the runtime API, length (4) and 252 bytes                                                   |
 *
 *  directory entry, 256 bytes
 *   0   | kind (4) | id (4) | parent index (4), -1 none | base (4) | record length (4) | flags (4): 1 retired |
 *  24   | generation (4) | name length (4) | name, at most 224 bytes, as written                                 |
 *
 *  status record of the object with the same index, 64 bytes, written by the conductor
 *   0   | state (4), see StatusState | weight (4) | session limit (8) | changed, monotonic ms (8) |
 *  24   | active servers (4) | backup servers (4) | reserved (32)                                  |
 *
 *  region, one writer, starts on a page
 *   0   | heap cursor (8) | heap misses (8) | reserved (48) |
 *  64   | record of object 0 | record of object 1 | ...  room for objects added later | heap of histogram blocks
 *
 *  histogram cell in a record       | index, region offset, 0 none (8) | count (8) | sum us (8) | maximum us (8) |
 *  histogram index in the heap      | 32 region offsets of blocks, 0 none (4 each) |
 *  histogram block in the heap      | 128 counts (4 each); all counts of a histogram are halved when one nears 2^31 |
 *
 *  rate cell      | period start, monotonic ms; odd while it changes (8) | this period (8) | last period (8) |
 *  average cell   | sliding sum (8) | samples (8) |
 * </pre>
 * The file is sparse: rooms nobody wrote to take no memory.
 */
public final class CounterFileDescriptor
{
    /** Version of this layout; a reader refuses any other. */
    public static final int VERSION = 0x464C_0001;

    /** Longest object name kept, in bytes; names are the bytes of the configuration, read as ISO 8859-1. */
    public static final int NAME_LIMIT = 224;

    /** The daemon runs, or died without a word: look whether the process lives. */
    public static final int STATE_RUNNING = 1;

    /** The daemon stopped in order. */
    public static final int STATE_STOPPED = 2;

    static final int VERSION_OFFSET = 0;
    static final int SIGNATURE_OFFSET = 4;
    static final int PID_OFFSET = 8;
    static final int START_EPOCH_MS_OFFSET = 16;
    static final int START_MONOTONIC_MS_OFFSET = 24;
    static final int LOOP_COUNT_OFFSET = 32;
    static final int REGION_COUNT_OFFSET = 36;
    static final int DIRECTORY_OFFSET_OFFSET = 40;
    static final int CAPACITY_OFFSET = 44;
    static final int STATUS_OFFSET_OFFSET = 48;
    static final int ERROR_LOG_OFFSET_OFFSET = 52;
    static final int ERROR_LOG_LENGTH_OFFSET = 56;
    static final int REGIONS_OFFSET_OFFSET = 60;
    static final int REGION_LENGTH_OFFSET = 64;
    static final int HEAP_OFFSET_OFFSET = 68;
    static final int HEARTBEAT_EPOCH_MS_OFFSET = 72;
    static final int STATE_OFFSET = 80;
    static final int OBJECT_COUNT_OFFSET = 84;
    static final int MAXCONN_OFFSET = 88;
    static final int PRODUCT_OFFSET = 128;
    static final int PRODUCT_LIMIT = 60;
    static final int NODE_OFFSET = 192;
    static final int NODE_LIMIT = 124;
    static final int CONFIGURATION_OFFSET = 320;
    static final int CONFIGURATION_LIMIT = 508;
    static final int SOCKET_OFFSET = 832;
    static final int SOCKET_LIMIT = 252;
    static final int HEADER_LENGTH = 4096;

    static final int ENTRY_LENGTH = 256;
    static final int ENTRY_KIND_OFFSET = 0;
    static final int ENTRY_ID_OFFSET = 4;
    static final int ENTRY_PARENT_OFFSET = 8;
    static final int ENTRY_BASE_OFFSET = 12;
    static final int ENTRY_RECORD_LENGTH_OFFSET = 16;
    static final int ENTRY_FLAGS_OFFSET = 20;
    static final int ENTRY_GENERATION_OFFSET = 24;
    static final int ENTRY_NAME_OFFSET = 28;
    static final int ENTRY_FLAG_RETIRED = 1;

    static final int STATUS_LENGTH = 64;
    static final int STATUS_STATE_OFFSET = 0;
    static final int STATUS_WEIGHT_OFFSET = 4;
    static final int STATUS_SESSION_LIMIT_OFFSET = 8;
    static final int STATUS_CHANGED_MS_OFFSET = 16;
    static final int STATUS_ACTIVE_OFFSET = 24;
    static final int STATUS_BACKUP_OFFSET = 28;

    static final int ERROR_LOG_LENGTH = 256 * 1024;
    static final int PAGE_LENGTH = 4096;

    static final int HEAP_CURSOR_OFFSET = 0;
    static final int HEAP_MISSES_OFFSET = 8;
    static final int FIRST_BASE = 64;

    static final int HISTOGRAM_INDEX_OFFSET = 0;
    static final int HISTOGRAM_COUNT_OFFSET = 8;
    static final int HISTOGRAM_SUM_OFFSET = 16;
    static final int HISTOGRAM_MAX_OFFSET = 24;
    static final int HISTOGRAM_INDEX_LENGTH = LatencyBuckets.BLOCK_LIMIT * Integer.BYTES;
    static final int HISTOGRAM_BLOCK_LENGTH = LatencyBuckets.BLOCK_SLOTS * Integer.BYTES;

    static final int RATE_TICK_OFFSET = 0;
    static final int RATE_CURRENT_OFFSET = 8;
    static final int RATE_PREVIOUS_OFFSET = 16;

    static final int AVERAGE_SUM_OFFSET = 0;
    static final int AVERAGE_COUNT_OFFSET = 8;

    /** Samples of the sliding averages, as HAProxy 3.4 is built. */
    public static final int AVERAGE_WINDOW = 512;

    private CounterFileDescriptor()
    {
    }

    /**
     * Checksum over the names and kinds of all columns: two builds that disagree on them do not read each other.
     *
     * @return CRC-32.
     */
    public static int layoutSignature()
    {
        final CRC32 crc = new CRC32();
        for (final ObjectKind kind : ObjectKind.values())
        {
            for (final CounterColumn column : kind.columns())
            {
                crc.update((kind + " " + column.statName() + " " + column.merge()).getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int)crc.getValue();
    }

    static int pageAligned(final long length)
    {
        return Math.toIntExact((length + PAGE_LENGTH - 1) & -PAGE_LENGTH);
    }

    static int entryOffset(final int index)
    {
        return HEADER_LENGTH + index * ENTRY_LENGTH;
    }

    static int statusOffset(final DirectBuffer file, final int index)
    {
        return file.getInt(STATUS_OFFSET_OFFSET) + index * STATUS_LENGTH;
    }
}
