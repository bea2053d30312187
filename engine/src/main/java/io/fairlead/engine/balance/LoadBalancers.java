/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import java.util.concurrent.Executor;

import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.server.BackendServers;

/** Makes the algorithm a backend asks for. */
public final class LoadBalancers
{
    private LoadBalancers()
    {
    }

    /**
     * Make the algorithm of a backend; it sets the units of weight of the servers, so make it before they are started.
     *
     * @param settings {@code balance} and {@code hash-type}.
     * @param servers  of the backend.
     * @return algorithm, to be given to {@link BackendServers#listeners}.
     */
    public static LoadBalancer create(final BalanceSettings settings, final BackendServers servers)
    {
        return create(settings, servers, Runnable::run);
    }

    /**
     * Make the algorithm of a backend, letting it postpone costly work.
     *
     * @param settings  {@code balance} and {@code hash-type}.
     * @param servers   of the backend.
     * @param conductor runs things later on the conductor, such as {@code loop::execute}: when many servers of a large
     *     backend change at once, their table is made anew once.
     * @return algorithm.
     */
    public static LoadBalancer create(
        final BalanceSettings settings, final BackendServers servers, final Executor conductor)
    {
        final BalanceSettings.Algorithm algorithm =
            null == settings.algorithm ? BalanceSettings.Algorithm.ROUNDROBIN : settings.algorithm;
        return switch (algorithm)
        {
            case ROUNDROBIN -> new RoundRobin(servers);
            case STATIC_RR -> new StaticRoundRobin(servers, conductor);
            case LEASTCONN -> new LeastConnections(servers);
            case RANDOM -> new RandomDraws(servers, settings.draws);
            case FIRST -> new FirstAvailable(servers);
            case STICKY -> new Sticky(servers);
            default -> BalanceSettings.HashMethod.MAP_BASED == settings.hashMethod ?
                new MapHash(servers, key(algorithm, settings), conductor) :
                new RingHash(servers, key(algorithm, settings), settings);
        };
    }

    private static HashKey key(final BalanceSettings.Algorithm algorithm, final BalanceSettings settings)
    {
        final HashFunction function = HashFunction.of(settings.hashFunction);
        final boolean isAvalanche = isAvalanche(settings);
        return switch (algorithm)
        {
            case SOURCE -> new SourceKey(isAvalanche);
            case URI -> new UriKey(settings, function, isAvalanche);
            case URL_PARAM -> new UrlParamKey(settings, function, isAvalanche);
            case HDR -> new HeaderKey(settings, function, isAvalanche);
            case RDP_COOKIE -> new RdpCookieKey(settings, function, isAvalanche);
            case LOG_HASH -> new RecordKey((SampleExpr)settings.expression, function, isAvalanche);
            case HASH -> new ExpressionKey((SampleExpr)settings.expression, function, isAvalanche);
            default -> throw new IllegalArgumentException(algorithm + " does not hash");
        };
    }

    /** Without a function, consistent hashing avalanches. */
    private static boolean isAvalanche(final BalanceSettings settings)
    {
        return settings.isAvalanche || (null == settings.hashFunction &&
            BalanceSettings.HashMethod.CONSISTENT == settings.hashMethod);
    }
}
