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
 * Columns of a frontend and of a listener, which counts the same things (management.txt 9.1).
 */
public enum FrontendColumn implements CounterColumn
{
    /** Sessions open now. */
    SESSIONS_CURRENT(GAUGE, "scur"),

    /** Most sessions open at once; give it the count over all loops. */
    SESSIONS_MAX(MAX, "smax"),

    /** Sessions ever. */
    SESSIONS_TOTAL(SUM, "stot"),

    /** Sessions per second. */
    SESSION_RATE(RATE, "rate"),

    /** Highest session rate. */
    SESSION_RATE_MAX(MAX, "rate_max"),

    /** Connections accepted ever. */
    CONNECTIONS_TOTAL(SUM, "conn_tot"),

    /** Connections per second. */
    CONNECTION_RATE(RATE, "conn_rate"),

    /** Highest connection rate. */
    CONNECTION_RATE_MAX(MAX, "conn_rate_max"),

    /** HTTP requests per second. */
    REQUEST_RATE(RATE, "req_rate"),

    /** Highest request rate. */
    REQUEST_RATE_MAX(MAX, "req_rate_max"),

    /** HTTP/1 sessions. */
    H1_SESSIONS(SUM, "h1sess"),

    /** HTTP/2 sessions. */
    H2_SESSIONS(SUM, "h2sess"),

    /** HTTP/3 sessions. */
    H3_SESSIONS(SUM, "h3sess"),

    /** Requests that are no HTTP. */
    OTHER_REQUESTS(SUM, "req_other"),

    /** HTTP/1 requests. */
    H1_REQUESTS(SUM, "h1req"),

    /** HTTP/2 requests. */
    H2_REQUESTS(SUM, "h2req"),

    /** HTTP/3 requests. */
    H3_REQUESTS(SUM, "h3req"),

    /** Invalid or unfinished requests. */
    FAILED_REQUESTS(SUM, "ereq"),

    /** Requests answered here: redirects, statistics, services. */
    INTERCEPTED_REQUESTS(SUM, "intercepted"),

    /** Connections refused by a rule. */
    DENIED_CONNECTIONS(SUM, "dcon"),

    /** Sessions refused by a rule. */
    DENIED_SESSIONS(SUM, "dses"),

    /** Request bytes received; {@code bin} shows the same. */
    REQUEST_BYTES_IN(SUM, "reqbin"),

    /** Request bytes sent to the server. */
    REQUEST_BYTES_OUT(SUM, "reqbout"),

    /** Response bytes received from the server; {@code bout} shows the same. */
    RESPONSE_BYTES_IN(SUM, "resbin"),

    /** Response bytes sent to the client. */
    RESPONSE_BYTES_OUT(SUM, "resbout"),

    /** Requests refused by a rule. */
    DENIED_REQUESTS(SUM, "dreq"),

    /** Responses refused by a rule. */
    DENIED_RESPONSES(SUM, "dresp"),

    /** Internal errors. */
    INTERNAL_ERRORS(SUM, "eint"),

    /** Header rewrites that failed. */
    FAILED_REWRITES(SUM, "wrew"),

    /** Transfers given up by the client. */
    CLIENT_ABORTS(SUM, "cli_abrt"),

    /** Transfers given up by the server. */
    SERVER_ABORTS(SUM, "srv_abrt"),

    /** Responses of status 100 to 199. */
    RESPONSES_1XX(SUM, "hrsp_1xx"),

    /** Responses of status 200 to 299. */
    RESPONSES_2XX(SUM, "hrsp_2xx"),

    /** Responses of status 300 to 399. */
    RESPONSES_3XX(SUM, "hrsp_3xx"),

    /** Responses of status 400 to 499. */
    RESPONSES_4XX(SUM, "hrsp_4xx"),

    /** Responses of status 500 to 599. */
    RESPONSES_5XX(SUM, "hrsp_5xx"),

    /** Responses of any other status. */
    RESPONSES_OTHER(SUM, "hrsp_other"),

    /** Requests looked up in a cache. */
    CACHE_LOOKUPS(SUM, "cache_lookups"),

    /** Requests answered from a cache. */
    CACHE_HITS(SUM, "cache_hits"),

    /** Response bytes given to the compressor. */
    COMPRESSION_BYTES_IN(SUM, "comp_in"),

    /** Response bytes the compressor gave back. */
    COMPRESSION_BYTES_OUT(SUM, "comp_out"),

    /** Response bytes not compressed for lack of CPU or bandwidth. */
    COMPRESSION_BYTES_BYPASSED(SUM, "comp_byp"),

    /** Responses compressed. */
    COMPRESSED_RESPONSES(SUM, "comp_rsp"),

    /** TLS handshakes completed. */
    TLS_SESSIONS(SUM, "ssl_sess"),

    /** TLS sessions resumed. */
    TLS_REUSED_SESSIONS(SUM, "ssl_reused_sess"),

    /** TLS handshakes that failed. */
    TLS_FAILED_HANDSHAKES(SUM, "ssl_failed_handshake"),

    /** OCSP answers stapled. */
    TLS_OCSP_STAPLES(SUM, "ssl_ocsp_staple"),

    /** OCSP answers that could not be stapled. */
    TLS_FAILED_OCSP_STAPLES(SUM, "ssl_failed_ocsp_staple"),

    /** HEADERS frames received. */
    H2_HEADERS_RECEIVED(SUM, "h2_headers_rcvd"),

    /** DATA frames received. */
    H2_DATA_RECEIVED(SUM, "h2_data_rcvd"),

    /** SETTINGS frames received. */
    H2_SETTINGS_RECEIVED(SUM, "h2_settings_rcvd"),

    /** RST_STREAM frames received. */
    H2_RST_STREAM_RECEIVED(SUM, "h2_rst_stream_rcvd"),

    /** GOAWAY frames received. */
    H2_GOAWAY_RECEIVED(SUM, "h2_goaway_rcvd"),

    /** HTTP/2 connection errors detected. */
    H2_CONNECTION_ERRORS(SUM, "h2_detected_conn_protocol_errors"),

    /** HTTP/2 stream errors detected. */
    H2_STREAM_ERRORS(SUM, "h2_detected_strm_protocol_errors"),

    /** RST_STREAM frames sent. */
    H2_RST_STREAM_SENT(SUM, "h2_rst_stream_resp"),

    /** GOAWAY frames sent. */
    H2_GOAWAY_SENT(SUM, "h2_goaway_resp"),

    /** HTTP/2 connections open. */
    H2_OPEN_CONNECTIONS(GAUGE, "h2_open_connections"),

    /** HTTP/2 streams open. */
    H2_OPEN_STREAMS(GAUGE, "h2_backend_open_streams"),

    /** HTTP/2 connections ever. */
    H2_CONNECTIONS_TOTAL(SUM, "h2_total_connections"),

    /** HTTP/2 streams ever. */
    H2_STREAMS_TOTAL(SUM, "h2_backend_total_streams"),

    /** HTTP/1 connections open. */
    H1_OPEN_CONNECTIONS(GAUGE, "h1_open_connections"),

    /** HTTP/1 streams open. */
    H1_OPEN_STREAMS(GAUGE, "h1_open_streams"),

    /** HTTP/1 connections ever. */
    H1_CONNECTIONS_TOTAL(SUM, "h1_total_connections"),

    /** HTTP/1 streams ever. */
    H1_STREAMS_TOTAL(SUM, "h1_total_streams"),

    /** Bytes read from HTTP/1 connections. */
    H1_BYTES_IN(SUM, "h1_bytes_in"),

    /** Bytes written to HTTP/1 connections. */
    H1_BYTES_OUT(SUM, "h1_bytes_out"),

    /** Bytes of them read in fast-forward mode. */
    H1_SPLICED_BYTES_IN(SUM, "h1_spliced_bytes_in"),

    /** Bytes of them written in fast-forward mode. */
    H1_SPLICED_BYTES_OUT(SUM, "h1_spliced_bytes_out"),

    /** Accepts that failed or connections lost before a session began. */
    SOCKET_ERRORS(SUM, "accept_errors"),

    /** From the first byte of a request (or accept in TCP mode) to its end. */
    TOTAL_LATENCY(HISTOGRAM, "total_us");

    /** Bytes of a whole record of this kind, rounded up to a cache line. */
    public static final int RECORD_LENGTH = CounterCell.layOut(values());

    private final CounterCell cell;

    FrontendColumn(final CounterMerge merge, final String statName)
    {
        cell = new CounterCell(merge, statName);
    }

    @Override
    public CounterCell cell()
    {
        return cell;
    }
}
