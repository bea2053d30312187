/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.check.AgentReply;
import io.fairlead.engine.check.CheckContext;
import io.fairlead.engine.check.CheckPlan;
import io.fairlead.engine.check.CheckRuleSet;
import io.fairlead.engine.check.CheckScheduler;
import io.fairlead.engine.check.ExternalProgram;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.http1.Http1MuxFactory;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.HealthCheckSection;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.server.HealthJudge;
import io.fairlead.engine.server.Observation;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.StateNotices;
import io.fairlead.engine.transport.Transport;

/** The health checks of a generation, run by the conductor. */
final class HealthChecks
{
    private static final int MAX_BUFFERS = 1024;

    private static final String NOT_USED = "NOT_USED";

    private final CheckRuleSet connecting = new CheckRuleSet(CheckRuleSet.Protocol.NONE);
    private final GlobalSettings global;
    private final HealthJudge judge;
    private final Map<String, HealthCheckSection> sections;
    private final CheckScheduler scheduler;
    private final EventLoop conductor;

    HealthChecks(
        final EventLoop conductor,
        final Transport transport,
        final GlobalSettings global,
        final Generation generation,
        final ServerMonitor monitor,
        final StateNotices notices,
        final ProcessView process,
        final Consumer<Server> unreached)
    {
        this.conductor = conductor;
        judge = new HealthJudge(monitor, notices);
        scheduler = new CheckScheduler(new CheckContext()
            .loop(conductor)
            .transport(transport)
            .buffers(new BufferPool(global.bufferSize, MAX_BUFFERS))
            .judge(judge)
            .random(new SplittableRandom())
            .spreadPercent(global.spreadChecks)
            .maxSpreadMs(global.maxSpreadChecksMs)
            .maxRunning(global.maxChecksPerThread)
            .muxes(new Http1MuxFactory())
            .process(process)
            .unreached(unreached)
            .isNeverLocal(global.isProxyV2LocalNeverSent));
        this.global = global;
        sections = generation.configuration().healthChecks;
        connecting.complete(null);
        for (final Backend backend : generation.backends())
        {
            add(backend);
        }
    }

    private void add(final Backend backend)
    {
        for (final Server server : backend.servers().all())
        {
            add(backend, server, scheduler::add);
        }
    }

    private void add(final Backend backend, final Server server, final Consumer<CheckPlan> checks)
    {
        final ProxySettings proxy = backend.settings();
        if (server.settings().isChecked)
        {
            checks.accept(healthCheck(proxy, server));
            if (!"none".equals(server.settings().observe))
            {
                server.errors().observer(this::onTooManyErrors);
            }
        }
        if (server.settings().isAgentChecked)
        {
            checks.accept(agentCheck(proxy, server));
        }
    }

    /** Something was thrown on the conductor: forget what it left open. */
    void onFault()
    {
        scheduler.onFault();
    }

    /** A server comes at run time; its checks wait to be enabled. Conductor only. */
    void addLater(final Backend backend, final Server server)
    {
        final long nowMs = conductor.clock().nowMs();
        add(backend, server, plan -> scheduler.addLater(plan, nowMs));
    }

    /** A server is gone. Conductor only. */
    void remove(final Server server)
    {
        scheduler.remove(server, conductor.clock().nowMs());
    }

    private CheckPlan healthCheck(final ProxySettings proxy, final Server server)
    {
        final String section = server.settings().healthCheck;
        final CheckRuleSet written = null == section ? proxy.check.rules : sections.get(section).rules();
        final CheckRuleSet rules = null == written ? connecting : written;
        final CheckPlan plan = plan(proxy, server, false, rules);
        return null == section && proxy.check.isExternal ? plan.program(program(proxy, server)) : plan;
    }

    private static CheckPlan agentCheck(final ProxySettings proxy, final Server server)
    {
        return plan(proxy, server, true, AgentReply.rules());
    }

    private static CheckPlan plan(
        final ProxySettings proxy, final Server server, final boolean isAgent, final CheckRuleSet rules)
    {
        return new CheckPlan(server, isAgent, rules, proxy.checkTimeoutMs, proxy.connectTimeoutMs,
            Generation.checkTuning(server), Generation.httpOptions(server), Generation.view(server));
    }

    private ExternalProgram program(final ProxySettings proxy, final Server server)
    {
        String host = NOT_USED;
        String port = NOT_USED;
        for (final BindSettings bind : proxy.binds)
        {
            if (NOT_USED.equals(host) && !bind.addresses.isEmpty())
            {
                final AddressSpec first = bind.addresses.getFirst();
                host = first.isUnix() ? first.path : first.address.hostText();
                port = first.isUnix() ? NOT_USED : Integer.toString(first.port);
            }
        }
        final Map<String, String> variables = new HashMap<>();
        variables.put("PATH", null == proxy.check.path ? "" : proxy.check.path);
        variables.put("HAPROXY_PROXY_NAME", proxy.name);
        variables.put("HAPROXY_PROXY_ID", Integer.toString(proxy.id));
        variables.put("HAPROXY_PROXY_ADDR", NOT_USED.equals(host) ? "" : host);
        variables.put("HAPROXY_PROXY_PORT", NOT_USED.equals(port) ? "" : port);
        variables.put("HAPROXY_SERVER_NAME", server.name());
        variables.put("HAPROXY_SERVER_ID", Integer.toString(server.id()));
        variables.put("HAPROXY_SERVER_MAXCONN", Integer.toString(server.capacity().maxConn()));
        variables.put("HAPROXY_SERVER_SSL", "0");
        variables.put("HAPROXY_SERVER_PROTO", ProxySettings.Mode.HTTP != proxy.mode ? "tcp" :
            null == server.settings().protocol ? "h1" : server.settings().protocol);
        return new ExternalProgram(
            proxy.check.command, List.of(host, port), variables, global.isExternalCheckEnvironmentKept);
    }

    /** Called on a loop of traffic; judged on the conductor. */
    private void onTooManyErrors(final Server server, final int errors, final Observation last)
    {
        conductor.execute(() ->
        {
            final long nowMs = conductor.clock().nowMs();
            judge.onTrafficErrors(server, errors, last.text(), nowMs);
            if (server.settings().fastInterMs > 0)
            {
                scheduler.advance(server, nowMs);
            }
        });
    }

    /** Begin to check. Conductor only. */
    void start()
    {
        scheduler.start(conductor.clock().nowMs());
    }

    /** Check no more. Conductor only. */
    void stop()
    {
        scheduler.stop();
    }
}
