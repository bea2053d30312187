/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.Set;

import io.fairlead.engine.sample.SampleExpr;

/** Which values would be others another time. */
final class Variations
{
    private static final Set<String> TIME = Set.of("date", "date_us", "date_ms", "accept_date", "request_date",
        "fc_rtt", "fc_rttvar", "bc_rtt", "bc_rttvar", "txn.timer.total", "fc.timer.handshake", "fc.timer.total",
        "req.timer.idle", "req.timer.hdr", "req.timer.queue", "req.timer.tq", "bc.timer.connect", "res.timer.hdr",
        "res.timer.data", "txn.timer.user", "last_rule_line_time", "act_conn_time", "uptime");
    private static final Set<String> RANDOM = Set.of("rand", "uuid", "unique-id", "pid", "thread");
    private static final Set<String> STATE = Set.of("be_conn", "be_conn_free", "be_sess_rate", "fe_conn",
        "fe_req_rate", "fe_sess_rate", "fe_conn_rate", "nbsrv", "nb_srv", "connslots", "avg_queue", "queue",
        "srv_conn", "srv_conn_free", "srv_is_up", "srv_queue", "srv_sess_rate", "srv_uweight", "srv_weight",
        "srv_iweight", "act_conn", "stopping", "dst_conn", "table_avail", "table_cnt", "fc_nb_streams",
        "quic_enabled", "fc_settings_streams_limit", "fe_defbe", "be_server_timeout");

    private Variations()
    {
    }

    static Account.Variation of(final SampleExpr expression)
    {
        final String name = expression.fetchKeyword().name();
        if (TIME.contains(name) || name.contains(".timer."))
        {
            return Account.Variation.TIME;
        }
        if (RANDOM.contains(name))
        {
            return Account.Variation.RANDOM;
        }
        final boolean isTable = name.startsWith("sc_") || name.startsWith("sc0_") || name.startsWith("sc1_") ||
            name.startsWith("sc2_") || name.startsWith("src_") && !"src_port".equals(name);
        return isTable || STATE.contains(name) ? Account.Variation.STATE : Account.Variation.NONE;
    }
}
