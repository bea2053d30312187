/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.BACKEND;
import static io.fairlead.engine.config.ArgumentType.FRONTEND;
import static io.fairlead.engine.config.ArgumentType.SERVER;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.FrontendView;
import io.fairlead.engine.sample.ProxyView;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.TimeoutKind;

/**
 * State of frontends, backends and servers. Source: configuration.txt 7.3.2, 7.3.3.
 */
final class ProxyFetches
{
    private ProxyFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        final List<FetchKeyword> all = new ArrayList<>();
        named(all);
        current(all);
        return all;
    }

    private static void named(final List<FetchKeyword> all)
    {
        backend(all, "nbsrv", BackendView::usableServers);
        backend(all, "be_conn", BackendView::connections);
        backend(all, "be_conn_free", BackendView::freeConnections);
        backend(all, "be_sess_rate", BackendView::sessionRate);
        backend(all, "queue", BackendView::queuedInAll);
        backend(all, "connslots", BackendView::connectionSlots);
        backend(all, "avg_queue", ProxyFetches::averageQueue);
        frontend(all, "fe_conn", FrontendView::connections);
        frontend(all, "fe_sess_rate", FrontendView::sessionRate);
        frontend(all, "fe_req_rate", FrontendView::requestRate);
        server(all, "srv_conn", ServerView::connections);
        server(all, "srv_conn_free", ServerView::freeConnections);
        server(all, "srv_sess_rate", ServerView::sessionRate);
        server(all, "srv_queue", ServerView::queued);
        server(all, "srv_weight", ServerView::effectiveWeight);
        server(all, "srv_uweight", ServerView::weight);
        server(all, "srv_iweight", ServerView::initialWeight);
        all.add(FetchKeyword.of("srv_is_up").returns(SampleType.BOOL).from(Source.INTERNAL).args(1, SERVER)
            .manual("7.3.2").summary("Whether a server takes traffic")
            .by((args, ctx, out) ->
                null != args.object(0) && out.bool(((ServerView)args.object(0)).isUp())));
    }

    private static long averageQueue(final BackendView backend)
    {
        final int servers = backend.usableServers();
        return 0 == servers ? backend.queuedInAll() * 100 : (backend.queuedInAll() + servers - 1) / servers;
    }

    private static void backend(
        final List<FetchKeyword> all, final String name, final ToLongFunction<BackendView> value)
    {
        all.add(FetchKeyword.of(name).returns(SampleType.SINT).from(Source.INTERNAL).args(1, BACKEND).manual("7.3.2")
            .summary("State of a backend").by((args, ctx, out) ->
                null != args.object(0) && out.sint(value.applyAsLong((BackendView)args.object(0)))));
    }

    private static void frontend(
        final List<FetchKeyword> all, final String name, final ToLongFunction<FrontendView> value)
    {
        all.add(FetchKeyword.of(name).returns(SampleType.SINT).from(Source.INTERNAL).args(1, FRONTEND).manual("7.3.2")
            .summary("State of a frontend").by((args, ctx, out) ->
                null != args.object(0) && out.sint(value.applyAsLong((FrontendView)args.object(0)))));
    }

    private static void server(
        final List<FetchKeyword> all, final String name, final ToLongFunction<ServerView> value)
    {
        all.add(FetchKeyword.of(name).returns(SampleType.SINT).from(Source.INTERNAL).args(1, SERVER).manual("7.3.2")
            .summary("State of a server").by((args, ctx, out) ->
                null != args.object(0) && out.sint(value.applyAsLong((ServerView)args.object(0)))));
    }

    private static BackendView backendOf(final FetchContext ctx)
    {
        return null == ctx.backend() && null != ctx.frontend() ? ctx.frontend().ownBackend() : ctx.backend();
    }

    /** The backend, or the frontend until one is chosen. */
    private static ProxyView proxyOf(final FetchContext ctx)
    {
        return null == ctx.backend() ? ctx.frontend() : ctx.backend();
    }

    private static void add(
        final List<FetchKeyword> all, final String name, final SampleType type, final Source source,
        final String summary, final SampleFetch fetch)
    {
        all.add(FetchKeyword.of(name).returns(type).from(source).manual("7.3.3").summary(summary).by(fetch));
    }

    private static void current(final List<FetchKeyword> all)
    {
        add(all, "fe_name", SampleType.STR, Source.FRONTEND, "Name of the frontend",
            (args, ctx, out) -> null != ctx.frontend() && out.str(ctx.frontend().name()));
        add(all, "fe_id", SampleType.SINT, Source.FRONTEND, "Number of the frontend",
            (args, ctx, out) -> null != ctx.frontend() && out.sint(ctx.frontend().id()));
        add(all, "fe_defbe", SampleType.STR, Source.FRONTEND, "Default backend of the frontend",
            (args, ctx, out) -> null != ctx.frontend() && null != ctx.frontend().defaultBackend() &&
                out.str(ctx.frontend().defaultBackend().name()));
        add(all, "fe_client_timeout", SampleType.SINT, Source.FRONTEND, "Configured timeout client, milliseconds",
            (args, ctx, out) -> null != ctx.frontend() && out.sint(Math.max(0, ctx.frontend().clientTimeoutMs())));
        add(all, "fe_tarpit_timeout", SampleType.SINT, Source.FRONTEND, "Configured timeout tarpit, milliseconds",
            (args, ctx, out) -> null != ctx.frontend() && out.sint(Math.max(0, ctx.frontend().tarpitTimeoutMs())));
        add(all, "be_name", SampleType.STR, Source.BACKEND, "Name of the backend",
            (args, ctx, out) -> null != proxyOf(ctx) && out.str(proxyOf(ctx).name()));
        add(all, "be_id", SampleType.SINT, Source.BACKEND, "Number of the backend",
            (args, ctx, out) -> null != proxyOf(ctx) && out.sint(proxyOf(ctx).id()));
        timeout(all, "be_server_timeout", BackendView::serverTimeoutMs);
        timeout(all, "be_connect_timeout", BackendView::connectTimeoutMs);
        timeout(all, "be_queue_timeout", BackendView::queueTimeoutMs);
        timeout(all, "be_tunnel_timeout", BackendView::tunnelTimeoutMs);
        timeout(all, "be_tarpit_timeout", BackendView::tarpitTimeoutMs);
        add(all, "srv_name", SampleType.STR, Source.SERVER, "Name of the server",
            (args, ctx, out) -> null != ctx.server() && out.str(ctx.server().name()));
        add(all, "srv_id", SampleType.SINT, Source.SERVER, "Number of the server",
            (args, ctx, out) -> null != ctx.server() && out.sint(ctx.server().id()));
        limit(all, "cur_client_timeout", Source.FRONTEND, TimeoutKind.CLIENT);
        limit(all, "cur_connect_timeout", Source.BACKEND, TimeoutKind.CONNECT);
        limit(all, "cur_queue_timeout", Source.BACKEND, TimeoutKind.QUEUE);
        limit(all, "cur_server_timeout", Source.BACKEND, TimeoutKind.SERVER);
        limit(all, "cur_tarpit_timeout", Source.FRONTEND, TimeoutKind.TARPIT);
        all.getLast().from(Source.FRONTEND, Source.BACKEND);
        limit(all, "cur_tunnel_timeout", Source.BACKEND, TimeoutKind.TUNNEL);
    }

    private static void timeout(
        final List<FetchKeyword> all, final String name, final ToLongFunction<BackendView> value)
    {
        add(all, name, SampleType.SINT, Source.BACKEND, "Configured time limit of the backend, milliseconds",
            (args, ctx, out) -> null != backendOf(ctx) && out.sint(Math.max(0, value.applyAsLong(backendOf(ctx)))));
    }

    private static void limit(
        final List<FetchKeyword> all, final String name, final Source source, final TimeoutKind kind)
    {
        add(all, name, SampleType.SINT, source, "Time limit of the stream as rules left it, milliseconds",
            (args, ctx, out) -> out.sint(Math.max(0, ctx.timeoutMs(kind))));
    }
}
