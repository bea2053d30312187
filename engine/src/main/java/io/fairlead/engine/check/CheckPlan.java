/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.net.SocketAddress;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.server.Health;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerAddress;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.transport.ConnectTuning;

/** How one server is checked, or its agent asked: when, where and with what. Times in milliseconds. */
public final class CheckPlan
{
    private final Server server;
    private final boolean isAgent;
    private final CheckRuleSet rules;
    private final int checkTimeoutMs;
    private final int connectTimeoutMs;
    private final ConnectTuning tuning;
    private final HttpOptions httpOptions;
    private final ServerView view;
    private ExternalProgram program;
    private ServerAddress lastAddress;
    private NetAddress lastOwn;
    private int lastPort;
    private SocketAddress target;
    private CheckTuning early;

    /**
     * The plan of a server's health check or of the check by its agent.
     *
     * @param server           to check; its settings say how often and where.
     * @param isAgent          ask the agent.
     * @param rules            what to do, complete.
     * @param checkTimeoutMs   {@code timeout check} of the backend, 0 or less for none.
     * @param connectTimeoutMs {@code timeout connect} of the backend, 0 or less for none.
     * @param tuning           socket options and source address.
     * @param httpOptions      for checks by HTTP; null when there are none.
     * @param view             the server as expressions see it; null when there are none.
     */
    public CheckPlan(
        final Server server,
        final boolean isAgent,
        final CheckRuleSet rules,
        final int checkTimeoutMs,
        final int connectTimeoutMs,
        final ConnectTuning tuning,
        final HttpOptions httpOptions,
        final ServerView view)
    {
        this.server = server;
        this.isAgent = isAgent;
        this.rules = rules;
        this.checkTimeoutMs = checkTimeoutMs;
        this.connectTimeoutMs = connectTimeoutMs;
        this.tuning = tuning;
        this.httpOptions = httpOptions;
        this.view = view;
    }

    /** The plan of a health check that only connects. */
    static CheckPlan connecting(
        final Server server, final int checkTimeoutMs, final int connectTimeoutMs, final ConnectTuning tuning)
    {
        final CheckRuleSet rules = new CheckRuleSet(CheckRuleSet.Protocol.NONE);
        rules.complete(null);
        return new CheckPlan(server, false, rules, checkTimeoutMs, connectTimeoutMs, tuning, null, null);
    }

    /** The server. */
    public Server server()
    {
        return server;
    }

    /** Whether the agent is asked. */
    boolean isAgent()
    {
        return isAgent;
    }

    /** Counters and result this check has. */
    Health health()
    {
        return isAgent ? server.agent() : server.health();
    }

    CheckRuleSet rules()
    {
        return rules;
    }

    /** Socket options and source address of the connection a rule makes, over TCP or not. */
    ConnectTuning tuning(final CheckStep.Connect connect, final boolean isTcp)
    {
        final CheckStep next = isTcp ? rules.nextActive(rules.steps.indexOf(connect) + 1) : null;
        if (!isTcp || next instanceof CheckStep.Expect)
        {
            return tuning;
        }
        final boolean isTalkative = null != next || isSendingProxy(connect) || isRelayed(connect);
        if (null == early || early.isTalkative() != isTalkative)
        {
            early = new CheckTuning(tuning, isTalkative);
        }
        return early;
    }

    HttpOptions httpOptions()
    {
        return httpOptions;
    }

    ServerView view()
    {
        return view;
    }

    /** A program to run instead of rules; null for none. */
    ExternalProgram program()
    {
        return program;
    }

    /**
     * Run a program instead of rules.
     *
     * @param value what to run.
     * @return this.
     */
    public CheckPlan program(final ExternalProgram value)
    {
        program = value;
        return this;
    }

    ServerSettings settings()
    {
        return server.settings();
    }

    byte[] agentText()
    {
        return server.agent().request();
    }

    int intervalMs()
    {
        return isAgent && settings().agentInterMs > 0 ? settings().agentInterMs : settings().interMs;
    }

    int fastIntervalMs()
    {
        return !isAgent && settings().fastInterMs > 0 ? settings().fastInterMs : intervalMs();
    }

    int downIntervalMs()
    {
        return !isAgent && settings().downInterMs > 0 ? settings().downInterMs : intervalMs();
    }

    /** Time to connect; without {@code timeout check} it is the time for the whole check. */
    int connectLimitMs()
    {
        return checkTimeoutMs > 0 && connectTimeoutMs > 0 ?
            Math.min(intervalMs(), connectTimeoutMs) : intervalMs();
    }

    /** Time from the connection on; 0 when the time to connect goes on. */
    int exchangeLimitMs()
    {
        return Math.max(0, checkTimeoutMs);
    }

    /**
     * Where to connect to: what the rule says, else what the check of this server says, else where the server is.
     *
     * @return address, of port 0 when nobody says which, which nothing listens on; null when there is none.
     */
    SocketAddress target(final CheckStep.Connect connect, final CheckSession session)
    {
        if (null == connect.address && 0 == connect.port && null == connect.portExpression)
        {
            return usualTarget();
        }
        final NetAddress own = health().address();
        final NetAddress address = new NetAddress().copyFrom(
            null != connect.address ? connect.address.address : own.isSet() ? own : server.location().address());
        if (!address.isIp())
        {
            return null != connect.address || own.isSet() ? address.toSocketAddress() :
                server.location().socketAddress();
        }
        address.port(port(connect, session, null != connect.address ? address.port() : 0));
        return address.toSocketAddress();
    }

    private int port(final CheckStep.Connect connect, final CheckSession session, final int addressPort)
    {
        int port = connect.port;
        if (0 == port && null != connect.portExpression)
        {
            final Sample value = session.scratch().pushSample();
            if (connect.portExpression.evalAs(session, SampleType.SINT, Sample.OPT_FINAL, value))
            {
                port = (int)value.value & 0xFFFF;
            }
            session.scratch().popSample();
        }
        if (0 == port && null != connect.address && AddressSpec.PortForm.NONE != connect.address.portForm)
        {
            port = addressPort;
        }
        if (0 == port)
        {
            port = health().port() > 0 ? health().port() : health().address().isIp() ? health().address().port() : 0;
        }
        return 0 == port ? server.location().address().port() : port;
    }

    private SocketAddress usualTarget()
    {
        final ServerAddress current = server.location().resolved();
        if (current != lastAddress || health().address() != lastOwn || health().port() != lastPort)
        {
            lastAddress = current;
            lastOwn = health().address();
            lastPort = health().port();
            target = resolve(current);
        }
        return target;
    }

    private SocketAddress resolve(final ServerAddress current)
    {
        final NetAddress address = new NetAddress();
        final boolean hasOwnAddress = lastOwn.isSet();
        address.copyFrom(hasOwnAddress ? lastOwn : current.address());
        if (!address.isIp())
        {
            return hasOwnAddress ? address.toSocketAddress() : current.socketAddress();
        }
        if (lastPort > 0)
        {
            address.port(lastPort);
        }
        else if (0 == address.port())
        {
            address.port(current.address().port());
        }
        return address.toSocketAddress();
    }

    /** Whether the PROXY protocol goes first: as in traffic when the check goes where traffic goes, else if asked. */
    boolean isSendingProxy(final CheckStep.Connect connect)
    {
        if (connect.isSendProxy)
        {
            return true;
        }
        if (isAgent || !connect.isDefault)
        {
            return false;
        }
        final boolean isElsewhere = settings().checkPort > 0 ||
            null != settings().checkAddress && settings().checkAddress.address.isSet();
        return settings().isCheckSendProxy || !isElsewhere && !server.settings().isDynamic &&
            (settings().isSendProxy || settings().isSendProxyV2);
    }

    /** Whether the connection is made by way of the server's relay. */
    boolean isRelayed(final CheckStep.Connect connect)
    {
        return null != settings().socks4 &&
            (connect.isViaSocks4 || connect.isDefault && settings().isCheckViaSocks4);
    }

    SocketAddress relay()
    {
        return settings().socks4.address.toSocketAddress();
    }

    /** Value of the header that tells a server how it is seen ({@code http-check send-state}). */
    String stateHeader(final CheckContext context)
    {
        return ServerStateHeader.of(server, view, context.process().nodeName(), context.nowMs());
    }
}
