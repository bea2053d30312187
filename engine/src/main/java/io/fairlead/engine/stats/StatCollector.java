/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterColumn;
import io.fairlead.engine.counters.CounterMerge;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.FrontendColumn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.fairlead.engine.stats.StatColumn.ACT;
import static io.fairlead.engine.stats.StatColumn.ADDR;
import static io.fairlead.engine.stats.StatColumn.AGENT_CODE;
import static io.fairlead.engine.stats.StatColumn.AGENT_DESC;
import static io.fairlead.engine.stats.StatColumn.AGENT_DURATION;
import static io.fairlead.engine.stats.StatColumn.AGENT_FALL;
import static io.fairlead.engine.stats.StatColumn.AGENT_HEALTH;
import static io.fairlead.engine.stats.StatColumn.AGENT_RISE;
import static io.fairlead.engine.stats.StatColumn.AGENT_STATUS;
import static io.fairlead.engine.stats.StatColumn.AGG_CHECK_STATUS;
import static io.fairlead.engine.stats.StatColumn.AGG_SRV_CHECK_STATUS;
import static io.fairlead.engine.stats.StatColumn.AGG_SRV_STATUS;
import static io.fairlead.engine.stats.StatColumn.ALGO;
import static io.fairlead.engine.stats.StatColumn.BCK;
import static io.fairlead.engine.stats.StatColumn.CACHE_HITS;
import static io.fairlead.engine.stats.StatColumn.CACHE_LOOKUPS;
import static io.fairlead.engine.stats.StatColumn.CHECK_CODE;
import static io.fairlead.engine.stats.StatColumn.CHECK_DESC;
import static io.fairlead.engine.stats.StatColumn.CHECK_DURATION;
import static io.fairlead.engine.stats.StatColumn.CHECK_FALL;
import static io.fairlead.engine.stats.StatColumn.CHECK_HEALTH;
import static io.fairlead.engine.stats.StatColumn.CHECK_RISE;
import static io.fairlead.engine.stats.StatColumn.CHECK_STATUS;
import static io.fairlead.engine.stats.StatColumn.CHKDOWN;
import static io.fairlead.engine.stats.StatColumn.CHKFAIL;
import static io.fairlead.engine.stats.StatColumn.CONN_RATE_MAX;
import static io.fairlead.engine.stats.StatColumn.COOKIE;
import static io.fairlead.engine.stats.StatColumn.CTIME;
import static io.fairlead.engine.stats.StatColumn.CT_MAX;
import static io.fairlead.engine.stats.StatColumn.DOWNTIME;
import static io.fairlead.engine.stats.StatColumn.HANAFAIL;
import static io.fairlead.engine.stats.StatColumn.HRSP_1XX;
import static io.fairlead.engine.stats.StatColumn.HRSP_2XX;
import static io.fairlead.engine.stats.StatColumn.HRSP_3XX;
import static io.fairlead.engine.stats.StatColumn.HRSP_4XX;
import static io.fairlead.engine.stats.StatColumn.HRSP_5XX;
import static io.fairlead.engine.stats.StatColumn.HRSP_OTHER;
import static io.fairlead.engine.stats.StatColumn.IDLE_CONN_CUR;
import static io.fairlead.engine.stats.StatColumn.IID;
import static io.fairlead.engine.stats.StatColumn.INTERCEPTED;
import static io.fairlead.engine.stats.StatColumn.LASTCHG;
import static io.fairlead.engine.stats.StatColumn.LASTSESS;
import static io.fairlead.engine.stats.StatColumn.LAST_AGT;
import static io.fairlead.engine.stats.StatColumn.LAST_CHK;
import static io.fairlead.engine.stats.StatColumn.MODE;
import static io.fairlead.engine.stats.StatColumn.NEED_CONN_EST;
import static io.fairlead.engine.stats.StatColumn.PID;
import static io.fairlead.engine.stats.StatColumn.PRIV_IDLE_CUR;
import static io.fairlead.engine.stats.StatColumn.PROTO;
import static io.fairlead.engine.stats.StatColumn.PXNAME;
import static io.fairlead.engine.stats.StatColumn.QCUR;
import static io.fairlead.engine.stats.StatColumn.QLIMIT;
import static io.fairlead.engine.stats.StatColumn.QMAX;
import static io.fairlead.engine.stats.StatColumn.QTIME;
import static io.fairlead.engine.stats.StatColumn.QT_MAX;
import static io.fairlead.engine.stats.StatColumn.RATE;
import static io.fairlead.engine.stats.StatColumn.RATE_LIM;
import static io.fairlead.engine.stats.StatColumn.RATE_MAX;
import static io.fairlead.engine.stats.StatColumn.REQ_RATE_MAX;
import static io.fairlead.engine.stats.StatColumn.REQ_TOT;
import static io.fairlead.engine.stats.StatColumn.RTIME;
import static io.fairlead.engine.stats.StatColumn.RT_MAX;
import static io.fairlead.engine.stats.StatColumn.SAFE_CONN_CUR;
import static io.fairlead.engine.stats.StatColumn.SCUR;
import static io.fairlead.engine.stats.StatColumn.SESS_OTHER;
import static io.fairlead.engine.stats.StatColumn.SID;
import static io.fairlead.engine.stats.StatColumn.SLIM;
import static io.fairlead.engine.stats.StatColumn.SMAX;
import static io.fairlead.engine.stats.StatColumn.SRID;
import static io.fairlead.engine.stats.StatColumn.SRV_ICUR;
import static io.fairlead.engine.stats.StatColumn.SRV_ILIM;
import static io.fairlead.engine.stats.StatColumn.SVNAME;
import static io.fairlead.engine.stats.StatColumn.THROTTLE;
import static io.fairlead.engine.stats.StatColumn.TRACKED;
import static io.fairlead.engine.stats.StatColumn.TTIME;
import static io.fairlead.engine.stats.StatColumn.TT_MAX;
import static io.fairlead.engine.stats.StatColumn.TYPE;
import static io.fairlead.engine.stats.StatColumn.USED_CONN_CUR;
import static io.fairlead.engine.stats.StatColumn.UWEIGHT;
import static io.fairlead.engine.stats.StatColumn.WEIGHT;

/**
 * Fills {@link StatLine}s of {@code show stat} for the four kinds of objects. Which column an object shows, and with
 * which type and tag, is HAProxy's choice (management.txt 9.1).
 */
final class StatCollector
{
    private static final int TYPE_FRONTEND = 0;
    private static final int TYPE_BACKEND = 1;
    private static final int TYPE_SERVER = 2;
    private static final int TYPE_LISTENER = 3;

    private static final CounterColumn[] FRONTEND_SOURCES = sources(FrontendColumn.values());
    private static final CounterColumn[] BACKEND_SOURCES = sources(BackendColumn.values());

    private final CounterReader counters;
    private final long nowMs;
    private final boolean hasLegends;

    /* hasLegends: addresses and cookies are shown, to operators and administrators only. */
    StatCollector(final CounterReader counters, final long nowMs, final boolean hasLegends)
    {
        this.counters = counters;
        this.nowMs = nowMs;
        this.hasLegends = hasLegends;
    }

    void frontend(final ProxyView proxy, final StatLine line)
    {
        final CounterObject object = proxy.frontendCounters();
        begin(line, proxy, "FRONTEND", 0, TYPE_FRONTEND);
        counted(line, 'F', object, FRONTEND_SOURCES, "http".equals(proxy.mode()));
        line.u32(SCUR, StatLine.GAUGE, value(object, FrontendColumn.SESSIONS_CURRENT));
        line.u32(SMAX, StatLine.MAXIMUM, value(object, FrontendColumn.SESSIONS_MAX));
        line.u32(SLIM, StatLine.LIMIT, proxy.maxConnections());
        line.text(StatColumn.STATUS, StatLine.STATUS, proxy.frontendStatus());
        line.u32(RATE_LIM, StatLine.LIMIT, proxy.sessionRateLimit());
        line.u32(RATE_MAX, StatLine.MAXIMUM, value(object, FrontendColumn.SESSION_RATE_MAX));
        line.u32(REQ_RATE_MAX, StatLine.MAXIMUM, value(object, FrontendColumn.REQUEST_RATE_MAX));
        line.u32(CONN_RATE_MAX, StatLine.MAXIMUM, value(object, FrontendColumn.CONNECTION_RATE_MAX));
        line.u64(SESS_OTHER, StatLine.COUNTER, Math.max(0, value(object, FrontendColumn.SESSIONS_TOTAL) -
            value(object, FrontendColumn.H1_SESSIONS) - value(object, FrontendColumn.H2_SESSIONS) -
            value(object, FrontendColumn.H3_SESSIONS)));
        line.u64(REQ_TOT, StatLine.COUNTER,
            value(object, FrontendColumn.OTHER_REQUESTS) + value(object, FrontendColumn.H1_REQUESTS) +
            value(object, FrontendColumn.H2_REQUESTS) + value(object, FrontendColumn.H3_REQUESTS));
    }

    void listener(final ProxyView proxy, final ListenerView listener, final StatLine line)
    {
        final CounterObject object = listener.counters();
        begin(line, proxy, listener.name(), listener.id(), TYPE_LISTENER);
        counted(line, 'L', object, FRONTEND_SOURCES, "http".equals(proxy.mode()));
        line.u32(SCUR, StatLine.GAUGE, value(object, FrontendColumn.SESSIONS_CURRENT));
        line.u32(SMAX, StatLine.MAXIMUM, value(object, FrontendColumn.SESSIONS_MAX));
        line.u32(SLIM, StatLine.LIMIT, listener.maxConnections());
        line.text(StatColumn.STATUS, StatLine.STATUS, listener.status());
        line.text(PROTO, StatLine.STATUS, listener.protocol());
        if (hasLegends)
        {
            line.text(ADDR, StatLine.CONFIGURED, listener.address());
        }
    }

    void backend(final ProxyView proxy, final boolean hasServerCount, final StatLine line)
    {
        final CounterObject object = proxy.backendCounters();
        begin(line, proxy, "BACKEND", 0, TYPE_BACKEND);
        counted(line, 'B', object, BACKEND_SOURCES, "http".equals(proxy.mode()));
        commonBackend(line, object);
        line.u32(SMAX, StatLine.MAXIMUM, value(object, BackendColumn.SESSIONS_MAX));
        line.u32(SLIM, StatLine.LIMIT, proxy.fullConnections());
        line.text(StatColumn.STATUS, StatLine.STATUS, backendStatus(proxy, hasServerCount));
        line.u32(WEIGHT, StatLine.AVERAGE, proxy.totalWeight());
        line.u32(UWEIGHT, StatLine.AVERAGE, userWeight(proxy));
        line.u32(ACT, StatLine.GAUGE, proxy.activeServers());
        line.u32(BCK, StatLine.GAUGE, proxy.backupServers());
        line.u64(CHKDOWN, StatLine.COUNTER,
            orElse(proxy.downTransitions(), object, BackendColumn.DOWN_TRANSITIONS));
        line.u32(LASTCHG, StatLine.AGE, ageSeconds(proxy.lastChangeMs()));
        if (!proxy.servers().isEmpty())
        {
            line.u32(DOWNTIME, StatLine.COUNTER, proxy.downtimeSeconds());
        }
        line.u32(RATE_MAX, StatLine.GAUGE, value(object, BackendColumn.SESSION_RATE_MAX));
        line.u32(AGG_SRV_STATUS, StatLine.GAUGE, 0);
        line.u32(AGG_SRV_CHECK_STATUS, StatLine.GAUGE, 0);
        line.u32(AGG_CHECK_STATUS, StatLine.GAUGE, 0);
        if (hasLegends)
        {
            line.text(ALGO, StatLine.CONFIGURED, proxy.algorithm());
            if (null != proxy.cookieName())
            {
                line.text(COOKIE, StatLine.CONFIGURED_NAME, proxy.cookieName());
            }
        }
    }

    void server(final ServerView server, final StatLine line)
    {
        final CounterObject object = server.counters();
        final ProxyView proxy = server.proxy();
        begin(line, proxy, server.name(), server.id(), TYPE_SERVER);
        counted(line, 'S', object, BACKEND_SOURCES, "http".equals(proxy.mode()));
        commonBackend(line, object);
        line.u32(SMAX, StatLine.MAXIMUM, value(object, BackendColumn.SESSIONS_MAX));
        limit(line, SLIM, server.maxConnections());
        if (0 != server.maxQueue())
        {
            line.u32(QLIMIT, StatLine.CONFIGURED, server.maxQueue());
        }
        if (-1 != server.maxIdleConnections())
        {
            line.u32(SRV_ILIM, StatLine.LIMIT, server.maxIdleConnections());
        }
        line.text(StatColumn.STATUS, StatLine.STATUS, ServerStatus.text(server));
        line.u32(WEIGHT, StatLine.AVERAGE, server.effectiveWeight());
        line.u32(UWEIGHT, StatLine.AVERAGE, server.userWeight());
        line.u32(ACT, StatLine.STATUS, server.isBackup() ? 0 : 1);
        line.u32(BCK, StatLine.STATUS, server.isBackup() ? 1 : 0);
        line.u32(LASTCHG, StatLine.AGE, ageSeconds(server.lastChangeMs()));
        line.u32(RATE_MAX, StatLine.MAXIMUM, value(object, BackendColumn.SESSION_RATE_MAX));
        line.u32(SRID, StatLine.COUNTER, server.revision());
        if (ServerView.STARTING == server.runState() && 0 == (server.adminFlags() & ServerView.ADMIN_DRAIN))
        {
            line.u32(THROTTLE, StatLine.AVERAGE, server.throttlePercent());
        }
        final ServerView tracked = server.tracked();
        if (null != tracked)
        {
            line.text(TRACKED, StatLine.CONFIGURED_NAME, tracked.proxy().name() + "/" + tracked.name());
        }
        idleConnections(server, object, line);
        checks(server, object, line);
        if (hasLegends)
        {
            line.text(ADDR, StatLine.CONFIGURED, addressAndPort(server));
            if (null != server.cookie())
            {
                line.text(COOKIE, StatLine.CONFIGURED_NAME, server.cookie());
            }
        }
    }

    private void idleConnections(final ServerView server, final CounterObject object, final StatLine line)
    {
        final long unsafe = value(object, BackendColumn.IDLE_UNSAFE_CONNECTIONS);
        final long safe = value(object, BackendColumn.IDLE_SAFE_CONNECTIONS);
        line.u32(SRV_ICUR, StatLine.GAUGE, unsafe + safe);
        line.u32(IDLE_CONN_CUR, StatLine.GAUGE, unsafe);
        line.u32(SAFE_CONN_CUR, StatLine.GAUGE, safe);
        line.u32(USED_CONN_CUR, StatLine.GAUGE, value(object, BackendColumn.USED_CONNECTIONS));
        line.u32(NEED_CONN_EST, StatLine.GAUGE, server.neededConnections());
        line.u32(PRIV_IDLE_CUR, StatLine.GAUGE, value(object, BackendColumn.IDLE_PRIVATE_CONNECTIONS));
    }

    private void checks(final ServerView server, final CounterObject object, final StatLine line)
    {
        final CheckView check = server.check();
        final CheckView reference = server.reference().check();
        if (check.isEnabled())
        {
            line.u64(CHKFAIL, StatLine.COUNTER,
                orElse(server.failedChecks(), object, BackendColumn.FAILED_CHECKS));
            line.u64(CHKDOWN, StatLine.COUNTER,
                orElse(server.downTransitions(), object, BackendColumn.DOWN_TRANSITIONS));
            line.u32(DOWNTIME, StatLine.COUNTER, server.downtimeSeconds());
        }
        if (server.reference().isObserved())
        {
            line.u64(HANAFAIL, StatLine.COUNTER,
                orElse(server.failedObservations(), object, BackendColumn.FAILED_OBSERVATIONS));
        }
        if (check.isActive())
        {
            line.text(CHECK_STATUS, StatLine.OUTPUT, statusWord(check));
            if (CheckView.STATUS_WITH_CODE <= check.status())
            {
                line.u32(CHECK_CODE, StatLine.OUTPUT, check.code());
            }
            if (CheckView.STATUS_CHECKED <= check.status())
            {
                line.u64(CHECK_DURATION, StatLine.DURATION, Math.max(0, check.durationMs()));
            }
            line.text(CHECK_DESC, StatLine.OUTPUT, check.statusDescription());
            line.text(LAST_CHK, StatLine.OUTPUT, check.lastReport());
            line.u32(CHECK_RISE, StatLine.CONFIGURED, reference.rise());
            line.u32(CHECK_FALL, StatLine.CONFIGURED, reference.fall());
            line.u32(CHECK_HEALTH, StatLine.CONFIGURED, reference.health());
        }
        final CheckView agent = server.agent();
        if (agent.isActive())
        {
            line.text(AGENT_STATUS, StatLine.OUTPUT, statusWord(agent));
            if (CheckView.STATUS_WITH_CODE <= agent.status())
            {
                line.u32(AGENT_CODE, StatLine.OUTPUT, agent.code());
            }
            line.u64(AGENT_DURATION, StatLine.DURATION, agent.durationMs());
            line.text(AGENT_DESC, StatLine.OUTPUT, agent.statusDescription());
            line.text(LAST_AGT, StatLine.OUTPUT, agent.lastReport());
            line.u32(AGENT_RISE, StatLine.CONFIGURED, agent.rise());
            line.u32(AGENT_FALL, StatLine.CONFIGURED, agent.fall());
            line.u32(AGENT_HEALTH, StatLine.CONFIGURED, agent.health());
        }
    }

    /* What backends and servers show alike. */
    private void commonBackend(final StatLine line, final CounterObject object)
    {
        line.u32(QCUR, StatLine.GAUGE, value(object, BackendColumn.QUEUE_CURRENT));
        line.u32(QMAX, StatLine.MAXIMUM, value(object, BackendColumn.QUEUE_MAX));
        line.u32(SCUR, StatLine.GAUGE, value(object, BackendColumn.SESSIONS_CURRENT));
        final long lastSessionMs = value(object, BackendColumn.LAST_SESSION_MS);
        line.s32(LASTSESS, StatLine.AGE, 0 == lastSessionMs ? -1 : ageSeconds(lastSessionMs));
        line.u32(QTIME, StatLine.AVERAGE, value(object, BackendColumn.QUEUE_TIME_MS));
        line.u32(CTIME, StatLine.AVERAGE, value(object, BackendColumn.CONNECT_TIME_MS));
        line.u32(RTIME, StatLine.AVERAGE, value(object, BackendColumn.RESPONSE_TIME_MS));
        line.u32(TTIME, StatLine.AVERAGE, value(object, BackendColumn.TOTAL_TIME_MS));
        line.u32(QT_MAX, StatLine.MAXIMUM, value(object, BackendColumn.QUEUE_TIME_MAX_MS));
        line.u32(CT_MAX, StatLine.MAXIMUM, value(object, BackendColumn.CONNECT_TIME_MAX_MS));
        line.u32(RT_MAX, StatLine.MAXIMUM, value(object, BackendColumn.RESPONSE_TIME_MAX_MS));
        line.u32(TT_MAX, StatLine.MAXIMUM, value(object, BackendColumn.TOTAL_TIME_MAX_MS));
    }

    private static void begin(
        final StatLine line, final ProxyView proxy, final String serviceName, final int serviceId, final int type)
    {
        line.clear();
        line.text(PXNAME, StatLine.NAME, proxy.name());
        line.text(SVNAME, StatLine.NAME, serviceName);
        line.u32(PID, StatLine.KEY, 1);
        line.u32(IID, StatLine.KEY_OF_SERVICE, proxy.id());
        line.u32(SID, StatLine.KEY_OF_SERVICE, serviceId);
        line.u32(TYPE, StatLine.CONFIGURED, type);
        line.text(MODE, StatLine.CONFIGURED, proxy.mode());
    }

    /* Columns that are columns of the counter file too. */
    private void counted(
        final StatLine line,
        final char kind,
        final CounterObject object,
        final CounterColumn[] sources,
        final boolean isHttp)
    {
        for (final StatColumn column : StatColumn.values())
        {
            final CounterColumn source = sources[column.ordinal()];
            final boolean isShown = null != source && column.isCounted(kind) &&
                (isHttp || !isHttpOnly(column)) && !isConditional(column, kind);
            if (isShown)
            {
                final long value = counters.value(object, source, nowMs);
                switch (source.merge())
                {
                    case RATE -> line.u32(column, StatLine.RATE, value);
                    case GAUGE -> line.u64(column, StatLine.GAUGE, value);
                    default -> line.u64(column, StatLine.COUNTER, value);
                }
            }
        }
    }

    /* Hidden in proxies of other modes. */
    private static boolean isHttpOnly(final StatColumn column)
    {
        return switch (column)
        {
            case HRSP_1XX, HRSP_2XX, HRSP_3XX, HRSP_4XX, HRSP_5XX, HRSP_OTHER,
                REQ_TOT, INTERCEPTED, CACHE_LOOKUPS, CACHE_HITS -> true;
            default -> false;
        };
    }

    /* Shown by a rule of their own. */
    private static boolean isConditional(final StatColumn column, final char kind)
    {
        return switch (column)
        {
            case LASTSESS, LASTCHG, HANAFAIL, CHKFAIL -> true;
            case CHKDOWN -> 'S' == kind;
            case REQ_TOT -> 'F' == kind;
            default -> false;
        };
    }

    private static String backendStatus(final ProxyView proxy, final boolean hasServerCount)
    {
        String status = proxy.isBackendUp() ? "UP" : "DOWN";
        if (proxy.isUnpublished())
        {
            status += " (UNPUB)";
        }
        if (hasServerCount)
        {
            int up = 0;
            for (final ServerView server : proxy.servers())
            {
                up += ServerView.STOPPED == server.runState() ? 0 : 1;
            }
            status += " (" + up + "/" + proxy.servers().size() + ")";
        }
        return status;
    }

    /* Sum over the servers in use: active ones, or backup ones when no active is left. */
    private static int userWeight(final ProxyView proxy)
    {
        final boolean isOnBackup = 0 == proxy.activeServers();
        int sum = 0;
        for (final ServerView server : proxy.servers())
        {
            final boolean isUsable = ServerView.STOPPED != server.runState() &&
                0 == (server.adminFlags() & (ServerView.ADMIN_MAINTENANCE | ServerView.ADMIN_DRAIN)) &&
                0 != server.effectiveWeight() && ServerView.STOPPING != server.runState();
            sum += isUsable && isOnBackup == server.isBackup() ? server.userWeight() : 0;
        }
        return sum;
    }

    private static String statusWord(final CheckView check)
    {
        return 0 == (check.flags() & CheckView.IN_PROGRESS) ? check.statusWord() : "* " + check.statusWord();
    }

    private static String addressAndPort(final ServerView server)
    {
        final String address = server.address();
        if ("-".equals(address))
        {
            return null == server.hostName() ? "unix" : "";
        }
        return address.indexOf(':') >= 0 ? "[" + address + "]:" + server.port() : address + ":" + server.port();
    }

    private static void limit(final StatLine line, final StatColumn column, final long value)
    {
        if (0 != value)
        {
            line.u32(column, StatLine.LIMIT, value);
        }
    }

    private long orElse(final long known, final CounterObject object, final CounterColumn column)
    {
        return known < 0 ? value(object, column) : known;
    }

    private long value(final CounterObject object, final CounterColumn column)
    {
        return counters.value(object, column, nowMs);
    }

    private long ageSeconds(final long momentMs)
    {
        return 0 == momentMs ? 0 : Math.max(0, nowMs - momentMs) / 1000;
    }

    private static CounterColumn[] sources(final CounterColumn[] columns)
    {
        final Map<String, CounterColumn> byName = new HashMap<>();
        for (final CounterColumn column : List.of(columns))
        {
            final CounterMerge merge = column.merge();
            if (CounterMerge.SUM == merge || CounterMerge.RATE == merge || CounterMerge.GAUGE == merge)
            {
                byName.put(column.statName(), column);
            }
        }
        byName.put("bin", byName.get("reqbin"));
        byName.put("bout", byName.get("resbin"));
        final StatColumn[] wanted = StatColumn.values();
        final CounterColumn[] sources = new CounterColumn[wanted.length];
        for (final StatColumn column : wanted)
        {
            sources[column.ordinal()] = byName.get(column.label());
        }
        return sources;
    }
}
