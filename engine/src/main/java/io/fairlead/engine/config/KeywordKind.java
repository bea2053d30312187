/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** What a keyword is, and hence where it may stand. Each kind is a name space of its own. */
public enum KeywordKind
{
    /** Name of a section. */
    SECTION("section", "sections"),
    /** Line of the {@code global} section. */
    GLOBAL("global", "global"),
    /** Line of a proxy section; {@link Keyword#proxies()} says of which. */
    PROXY("proxy", "listen"),
    /** {@code option <name>} of a proxy section. */
    OPTION("option", "option"),
    /** Word of a {@code bind} line. */
    BIND("bind-option", "bind"),
    /** Word of a {@code server} line. */
    SERVER("server-option", "server"),
    /** Action of {@code quic-initial}. */
    QUIC_INITIAL("action/quic-initial", "quic-initial"),
    /** Action of {@code tcp-request connection}. */
    TCP_REQUEST_CONNECTION("action/tcp-request connection", "tcp-request connection"),
    /** Action of {@code tcp-request session}. */
    TCP_REQUEST_SESSION("action/tcp-request session", "tcp-request session"),
    /** Action of {@code tcp-request content}. */
    TCP_REQUEST_CONTENT("action/tcp-request content", "tcp-request content"),
    /** Action of {@code tcp-response content}. */
    TCP_RESPONSE_CONTENT("action/tcp-response content", "tcp-response content"),
    /** Action of {@code http-request}. */
    HTTP_REQUEST("action/http-request", "http-request"),
    /** Action of {@code http-response}. */
    HTTP_RESPONSE("action/http-response", "http-response"),
    /** Action of {@code http-after-response}. */
    HTTP_AFTER_RESPONSE("action/http-after-response", "http-after-response"),
    /** Action of {@code http-check}. */
    HTTP_CHECK("action/http-check", "http-check"),
    /** Action of {@code tcp-check}. */
    TCP_CHECK("action/tcp-check", "tcp-check"),
    /** Sample fetch function. */
    FETCH("fetch", "sample fetches"),
    /** Sample converter. */
    CONVERTER("converter", "converters"),
    /** ACL keyword: a fetch with a default match method. */
    ACL("acl-keyword", "acl"),
    /** Filter name. */
    FILTER("filter", "filter"),
    /** Service of {@code http-request use-service}. */
    SERVICE("service", "service"),
    /** Command of the runtime API. */
    COMMAND("runtime-api", "cli"),
    /** Line of a {@code userlist} section. */
    USERLIST("userlist", "userlist"),
    /** Line of a {@code peers} section. */
    PEERS("peers", "peers"),
    /** Line of a {@code resolvers} section. */
    RESOLVERS("resolvers", "resolvers"),
    /** Line of a {@code mailers} section. */
    MAILERS("mailers", "mailers"),
    /** Line of an {@code http-errors} section. */
    HTTP_ERRORS("http-errors", "http-errors"),
    /** Line of a {@code ring} section. */
    RING("ring", "ring"),
    /** Line of a {@code log-forward} section. */
    LOG_FORWARD("log-forward", "log-forward"),
    /** Line of a {@code log-profile} section. */
    LOG_PROFILE("log-profile", "log-profile"),
    /** Line of a {@code cache} section. */
    CACHE("cache", "cache"),
    /** Line of a {@code crt-store} section. */
    CRT_STORE("crt-store", "crt-store"),
    /** Word of a crt-list file. */
    CRT_LIST("crt-list-option", "crt-list"),
    /** Line of a {@code traces} section. */
    TRACES("traces", "traces"),
    /** Line of an {@code acme} section. */
    ACME("acme", "acme"),
    /** Line of a {@code healthcheck} section. */
    HEALTHCHECK("healthcheck", "healthcheck"),
    /** Line of a {@code fcgi-app} section. */
    FCGI_APP("fcgi-app", "fcgi-app");

    private final String area;
    private final String title;

    KeywordKind(final String area, final String title)
    {
        this.area = area;
        this.title = title;
    }

    /** Area name in the list of all words HAProxy knows. */
    public String area()
    {
        return area;
    }

    /** Title in dumps and documents. */
    public String title()
    {
        return title;
    }
}
