/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.fairlead.engine.balance.LoadBalancers;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.LogRingSettings;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.ObjectKind;
import io.fairlead.engine.log.LogRoute;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.log.TrafficLog;
import io.fairlead.engine.log.TrafficLogSettings;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.sample.ArgLinker;
import io.fairlead.engine.sample.ArgTargets;
import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FrontendView;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.UserList;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerAddress;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.transport.AbstractAddress;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ConnectTuning;

/**
 * One configuration made ready to carry traffic: its frontends, backends and servers. Built by the conductor, immutable
 * afterwards but for the live state in its parts.
 */
public final class Generation
{
    private final Configuration configuration;
    private final int loopCount;
    private final List<Frontend> frontends = new ArrayList<>();
    private final List<Backend> backends = new ArrayList<>();
    private final Map<ProxySettings, Backend> backendBySettings = new IdentityHashMap<>();
    private final Map<String, Backend> backendByName = new HashMap<>();

    private Generation(final Configuration configuration, final int loopCount)
    {
        this.configuration = configuration;
        this.loopCount = loopCount;
    }

    /**
     * Build a generation.
     *
     * @param configuration  read and checked.
     * @param counters       where its objects are counted.
     * @param logs           where its records go.
     * @param loopCount      loops that will serve it.
     * @param maxConnections limit of a frontend that sets none.
     * @return the generation; nothing is open yet.
     */
    public static Generation of(
        final Configuration configuration,
        final CounterFile counters,
        final LogService logs,
        final int loopCount,
        final int maxConnections)
    {
        final Generation generation = new Generation(configuration, loopCount);
        final FullConnections full = new FullConnections(configuration, maxConnections);
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.isDisabled)
            {
                generation.add(proxy, counters, maxConnections, full);
            }
        }
        generation.openLogBackends(logs);
        for (final Frontend frontend : generation.frontends)
        {
            generation.connect(frontend);
            generation.openLog(frontend, logs);
            frontend.requestLineLimit(configuration.global.logUriLength);
        }
        for (final ExprContext expressions : configuration.expressionContexts)
        {
            ArgLinker.link(expressions, new Names(generation));
            if (0 != (expressions.sourcesUsed() & Source.REQUEST_LINE.mask()))
            {
                generation.frontends.forEach(Frontend::keepRequestLine);
            }
        }
        return generation;
    }

    /** What names in expressions stand for. */
    private record Names(Generation generation) implements ArgTargets
    {
        @Override
        public FrontendView frontend(final String name)
        {
            for (final Frontend frontend : generation.frontends)
            {
                if (frontend.settings().name.equals(name))
                {
                    return frontend;
                }
            }
            return null;
        }

        @Override
        public BackendView backend(final String name)
        {
            return generation.backendByName.get(name);
        }

        @Override
        public ServerView server(final BackendView backend, final String name)
        {
            final Server server = ((Backend)backend).servers().byName(name);
            if (null == server)
            {
                return null;
            }
            server.pin();
            return (ServerTarget)server.attachment();
        }

        @Override
        public UserList userList(final String name)
        {
            return generation.configuration.userLists.get(name);
        }

        @Override
        public Object table(final String name)
        {
            return null;
        }
    }

    private void add(
        final ProxySettings proxy, final CounterFile counters, final int maxConnections, final FullConnections full)
    {
        if (proxy.isFrontend())
        {
            final CounterObject object = counters.object(ObjectKind.FRONTEND, null, proxy.id, proxy.name);
            frontends.add(new Frontend(
                proxy, object, CountedSocket.of(proxy, object, counters), frontOptions(proxy),
                proxy.maxConn > 0 ? proxy.maxConn : maxConnections));
        }
        if (proxy.isBackend())
        {
            addBackend(proxy, counters, full.of(proxy));
        }
    }

    private void addBackend(final ProxySettings proxy, final CounterFile counters, final int fullConnections)
    {
        final BackendServers servers = new BackendServers(
            ProxySettings.Kind.LISTEN == proxy.kind ? "proxy" : "backend",
            proxy.name, proxy.has(ProxyOption.ALLBACKUPS), fullConnections, proxy.servers);
        final HttpOptions http = backOptions(proxy);
        final CounterObject object = counters.object(ObjectKind.BACKEND, null, proxy.id, proxy.name);
        final Backend backend =
            new Backend(proxy, object, servers, LoadBalancers.create(proxy.balance, servers), http);
        for (int i = 0; i < servers.size(); i++)
        {
            equip(servers.get(i), backend, counters);
        }
        for (final ProxyRules.ServerSwitch rule : proxy.rules.serverSwitches)
        {
            final Server named = null == rule.server() ? null : servers.byName(rule.server());
            if (null != named)
            {
                named.pin();
            }
        }
        final AddressSpec fixed = proxy.isBalanced ? null : proxy.dispatchAddress();
        if (null != fixed)
        {
            backend.dispatch(dispatch(backend, fixed, http, counters.object(
                ObjectKind.DISPATCH, object, 0, proxy.name)));
        }
        backend.dynamicCookieKey(proxy.cookie.dynamicKey);
        backend.dynamicCookies(proxy.cookie.isDynamic);
        backends.add(backend);
        backendBySettings.put(proxy, backend);
        backendByName.put(proxy.name, backend);
    }

    /** What {@code dispatch} and {@code transparent} connect to: a server that nobody lists, checks or chooses. */
    private ServerTarget dispatch(
        final Backend backend, final AddressSpec address, final HttpOptions http, final CounterObject object)
    {
        final ServerSettings settings = new ServerSettings();
        settings.name = backend.settings().name;
        settings.index = ServerSettings.UNLISTED;
        settings.address = address;
        final BackendServers alone = new BackendServers("", settings.name, false, 1, List.of(settings));
        final Server server = alone.get(0);
        server.countersBase(object.base());
        server.location().address(addressOf(address));
        final ServerTarget target = new ServerTarget(server, backend, object, loopCount, http, configuration.global);
        server.attachment(target);
        return target;
    }

    /** Give a server what its traffic needs. */
    private void equip(final Server server, final Backend backend, final CounterFile counters)
    {
        final CounterObject object =
            counters.object(ObjectKind.SERVER, backend.object(), server.id(), server.name());
        server.countersBase(object.base());
        if (ServerAddress.NONE == server.location().resolved() || null == server.location().socketAddress())
        {
            server.location().address(addressOf(server.settings().address));
        }
        server.attachment(new ServerTarget(
            server, backend, object, loopCount, backend.http(), configuration.global));
    }

    /**
     * Make a server at run time. Conductor.
     *
     * @param backend  of this generation.
     * @param settings with a name and a number that no other server of the backend has.
     * @param counters where it is counted.
     * @return server ready for traffic; nobody sees it yet.
     */
    public Server newServer(final Backend backend, final ServerSettings settings, final CounterFile counters)
    {
        final Server server = backend.servers().prepare(settings);
        equip(server, backend, counters);
        return server;
    }

    /**
     * The server of a line of the configuration.
     *
     * @param settings of this generation's configuration.
     * @return server; null when it was removed.
     */
    public Server serverOf(final ServerSettings settings)
    {
        for (final Backend backend : backends)
        {
            for (final Server server : backend.servers().all())
            {
                if (server.settings() == settings)
                {
                    return server;
                }
            }
        }
        return null;
    }

    /**
     * Value of the persistence cookie that names a server.
     *
     * @param server of this generation.
     * @return value, configured or made from its address; null when there is none.
     */
    public static String cookie(final Server server)
    {
        final byte[] value = ((ServerTarget)server.attachment()).cookie();
        return null == value ? null : new String(value, StandardCharsets.ISO_8859_1);
    }

    /**
     * Where a server is counted.
     *
     * @param server of this generation.
     * @return object of the counter file.
     */
    public static CounterObject counters(final Server server)
    {
        return ((ServerTarget)server.attachment()).object();
    }

    private static ServerAddress addressOf(final AddressSpec spec)
    {
        final boolean isPadded = AddressSpec.Form.ABSTRACT_PADDED == spec.form;
        return isPadded || AddressSpec.Form.ABSTRACT == spec.form ? new ServerAddress(
            new NetAddress().copyFrom(spec.address), new AbstractAddress(spec.path, isPadded)) :
            ServerAddress.of(spec.address);
    }

    private void connect(final Frontend frontend)
    {
        final ProxySettings proxy = frontend.settings();
        final List<ProxyRules.BackendSwitch> rules = proxy.rules.backendSwitches;
        final BackendSwitch[] switches = new BackendSwitch[rules.size()];
        for (int i = 0; i < switches.length; i++)
        {
            switches[i] = new BackendSwitch(rules.get(i), backendBySettings.get(rules.get(i).backend()), backendByName);
        }
        frontend.backends(backendBySettings.get(proxy.defaultBackend), backendBySettings.get(proxy), switches);
    }

    private void openLogBackends(final LogService logs)
    {
        final Map<String, LogRoute> routes = new HashMap<>();
        final Set<String> streams = new HashSet<>();
        for (final Backend backend : backends)
        {
            final ProxySettings proxy = backend.settings();
            if (ProxySettings.Mode.LOG == proxy.mode)
            {
                routes.put(proxy.name, new LogBackend(backend, logs));
                if (LogBackend.isStream(proxy))
                {
                    streams.add(proxy.name);
                }
            }
        }
        logs.routes(routes, streams);
    }

    /**
     * Rings of a configuration: those of its sections, and those of servers of log backends that take streams.
     *
     * @param configuration read and checked.
     * @return settings.
     */
    public static List<LogRingSettings> rings(final Configuration configuration)
    {
        final List<LogRingSettings> rings = new ArrayList<>(configuration.rings.values());
        for (final ProxySettings proxy : configuration.proxies)
        {
            rings.addAll(LogBackend.rings(proxy));
        }
        return rings;
    }

    private void openLog(final Frontend frontend, final LogService logs)
    {
        final ProxySettings proxy = frontend.settings();
        final ProxyRules rules = proxy.rules;
        final TrafficLogSettings settings = new TrafficLogSettings();
        settings.targets = logs.targets(proxy.logs, proxy.logTag, configuration.logProfiles);
        settings.format = rules.logFormat;
        settings.structuredData = rules.structuredDataFormat;
        settings.errorFormat = rules.errorLogFormat;
        settings.uniqueId = rules.uniqueIdFormat;
        settings.isHttp = frontend.isHttp();
        settings.hasCaptures = rules.captures.count(true) + rules.captures.count(false) > 0;
        settings.isNullIgnored = proxy.has(ProxyOption.DONTLOGNULL);
        settings.isNormalIgnored = proxy.has(ProxyOption.DONTLOG_NORMAL);
        settings.areErrorsSeparate = proxy.has(ProxyOption.LOG_SEPARATE_ERRORS);
        settings.isAsSoonAsPossible = proxy.has(ProxyOption.LOGASAP);
        settings.steps = proxy.logSteps;
        frontend.log(new TrafficLog(settings));
    }

    private HttpOptions frontOptions(final ProxySettings proxy)
    {
        final GlobalSettings global = configuration.global;
        final int requestMs = proxy.httpRequestTimeoutMs > 0 ? proxy.httpRequestTimeoutMs : proxy.clientTimeoutMs;
        final int keepAliveMs = proxy.httpKeepAliveTimeoutMs > 0 ? proxy.httpKeepAliveTimeoutMs : requestMs;
        return new HttpOptions(
            proxy.has(ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_REQUEST),
            global.isPayloadAcceptedWithAnyMethod, global.isInsecureTransferEncodingKept,
            ProxySettings.HttpMode.CLOSE == proxy.httpMode, false,
            proxy.has(ProxyOption.HTTP_IGNORE_PROBES), proxy.has(ProxyOption.H1_CASE_ADJUST_BOGUS_CLIENT),
            global.h1CaseAdjust, global.maxHeaders, global.bufferSize, global.maxRewrite,
            proxy.has(ProxyOption.HTTP_DROP_RESPONSE_TRAILERS), Math.max(0, requestMs), Math.max(0, keepAliveMs));
    }

    private HttpOptions backOptions(final ProxySettings proxy)
    {
        final GlobalSettings global = configuration.global;
        return new HttpOptions(
            proxy.has(ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_RESPONSE),
            global.isPayloadAcceptedWithAnyMethod, global.isInsecureTransferEncodingKept,
            ProxySettings.HttpMode.KEEP_ALIVE != proxy.httpMode, proxy.has(ProxyOption.HTTP_PRETEND_KEEPALIVE),
            false, proxy.has(ProxyOption.H1_CASE_ADJUST_BOGUS_SERVER),
            global.h1CaseAdjust, global.maxHeaders, global.bufferSize, global.maxRewrite,
            proxy.has(ProxyOption.HTTP_DROP_REQUEST_TRAILERS), 0, 0);
    }

    /**
     * Have the traffic follow the servers' states. Before traffic.
     *
     * @param workers of all loops.
     */
    public void followServers(final List<Worker> workers)
    {
        for (final Backend backend : backends)
        {
            backend.servers().listeners(backend.balancer(), new ServerTraffic(backend, workers));
        }
    }

    /**
     * Serve a client that came by no listening socket, in an explanation. On the worker's loop.
     *
     * @param worker   of the loop.
     * @param frontend of this generation.
     * @param bind     line the client came by, as far as anyone may see.
     * @param channel  to the client.
     */
    public static void admit(
        final Worker worker, final Frontend frontend, final BindSettings bind, final Channel channel)
    {
        new BindPoint(
            worker, frontend, bind, 0, worker.addresses(), null, new ConnectionLimit(Integer.MAX_VALUE)).admit(channel);
    }

    /**
     * Another generation takes over: idle connections to servers go to its servers of the same names. Conductor, before
     * the loops hear of it.
     *
     * @param next generation.
     */
    public void retire(final Generation next)
    {
        for (final Backend backend : backends)
        {
            final Backend after = next.backend(backend.settings().name);
            for (int i = 0; i < backend.servers().size(); i++)
            {
                final Server server = backend.servers().get(i);
                final Server heir = null == after ? null : after.servers().byName(server.name());
                ((ServerTarget)server.attachment()).retire(
                    null == heir ? null : (ServerTarget)heir.attachment());
            }
        }
    }

    /**
     * Let go of the idle connections of a loop. On that loop, once the next generation is served there.
     *
     * @param worker of the loop.
     */
    public void handOver(final Worker worker)
    {
        for (final Backend backend : backends)
        {
            for (int i = 0; i < backend.servers().size(); i++)
            {
                ((ServerTarget)backend.servers().get(i).attachment()).handOver(worker);
            }
        }
    }

    /**
     * Let servers follow those they track.
     *
     * @param monitor changes states.
     */
    public void track(final ServerMonitor monitor)
    {
        final Map<ServerSettings, Server> servers = new IdentityHashMap<>();
        for (final Backend backend : backends)
        {
            for (int i = 0; i < backend.servers().size(); i++)
            {
                servers.put(backend.servers().get(i).settings(), backend.servers().get(i));
            }
        }
        for (final Backend backend : backends)
        {
            for (final Server server : backend.servers().all())
            {
                final Server tracked = servers.get(server.settings().tracked);
                if (null != tracked)
                {
                    monitor.track(server, tracked);
                }
            }
        }
    }

    /**
     * Options of the connections of a server's checks.
     *
     * @param server of this generation.
     * @return options to set before connecting.
     */
    public static ConnectTuning checkTuning(final Server server)
    {
        return ((ServerTarget)server.attachment()).checkTuning();
    }

    /**
     * What the options of a server's backend say of HTTP.
     *
     * @param server of this generation.
     * @return options.
     */
    public static HttpOptions httpOptions(final Server server)
    {
        return ((ServerTarget)server.attachment()).http();
    }

    /**
     * A server as expressions see it.
     *
     * @param server of this generation.
     * @return view.
     */
    public static ServerView view(final Server server)
    {
        return (ServerTarget)server.attachment();
    }

    /**
     * What was read.
     *
     * @return configuration.
     */
    public Configuration configuration()
    {
        return configuration;
    }

    /**
     * Frontends in order of the configuration, halves of listen sections included.
     *
     * @return frontends.
     */
    public List<Frontend> frontends()
    {
        return frontends;
    }

    /**
     * Backends in order of the configuration, halves of listen sections included.
     *
     * @return backends.
     */
    public List<Backend> backends()
    {
        return backends;
    }

    /**
     * A bind line that could not be opened.
     *
     * @param settings the line.
     * @param proxy    its section.
     * @param protocol such as {@code tcpv4}.
     * @param reason   why, with the address.
     */
    public record BindFailure(BindSettings settings, ProxySettings proxy, String protocol, String reason)
    {
    }

    /**
     * A backend by its name.
     *
     * @param name of a section.
     * @return backend; null when there is none.
     */
    public Backend backend(final String name)
    {
        return backendByName.get(name);
    }

    /**
     * Backend half of a section.
     *
     * @param proxy of this generation's configuration.
     * @return backend; null when it has none or is disabled.
     */
    public Backend backend(final ProxySettings proxy)
    {
        return backendBySettings.get(proxy);
    }

    /**
     * Whether there is a proxy of a name.
     *
     * @param name of a section.
     * @return false when there is none or it is disabled.
     */
    public boolean hasProxy(final String name)
    {
        return backendByName.containsKey(name) ||
            frontends.stream().anyMatch(frontend -> frontend.settings().name.equals(name));
    }

    /**
     * Frontend half of a section.
     *
     * @param proxy of this generation's configuration.
     * @return frontend; null when it has none or is disabled.
     */
    public Frontend frontend(final ProxySettings proxy)
    {
        for (final Frontend frontend : frontends)
        {
            if (frontend.settings() == proxy)
            {
                return frontend;
            }
        }
        return null;
    }

    /**
     * Client connections that this generation serves. Any thread.
     *
     * @return count; 0 when it may be forgotten, once others accept.
     */
    public long connections()
    {
        long sum = 0;
        for (final Frontend frontend : frontends)
        {
            sum += frontend.connections();
        }
        return sum;
    }
}
