/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.StateNotices;

/**
 * What HAProxy 3.4 with one thread did in a scenario, and the same steps done by our balancers. The format of the
 * recordings:
 * <pre>
 *   scenario NAME
 *   option LINE                 of the backend
 *   server NAME SETTINGS...
 *   next S1 S2 ...              servers of requests one after the other
 *   hold ID S                   a request that goes to S and stays
 *   drop ID                     ... and ends
 *   weight S N | maint S | ready S | drain S
 *   from ADDRESS S              a request of a client
 *   path TARGET S | header NAME VALUE S | post TARGET BODY S
 *   holdpath ID TARGET S        a request that goes to S and stays
 *   spread KIND N SEED CRC32 C1 C2 ...
 *                               N requests of KIND (next, path, header or from) made by {@link SpreadKeys}, how many went
 *                               to each server, and the checksum of the servers' numbers in the order of the requests;
 *                               "chance" in place of the checksum: about as many to each server
 *   end
 * </pre>
 */
final class RecordedScenario
{
    private final String name;
    private final List<String> options = new ArrayList<>();
    private final List<ServerSettings> settings = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    private RecordedScenario(final String name)
    {
        this.name = name;
    }

    String name()
    {
        return name;
    }

    static List<RecordedScenario> read(final String resource) throws IOException
    {
        final List<RecordedScenario> scenarios = new ArrayList<>();
        try (InputStream stream = RecordedScenario.class.getResourceAsStream(resource);
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, US_ASCII)))
        {
            RecordedScenario scenario = null;
            for (String line = reader.readLine(); null != line; line = reader.readLine())
            {
                final int space = line.indexOf(' ');
                final String word = space < 0 ? line : line.substring(0, space);
                final String rest = line.substring(space + 1);
                switch (word)
                {
                    case "scenario" -> scenario = new RecordedScenario(rest);
                    case "option" -> scenario.options.add(rest);
                    case "server" -> scenario.addServer(rest.split(" "));
                    case "end" -> scenarios.add(scenario);
                    default -> scenario.steps.add(line);
                }
            }
        }
        return scenarios;
    }

    private void addServer(final String[] words)
    {
        final ServerSettings server = new ServerSettings();
        server.name = words[0];
        server.id = settings.size() + 1;
        for (int i = 1; i < words.length; i++)
        {
            switch (words[i])
            {
                case "weight" -> server.weight = Integer.parseInt(words[++i]);
                case "maxconn" -> server.maxConn = Integer.parseInt(words[++i]);
                case "minconn" -> server.minConn = Integer.parseInt(words[++i]);
                case "maxqueue" -> server.maxQueue = Integer.parseInt(words[++i]);
                case "id" -> server.id = Integer.parseInt(words[++i]);
                case "guid" -> server.guid = words[++i];
                case "hash-key" -> server.hashKey = words[++i];
                case "backup" -> server.isBackup = true;
                case "disabled" -> server.isDisabled = true;
                default -> throw new IllegalArgumentException(words[i]);
            }
        }
        if (0 == server.minConn)
        {
            server.minConn = server.maxConn;
        }
        settings.add(server);
    }

    void replay() throws IOException
    {
        final BalanceSettings balance = new BalanceSettings();
        boolean isAllBackups = false;
        for (final String option : options)
        {
            if ("option allbackups".equals(option))
            {
                isAllBackups = true;
            }
            else
            {
                applyOption(balance, option.split(" "));
            }
        }
        final BackendServers servers = new BackendServers("backend", "be", isAllBackups, 1, settings);
        final LoadBalancer balancer = LoadBalancers.create(balance, servers);
        servers.listeners(balancer, null);
        final ServerMonitor monitor = new ServerMonitor(new SilentNotices());
        monitor.start(servers, 0);
        monitor.onStarted(List.of(servers), 0);
        new Player(servers, balancer, monitor).play();
    }

    private static void applyOption(final BalanceSettings balance, final String[] words)
    {
        if ("hash-type".equals(words[0]))
        {
            balance.hashMethod = "consistent".equals(words[1]) ?
                BalanceSettings.HashMethod.CONSISTENT : BalanceSettings.HashMethod.MAP_BASED;
            balance.hashFunction = words.length > 2 ? words[2] : null;
            balance.isAvalanche = words.length > 3;
            return;
        }
        if ("hash-balance-factor".equals(words[0]))
        {
            balance.hashBalanceFactor = Integer.parseInt(words[1]);
            return;
        }
        if ("hash-preserve-affinity".equals(words[0]))
        {
            balance.hashPreserveAffinity = words[1];
            return;
        }
        if ("option".equals(words[0]))
        {
            return;
        }
        switch (words[1])
        {
            case "uri" ->
            {
                balance.algorithm = BalanceSettings.Algorithm.URI;
                applyUriArguments(balance, words);
            }
            case "url_param" ->
            {
                balance.algorithm = BalanceSettings.Algorithm.URL_PARAM;
                balance.name = words[2];
            }
            case "hash" ->
            {
                balance.algorithm = BalanceSettings.Algorithm.HASH;
                balance.expression = RecordedTraffic.expression(words[2]);
            }
            case "roundrobin" -> balance.algorithm = BalanceSettings.Algorithm.ROUNDROBIN;
            case "static-rr" -> balance.algorithm = BalanceSettings.Algorithm.STATIC_RR;
            case "leastconn" -> balance.algorithm = BalanceSettings.Algorithm.LEASTCONN;
            case "first" -> balance.algorithm = BalanceSettings.Algorithm.FIRST;
            case "source" -> balance.algorithm = BalanceSettings.Algorithm.SOURCE;
            default ->
            {
                balance.algorithm = BalanceSettings.Algorithm.HDR;
                balance.name = words[1].substring("hdr(".length(), words[1].length() - 1);
                balance.isDomainOnly = words.length > 2;
            }
        }
    }

    private static void applyUriArguments(final BalanceSettings balance, final String[] words)
    {
        for (int i = 2; i < words.length; i++)
        {
            switch (words[i])
            {
                case "len" -> balance.uriLength = Integer.parseInt(words[++i]);
                case "depth" -> balance.uriDepth = Integer.parseInt(words[++i]);
                case "whole" -> balance.isUriWhole = true;
                case "path-only" -> balance.isUriPathOnly = true;
                default -> throw new IllegalArgumentException(words[i]);
            }
        }
    }

    private final class Player
    {
        private final BackendServers servers;
        private final LoadBalancer balancer;
        private final ServerMonitor monitor;
        private final Map<String, Server> held = new HashMap<>();
        private final BalanceContext context = new BalanceContext();
        private final RecordedTraffic traffic = new RecordedTraffic();
        private final NetAddress source = new NetAddress().from(InetAddress.getLoopbackAddress(), 1);

        Player(final BackendServers servers, final LoadBalancer balancer, final ServerMonitor monitor)
        {
            this.servers = servers;
            this.balancer = balancer;
            this.monitor = monitor;
        }

        void play() throws IOException
        {
            for (int i = 0; i < steps.size(); i++)
            {
                final String[] words = steps.get(i).split(" ");
                final String where = name + " step " + i + ": " + steps.get(i);
                switch (words[0])
                {
                    case "next" ->
                    {
                        final StringBuilder actual = new StringBuilder("next");
                        for (int n = 1; n < words.length; n++)
                        {
                            actual.append(' ').append(request(context.reset(source, null, 0)));
                        }
                        assertEquals(steps.get(i), actual.toString(), where);
                    }
                    case "hold" ->
                    {
                        final Server server = balancer.choose(context.reset(source, null, 0));
                        assertEquals(words[2], server.name(), where);
                        server.capacity().acquire();
                        held.put(words[1], server);
                    }
                    case "holdpath" ->
                    {
                        traffic.request("GET", words[2], "", "");
                        final Server server = balancer.choose(context.reset(source, null, 0).traffic(traffic));
                        assertEquals(words[3], server.name(), where);
                        server.capacity().acquire();
                    }
                    case "path" ->
                    {
                        traffic.request("GET", words[1], "", "");
                        assertEquals(words[2], request(context.reset(source, null, 0).traffic(traffic)), where);
                    }
                    case "header" ->
                    {
                        traffic.request("GET", "/", words[1] + ": " + words[2] + "\r\n", "");
                        assertEquals(words[3], request(context.reset(source, null, 0).traffic(traffic)), where);
                    }
                    case "post" ->
                    {
                        final int end = steps.get(i).lastIndexOf(' ');
                        final String body = steps.get(i).substring("post  ".length() + words[1].length(), end);
                        traffic.request("POST", words[1], "content-length: " + body.length() + "\r\n", body);
                        assertEquals(steps.get(i).substring(end + 1),
                            request(context.reset(source, null, 0).traffic(traffic)), where);
                    }
                    case "spread" -> spread(words, where);
                    case "drop" -> held.remove(words[1]).capacity().release();
                    case "from" ->
                    {
                        final NetAddress client = new NetAddress().from(InetAddress.getByName(words[1]), 1);
                        assertEquals(words[2], request(context.reset(client, null, 0)), where);
                    }
                    default -> change(words);
                }
            }
        }

        private void spread(final String[] words, final String where) throws IOException
        {
            final int count = Integer.parseInt(words[2]);
            final SpreadKeys keys = new SpreadKeys(Integer.parseInt(words[3]));
            final CRC32 order = new CRC32();
            final int[] chosen = new int[settings.size()];
            for (int i = 0; i < count; i++)
            {
                final int number = Integer.parseInt(request(keys.next(words[1], context, traffic)).substring(1));
                chosen[number - 1]++;
                order.update(number);
            }
            final boolean isByChance = "chance".equals(words[4]);
            for (int i = 0; i < chosen.length; i++)
            {
                final int recorded = Integer.parseInt(words[5 + i]);
                assertEquals(recorded, chosen[i], isByChance ? recorded / 20.0 : 0.0, where + ", server " + (i + 1));
            }
            if (!isByChance)
            {
                assertEquals(words[4], String.format(Locale.ROOT, "%08x", order.getValue()), where);
            }
        }

        private void change(final String[] words)
        {
            final Server server = servers.byName(words[1]);
            assertNotNull(server);
            switch (words[0])
            {
                case "weight" -> monitor.weight(server, Integer.parseInt(words[2]), 0);
                case "maint" -> monitor.maintain(server, 0);
                case "ready" -> monitor.ready(server, 0);
                case "drain" -> monitor.drain(server, 0);
                default -> throw new IllegalArgumentException(words[0]);
            }
        }

        private String request(final BalanceContext request)
        {
            final Server server = balancer.choose(request);
            if (null == server)
            {
                return "503";
            }
            server.capacity().acquire();
            server.capacity().release();
            return server.name();
        }
    }

    /** Notices are tested elsewhere. */
    private static final class SilentNotices implements StateNotices
    {
        @Override
        public void warning(final String text)
        {
            // not of interest here
        }

        @Override
        public void alert(final String text)
        {
            // not of interest here
        }

        @Override
        public void log(final BackendServers backend, final int level, final String text)
        {
            // not of interest here
        }
    }
}
