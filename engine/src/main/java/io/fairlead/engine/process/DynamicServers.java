/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.command.ServerRoster;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.counters.BackendColumn;
import io.fairlead.engine.counters.CounterFile;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.CounterReader;
import io.fairlead.engine.counters.ObjectKind;
import io.fairlead.engine.directive.DynamicServerLine;
import io.fairlead.engine.log.ProcessLog;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.proxy.Worker;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;

/**
 * Adds servers to the generation in force and removes them. The loops see whole snapshots only; a server that is
 * removed keeps its place in the counter file until each loop has made a turn since, and nothing counts there any more.
 * Conductor only.
 */
final class DynamicServers implements ServerRoster
{
    private static final int RETRY_MS = 1000;

    private final EventLoop conductor;
    private final List<Worker> workers;
    private final CounterFile counters;
    private final CounterReader reader;
    private final ProcessLog log;
    private final Supplier<LiveGeneration> live;
    private final Consumer<Server> statistics;
    /** Odd after a removal, so that several removals in a row make one step; as HAProxy counts. */
    private int revisions;

    /**
     * For a process.
     *
     * @param statistics told of each server that came or went.
     */
    DynamicServers(
        final EventLoop conductor,
        final List<Worker> workers,
        final CounterFile counters,
        final ProcessLog log,
        final Supplier<LiveGeneration> live,
        final Consumer<Server> statistics)
    {
        this.conductor = conductor;
        this.workers = workers;
        this.counters = counters;
        this.reader = counters.reader();
        this.log = log;
        this.live = live;
        this.statistics = statistics;
    }

    @Override
    public List<String> words()
    {
        return DynamicServerLine.permitted(Catalog.registry());
    }

    @Override
    public List<Messages.Message> add(final Backend backend, final List<String> line)
    {
        final Messages messages = Messages.collecting();
        messages.prefix("CLI");
        final ServerSettings settings = new DynamicServerLine(live.get().generation(), backend, messages).read(line);
        if (null != settings && !counters.hasRoomFor(ObjectKind.SERVER))
        {
            DynamicServerLine.release(live.get().generation().configuration(), settings);
            messages.alert("The counter file of this process has no room left for another server.");
        }
        else if (null != settings)
        {
            register(backend, settings);
            if (null != settings.cookie && ProxySettings.Mode.HTTP != backend.settings().mode)
            {
                messages.warning("Ignoring cookie as HTTP mode is disabled.");
            }
            messages.about("server " + backend.settings().name + '/' + settings.name);
            messages.notice("New server registered.");
        }
        messages.given().forEach(this::say);
        return messages.given();
    }

    private void say(final Messages.Message message)
    {
        switch (message.level())
        {
            case ALERT -> log.messages().alert(message.text());
            case WARNING, DIAG -> log.messages().warning(message.text());
            case NOTICE -> log.messages().notice(message.text());
        }
    }

    private void register(final Backend backend, final ServerSettings settings)
    {
        final Generation generation = live.get().generation();
        revisions += revisions & 1;
        settings.revision = revisions / 2;
        final Server server = generation.newServer(backend, settings, counters);
        if (null != settings.tracked)
        {
            live.get().monitor().track(server, generation.serverOf(settings.tracked));
        }
        live.get().checks().addLater(backend, server);
        live.get().monitor().add(server, conductor.clock().nowMs());
        backend.nameByAddress(server);
        statistics.accept(server);
    }

    @Override
    public boolean isInUse(final Server server)
    {
        return isBound(server) || holds(server, BackendColumn.IDLE_UNSAFE_CONNECTIONS) ||
            holds(server, BackendColumn.IDLE_SAFE_CONNECTIONS) || holds(server, BackendColumn.H1_OPEN_CONNECTIONS);
    }

    private boolean holds(final Server server, final BackendColumn column)
    {
        return 0 != reader.value(Generation.counters(server), column, 0);
    }

    private static boolean isBound(final Server server)
    {
        return 0 != server.capacity().sessions() || 0 != server.capacity().served() ||
            0 != server.capacity().queued();
    }

    @Override
    public void remove(final Server server)
    {
        live.get().checks().remove(server);
        live.get().monitor().remove(server);
        counters.retire(Generation.counters(server));
        DynamicServerLine.release(live.get().generation().configuration(), server.settings());
        statistics.accept(server);
        revisions |= 1;
        log.messages().notice("CLI : Server deleted.");
        sweep(server);
    }

    /** Once each loop has made a turn, nobody can still be about to choose the server. */
    private void sweep(final Server server)
    {
        final CounterObject object = Generation.counters(server);
        final AtomicInteger turns = new AtomicInteger(workers.size());
        for (final Worker worker : workers)
        {
            worker.loop().execute(() ->
            {
                worker.counters().erase(object);
                if (0 == turns.decrementAndGet())
                {
                    conductor.execute(() -> release(server, object));
                }
            });
        }
    }

    private void release(final Server server, final CounterObject object)
    {
        if (isBound(server))
        {
            // a stream had chosen it before it went; look again when that may be over
            conductor.timers().schedule(new Timer()
            {
                @Override
                protected void onTimer(final long nowMs)
                {
                    sweep(server);
                }

                @Override
                protected void onFault(final Throwable cause)
                {
                    // the loop has recorded it; the place in the counter file stays unused
                }
            }, conductor.clock().nowMs() + RETRY_MS);
            return;
        }
        counters.conductor().erase(object);
        counters.release(object);
    }
}
