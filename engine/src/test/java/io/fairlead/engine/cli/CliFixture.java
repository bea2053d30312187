/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import io.fairlead.engine.command.CommandRegistrar;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.stats.FakeStats;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A session with all commands over {@link FakeStats}, fed and read by hand.
 */
public final class CliFixture implements CliServices
{
    private static final CliTable COMMANDS = new CliTable(registry());

    private final FakeStats stats = new FakeStats();
    private final byte[] piece;
    private final CliSession session;
    private String cleared = "";
    private long nowMs = 10_006_000;

    public CliFixture(final CliLevel level)
    {
        this(level, 4096);
    }

    public CliFixture(final CliLevel level, final int pieceLength)
    {
        piece = new byte[pieceLength];
        session = new CliSession(
            COMMANDS, new CliSettings(level, CliSeverity.NONE, 16384, 128 * 1024, 10_000), this, () -> nowMs);
    }

    private static KeywordRegistry registry()
    {
        final KeywordRegistry registry = new KeywordRegistry();
        new CommandRegistrar().register(registry);
        return registry;
    }

    public CliSession session()
    {
        return session;
    }

    public void advance(final long delayMs)
    {
        nowMs += delayMs;
    }

    /* Send, close our side, and read to the end. */
    public String ask(final String input)
    {
        send(input);
        session.onInputEnd();
        return read();
    }

    public void send(final String input)
    {
        final byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        session.onInput(bytes, 0, bytes.length);
    }

    public String read()
    {
        final StringBuilder out = new StringBuilder();
        int length = session.produce(piece, 0, piece.length);
        while (0 < length)
        {
            out.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
            length = session.produce(piece, 0, piece.length);
        }
        return out.toString();
    }

    public String cleared()
    {
        return cleared;
    }

    @Override
    public <T> T part(final Class<T> type)
    {
        return type.cast(stats);
    }

    @Override
    public long startMs()
    {
        return stats.process().startMs();
    }

    @Override
    public List<CliSocket> sockets()
    {
        return List.of(
            new CliSocket("unix@/run/h.sock", CliLevel.ADMIN), new CliSocket("ipv4@127.0.0.1:9999", CliLevel.USER));
    }

    @Override
    public Map<String, String> environment()
    {
        return new TreeMap<>(Map.of("A", "1", "B", "two words"));
    }

    @Override
    public String startupLogs()
    {
        return "[NOTICE]   (1) : x\n";
    }

    @Override
    public void clearCounters(final boolean isAll)
    {
        cleared += isAll ? "all " : "max ";
    }
}
