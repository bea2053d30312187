/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

/** Every yes-or-no {@code option} of a proxy. Those with parameters have fields in {@link ProxySettings}. */
public enum ProxyOption
{
    /** Close when the client closes while its request waits. On by default on HTTP proxies. */
    ABORTONCLOSE("abortonclose"),
    /** Tolerate some invalid requests. */
    ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_REQUEST("accept-unsafe-violations-in-http-request"),
    /** Tolerate some invalid responses. */
    ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_RESPONSE("accept-unsafe-violations-in-http-response"),
    /** Use all backups together. */
    ALLBACKUPS("allbackups"),
    /** Look at cacheable responses. */
    CHECKCACHE("checkcache"),
    /** TCP keep-alive to the client. */
    CLITCPKA("clitcpka"),
    /** Update counters while a stream runs. */
    CONTSTATS("contstats"),
    /** No upgrade from an HTTP/2 preface. */
    DISABLE_H2_UPGRADE("disable-h2-upgrade"),
    /** No logs of successful requests. */
    DONTLOG_NORMAL("dontlog-normal"),
    /** No logs of connections without data. */
    DONTLOGNULL("dontlognull"),
    /** Change the case of response headers. */
    H1_CASE_ADJUST_BOGUS_CLIENT("h1-case-adjust-bogus-client"),
    /** Change the case of request headers. */
    H1_CASE_ADJUST_BOGUS_SERVER("h1-case-adjust-bogus-server"),
    /** Wait for the body. */
    HTTP_BUFFER_REQUEST("http-buffer-request"),
    /** Remove trailers of requests. */
    HTTP_DROP_REQUEST_TRAILERS("http-drop-request-trailers"),
    /** Remove trailers of responses. */
    HTTP_DROP_RESPONSE_TRAILERS("http-drop-response-trailers"),
    /** Ignore connections closed before a request. */
    HTTP_IGNORE_PROBES("http-ignore-probes"),
    /** Never delay segments. */
    HTTP_NO_DELAY("http-no-delay"),
    /** Announce keep-alive to servers and close. */
    HTTP_PRETEND_KEEPALIVE("http-pretend-keepalive"),
    /** Use Proxy-Connection. */
    HTTP_USE_PROXY_HEADER("http-use-proxy-header"),
    /** Close idle connections after a response at soft stop. */
    IDLE_CLOSE_ON_RESPONSE("idle-close-on-response"),
    /** Both directions time out on their own. */
    INDEPENDENT_STREAMS("independent-streams"),
    /** Log check results. */
    LOG_HEALTH_CHECKS("log-health-checks"),
    /** Raise the level of erroneous logs. */
    LOG_SEPARATE_ERRORS("log-separate-errors"),
    /** Log as soon as possible. */
    LOGASAP("logasap"),
    /** Reset instead of lingering. */
    NOLINGER("nolinger"),
    /** Cookies win over a down server. */
    PERSIST("persist"),
    /** Stay on the last server. */
    PREFER_LAST_SERVER("prefer-last-server"),
    /** Counters per listener. */
    SOCKET_STATS("socket-stats"),
    /** Splice when it looks useful. */
    SPLICE_AUTO("splice-auto"),
    /** Splice requests. */
    SPLICE_REQUEST("splice-request"),
    /** Splice responses. */
    SPLICE_RESPONSE("splice-response"),
    /** TCP keep-alive to the server. */
    SRVTCPKA("srvtcpka"),
    /** Delay the ACK of a request. */
    TCP_SMART_ACCEPT("tcp-smart-accept"),
    /** Delay the ACK of the connection. */
    TCP_SMART_CONNECT("tcp-smart-connect"),
    /** Connect to the original destination. */
    TRANSPARENT("transparent"),
    /** {@code log-forward} only. */
    ASSUME_RFC6587_NTF("assume-rfc6587-ntf"),
    /** {@code log-forward} only. */
    DONT_PARSE_LOG("dont-parse-log");

    private final String word;

    ProxyOption(final String word)
    {
        this.word = word;
    }

    /** Word behind {@code option}. */
    public String word()
    {
        return word;
    }
}
