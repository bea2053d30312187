/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.counters.BackendColumn;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code show servers state} (version 1 of the state file) and {@code show servers conn}: a line for each server.
 */
public final class ShowServers implements StatDump
{
    private static final String STATE_HEADER =
        "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight " +
        "srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state " +
        "srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port " +
        "srv_check_addr srv_agent_addr srv_agent_port\n";
    private static final String CONNECTIONS_HEADER =
        "# bkname/svname bkid/svid addr port - purge_delay served used_cur used_max need_est idle_sess unsafe_nb " +
        "safe_nb idle_lim idle_cur idle_per_thr[";

    private final StatsSource source;
    private final boolean isConnections;
    private final List<ServerView> servers = new ArrayList<>();
    private int position = -1;

    /**
     * A dump of the state of servers.
     *
     * @param source        what to show.
     * @param backend       the backend whose servers to show, null for all.
     * @param isConnections whether to show connections instead.
     */
    public ShowServers(final StatsSource source, final ProxyView backend, final boolean isConnections)
    {
        this.source = source;
        this.isConnections = isConnections;
        for (final ProxyView proxy : source.proxies())
        {
            if (null == backend || proxy == backend)
            {
                servers.addAll(proxy.servers());
            }
        }
    }

    @Override
    public boolean next(final StringBuilder out)
    {
        if (position < 0)
        {
            header(out);
        }
        else
        {
            final ServerView server = servers.get(position);
            if (isConnections)
            {
                connections(server, out);
            }
            else
            {
                state(server, out);
            }
        }
        return ++position < servers.size();
    }

    private void header(final StringBuilder out)
    {
        if (isConnections)
        {
            out.append(CONNECTIONS_HEADER).append(source.process().threadCount()).append("]\n");
        }
        else
        {
            out.append(STATE_HEADER);
        }
    }

    private void state(final ServerView server, final StringBuilder out)
    {
        final ProxyView proxy = server.proxy();
        final CheckView check = server.check();
        final CheckView agent = server.agent();
        out.append(proxy.id()).append(' ').append(proxy.name())
            .append(' ').append(server.id()).append(' ').append(server.name())
            .append(' ').append(server.address())
            .append(' ').append(server.runState()).append(' ').append(server.adminFlags())
            .append(' ').append(server.userWeight()).append(' ').append(server.initialWeight())
            .append(' ').append(Math.max(0, source.nowMs() - server.lastChangeMs()) / 1000)
            .append(' ').append(check.status()).append(' ').append(check.result())
            .append(' ').append(check.health()).append(' ').append(check.flags() & 0x0F)
            .append(' ').append(agent.flags() & 0x1F)
            .append(' ').append(proxy.isIdForced() ? 1 : 0).append(' ').append(server.isIdForced() ? 1 : 0)
            .append(' ').append(orDash(server.hostName())).append(' ').append(server.port())
            .append(' ').append(orDash(server.serviceRecord())).append(' ').append(server.tls())
            .append(' ').append(check.port()).append(' ').append(check.address())
            .append(' ').append(agent.address()).append(' ').append(agent.port())
            .append('\n');
    }

    private void connections(final ServerView server, final StringBuilder out)
    {
        final ProxyView proxy = server.proxy();
        final long unsafe = value(server, BackendColumn.IDLE_UNSAFE_CONNECTIONS);
        final long safe = value(server, BackendColumn.IDLE_SAFE_CONNECTIONS);
        out.append(proxy.name()).append('/').append(server.name())
            .append(' ').append(proxy.id()).append('/').append(server.id())
            .append(' ').append(server.address()).append(' ').append(server.port())
            .append(" - ").append(server.purgeDelayMs())
            .append(' ').append(value(server, BackendColumn.SESSIONS_CURRENT))
            .append(' ').append(value(server, BackendColumn.USED_CONNECTIONS))
            .append(' ').append(server.mostUsedConnections())
            .append(' ').append(server.neededConnections())
            .append(' ').append(value(server, BackendColumn.IDLE_PRIVATE_CONNECTIONS))
            .append(' ').append(unsafe).append(' ').append(safe)
            .append(' ').append(server.maxIdleConnections()).append(' ').append(unsafe + safe);
        for (int loop = 0; 0 != server.maxIdleConnections() && loop < source.process().threadCount(); loop++)
        {
            out.append(' ').append(server.idleConnections(loop));
        }
        out.append('\n');
    }

    private long value(final ServerView server, final BackendColumn column)
    {
        return source.counters().value(server.counters(), column, source.nowMs());
    }

    private static String orDash(final String text)
    {
        return null == text ? "-" : text;
    }
}
