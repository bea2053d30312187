/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ObservationTest
{
    private final List<String> told = new ArrayList<>();

    private Server server(final String observe)
    {
        final ServerSettings settings = new ServerSettings();
        settings.name = "s1";
        settings.id = 1;
        settings.observe = observe;
        settings.errorLimit = 3;
        final Server server = new BackendServers("backend", "be", false, 1, List.of(settings)).get(0);
        server.errors().observer((which, errors, last) -> told.add(errors + " " + last.text()));
        return server;
    }

    private static void see(final Server server, final Observation... observations)
    {
        for (final Observation seen : observations)
        {
            server.errors().observe(seen);
        }
    }

    @Test
    void shouldCountErrorsInARowAtLayer7()
    {
        final Server server = server("layer7");
        see(server, Observation.WRONG_STATUS, Observation.WRONG_STATUS, Observation.GOOD_RESPONSE,
            Observation.WRONG_STATUS, Observation.NOT_CONNECTED);
        assertEquals(List.of(), told);
        see(server, Observation.CONNECTED, Observation.READ_TIMEOUT);
        assertEquals(List.of("3 Read timeout (http)"), told);
    }

    @Test
    void shouldSeeOnlyConnectionsAtLayer4()
    {
        final Server server = server("layer4");
        see(server, Observation.WRONG_STATUS, Observation.WRONG_STATUS, Observation.WRONG_STATUS,
            Observation.NOT_CONNECTED, Observation.CONNECTED, Observation.NOT_CONNECTED, Observation.NOT_CONNECTED);
        assertEquals(List.of(), told);
        see(server, Observation.NOT_CONNECTED);
        assertEquals(List.of("3 L4 unsuccessful connection"), told);
    }
}
