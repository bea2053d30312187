/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@code global} sections say. Filled while a configuration is read and treated as immutable afterwards; it is
 * a record of values and has no behaviour to protect, therefore its fields are public. Each comment gives unit and
 * default; -1 or null mean "not set". Source: configuration.txt 3.
 */
public final class GlobalSettings
{
    // ---- process ----
    /** Number of loops; 0 = one per available core. */
    public int threadCount;
    /** Number of thread groups. */
    public int threadGroupCount = 1;
    /** Most threads per group; 0 = no limit. */
    public int threadsPerGroupLimit;
    /** {@code thread-hard-limit}; 0 = none. */
    public int threadHardLimit;
    /** {@code thread-group} lines: group id to {first, last} thread, counted from 1. */
    public final Map<Integer, int[]> threadGroups = new LinkedHashMap<>();
    /** {@code cpu-map} lines in order. */
    public final List<CpuMap> cpuMaps = new ArrayList<>();
    /** Words of {@code cpu-policy}; null. */
    public String cpuPolicy;
    /** {@code daemon}: go to the background. */
    public boolean isDaemon;
    /** {@code quiet}. */
    public boolean isQuiet;
    /** {@code debug}. */
    public boolean isDebug;
    /** {@code master-worker}. */
    public boolean isMasterWorker;
    /** {@code master-worker no-exit-on-failure}. */
    public boolean isNoExitOnFailure;
    /** {@code mworker-max-reloads}; -1. */
    public int masterMaxReloads = -1;
    /** {@code pidfile}; null. */
    public String pidFile;
    /** {@code user}; null. */
    public String userName;
    /** {@code group}; null. */
    public String groupName;
    /** {@code uid} or the one of {@code user}; -1. */
    public int uid = -1;
    /** {@code gid} or the one of {@code group}; -1. */
    public int gid = -1;
    /** {@code chroot}; null. */
    public String chroot;
    /** {@code setcap} words; null. */
    public String capabilities;
    /** {@code node}; null = host name. */
    public String node;
    /** {@code description}; null. */
    public String description;
    /** {@code localpeer} or {@code -L}; null = host name. */
    public String localPeer;
    /** {@code default-path} mode: current, config, parent, origin. */
    public String defaultPathMode = "current";
    /** Base of {@code default-path origin}; null. */
    public String defaultPathOrigin;
    /** {@code zero-warning}: warnings stop the start. */
    public boolean isZeroWarning;
    /** {@code strict-limits}: limits that cannot be had stop the start. */
    public boolean isStrictLimits = true;
    /** {@code set-dumpable}. */
    public boolean isDumpable;
    /** {@code insecure-fork-wanted}. */
    public boolean isInsecureForkWanted;
    /** {@code insecure-setuid-wanted}. */
    public boolean isInsecureSetuidWanted;
    /** {@code expose-experimental-directives}. */
    public boolean isExperimentalExposed;
    /** {@code expose-deprecated-directives}. */
    public boolean isDeprecatedExposed;
    /** {@code hard-stop-after}, ms; -1. */
    public int hardStopAfterMs = -1;
    /** {@code grace}, ms; -1. */
    public int graceMs = -1;
    /** {@code close-spread-time}, ms; -1 = none, {@link Integer#MAX_VALUE} = infinite. */
    public int closeSpreadTimeMs = -1;
    /** {@code warn-blocked-traffic-after}, ms; 100. */
    public int warnBlockedTrafficAfterMs = 100;
    /** {@code external-check}. */
    public boolean isExternalCheckAllowed;
    /** {@code external-check preserve-env}. */
    public boolean isExternalCheckEnvironmentKept;
    /** {@code cluster-secret}; null. */
    public String clusterSecret;

    // ---- limits ----
    /** {@code maxconn}: client connections of the process; 0 = computed from descriptors. */
    public int maxConn;
    /** {@code maxconnrate}: connections a second; 0 = no limit. */
    public int maxConnRate;
    /** {@code maxsessrate}: sessions a second; 0 = no limit. */
    public int maxSessionRate;
    /** {@code maxsslconn}; 0. */
    public int maxSslConn;
    /** {@code maxsslrate}; 0. */
    public int maxSslRate;
    /** {@code maxpipes}; 0. */
    public int maxPipes;
    /** {@code ulimit-n}: descriptors; 0 = computed. */
    public int descriptorLimit;
    /** {@code fd-hard-limit}; 0 = none. */
    public int descriptorHardLimit;
    /** {@code maxcomprate}, kB/s; 0. */
    public int maxCompressionRate;
    /** {@code maxcompcpuusage}, percent. */
    public int maxCompressionCpuUsage = 100;
    /** {@code tune.comp.maxlevel}, 1 to 9. */
    public int maxCompressionLevel = 1;

    // ---- buffers and HTTP ----
    /** {@code tune.bufsize}, bytes. */
    public int bufferSize = 16384;
    /** {@code tune.bufsize.large}, bytes; 0 = none. */
    public int largeBufferSize;
    /** {@code tune.bufsize.small}, bytes. */
    public int smallBufferSize = 1024;
    /** {@code tune.maxrewrite}, bytes. */
    public int maxRewrite = 1024;
    /** {@code tune.buffers.limit}; 0 = none. */
    public int bufferLimit;
    /** {@code tune.buffers.reserve}. */
    public int bufferReserve = 2;
    /** {@code tune.http.maxhdr}: most header fields of a message. */
    public int maxHeaders = 101;
    /** {@code tune.http.cookielen}, bytes. */
    public int captureCookieLength = 64;
    /** {@code tune.http.logurilen}, bytes. */
    public int logUriLength = 1024;
    /** {@code tune.maxaccept}: connections accepted in one pass; 0 = default (4), -1 = no limit. */
    public int maxAccept;
    /** {@code tune.maxpollevents}; 0 = default (200). */
    public int maxPollEvents;
    /** {@code tune.max-rules-at-once}. */
    public int maxRulesAtOnce = 50;
    /** {@code tune.idletimer}, ms. */
    public int idleTimerMs = 1000;
    /** {@code tune.runqueue-depth}; 0 = default. */
    public int runQueueDepth;
    /** {@code tune.recv_enough}, bytes. */
    public int receiveEnough = 10136;
    /** {@code tune.pipesize}, bytes; 0. */
    public int pipeSize;
    /** {@code tune.pattern.cache-size}. */
    public int patternCacheSize = 10000;
    /** {@code tune.stick-counters}. */
    public int stickCounterCount = 3;
    /** {@code tune.cli.max-payload-size}, bytes. */
    public int cliMaxPayloadSize = 128 * 1024;
    /** {@code tune.listener.default-shards}: 1 = by-process, -1 = by-thread, -2 = by-group, 0 = not said. */
    public int defaultShards;
    /** {@code tune.listener.multi-queue}: on, off, fair. */
    public String listenerMultiQueue = "on";
    /** {@code h1-accept-payload-with-any-method}. */
    public boolean isPayloadAcceptedWithAnyMethod;
    /** {@code h1-do-not-close-on-insecure-transfer-encoding}. */
    public boolean isInsecureTransferEncodingKept;
    /** {@code h1-case-adjust} lines and those of the file: lower-case name to wanted spelling. */
    public final Map<String, String> h1CaseAdjust = new LinkedHashMap<>();
    /** {@code h1-case-adjust-file}; null. */
    public String h1CaseAdjustFile;
    /** {@code http-err-codes}: bit {@code code - 100} set = counted as an error of the client. */
    public final java.util.BitSet httpErrorCodes = new java.util.BitSet();
    /** {@code http-fail-codes}: bit {@code code - 100} set = counted as a failure. */
    public final java.util.BitSet httpFailCodes = new java.util.BitSet();

    // ---- sockets ----
    /** {@code tune.rcvbuf.client}, bytes; 0 = system's. */
    public int clientReceiveBuffer;
    /** {@code tune.sndbuf.client}, bytes; 0 = system's. */
    public int clientSendBuffer;
    /** {@code tune.rcvbuf.server}, bytes; 0 = system's. */
    public int serverReceiveBuffer;
    /** {@code tune.sndbuf.server}, bytes; 0 = system's. */
    public int serverSendBuffer;
    /** {@code tune.notsent-lowat.client}, bytes; 0 = system's. */
    public int clientNotSentLowWater;
    /** {@code tune.notsent-lowat.server}, bytes; 0 = system's. */
    public int serverNotSentLowWater;
    /** {@code unix-bind prefix}; null. */
    public String unixBindPrefix;
    /** {@code unix-bind mode}, permission bits; -1. */
    public int unixBindMode = -1;
    /** {@code unix-bind user|uid}; -1. */
    public int unixBindUid = -1;
    /** {@code unix-bind group|gid}; -1. */
    public int unixBindGid = -1;
    /** {@code pp2-never-send-local}. */
    public boolean isProxyV2LocalNeverSent;
    /** {@code harden.reject-privileged-ports.tcp}: drop connections from source ports below 1024. */
    public boolean isPrivilegedSourcePortRejected;
    /** {@code noreuseport}. */
    public boolean isReusePortForbidden;
    /** {@code nosplice}. */
    public boolean isSpliceForbidden;
    /** {@code nogetaddrinfo}: do not resolve through the system's resolver service. */
    public boolean isGetAddrInfoForbidden;
    /** Poller words: {@code noepoll}, {@code nopoll}, ... */
    public final List<String> forbiddenPollers = new ArrayList<>();
    /** {@code dns-accept-family}: auto, ipv4, ipv6 or both. */
    public String dnsAcceptFamily = "auto";

    // ---- server side pools and checks ----
    /** {@code tune.pool-low-fd-ratio}, percent of descriptors. */
    public int poolLowRatio = 20;
    /** {@code tune.pool-high-fd-ratio}, percent of descriptors. */
    public int poolHighRatio = 25;
    /** {@code tune.idle-pool.shared}: off, on, full, auto. */
    public String idlePoolShared = "auto";
    /** {@code spread-checks}, percent, 0 to 50. */
    public int spreadChecks;
    /** {@code max-spread-checks}, ms; 0. */
    public int maxSpreadChecksMs;
    /** {@code tune.max-checks-per-thread}; 0 = no limit. */
    public int maxChecksPerThread;

    // ---- logging and statistics ----
    /** {@code log} lines. */
    public final List<LogTargetSettings> logs = new ArrayList<>();
    /** {@code log-tag}; null = program name. */
    public String logTag;
    /** {@code log-send-hostname}: host name to send; null = none, empty = the system's. */
    public String logSendHostname;
    /** {@code stats timeout}, ms. */
    public int statsTimeoutMs = 10_000;
    /** {@code stats maxconn}. */
    public int statsMaxConn = 10;
    /** {@code stats-file}; null. */
    public String statsFile;
    /** {@code server-state-base}; null. */
    public String serverStateBase;
    /** {@code server-state-file}; null. */
    public String serverStateFile;
    /** {@code anonkey}; 0. */
    public long anonymizingKey;

    /**
     * One {@code cpu-map} line.
     *
     * @param groups  thread groups meant, counted from 1, ascending; null = all.
     * @param threads threads meant, counted from 1 in their group, ascending; null = all.
     * @param isAuto  {@code auto:}: one CPU after the other.
     * @param cpus    CPU numbers in order.
     */
    public record CpuMap(int[] groups, int[] threads, boolean isAuto, int[] cpus)
    {
    }
}
