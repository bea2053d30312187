/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import static io.fairlead.engine.counters.CounterMerge.GAUGE;
import static io.fairlead.engine.counters.CounterMerge.HISTOGRAM;
import static io.fairlead.engine.counters.CounterMerge.MAX;
import static io.fairlead.engine.counters.CounterMerge.RATE;
import static io.fairlead.engine.counters.CounterMerge.SUM;

/**
 * Columns of the process as a whole ({@code show info}) and of its loops ({@code show activity}).
 */
public enum ProcessColumn implements CounterColumn
{
    /** Client connections now. */
    CONNECTIONS_CURRENT(GAUGE, "CurrConns"),

    /** Client connections ever. */
    CONNECTIONS_TOTAL(SUM, "CumConns"),

    /** Requests ever. */
    REQUESTS_TOTAL(SUM, "CumReq"),

    /** Streams now. */
    STREAMS_CURRENT(GAUGE, "CurrStreams"),

    /** Streams ever. */
    STREAMS_TOTAL(SUM, "CumStreams"),

    /** Client connections per second. */
    CONNECTION_RATE(RATE, "ConnRate"),

    /** Highest connection rate. */
    CONNECTION_RATE_MAX(MAX, "MaxConnRate"),

    /** Sessions per second. */
    SESSION_RATE(RATE, "SessRate"),

    /** Highest session rate. */
    SESSION_RATE_MAX(MAX, "MaxSessRate"),

    /** TLS connections now, both sides. */
    TLS_CONNECTIONS_CURRENT(GAUGE, "CurrSslConns"),

    /** TLS connections ever, both sides. */
    TLS_CONNECTIONS_TOTAL(SUM, "CumSslConns"),

    /** TLS connections per second. */
    TLS_RATE(RATE, "SslRate"),

    /** Highest TLS connection rate. */
    TLS_RATE_MAX(MAX, "MaxSslRate"),

    /** Full client-side handshakes per second. */
    TLS_FRONTEND_KEY_RATE(RATE, "SslFrontendKeyRate"),

    /** Highest rate of full client-side handshakes. */
    TLS_FRONTEND_KEY_RATE_MAX(MAX, "SslFrontendMaxKeyRate"),

    /** Full server-side handshakes per second. */
    TLS_BACKEND_KEY_RATE(RATE, "SslBackendKeyRate"),

    /** Highest rate of full server-side handshakes. */
    TLS_BACKEND_KEY_RATE_MAX(MAX, "SslBackendMaxKeyRate"),

    /** TLS session cache look-ups. */
    TLS_CACHE_LOOKUPS(SUM, "SslCacheLookups"),

    /** TLS session cache misses. */
    TLS_CACHE_MISSES(SUM, "SslCacheMisses"),

    /** Bytes per second into the compressor. */
    COMPRESSION_BYTES_IN_RATE(RATE, "CompressBpsIn"),

    /** Bytes per second out of the compressor. */
    COMPRESSION_BYTES_OUT_RATE(RATE, "CompressBpsOut"),

    /** Bytes sent. */
    BYTES_OUT_TOTAL(SUM, "TotalBytesOut"),

    /** Bytes sent in fast-forward mode. */
    SPLICED_BYTES_OUT_TOTAL(SUM, "TotalSplicedBytesOut"),

    /** Bytes sent per second. */
    BYTES_OUT_RATE(RATE, "BytesOutRate"),

    /** Times accepting stopped at the process limit. */
    MAXCONN_REACHED(SUM, "MaxconnReached"),

    /** Log messages dropped. */
    DROPPED_LOGS(SUM, "DroppedLogs"),

    /** Log messages received by log-forward sections. */
    RECEIVED_LOGS(SUM, "CumRecvLogs"),

    /** Name resolutions failed. */
    FAILED_RESOLUTIONS(SUM, "FailedResolutions"),

    /** Times a loop was held up for long. */
    BLOCKED_TRAFFIC_WARNINGS(SUM, "BlockedTrafficWarnings"),

    /** Tasks known: queued and waiting for a timer. */
    TASKS_CURRENT(GAUGE, "Tasks"),

    /** Tasks queued to run. */
    RUN_QUEUE(GAUGE, "Run_queue"),

    /** Share of the last second this loop slept, 0 to 100; readers divide the sum by the loops. */
    IDLE_PERCENT(GAUGE, "Idle_pct"),

    /** Duty cycles run. */
    LOOP_CYCLES(SUM, "loops"),

    /** Cycles begun by a wake-up from another thread. */
    LOOP_WAKEUPS(SUM, "wake_tasks"),

    /** Readiness events handled. */
    LOOP_EVENTS(SUM, "poll_io"),

    /** Polls that returned nothing. */
    LOOP_EMPTY_POLLS(SUM, "poll_exp"),

    /** Tasks run. */
    LOOP_TASKS_RUN(SUM, "tasksw"),

    /** Timers expired. */
    LOOP_TIMERS_EXPIRED(SUM, "timers"),

    /** Cycles longer than 100 ms. */
    LOOP_STALLS(SUM, "long_rq"),

    /** Throwables caught in a loop; each ended one stream or connection. */
    LOOP_THROWABLES(SUM, "throwables"),

    /** Sockets accepted by this loop. */
    ACCEPTED(SUM, "accepted"),

    /** Times accepting paused for lack of descriptors. */
    ACCEPT_PAUSES(SUM, "accpause"),

    /** Pool buffers in use. */
    BUFFERS_IN_USE(GAUGE, "buf_used"),

    /** Most pool buffers in use at once in one loop. */
    BUFFERS_MAX(MAX, "buf_max"),

    /** Pool buffers that exist. */
    BUFFERS_ALLOCATED(GAUGE, "buf_alloc"),

    /** Times a stream waited for a buffer. */
    BUFFER_WAITS(SUM, "buf_wait"),

    /** Sockets open in this loop, both sides. */
    DESCRIPTORS_OPEN(GAUGE, "fds"),

    /** Length of a duty cycle without its sleep. */
    CYCLE_LATENCY(HISTOGRAM, "cycle_us");

    /** Bytes of a whole record of this kind, rounded up to a cache line. */
    public static final int RECORD_LENGTH = CounterCell.layOut(values());

    private final CounterCell cell;

    ProcessColumn(final CounterMerge merge, final String statName)
    {
        cell = new CounterCell(merge, statName);
    }

    @Override
    public CounterCell cell()
    {
        return cell;
    }
}
