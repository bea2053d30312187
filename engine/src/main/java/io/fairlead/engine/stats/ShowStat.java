/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import java.util.List;

/**
 * {@code show stat}: a line for each frontend, listener, server and backend. The configuration may change between two
 * pieces; a dump goes on with the proxies it began with.
 */
public final class ShowStat implements StatDump
{
    /** Any proxy, type or service. */
    public static final int ANY = -1;

    private static final int TYPE_FRONTEND = 1;
    private static final int TYPE_BACKEND = 2;
    private static final int TYPE_SERVER = 4;
    private static final int TYPE_LISTENER = 8;

    private final StatsSource source;
    private final List<? extends ProxyView> proxies;
    private final StatLine line = new StatLine(StatColumn.values().length);
    private StatFormat format = StatFormat.PLAIN;
    private boolean isDescribed;
    private boolean hasLegends;
    private boolean isMaintenanceHidden;
    private boolean isDownHidden;
    private int proxyId = ANY;
    private int types = ANY;
    private int serviceId = ANY;

    private boolean hasBegun;
    private boolean hasEntry;
    private int proxyIndex;
    private int step;

    /**
     * A dump of everything in CSV.
     *
     * @param source what to show.
     */
    public ShowStat(final StatsSource source)
    {
        this.source = source;
        proxies = List.copyOf(source.proxies());
    }

    /**
     * Choose the form.
     *
     * @param format form of all lines.
     * @return this.
     */
    public ShowStat format(final StatFormat format)
    {
        this.format = format;
        return this;
    }

    /**
     * Add descriptions; has an effect in typed form.
     *
     * @param isDescribed whether to add them.
     * @return this.
     */
    public ShowStat described(final boolean isDescribed)
    {
        this.isDescribed = isDescribed;
        return this;
    }

    /**
     * Show addresses, cookies and algorithms, which simple users do not see.
     *
     * @param hasLegends whether to show them.
     * @return this.
     */
    public ShowStat legends(final boolean hasLegends)
    {
        this.hasLegends = hasLegends;
        return this;
    }

    /**
     * Leave out servers in maintenance.
     *
     * @param isHidden whether to leave them out.
     * @return this.
     */
    public ShowStat hideMaintenance(final boolean isHidden)
    {
        isMaintenanceHidden = isHidden;
        return this;
    }

    /**
     * Leave out servers that are down.
     *
     * @param isHidden whether to leave them out.
     * @return this.
     */
    public ShowStat hideDown(final boolean isHidden)
    {
        isDownHidden = isHidden;
        return this;
    }

    /**
     * Show some objects only.
     *
     * @param proxy   number of the proxy, or ANY.
     * @param types   sum of 1 frontends, 2 backends, 4 servers, 8 listeners, or ANY.
     * @param service number of the server or listener, or ANY.
     * @return this.
     */
    public ShowStat only(final int proxy, final int types, final int service)
    {
        this.proxyId = proxy;
        this.types = types;
        this.serviceId = service;
        return this;
    }

    @Override
    public boolean next(final StringBuilder out)
    {
        if (!hasBegun)
        {
            hasBegun = true;
            begin(out);
            return true;
        }
        while (proxyIndex < proxies.size())
        {
            final ProxyView proxy = proxies.get(proxyIndex);
            final boolean isWanted = ANY == proxyId || proxy.id() == proxyId;
            if (isWanted && step(proxy, step, out))
            {
                step++;
                return true;
            }
            if (!isWanted || stepCount(proxy) <= ++step)
            {
                proxyIndex++;
                step = 0;
            }
        }
        if (StatFormat.JSON == format)
        {
            out.append("]\n");
        }
        return false;
    }

    private void begin(final StringBuilder out)
    {
        switch (format)
        {
            case PLAIN -> StatPrinter.csvHeader(out);
            case JSON -> out.append('[');
            default ->
            {
            }
        }
    }

    private static int stepCount(final ProxyView proxy)
    {
        return 2 + proxy.listeners().size() + proxy.servers().size();
    }

    /* One object: frontend, listeners, servers, backend, in this order; false when it is not to be shown. */
    private boolean step(final ProxyView proxy, final int step, final StringBuilder out)
    {
        final StatCollector collector = new StatCollector(source.counters(), source.nowMs(), hasLegends);
        final List<? extends ListenerView> listeners = proxy.listeners();
        final List<? extends ServerView> servers = proxy.servers();
        if (0 == step)
        {
            final boolean isShown = null != proxy.frontendCounters() && 0 != (types & TYPE_FRONTEND);
            if (isShown)
            {
                collector.frontend(proxy, line);
                print('F', out);
            }
            return isShown;
        }
        if (step <= listeners.size())
        {
            final ListenerView listener = listeners.get(step - 1);
            final boolean isShown = 0 != (types & TYPE_LISTENER) && isService(listener.id());
            if (isShown)
            {
                collector.listener(proxy, listener, line);
                print('L', out);
            }
            return isShown;
        }
        if (step <= listeners.size() + servers.size())
        {
            final ServerView server = servers.get(step - 1 - listeners.size());
            final boolean isShown = 0 != (types & TYPE_SERVER) && isService(server.id()) && !isHidden(server);
            if (isShown)
            {
                collector.server(server, line);
                print('S', out);
            }
            return isShown;
        }
        final boolean isShown = step == listeners.size() + servers.size() + 1 &&
            null != proxy.backendCounters() && 0 != (types & TYPE_BACKEND);
        if (isShown)
        {
            collector.backend(proxy, isMaintenanceHidden || isDownHidden, line);
            print('B', out);
        }
        return isShown;
    }

    private boolean isService(final int id)
    {
        return ANY == serviceId || serviceId == id;
    }

    private boolean isHidden(final ServerView server)
    {
        final boolean isInMaintenance = 0 != (server.adminFlags() & ServerView.ADMIN_MAINTENANCE);
        if (isInMaintenance && (isMaintenanceHidden || isDownHidden))
        {
            return true;
        }
        if (!isDownHidden || ServerView.STOPPED != server.runState())
        {
            return false;
        }
        final CheckView check = server.reference().check();
        final CheckView agent = server.reference().agent();
        return !check.isEnabled() && !agent.isEnabled() ||
            agent.isEnabled() && 0 == agent.health() || check.isEnabled() && 0 == check.health();
    }

    private void print(final char kind, final StringBuilder out)
    {
        switch (format)
        {
            case PLAIN -> StatPrinter.csv(line, out);
            case TYPED -> StatPrinter.typed(line, kind, isDescribed, out);
            case JSON ->
            {
                if (hasEntry)
                {
                    out.append(',');
                }
                StatPrinter.json(line, kind, out);
            }
        }
        hasEntry = true;
    }
}
