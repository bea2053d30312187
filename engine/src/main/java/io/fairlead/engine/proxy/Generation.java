/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.balance.LoadBalancers;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.ObjectKind;
import io.fairlead.engine.http1.HeaderCase;
import io.fairlead.engine.http1.Http1Encoder;
import io.fairlead.engine.http1.Http1Parser;
import io.fairlead.engine.http1.Http1Settings;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerAddress;

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
    private final HeaderCase headerCase;

    private Generation(final Configuration configuration, final int loopCount)
    {
        this.configuration = configuration;
        this.loopCount = loopCount;
        this.headerCase = headerCase(configuration.global);
    }

    /**
     * Build a generation.
     *
     * @param configuration  read and checked.
     * @param counters       where its objects are counted.
     * @param loopCount      loops that will serve it.
     * @param maxConnections limit of a frontend that sets none.
     * @return the generation; nothing is open yet.
     */
    public static Generation of(
        final Configuration configuration, final CounterFile counters, final int loopCount, final int maxConnections)
    {
        final Generation generation = new Generation(configuration, loopCount);
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.isDisabled)
            {
                generation.add(proxy, counters, maxConnections);
            }
        }
        for (final Frontend frontend : generation.frontends)
        {
            generation.connect(frontend);
        }
        return generation;
    }

    private void add(final ProxySettings proxy, final CounterFile counters, final int maxConnections)
    {
        if (proxy.isFrontend())
        {
            final CounterObject object = counters.object(ObjectKind.FRONTEND, null, proxy.id, proxy.name);
            frontends.add(new Frontend(
                proxy, object, frontSettings(proxy), proxy.maxConn > 0 ? proxy.maxConn : maxConnections));
        }
        if (proxy.isBackend())
        {
            addBackend(proxy, counters);
        }
    }

    private void addBackend(final ProxySettings proxy, final CounterFile counters)
    {
        final BackendServers servers = new BackendServers(
            ProxySettings.Kind.LISTEN == proxy.kind ? "proxy" : "backend",
            proxy.name, proxy.has(ProxyOption.ALLBACKUPS), proxy.fullConn, proxy.servers);
        final Http1Settings http1 = backSettings(proxy);
        final CounterObject object = counters.object(ObjectKind.BACKEND, null, proxy.id, proxy.name);
        final Backend backend =
            new Backend(proxy, object, servers, LoadBalancers.create(proxy.balance, servers), http1);
        for (int i = 0; i < servers.size(); i++)
        {
            final Server server = servers.get(i);
            final CounterObject ofServer =
                counters.object(ObjectKind.SERVER, object, server.id(), server.name());
            server.countersBase(ofServer.base());
            if (ServerAddress.NONE == server.resolved() || null == server.socketAddress())
            {
                server.address(ServerAddress.of(server.settings().address.address));
            }
            server.attachment(new ServerTarget(server, backend, ofServer, loopCount, http1));
        }
        backends.add(backend);
        backendBySettings.put(proxy, backend);
        backendByName.put(proxy.name, backend);
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

    private Http1Settings frontSettings(final ProxySettings proxy)
    {
        final GlobalSettings global = configuration.global;
        final int requestMs = proxy.httpRequestTimeoutMs > 0 ? proxy.httpRequestTimeoutMs : proxy.clientTimeoutMs;
        final int keepAliveMs = proxy.httpKeepAliveTimeoutMs > 0 ? proxy.httpKeepAliveTimeoutMs : requestMs;
        int encoder = proxy.has(ProxyOption.H1_CASE_ADJUST_BOGUS_CLIENT) ? Http1Encoder.ADJUST_CASE : 0;
        if (ProxySettings.HttpMode.CLOSE == proxy.httpMode)
        {
            encoder |= Http1Encoder.CLOSE_UNLESS_ASKED;
        }
        return new Http1Settings(
            parserFlags(proxy.has(ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_REQUEST)),
            global.maxHeaders, global.bufferSize - global.maxRewrite,
            Math.max(0, requestMs), Math.max(0, keepAliveMs),
            proxy.has(ProxyOption.HTTP_IGNORE_PROBES), encoder | encoderFlags(), headerCase);
    }

    private Http1Settings backSettings(final ProxySettings proxy)
    {
        final GlobalSettings global = configuration.global;
        int encoder = proxy.has(ProxyOption.H1_CASE_ADJUST_BOGUS_SERVER) ? Http1Encoder.ADJUST_CASE : 0;
        if (ProxySettings.HttpMode.KEEP_ALIVE != proxy.httpMode)
        {
            encoder |= Http1Encoder.CLOSE_UNLESS_ASKED;
        }
        if (proxy.has(ProxyOption.HTTP_PRETEND_KEEPALIVE))
        {
            encoder |= Http1Encoder.PRETEND_KEEP_ALIVE;
        }
        return new Http1Settings(
            parserFlags(proxy.has(ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_RESPONSE)),
            global.maxHeaders, global.bufferSize, 0, 0, false, encoder | encoderFlags(), headerCase);
    }

    private int parserFlags(final boolean isLenient)
    {
        final GlobalSettings global = configuration.global;
        return (isLenient ? Http1Parser.ACCEPT_VIOLATIONS : 0) |
            (global.isPayloadAcceptedWithAnyMethod ? Http1Parser.ACCEPT_PAYLOAD_WITH_ANY_METHOD : 0) |
            (global.isInsecureTransferEncodingKept ? Http1Parser.KEEP_INSECURE_TRANSFER_ENCODING : 0);
    }

    private int encoderFlags()
    {
        return configuration.global.isInsecureTransferEncodingKept ? Http1Encoder.KEEP_INSECURE_TRANSFER_ENCODING : 0;
    }

    private static HeaderCase headerCase(final GlobalSettings global)
    {
        final HeaderCase names = new HeaderCase();
        global.h1CaseAdjust.forEach(names::add);
        return names.isEmpty() ? null : names;
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
     * @param frontend its section.
     * @param protocol such as {@code tcpv4}.
     * @param reason   why, with the address.
     */
    public record BindFailure(BindSettings settings, Frontend frontend, String protocol, String reason)
    {
    }

    /**
     * Open all listening sockets.
     *
     * @return the sockets; what could not be opened is listed there.
     */
    public ListenerSet listen()
    {
        return new ListenerSet(this, loopCount);
    }
}
