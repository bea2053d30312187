/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * Lines of {@code show info}, in the order of HAProxy 3.4 (management.txt 9.3 "show info"); position is the ordinal.
 */
public enum InfoField
{
    /** {@code Name}. */
    NAME("Name",
        "Product name"),

    /** {@code Version}. */
    VERSION("Version",
        "Product version"),

    /** {@code Release_date}. */
    RELEASE_DATE("Release_date",
        "Date of latest source code update"),

    /** {@code Nbthread}. */
    NBTHREAD("Nbthread",
        "Number of started threads (global.nbthread)"),

    /** {@code Nbproc}. */
    NBPROC("Nbproc",
        "Number of started worker processes (historical, always 1)"),

    /** {@code Process_num}. */
    PROCESS_NUM("Process_num",
        "Relative worker process number (1)"),

    /** {@code Pid}. */
    PID("Pid",
        "This worker process identifier for the system"),

    /** {@code Uptime}. */
    UPTIME("Uptime",
        "How long ago this worker process was started (days+hours+minutes+seconds)"),

    /** {@code Uptime_sec}. */
    UPTIME_SEC("Uptime_sec",
        "How long ago this worker process was started (seconds)"),

    /** {@code Memmax_MB}. */
    MEMMAX_MB("Memmax_MB",
        "Worker process's hard limit on memory usage in MB (-m on command line)"),

    /** {@code PoolAlloc_MB}. */
    POOL_ALLOC_MB("PoolAlloc_MB",
        "Amount of memory allocated in pools (in MB)"),

    /** {@code PoolUsed_MB}. */
    POOL_USED_MB("PoolUsed_MB",
        "Amount of pool memory currently used (in MB)"),

    /** {@code PoolFailed}. */
    POOL_FAILED("PoolFailed",
        "Number of failed pool allocations since this worker was started"),

    /** {@code Ulimit-n}. */
    ULIMIT_N("Ulimit-n",
        "Hard limit on the number of per-process file descriptors"),

    /** {@code Maxsock}. */
    MAXSOCK("Maxsock",
        "Hard limit on the number of per-process sockets"),

    /** {@code Maxconn}. */
    MAXCONN("Maxconn",
        "Hard limit on the number of per-process connections (configured or imposed by Ulimit-n)"),

    /** {@code Hard_maxconn}. */
    HARD_MAXCONN("Hard_maxconn",
        "Hard limit on the number of per-process connections (imposed by Memmax_MB or Ulimit-n)"),

    /** {@code CurrConns}. */
    CURR_CONN("CurrConns",
        "Current number of connections on this worker process"),

    /** {@code CumConns}. */
    CUM_CONN("CumConns",
        "Total number of connections on this worker process since started"),

    /** {@code CumReq}. */
    CUM_REQ("CumReq",
        "Total number of requests on this worker process since started"),

    /** {@code MaxSslConns}. */
    MAX_SSL_CONNS("MaxSslConns",
        "Hard limit on the number of per-process SSL endpoints (front+back), 0=unlimited"),

    /** {@code CurrSslConns}. */
    CURR_SSL_CONNS("CurrSslConns",
        "Current number of SSL endpoints on this worker process (front+back)"),

    /** {@code CumSslConns}. */
    CUM_SSL_CONNS("CumSslConns",
        "Total number of SSL endpoints on this worker process since started (front+back)"),

    /** {@code Maxpipes}. */
    MAXPIPES("Maxpipes",
        "Hard limit on the number of pipes for splicing, 0=unlimited"),

    /** {@code PipesUsed}. */
    PIPES_USED("PipesUsed",
        "Current number of pipes in use in this worker process"),

    /** {@code PipesFree}. */
    PIPES_FREE("PipesFree",
        "Current number of allocated and available pipes in this worker process"),

    /** {@code ConnRate}. */
    CONN_RATE("ConnRate",
        "Number of front connections created on this worker process over the last second"),

    /** {@code ConnRateLimit}. */
    CONN_RATE_LIMIT("ConnRateLimit",
        "Hard limit for ConnRate (global.maxconnrate)"),

    /** {@code MaxConnRate}. */
    MAX_CONN_RATE("MaxConnRate",
        "Highest ConnRate reached on this worker process since started (in connections per second)"),

    /** {@code SessRate}. */
    SESS_RATE("SessRate",
        "Number of sessions created on this worker process over the last second"),

    /** {@code SessRateLimit}. */
    SESS_RATE_LIMIT("SessRateLimit",
        "Hard limit for SessRate (global.maxsessrate)"),

    /** {@code MaxSessRate}. */
    MAX_SESS_RATE("MaxSessRate",
        "Highest SessRate reached on this worker process since started (in sessions per second)"),

    /** {@code SslRate}. */
    SSL_RATE("SslRate",
        "Number of SSL connections created on this worker process over the last second"),

    /** {@code SslRateLimit}. */
    SSL_RATE_LIMIT("SslRateLimit",
        "Hard limit for SslRate (global.maxsslrate)"),

    /** {@code MaxSslRate}. */
    MAX_SSL_RATE("MaxSslRate",
        "Highest SslRate reached on this worker process since started (in connections per second)"),

    /** {@code SslFrontendKeyRate}. */
    SSL_FRONTEND_KEY_RATE("SslFrontendKeyRate",
        "Number of SSL keys created on frontends in this worker process over the last second"),

    /** {@code SslFrontendMaxKeyRate}. */
    SSL_FRONTEND_MAX_KEY_RATE("SslFrontendMaxKeyRate",
        "Highest SslFrontendKeyRate reached on this worker process since started (in SSL keys per second)"),

    /** {@code SslFrontendSessionReuse_pct}. */
    SSL_FRONTEND_SESSION_REUSE_PCT("SslFrontendSessionReuse_pct",
        "Percent of frontend SSL connections which did not require a new key"),

    /** {@code SslBackendKeyRate}. */
    SSL_BACKEND_KEY_RATE("SslBackendKeyRate",
        "Number of SSL keys created on backends in this worker process over the last second"),

    /** {@code SslBackendMaxKeyRate}. */
    SSL_BACKEND_MAX_KEY_RATE("SslBackendMaxKeyRate",
        "Highest SslBackendKeyRate reached on this worker process since started (in SSL keys per second)"),

    /** {@code SslCacheLookups}. */
    SSL_CACHE_LOOKUPS("SslCacheLookups",
        "Total number of SSL session ID lookups in the SSL session cache on this worker since started"),

    /** {@code SslCacheMisses}. */
    SSL_CACHE_MISSES("SslCacheMisses",
        "Total number of SSL session ID lookups that didn't find a session in the SSL session cache on this " +
        "worker since started"),

    /** {@code CompressBpsIn}. */
    COMPRESS_BPS_IN("CompressBpsIn",
        "Number of bytes submitted to the HTTP compressor in this worker process over the last second"),

    /** {@code CompressBpsOut}. */
    COMPRESS_BPS_OUT("CompressBpsOut",
        "Number of bytes emitted by the HTTP compressor in this worker process over the last second"),

    /** {@code CompressBpsRateLim}. */
    COMPRESS_BPS_RATE_LIM("CompressBpsRateLim",
        "Limit of CompressBpsOut beyond which HTTP compression is automatically disabled"),

    /** {@code ZlibMemUsage}. */
    ZLIB_MEM_USAGE("ZlibMemUsage",
        "Amount of memory currently used by HTTP compression on the current worker process (in bytes)"),

    /** {@code MaxZlibMemUsage}. */
    MAX_ZLIB_MEM_USAGE("MaxZlibMemUsage",
        "Limit on the amount of memory used by HTTP compression above which it is automatically disabled (in " +
        "bytes, see global.maxzlibmem)"),

    /** {@code Tasks}. */
    TASKS("Tasks",
        "Total number of tasks in the current worker process (active + sleeping)"),

    /** {@code Run_queue}. */
    RUN_QUEUE("Run_queue",
        "Total number of active tasks+tasklets in the current worker process"),

    /** {@code Idle_pct}. */
    IDLE_PCT("Idle_pct",
        "Percentage of last second spent waiting in the current worker thread"),

    /** {@code node}. */
    NODE("node",
        "Node name (global.node)"),

    /** {@code description}. */
    DESCRIPTION("description",
        "Node description (global.description)"),

    /** {@code Stopping}. */
    STOPPING("Stopping",
        "1 if the worker process is currently stopping, otherwise zero"),

    /** {@code Jobs}. */
    JOBS("Jobs",
        "Current number of active jobs on the current worker process (frontend connections, master connections, " +
        "listeners)"),

    /** {@code Unstoppable Jobs}. */
    UNSTOPPABLE_JOBS("Unstoppable Jobs",
        "Current number of unstoppable jobs on the current worker process (master connections)"),

    /** {@code Listeners}. */
    LISTENERS("Listeners",
        "Current number of active listeners on the current worker process"),

    /** {@code ActivePeers}. */
    ACTIVE_PEERS("ActivePeers",
        "Current number of verified active peers connections on the current worker process"),

    /** {@code ConnectedPeers}. */
    CONNECTED_PEERS("ConnectedPeers",
        "Current number of peers having passed the connection step on the current worker process"),

    /** {@code DroppedLogs}. */
    DROPPED_LOGS("DroppedLogs",
        "Total number of dropped logs for current worker process since started"),

    /** {@code BusyPolling}. */
    BUSY_POLLING("BusyPolling",
        "1 if busy-polling is currently in use on the worker process, otherwise zero (config.busy-polling)"),

    /** {@code FailedResolutions}. */
    FAILED_RESOLUTIONS("FailedResolutions",
        "Total number of failed DNS resolutions in current worker process since started"),

    /** {@code TotalBytesOut}. */
    TOTAL_BYTES_OUT("TotalBytesOut",
        "Total number of bytes emitted by current worker process since started"),

    /** {@code TotalSplicedBytesOut}. */
    TOTAL_SPLICED_BYTES_OUT("TotalSplicedBytesOut",
        "Total number of bytes emitted by current worker process through a kernel pipe since started"),

    /** {@code BytesOutRate}. */
    BYTES_OUT_RATE("BytesOutRate",
        "Number of bytes emitted by current worker process over the last second"),

    /** {@code DebugCommandsIssued}. */
    DEBUG_COMMANDS_ISSUED("DebugCommandsIssued",
        "Number of debug commands issued on this process (anything > 0 is unsafe)"),

    /** {@code CumRecvLogs}. */
    CUM_LOG_MSGS("CumRecvLogs",
        "Total number of log messages received by log-forwarding listeners on this worker process since started"),

    /** {@code Build info}. */
    BUILD_INFO("Build info",
        "Build info"),

    /** {@code Memmax_bytes}. */
    MEMMAX_BYTES("Memmax_bytes",
        "Worker process's hard limit on memory usage in bytes (-m on command line)"),

    /** {@code PoolAlloc_bytes}. */
    POOL_ALLOC_BYTES("PoolAlloc_bytes",
        "Amount of memory allocated in pools (in bytes)"),

    /** {@code PoolUsed_bytes}. */
    POOL_USED_BYTES("PoolUsed_bytes",
        "Amount of pool memory currently used (in bytes)"),

    /** {@code Start_time_sec}. */
    START_TIME_SEC("Start_time_sec",
        "Start time in seconds"),

    /** {@code Tainted}. */
    TAINTED("Tainted",
        "Experimental features used"),

    /** {@code TotalWarnings}. */
    WARNINGS("TotalWarnings",
        "Total warnings issued"),

    /** {@code MaxconnReached}. */
    MAXCONN_REACHED("MaxconnReached",
        "Number of times an accepted connection resulted in Maxconn being reached"),

    /** {@code BootTime_ms}. */
    BOOTTIME_MS("BootTime_ms",
        "How long ago it took to parse and process the config before being ready (milliseconds)"),

    /** {@code Niced_tasks}. */
    NICED_TASKS("Niced_tasks",
        "Total number of active tasks+tasklets in the current worker process (Run_queue) that are niced"),

    /** {@code CurrStreams}. */
    CURR_STRM("CurrStreams",
        "Current number of streams on this worker process"),

    /** {@code CumStreams}. */
    CUM_STRM("CumStreams",
        "Total number of streams created on this worker process since started"),

    /** {@code BlockedTrafficWarnings}. */
    WARN_BLOCKED("BlockedTrafficWarnings",
        "Total number of warnings issued about traffic being blocked by too slow a task"),

    /** {@code PatternsAdded}. */
    PATTERNS_ADDED("PatternsAdded",
        "Total number of patterns added (acl/map entries)"),

    /** {@code PatternsFreed}. */
    PATTERNS_FREED("PatternsFreed",
        "Total number of patterns freed (acl/map entries)"),

    /** {@code NbThreadGroups}. */
    NBTGROUPS("NbThreadGroups",
        "Number of started thread groups (global.thread-groups)"),

    /** Version of this product; a column of ours, behind all of HAProxy's. */
    FAIRLEAD_VERSION("Fairlead_version", "Version of Fairlead"),

    /** Memory of the Java heap in use. */
    HEAP_USED_BYTES("Heap_used_bytes", "Memory of the Java heap in use (in bytes)"),

    /** Throwables caught in a loop. */
    CAUGHT_THROWABLES("CaughtThrowables", "Errors caught in an event loop, each of which ended one stream"),

    /** Path of the counter file. */
    COUNTER_FILE("Counter_file", "Where the counters lie, for fairctl");

    private final String label;
    private final String description;

    InfoField(final String label, final String description)
    {
        this.label = label;
        this.description = description;
    }

    /**
     * Name before the colon.
     *
     * @return name as HAProxy writes it.
     */
    public String label()
    {
        return label;
    }

    /**
     * Explanation shown with {@code desc}.
     *
     * @return a sentence.
     */
    public String description()
    {
        return description;
    }
}
