/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.config.Version;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.ProcessColumn;

import static io.fairlead.engine.stats.InfoField.ACTIVE_PEERS;
import static io.fairlead.engine.stats.InfoField.BOOTTIME_MS;
import static io.fairlead.engine.stats.InfoField.BUILD_INFO;
import static io.fairlead.engine.stats.InfoField.BUSY_POLLING;
import static io.fairlead.engine.stats.InfoField.BYTES_OUT_RATE;
import static io.fairlead.engine.stats.InfoField.CAUGHT_THROWABLES;
import static io.fairlead.engine.stats.InfoField.COMPRESS_BPS_IN;
import static io.fairlead.engine.stats.InfoField.COMPRESS_BPS_OUT;
import static io.fairlead.engine.stats.InfoField.COMPRESS_BPS_RATE_LIM;
import static io.fairlead.engine.stats.InfoField.CONNECTED_PEERS;
import static io.fairlead.engine.stats.InfoField.CONN_RATE;
import static io.fairlead.engine.stats.InfoField.CONN_RATE_LIMIT;
import static io.fairlead.engine.stats.InfoField.COUNTER_FILE;
import static io.fairlead.engine.stats.InfoField.CUM_CONN;
import static io.fairlead.engine.stats.InfoField.CUM_LOG_MSGS;
import static io.fairlead.engine.stats.InfoField.CUM_REQ;
import static io.fairlead.engine.stats.InfoField.CUM_SSL_CONNS;
import static io.fairlead.engine.stats.InfoField.CUM_STRM;
import static io.fairlead.engine.stats.InfoField.CURR_CONN;
import static io.fairlead.engine.stats.InfoField.CURR_SSL_CONNS;
import static io.fairlead.engine.stats.InfoField.CURR_STRM;
import static io.fairlead.engine.stats.InfoField.DEBUG_COMMANDS_ISSUED;
import static io.fairlead.engine.stats.InfoField.DESCRIPTION;
import static io.fairlead.engine.stats.InfoField.DROPPED_LOGS;
import static io.fairlead.engine.stats.InfoField.FAILED_RESOLUTIONS;
import static io.fairlead.engine.stats.InfoField.FAIRLEAD_VERSION;
import static io.fairlead.engine.stats.InfoField.HARD_MAXCONN;
import static io.fairlead.engine.stats.InfoField.HEAP_USED_BYTES;
import static io.fairlead.engine.stats.InfoField.IDLE_PCT;
import static io.fairlead.engine.stats.InfoField.JOBS;
import static io.fairlead.engine.stats.InfoField.LISTENERS;
import static io.fairlead.engine.stats.InfoField.MAXCONN;
import static io.fairlead.engine.stats.InfoField.MAXCONN_REACHED;
import static io.fairlead.engine.stats.InfoField.MAXPIPES;
import static io.fairlead.engine.stats.InfoField.MAXSOCK;
import static io.fairlead.engine.stats.InfoField.MAX_CONN_RATE;
import static io.fairlead.engine.stats.InfoField.MAX_SESS_RATE;
import static io.fairlead.engine.stats.InfoField.MAX_SSL_CONNS;
import static io.fairlead.engine.stats.InfoField.MAX_SSL_RATE;
import static io.fairlead.engine.stats.InfoField.MEMMAX_BYTES;
import static io.fairlead.engine.stats.InfoField.MEMMAX_MB;
import static io.fairlead.engine.stats.InfoField.NAME;
import static io.fairlead.engine.stats.InfoField.NBPROC;
import static io.fairlead.engine.stats.InfoField.NBTGROUPS;
import static io.fairlead.engine.stats.InfoField.NBTHREAD;
import static io.fairlead.engine.stats.InfoField.NICED_TASKS;
import static io.fairlead.engine.stats.InfoField.NODE;
import static io.fairlead.engine.stats.InfoField.PATTERNS_ADDED;
import static io.fairlead.engine.stats.InfoField.PATTERNS_FREED;
import static io.fairlead.engine.stats.InfoField.PID;
import static io.fairlead.engine.stats.InfoField.PIPES_FREE;
import static io.fairlead.engine.stats.InfoField.PIPES_USED;
import static io.fairlead.engine.stats.InfoField.POOL_ALLOC_BYTES;
import static io.fairlead.engine.stats.InfoField.POOL_ALLOC_MB;
import static io.fairlead.engine.stats.InfoField.POOL_FAILED;
import static io.fairlead.engine.stats.InfoField.POOL_USED_BYTES;
import static io.fairlead.engine.stats.InfoField.POOL_USED_MB;
import static io.fairlead.engine.stats.InfoField.PROCESS_NUM;
import static io.fairlead.engine.stats.InfoField.RELEASE_DATE;
import static io.fairlead.engine.stats.InfoField.RUN_QUEUE;
import static io.fairlead.engine.stats.InfoField.SESS_RATE;
import static io.fairlead.engine.stats.InfoField.SESS_RATE_LIMIT;
import static io.fairlead.engine.stats.InfoField.SSL_BACKEND_KEY_RATE;
import static io.fairlead.engine.stats.InfoField.SSL_BACKEND_MAX_KEY_RATE;
import static io.fairlead.engine.stats.InfoField.SSL_CACHE_LOOKUPS;
import static io.fairlead.engine.stats.InfoField.SSL_CACHE_MISSES;
import static io.fairlead.engine.stats.InfoField.SSL_FRONTEND_KEY_RATE;
import static io.fairlead.engine.stats.InfoField.SSL_FRONTEND_MAX_KEY_RATE;
import static io.fairlead.engine.stats.InfoField.SSL_FRONTEND_SESSION_REUSE_PCT;
import static io.fairlead.engine.stats.InfoField.SSL_RATE;
import static io.fairlead.engine.stats.InfoField.SSL_RATE_LIMIT;
import static io.fairlead.engine.stats.InfoField.START_TIME_SEC;
import static io.fairlead.engine.stats.InfoField.STOPPING;
import static io.fairlead.engine.stats.InfoField.TAINTED;
import static io.fairlead.engine.stats.InfoField.TASKS;
import static io.fairlead.engine.stats.InfoField.TOTAL_BYTES_OUT;
import static io.fairlead.engine.stats.InfoField.TOTAL_SPLICED_BYTES_OUT;
import static io.fairlead.engine.stats.InfoField.ULIMIT_N;
import static io.fairlead.engine.stats.InfoField.UNSTOPPABLE_JOBS;
import static io.fairlead.engine.stats.InfoField.UPTIME;
import static io.fairlead.engine.stats.InfoField.UPTIME_SEC;
import static io.fairlead.engine.stats.InfoField.VERSION;
import static io.fairlead.engine.stats.InfoField.WARNINGS;
import static io.fairlead.engine.stats.InfoField.WARN_BLOCKED;

/**
 * {@code show info}: HAProxy's fields in its order, then ours.
 */
public final class ShowInfo implements StatDump
{
    private static final long MEBI = 1024 * 1024;

    private final ProcessView process;
    private final CounterReader counters;
    private final CounterObject object;
    private final long nowMs;
    private final StatLine line = new StatLine(InfoField.values().length);
    private StatFormat format = StatFormat.PLAIN;
    private boolean isDescribed;
    private boolean isFraction;

    /**
     * The fields as they are now.
     *
     * @param source what to show.
     */
    public ShowInfo(final StatsSource source)
    {
        process = source.process();
        counters = source.counters();
        object = counters.objects().getFirst();
        nowMs = source.nowMs();
    }

    /**
     * Choose the form.
     *
     * @param format form of all lines.
     * @return this.
     */
    public ShowInfo format(final StatFormat format)
    {
        this.format = format;
        return this;
    }

    /**
     * Add descriptions; has no effect in JSON.
     *
     * @param isDescribed whether to add them.
     * @return this.
     */
    public ShowInfo described(final boolean isDescribed)
    {
        this.isDescribed = isDescribed;
        return this;
    }

    /**
     * Show rates and times with fractions.
     *
     * @param isFraction whether to show them so.
     * @return this.
     */
    public ShowInfo fractions(final boolean isFraction)
    {
        this.isFraction = isFraction;
        return this;
    }

    @Override
    public boolean next(final StringBuilder out)
    {
        line.clear();
        product();
        limits();
        traffic();
        tls();
        state();
        switch (format)
        {
            case PLAIN -> StatPrinter.info(line, isDescribed, out);
            case TYPED -> StatPrinter.typedInfo(line, isDescribed, out);
            case JSON -> StatPrinter.jsonInfo(line, out);
        }
        return false;
    }

    private void product()
    {
        line.text(NAME, StatLine.PRODUCT, "HAProxy");
        line.text(VERSION, StatLine.PRODUCT, Version.HAPROXY);
        line.text(BUILD_INFO, StatLine.PRODUCT, Version.HAPROXY);
        line.text(RELEASE_DATE, StatLine.PRODUCT, Version.DATE);
        line.u32(NBTHREAD, StatLine.CONFIGURED, process.threadCount());
        line.u32(NBPROC, StatLine.CONFIGURED, 1);
        line.u32(PROCESS_NUM, StatLine.KEY, 1);
        line.u32(PID, StatLine.STATUS, process.pid());
        final long upMs = nowMs - process.startMs();
        final long up = upMs / 1000;
        line.text(UPTIME, StatLine.DURATION, String.format(
            "%dd %dh%02dm%02ds", up / 86_400, up % 86_400 / 3600, up % 3600 / 60, up % 60));
        duration(UPTIME_SEC, upMs);
        duration(START_TIME_SEC, process.startEpochMs());
        line.u32(BOOTTIME_MS, StatLine.DURATION, process.bootTimeMs());
        line.text(NODE, "COS", process.node());
        if (null != process.description())
        {
            line.text(DESCRIPTION, StatLine.CONFIGURED_TEXT, process.description());
        }
        line.u32(NBTGROUPS, StatLine.CONFIGURED, process.threadGroupCount());
        line.text(FAIRLEAD_VERSION, StatLine.PRODUCT, Version.FAIRLEAD);
        final Runtime runtime = Runtime.getRuntime();
        line.u64(HEAP_USED_BYTES, StatLine.GAUGE, runtime.totalMemory() - runtime.freeMemory());
        line.u64(CAUGHT_THROWABLES, StatLine.COUNTER, value(ProcessColumn.LOOP_THROWABLES));
        if (null != process.counterFile())
        {
            line.text(COUNTER_FILE, StatLine.CONFIGURED_TEXT, process.counterFile());
        }
    }

    private void limits()
    {
        line.u32(MEMMAX_MB, StatLine.LIMIT, process.memoryLimitMb());
        line.u32(MEMMAX_BYTES, StatLine.LIMIT, process.memoryLimitMb() * MEBI);
        line.u32(POOL_ALLOC_MB, StatLine.GAUGE, process.poolAllocatedBytes() / MEBI);
        line.u64(POOL_ALLOC_BYTES, StatLine.GAUGE, process.poolAllocatedBytes());
        line.u32(POOL_USED_MB, StatLine.GAUGE, process.poolUsedBytes() / MEBI);
        line.u64(POOL_USED_BYTES, StatLine.GAUGE, process.poolUsedBytes());
        line.u32(POOL_FAILED, StatLine.COUNTER, process.poolFailures());
        line.u32(ULIMIT_N, StatLine.LIMIT, process.descriptorLimit());
        line.u32(MAXSOCK, StatLine.LIMIT, process.maxSockets());
        line.u32(MAXCONN, StatLine.LIMIT, process.maxConnections());
        line.u32(HARD_MAXCONN, StatLine.LIMIT, process.hardMaxConnections());
        line.u32(MAXPIPES, StatLine.LIMIT, process.maxPipes());
        line.u32(PIPES_USED, StatLine.GAUGE, 0);
        line.u32(PIPES_FREE, StatLine.GAUGE, 0);
    }

    private void traffic()
    {
        line.u32(CURR_CONN, StatLine.GAUGE, value(ProcessColumn.CONNECTIONS_CURRENT));
        line.u32(CUM_CONN, StatLine.COUNTER, value(ProcessColumn.CONNECTIONS_TOTAL));
        line.u32(CUM_REQ, StatLine.COUNTER, value(ProcessColumn.REQUESTS_TOTAL));
        rate(CONN_RATE, ProcessColumn.CONNECTION_RATE);
        line.u32(CONN_RATE_LIMIT, StatLine.LIMIT, process.connectionRateLimit());
        line.u32(MAX_CONN_RATE, StatLine.MAXIMUM, value(ProcessColumn.CONNECTION_RATE_MAX));
        rate(SESS_RATE, ProcessColumn.SESSION_RATE);
        line.u32(SESS_RATE_LIMIT, StatLine.LIMIT, process.sessionRateLimit());
        line.u32(MAX_SESS_RATE, StatLine.RATE, value(ProcessColumn.SESSION_RATE_MAX));
        rate(COMPRESS_BPS_IN, ProcessColumn.COMPRESSION_BYTES_IN_RATE);
        rate(COMPRESS_BPS_OUT, ProcessColumn.COMPRESSION_BYTES_OUT_RATE);
        line.u32(COMPRESS_BPS_RATE_LIM, StatLine.LIMIT, process.compressionRateLimit());
        line.u64(TOTAL_BYTES_OUT, StatLine.GAUGE, value(ProcessColumn.BYTES_OUT_TOTAL));
        line.u64(TOTAL_SPLICED_BYTES_OUT, StatLine.GAUGE, value(ProcessColumn.SPLICED_BYTES_OUT_TOTAL));
        line.u64(BYTES_OUT_RATE, StatLine.RATE, value(ProcessColumn.BYTES_OUT_RATE));
        line.u32(MAXCONN_REACHED, StatLine.COUNTER, value(ProcessColumn.MAXCONN_REACHED));
        line.u64(CURR_STRM, StatLine.GAUGE, value(ProcessColumn.STREAMS_CURRENT));
        line.u64(CUM_STRM, StatLine.GAUGE, value(ProcessColumn.STREAMS_TOTAL));
    }

    private void tls()
    {
        line.u32(MAX_SSL_CONNS, StatLine.MAXIMUM, process.maxTlsConnections());
        line.u32(CURR_SSL_CONNS, StatLine.GAUGE, value(ProcessColumn.TLS_CONNECTIONS_CURRENT));
        line.u32(CUM_SSL_CONNS, StatLine.COUNTER, value(ProcessColumn.TLS_CONNECTIONS_TOTAL));
        final double sessions = counters.rate(object, ProcessColumn.TLS_RATE, nowMs);
        final double keys = counters.rate(object, ProcessColumn.TLS_FRONTEND_KEY_RATE, nowMs);
        final double reuse = keys < sessions ? 100.0 * (1.0 - keys / sessions) : 0;
        rate(SSL_RATE, ProcessColumn.TLS_RATE);
        line.u32(SSL_RATE_LIMIT, StatLine.LIMIT, process.tlsRateLimit());
        line.u32(MAX_SSL_RATE, StatLine.MAXIMUM, value(ProcessColumn.TLS_RATE_MAX));
        if (isFraction)
        {
            line.fraction(SSL_FRONTEND_KEY_RATE, StatLine.RATE, keys);
            line.fraction(SSL_FRONTEND_SESSION_REUSE_PCT, StatLine.RATE, reuse);
        }
        else
        {
            line.u32(SSL_FRONTEND_KEY_RATE, StatLine.GAUGE, (long)keys);
            line.u32(SSL_FRONTEND_SESSION_REUSE_PCT, StatLine.GAUGE, (long)reuse);
        }
        line.u32(SSL_FRONTEND_MAX_KEY_RATE, StatLine.MAXIMUM, value(ProcessColumn.TLS_FRONTEND_KEY_RATE_MAX));
        rate(SSL_BACKEND_KEY_RATE, ProcessColumn.TLS_BACKEND_KEY_RATE);
        line.u32(SSL_BACKEND_MAX_KEY_RATE, StatLine.MAXIMUM, value(ProcessColumn.TLS_BACKEND_KEY_RATE_MAX));
        line.u32(SSL_CACHE_LOOKUPS, StatLine.COUNTER, value(ProcessColumn.TLS_CACHE_LOOKUPS));
        line.u32(SSL_CACHE_MISSES, StatLine.COUNTER, value(ProcessColumn.TLS_CACHE_MISSES));
    }

    private void state()
    {
        line.u32(TASKS, StatLine.GAUGE, value(ProcessColumn.TASKS_CURRENT));
        line.u32(RUN_QUEUE, StatLine.GAUGE, value(ProcessColumn.RUN_QUEUE));
        line.u32(IDLE_PCT, StatLine.AVERAGE,
            Math.min(100, value(ProcessColumn.IDLE_PERCENT) / Math.max(1, counters.loopCount())));
        line.u32(STOPPING, StatLine.GAUGE, process.isStopping() ? 1 : 0);
        line.u32(JOBS, StatLine.GAUGE, process.jobs());
        line.u32(UNSTOPPABLE_JOBS, StatLine.GAUGE, process.unstoppableJobs());
        line.u32(LISTENERS, StatLine.GAUGE, process.listeners());
        line.u32(ACTIVE_PEERS, StatLine.GAUGE, process.activePeers());
        line.u32(CONNECTED_PEERS, StatLine.GAUGE, process.connectedPeers());
        line.u32(DROPPED_LOGS, StatLine.GAUGE, value(ProcessColumn.DROPPED_LOGS));
        line.u32(BUSY_POLLING, StatLine.GAUGE, process.isBusyPolling() ? 1 : 0);
        line.u32(FAILED_RESOLUTIONS, StatLine.GAUGE, value(ProcessColumn.FAILED_RESOLUTIONS));
        line.u32(DEBUG_COMMANDS_ISSUED, StatLine.GAUGE, 0);
        line.u32(CUM_LOG_MSGS, StatLine.COUNTER, value(ProcessColumn.RECEIVED_LOGS));
        final int tainted = process.tainted();
        line.text(TAINTED, StatLine.STATUS, 0 == tainted ? "0" : "0x" + Integer.toHexString(tainted));
        line.u32(WARNINGS, StatLine.COUNTER, process.warnings());
        line.u32(NICED_TASKS, StatLine.GAUGE, 0);
        line.u32(WARN_BLOCKED, StatLine.GAUGE, value(ProcessColumn.BLOCKED_TRAFFIC_WARNINGS));
        line.u64(PATTERNS_ADDED, StatLine.GAUGE, process.patternsAdded());
        line.u64(PATTERNS_FREED, StatLine.GAUGE, process.patternsFreed());
    }

    private void duration(final InfoField field, final long timeMs)
    {
        if (isFraction)
        {
            line.fraction(field, StatLine.DURATION, timeMs / 1000.0);
        }
        else
        {
            line.u32(field, StatLine.DURATION, timeMs / 1000);
        }
    }

    private void rate(final InfoField field, final ProcessColumn column)
    {
        if (isFraction)
        {
            line.fraction(field, StatLine.RATE, counters.rate(object, column, nowMs));
        }
        else
        {
            line.u32(field, StatLine.RATE, value(column));
        }
    }

    private long value(final ProcessColumn column)
    {
        return counters.value(object, column, nowMs);
    }
}
