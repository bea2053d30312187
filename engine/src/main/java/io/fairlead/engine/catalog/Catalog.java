/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.catalog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.fairlead.engine.action.ActionRegistrar;
import io.fairlead.engine.command.CommandRegistrar;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Registrar;
import io.fairlead.engine.converter.ConverterRegistrar;
import io.fairlead.engine.directive.Directives;
import io.fairlead.engine.fetch.FetchRegistrar;

/** Names all registrars. No class path is searched: a room that is not here does not exist for the product. */
public final class Catalog
{
    private static final List<Registrar> FURTHER = new CopyOnWriteArrayList<>();

    private Catalog()
    {
    }

    /** Registrars in the order they are called. */
    public static List<Registrar> registrars()
    {
        return List.of(
            new Directives(),
            new FetchRegistrar(),
            new ConverterRegistrar(),
            new ActionRegistrar(),
            new CommandRegistrar());
    }

    /** A registry filled by all registrars; a word registered twice is an {@link IllegalStateException}. */
    public static KeywordRegistry registry()
    {
        final KeywordRegistry registry = new KeywordRegistry();
        registrars().forEach(registrar -> registrar.register(registry));
        FURTHER.forEach(registrar -> registrar.register(registry));
        return registry;
    }

    /**
     * Have every registry know further words, for tests that start the daemon with words of their own. Before the
     * start.
     *
     * @param registrar called after those of the catalog.
     */
    public static void add(final Registrar registrar)
    {
        FURTHER.add(registrar);
    }
}
