/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A peer that serves. */
final class Running implements AutoCloseable
{
    private static final long START_LIMIT_NS = 30_000_000_000L;

    final Peer peer;
    final ChildProcess process;
    final Map<Feature, Integer> ports;
    /** From the start of the process until it had answered its first request, ns. */
    final long firstAnswerNs;

    private Running(
        final Peer peer, final ChildProcess process, final Map<Feature, Integer> ports, final long firstAnswerNs)
    {
        this.peer = peer;
        this.process = process;
        this.ports = ports;
        this.firstAnswerNs = firstAnswerNs;
    }

    /** What all peers of a comparison have in common. */
    record House(Path directory, LoadLoop loop, DatagramSocket log, int maxConnections) implements AutoCloseable
    {
        static House open(final Path directory, final int maxConnections) throws IOException
        {
            return new House(
                Files.createDirectories(directory), new LoadLoop(),
                new DatagramSocket(0, InetAddress.getLoopbackAddress()), maxConnections);
        }

        Peer.Setup setup(final String name, final boolean isReloaded) throws IOException
        {
            final Path own = Files.createTempDirectory(directory, name + '-');
            return new Peer.Setup(own, loop.originPort(), log.getLocalPort(), maxConnections, isReloaded);
        }

        @Override
        public void close() throws IOException
        {
            loop.close();
            log.close();
        }
    }

    /** Why a peer cannot do a feature, or null if it can. */
    static String refusal(final House house, final Peer peer, final Feature feature) throws IOException
    {
        final Peer.Setup setup = house.setup(peer.name(), false);
        final List<String> command = peer.configure(setup, Map.of(feature, freePort()));
        if (null == command)
        {
            return "not done by " + peer.name() + " here";
        }
        final List<String> verify = peer.verify(setup);
        if (null == verify)
        {
            return null;
        }
        final ChildProcess.Output output = ChildProcess.run(verify, setup.directory().resolve("verify.log"));
        return 0 == output.status() ? null :
            output.text().lines().reduce((first, last) -> last).orElse("status " + output.status());
    }

    /**
     * Starts a peer and waits until it answers.
     *
     * @throws IOException if it does not within 30 s.
     */
    static Running start(
        final House house, final Peer peer, final Iterable<Feature> features, final boolean isReloaded)
        throws IOException
    {
        final Peer.Setup setup = house.setup(peer.name(), isReloaded);
        final Map<Feature, Integer> ports = new EnumMap<>(Feature.class);
        for (final Feature feature : features)
        {
            ports.put(feature, freePort());
        }
        final List<String> command = peer.configure(setup, ports);
        final long startNs = System.nanoTime();
        final ChildProcess process = ChildProcess.start(command, setup.directory().resolve("output.log"));
        final int port = ports.values().iterator().next();
        while (!answers(house.loop(), port))
        {
            if (!process.isAlive() || System.nanoTime() - startNs > START_LIMIT_NS)
            {
                process.close();
                throw new IOException(peer.name() + " does not serve: " + process.output());
            }
        }
        return new Running(peer, process, ports, System.nanoTime() - startNs);
    }

    private static boolean answers(final LoadLoop loop, final int port) throws IOException
    {
        try (Load load = Load.closed(loop, port, Load.Asked.of("/small", 1)))
        {
            return loop.runUntil(() -> 0 < load.completed() || 0 < load.failed(), 1_000_000_000L) &&
                0 < load.completed();
        }
    }

    static int freePort() throws IOException
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close()
    {
        process.close();
    }
}
