/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * Columns of {@code show stat}, in the order of HAProxy 3.4 (management.txt 9.1); position is the ordinal. Tools go by
 * the position: columns of later versions are appended.
 */
public enum StatColumn
{
    /** Column {@code pxname}. */
    PXNAME("pxname", null, false,
        "Proxy name"),

    /** Column {@code svname}. */
    SVNAME("svname", null, false,
        "Server name"),

    /** Column {@code qcur}. */
    QCUR("qcur", null, false,
        "Number of current queued connections"),

    /** Column {@code qmax}. */
    QMAX("qmax", null, false,
        "Highest value of queued connections encountered since process started"),

    /** Column {@code scur}. */
    SCUR("scur", null, false,
        "Number of current sessions on the frontend, backend or server"),

    /** Column {@code smax}. */
    SMAX("smax", null, false,
        "Highest value of current sessions encountered since process started"),

    /** Column {@code slim}. */
    SLIM("slim", null, false,
        "Frontend/listener/server's maxconn, backend's fullconn"),

    /** Column {@code stot}. */
    STOT("stot", "LFBS", true,
        "Total number of sessions since process started"),

    /** Column {@code bin}. */
    BIN("bin", "LFBS", true,
        "Total number of request bytes since process started"),

    /** Column {@code bout}. */
    BOUT("bout", "LFBS", true,
        "Total number of response bytes since process started"),

    /** Column {@code dreq}. */
    DREQ("dreq", "LFB", true,
        "Total number of denied requests since process started"),

    /** Column {@code dresp}. */
    DRESP("dresp", "LFBS", true,
        "Total number of denied responses since process started"),

    /** Column {@code ereq}. */
    EREQ("ereq", "LF", true,
        "Total number of invalid requests since process started"),

    /** Column {@code econ}. */
    ECON("econ", "BS", true,
        "Total number of failed connections to server since the worker process started"),

    /** Column {@code eresp}. */
    ERESP("eresp", "BS", true,
        "Total number of invalid responses since the worker process started"),

    /** Column {@code wretr}. */
    WRETR("wretr", "BS", true,
        "Total number of server connection retries since the worker process started"),

    /** Column {@code wredis}. */
    WREDIS("wredis", "BS", true,
        "Total number of server redispatches due to connection failures since the worker process started"),

    /** Column {@code status}. */
    STATUS("status", null, false,
        "Frontend/listen status: OPEN/WAITING/FULL/STOP; backend: UP/DOWN; server: last check status"),

    /** Column {@code weight}. */
    WEIGHT("weight", null, false,
        "Server's effective weight, or sum of active servers' effective weights for a backend"),

    /** Column {@code act}. */
    ACT("act", null, false,
        "Total number of active UP servers with a non-zero weight"),

    /** Column {@code bck}. */
    BCK("bck", null, false,
        "Total number of backup UP servers with a non-zero weight"),

    /** Column {@code chkfail}. */
    CHKFAIL("chkfail", "S", true,
        "Total number of failed individual health checks per server/backend, since the worker process started"),

    /** Column {@code chkdown}. */
    CHKDOWN("chkdown", "BS", true,
        "Total number of failed checks causing UP to DOWN server transitions, per server/backend, since the " +
        "worker process started"),

    /** Column {@code lastchg}. */
    LASTCHG("lastchg", "BS", true,
        "How long ago the last server state changed, in seconds"),

    /** Column {@code downtime}. */
    DOWNTIME("downtime", null, false,
        "Total time spent in DOWN state, for server or backend"),

    /** Column {@code qlimit}. */
    QLIMIT("qlimit", null, false,
        "Limit on the number of connections in queue, for servers only (maxqueue argument)"),

    /** Column {@code pid}. */
    PID("pid", null, false,
        "Relative worker process number (1)"),

    /** Column {@code iid}. */
    IID("iid", null, false,
        "Frontend or Backend numeric identifier ('id' setting)"),

    /** Column {@code sid}. */
    SID("sid", null, false,
        "Server numeric identifier ('id' setting)"),

    /** Column {@code throttle}. */
    THROTTLE("throttle", null, false,
        "Throttling ratio applied to a server's maxconn and weight during the slowstart period (0 to 100%)"),

    /** Column {@code lbtot}. */
    LBTOT("lbtot", "BS", true,
        "Total number of requests routed by load balancing since the worker process started (ignores queue pop " +
        "and stickiness)"),

    /** Column {@code tracked}. */
    TRACKED("tracked", null, false,
        "Name of the other server this server tracks for its state"),

    /** Column {@code type}. */
    TYPE("type", null, false,
        "Type of the object (Listener, Frontend, Backend, Server)"),

    /** Column {@code rate}. */
    RATE("rate", "FBS", true,
        "Total number of sessions processed by this object over the last second (sessions for " +
        "listeners/frontends, requests for backends/servers)"),

    /** Column {@code rate_lim}. */
    RATE_LIM("rate_lim", null, false,
        "Limit on the number of sessions accepted in a second (frontend only, 'rate-limit sessions' setting)"),

    /** Column {@code rate_max}. */
    RATE_MAX("rate_max", null, false,
        "Highest value of sessions per second observed since the worker process started"),

    /** Column {@code check_status}. */
    CHECK_STATUS("check_status", null, false,
        "Status report of the server's latest health check, prefixed with '*' if a check is currently in " +
        "progress"),

    /** Column {@code check_code}. */
    CHECK_CODE("check_code", null, false,
        "HTTP/SMTP/LDAP status code reported by the latest server health check"),

    /** Column {@code check_duration}. */
    CHECK_DURATION("check_duration", null, false,
        "Total duration of the latest server health check, in milliseconds"),

    /** Column {@code hrsp_1xx}. */
    HRSP_1XX("hrsp_1xx", "FBS", true,
        "Total number of HTTP responses with status 100-199 returned by this object since the worker process " +
        "started"),

    /** Column {@code hrsp_2xx}. */
    HRSP_2XX("hrsp_2xx", "FBS", true,
        "Total number of HTTP responses with status 200-299 returned by this object since the worker process " +
        "started"),

    /** Column {@code hrsp_3xx}. */
    HRSP_3XX("hrsp_3xx", "FBS", true,
        "Total number of HTTP responses with status 300-399 returned by this object since the worker process " +
        "started"),

    /** Column {@code hrsp_4xx}. */
    HRSP_4XX("hrsp_4xx", "FBS", true,
        "Total number of HTTP responses with status 400-499 returned by this object since the worker process " +
        "started"),

    /** Column {@code hrsp_5xx}. */
    HRSP_5XX("hrsp_5xx", "FBS", true,
        "Total number of HTTP responses with status 500-599 returned by this object since the worker process " +
        "started"),

    /** Column {@code hrsp_other}. */
    HRSP_OTHER("hrsp_other", "FBS", true,
        "Total number of HTTP responses with status <100, >599 returned by this object since the worker process " +
        "started (error -1 included)"),

    /** Column {@code hanafail}. */
    HANAFAIL("hanafail", "S", true,
        "Total number of failed checks caused by an 'on-error' directive after an 'observe' condition matched"),

    /** Column {@code req_rate}. */
    REQ_RATE("req_rate", "F", true,
        "Number of HTTP requests processed over the last second on this object"),

    /** Column {@code req_rate_max}. */
    REQ_RATE_MAX("req_rate_max", null, false,
        "Highest value of http requests observed since the worker process started"),

    /** Column {@code req_tot}. */
    REQ_TOT("req_tot", "FBS", true,
        "Total number of HTTP requests processed by this object since the worker process started"),

    /** Column {@code cli_abrt}. */
    CLI_ABRT("cli_abrt", "BS", true,
        "Total number of requests or connections aborted by the client since the worker process started"),

    /** Column {@code srv_abrt}. */
    SRV_ABRT("srv_abrt", "BS", true,
        "Total number of requests or connections aborted by the server since the worker process started"),

    /** Column {@code comp_in}. */
    COMP_IN("comp_in", "FB", true,
        "Total number of bytes submitted to the HTTP compressor for this object since the worker process started"),

    /** Column {@code comp_out}. */
    COMP_OUT("comp_out", "FB", true,
        "Total number of bytes emitted by the HTTP compressor for this object since the worker process started"),

    /** Column {@code comp_byp}. */
    COMP_BYP("comp_byp", "FB", true,
        "Total number of bytes that bypassed HTTP compression for this object since the worker process started " +
        "(CPU/memory/bandwidth limitation)"),

    /** Column {@code comp_rsp}. */
    COMP_RSP("comp_rsp", "FB", true,
        "Total number of HTTP responses that were compressed for this object since the worker process started"),

    /** Column {@code lastsess}. */
    LASTSESS("lastsess", "BS", true,
        "How long ago some traffic was seen on this object on this worker process, in seconds"),

    /** Column {@code last_chk}. */
    LAST_CHK("last_chk", null, false,
        "Short description of the latest health check report for this server (see also check_desc)"),

    /** Column {@code last_agt}. */
    LAST_AGT("last_agt", null, false,
        "Short description of the latest agent check report for this server (see also agent_desc)"),

    /** Column {@code qtime}. */
    QTIME("qtime", null, false,
        "Time spent in the queue, in milliseconds, averaged over the 1024 last requests (backend/server)"),

    /** Column {@code ctime}. */
    CTIME("ctime", null, false,
        "Time spent waiting for a connection to complete, in milliseconds, averaged over the 1024 last requests " +
        "(backend/server)"),

    /** Column {@code rtime}. */
    RTIME("rtime", null, false,
        "Time spent waiting for a server response, in milliseconds, averaged over the 1024 last requests " +
        "(backend/server)"),

    /** Column {@code ttime}. */
    TTIME("ttime", null, false,
        "Total request+response time (request+queue+connect+response+processing), in milliseconds, averaged " +
        "over the 1024 last requests (backend/server)"),

    /** Column {@code agent_status}. */
    AGENT_STATUS("agent_status", null, false,
        "Status report of the server's latest agent check, prefixed with '*' if a check is currently in progress"),

    /** Column {@code agent_code}. */
    AGENT_CODE("agent_code", null, false,
        "Status code reported by the latest server agent check"),

    /** Column {@code agent_duration}. */
    AGENT_DURATION("agent_duration", null, false,
        "Total duration of the latest server agent check, in milliseconds"),

    /** Column {@code check_desc}. */
    CHECK_DESC("check_desc", null, false,
        "Textual description of the latest health check report for this server"),

    /** Column {@code agent_desc}. */
    AGENT_DESC("agent_desc", null, false,
        "Textual description of the latest agent check report for this server"),

    /** Column {@code check_rise}. */
    CHECK_RISE("check_rise", null, false,
        "Number of successful health checks before declaring a server UP (server 'rise' setting)"),

    /** Column {@code check_fall}. */
    CHECK_FALL("check_fall", null, false,
        "Number of failed health checks before declaring a server DOWN (server 'fall' setting)"),

    /** Column {@code check_health}. */
    CHECK_HEALTH("check_health", null, false,
        "Current server health check level (0..fall-1=DOWN, fall..rise-1=UP)"),

    /** Column {@code agent_rise}. */
    AGENT_RISE("agent_rise", null, false,
        "Number of successful agent checks before declaring a server UP (server 'rise' setting)"),

    /** Column {@code agent_fall}. */
    AGENT_FALL("agent_fall", null, false,
        "Number of failed agent checks before declaring a server DOWN (server 'fall' setting)"),

    /** Column {@code agent_health}. */
    AGENT_HEALTH("agent_health", null, false,
        "Current server agent check level (0..fall-1=DOWN, fall..rise-1=UP)"),

    /** Column {@code addr}. */
    ADDR("addr", null, false,
        "Server's address:port, shown only if show-legends is set, or at levels oper/admin for the CLI"),

    /** Column {@code cookie}. */
    COOKIE("cookie", null, false,
        "Backend's cookie name or Server's cookie value, shown only if show-legends is set, or at levels " +
        "oper/admin for the CLI"),

    /** Column {@code mode}. */
    MODE("mode", null, false,
        "'mode' setting (tcp/http/health/cli/spop)"),

    /** Column {@code algo}. */
    ALGO("algo", null, false,
        "Backend's load balancing algorithm, shown only if show-legends is set, or at levels oper/admin for the " +
        "CLI"),

    /** Column {@code conn_rate}. */
    CONN_RATE("conn_rate", "F", true,
        "Number of new connections accepted over the last second on the frontend for this worker process"),

    /** Column {@code conn_rate_max}. */
    CONN_RATE_MAX("conn_rate_max", null, false,
        "Highest value of connections per second observed since the worker process started"),

    /** Column {@code conn_tot}. */
    CONN_TOT("conn_tot", "LF", true,
        "Total number of new connections accepted on this frontend since the worker process started"),

    /** Column {@code intercepted}. */
    INTERCEPTED("intercepted", "F", true,
        "Total number of HTTP requests intercepted on the frontend (redirects/stats/services) since the worker " +
        "process started"),

    /** Column {@code dcon}. */
    DCON("dcon", "LF", true,
        "Total number of incoming connections blocked on a listener/frontend by a tcp-request connection rule " +
        "since the worker process started"),

    /** Column {@code dses}. */
    DSES("dses", "LF", true,
        "Total number of incoming sessions blocked on a listener/frontend by a tcp-request connection rule " +
        "since the worker process started"),

    /** Column {@code wrew}. */
    WREW("wrew", "LFBS", true,
        "Total number of failed HTTP header rewrites since the worker process started"),

    /** Column {@code connect}. */
    CONNECT("connect", "BS", true,
        "Total number of outgoing connection attempts on this backend/server since the worker process started"),

    /** Column {@code reuse}. */
    REUSE("reuse", "BS", true,
        "Total number of reused connection on this backend/server since the worker process started"),

    /** Column {@code cache_lookups}. */
    CACHE_LOOKUPS("cache_lookups", "FB", true,
        "Total number of HTTP requests looked up in the cache on this frontend/backend since the worker process " +
        "started"),

    /** Column {@code cache_hits}. */
    CACHE_HITS("cache_hits", "FB", true,
        "Total number of HTTP requests not found in the cache on this frontend/backend since the worker process " +
        "started"),

    /** Column {@code srv_icur}. */
    SRV_ICUR("srv_icur", null, false,
        "Current number of idle connections available for reuse on this server"),

    /** Column {@code src_ilim}. */
    SRV_ILIM("src_ilim", null, false,
        "Limit on the number of available idle connections on this server (server 'pool_max_conn' directive)"),

    /** Column {@code qtime_max}. */
    QT_MAX("qtime_max", null, false,
        "Maximum observed time spent in the queue, in milliseconds (backend/server)"),

    /** Column {@code ctime_max}. */
    CT_MAX("ctime_max", null, false,
        "Maximum observed time spent waiting for a connection to complete, in milliseconds (backend/server)"),

    /** Column {@code rtime_max}. */
    RT_MAX("rtime_max", null, false,
        "Maximum observed time spent waiting for a server response, in milliseconds (backend/server)"),

    /** Column {@code ttime_max}. */
    TT_MAX("ttime_max", null, false,
        "Maximum observed total request+response time (request+queue+connect+response+processing), in " +
        "milliseconds (backend/server)"),

    /** Column {@code eint}. */
    EINT("eint", "LFBS", true,
        "Total number of internal errors since process started"),

    /** Column {@code idle_conn_cur}. */
    IDLE_CONN_CUR("idle_conn_cur", null, false,
        "Current number of unsafe idle connections"),

    /** Column {@code safe_conn_cur}. */
    SAFE_CONN_CUR("safe_conn_cur", null, false,
        "Current number of safe idle connections"),

    /** Column {@code used_conn_cur}. */
    USED_CONN_CUR("used_conn_cur", null, false,
        "Current number of connections in use"),

    /** Column {@code need_conn_est}. */
    NEED_CONN_EST("need_conn_est", null, false,
        "Estimated needed number of connections"),

    /** Column {@code uweight}. */
    UWEIGHT("uweight", null, false,
        "Server's user weight, or sum of active servers' user weights for a backend"),

    /** Column {@code agg_server_status}. */
    AGG_SRV_STATUS("agg_server_status", null, false,
        "Backend's aggregated gauge of servers' status"),

    /** Column {@code agg_server_check_status}. */
    AGG_SRV_CHECK_STATUS("agg_server_check_status", null, false,
        "[DEPRECATED] Backend's aggregated gauge of servers' status"),

    /** Column {@code agg_check_status}. */
    AGG_CHECK_STATUS("agg_check_status", null, false,
        "Backend's aggregated gauge of servers' state check status"),

    /** Column {@code srid}. */
    SRID("srid", null, false,
        "Server id revision, to prevent server id reuse mixups"),

    /** Column {@code sess_other}. */
    SESS_OTHER("sess_other", null, false,
        "Total number of sessions other than HTTP since process started"),

    /** Column {@code h1sess}. */
    H1SESS("h1sess", "F", true,
        "Total number of HTTP/1 sessions since process started"),

    /** Column {@code h2sess}. */
    H2SESS("h2sess", "F", true,
        "Total number of HTTP/2 sessions since process started"),

    /** Column {@code h3sess}. */
    H3SESS("h3sess", "F", true,
        "Total number of HTTP/3 sessions since process started"),

    /** Column {@code req_other}. */
    REQ_OTHER("req_other", "F", true,
        "Total number of sessions other than HTTP processed by this object since the worker process started"),

    /** Column {@code h1req}. */
    H1REQ("h1req", "F", true,
        "Total number of HTTP/1 sessions processed by this object since the worker process started"),

    /** Column {@code h2req}. */
    H2REQ("h2req", "F", true,
        "Total number of hTTP/2 sessions processed by this object since the worker process started"),

    /** Column {@code h3req}. */
    H3REQ("h3req", "F", true,
        "Total number of HTTP/3 sessions processed by this object since the worker process started"),

    /** Column {@code proto}. */
    PROTO("proto", null, false,
        "Protocol"),

    /** Column {@code priv_idle_cur}. */
    PRIV_IDLE_CUR("priv_idle_cur", null, false,
        "Current number of private idle connections"),

    /** Column {@code reqbin}. */
    REQ_IN("reqbin", "LFBS", true,
        "Total number of request bytes received since process started"),

    /** Column {@code reqbout}. */
    REQ_OUT("reqbout", "LFBS", true,
        "Total number of request bytes sent since process started"),

    /** Column {@code resbin}. */
    RES_IN("resbin", "LFBS", true,
        "Total number of response bytes received since process started"),

    /** Column {@code resbout}. */
    RES_OUT("resbout", "LFBS", true,
        "Total number of response bytes sent since process started"),

    /** Column {@code ssl_sess}. */
    SSL_SESS("ssl_sess", "LFBS", false,
        "Total number of ssl sessions established"),

    /** Column {@code ssl_reused_sess}. */
    SSL_REUSED_SESS("ssl_reused_sess", "LFBS", false,
        "Total number of ssl sessions reused"),

    /** Column {@code ssl_failed_handshake}. */
    SSL_FAILED_HANDSHAKE("ssl_failed_handshake", "LFBS", false,
        "Total number of failed handshake"),

    /** Column {@code ssl_ocsp_staple}. */
    SSL_OCSP_STAPLE("ssl_ocsp_staple", "LFBS", false,
        "Total number of stapled OCSP responses"),

    /** Column {@code ssl_failed_ocsp_staple}. */
    SSL_FAILED_OCSP_STAPLE("ssl_failed_ocsp_staple", "LFBS", false,
        "Total number of failed OCSP stapling (expired or error)"),

    /** Column {@code h2_headers_rcvd}. */
    H2_HEADERS_RCVD("h2_headers_rcvd", "FB", false,
        "Total number of received HEADERS frames"),

    /** Column {@code h2_data_rcvd}. */
    H2_DATA_RCVD("h2_data_rcvd", "FB", false,
        "Total number of received DATA frames"),

    /** Column {@code h2_settings_rcvd}. */
    H2_SETTINGS_RCVD("h2_settings_rcvd", "FB", false,
        "Total number of received SETTINGS frames"),

    /** Column {@code h2_rst_stream_rcvd}. */
    H2_RST_STREAM_RCVD("h2_rst_stream_rcvd", "FB", false,
        "Total number of received RST_STREAM frames"),

    /** Column {@code h2_goaway_rcvd}. */
    H2_GOAWAY_RCVD("h2_goaway_rcvd", "FB", false,
        "Total number of received GOAWAY frames"),

    /** Column {@code h2_detected_conn_protocol_errors}. */
    H2_DETECTED_CONN_PROTOCOL_ERRORS("h2_detected_conn_protocol_errors", "FB", false,
        "Total number of connection protocol errors"),

    /** Column {@code h2_detected_strm_protocol_errors}. */
    H2_DETECTED_STRM_PROTOCOL_ERRORS("h2_detected_strm_protocol_errors", "FB", false,
        "Total number of stream protocol errors"),

    /** Column {@code h2_rst_stream_resp}. */
    H2_RST_STREAM_RESP("h2_rst_stream_resp", "FB", false,
        "Total number of RST_STREAM sent on detected error"),

    /** Column {@code h2_goaway_resp}. */
    H2_GOAWAY_RESP("h2_goaway_resp", "FB", false,
        "Total number of GOAWAY sent on detected error"),

    /** Column {@code h2_open_connections}. */
    H2_OPEN_CONNECTIONS("h2_open_connections", "FB", false,
        "Count of currently open connections"),

    /** Column {@code h2_backend_open_streams}. */
    H2_BACKEND_OPEN_STREAMS("h2_backend_open_streams", "FB", false,
        "Count of currently open streams"),

    /** Column {@code h2_total_connections}. */
    H2_TOTAL_CONNECTIONS("h2_total_connections", "FB", false,
        "Total number of connections"),

    /** Column {@code h2_backend_total_streams}. */
    H2_BACKEND_TOTAL_STREAMS("h2_backend_total_streams", "FB", false,
        "Total number of streams"),

    /** Column {@code h1_open_connections}. */
    H1_OPEN_CONNECTIONS("h1_open_connections", "FB", false,
        "Count of currently open connections"),

    /** Column {@code h1_open_streams}. */
    H1_OPEN_STREAMS("h1_open_streams", "FB", false,
        "Count of currently open streams"),

    /** Column {@code h1_total_connections}. */
    H1_TOTAL_CONNECTIONS("h1_total_connections", "FB", false,
        "Total number of connections"),

    /** Column {@code h1_total_streams}. */
    H1_TOTAL_STREAMS("h1_total_streams", "FB", false,
        "Total number of streams"),

    /** Column {@code h1_bytes_in}. */
    H1_BYTES_IN("h1_bytes_in", "FB", false,
        "Total number of bytes received"),

    /** Column {@code h1_bytes_out}. */
    H1_BYTES_OUT("h1_bytes_out", "FB", false,
        "Total number of bytes send"),

    /** Column {@code h1_spliced_bytes_in}. */
    H1_SPLICED_BYTES_IN("h1_spliced_bytes_in", "FB", false,
        "Total number of bytes received using kernel splicing"),

    /** Column {@code h1_spliced_bytes_out}. */
    H1_SPLICED_BYTES_OUT("h1_spliced_bytes_out", "FB", false,
        "Total number of bytes sendusing kernel splicing");

    /** Columns before the mark {@code -}; those of protocols follow it. */
    static final int STATIC_COUNT = 118;

    private final String label;
    private final String kinds;
    private final boolean isPersistent;
    private final String description;

    StatColumn(final String label, final String kinds, final boolean isPersistent, final String description)
    {
        this.label = label;
        this.kinds = kinds;
        this.isPersistent = isPersistent;
        this.description = description;
    }

    /**
     * Name in the header line.
     *
     * @return name as HAProxy writes it, slips of the pen included.
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

    /**
     * Whether typed output marks it as persistent, P, rather than volatile, V.
     *
     * @return true for columns whose counts HAProxy can share between processes.
     */
    public boolean isPersistent()
    {
        return isPersistent;
    }

    /* Whether the value is simply a column of the counter file, for objects of a kind: L, F, B or S. */
    boolean isCounted(final char kind)
    {
        return null != kinds && kinds.indexOf(kind) >= 0;
    }
}
