/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.server.ServerSettings;

/** What a proxy takes over from its defaults section. */
class InheritanceTest
{
    private static final String DEFAULTS = """
        defaults base
          mode http
          option dontlognull
          retries 7
          maxconn 50
          timeout client 5s
          timeout connect 6s
          timeout server 7s
          default-server inter 3s weight 20
        """;

    @Test
    void shouldTakeValuesOfTheNamedSection()
    {
        final VerdictProbe probe = VerdictProbe.read(DEFAULTS + """
            defaults other
              mode tcp
            frontend f from base
              bind :8000
              default_backend b
            backend b from base
              server s 127.0.0.1:80 no-backup weight 5
            """);

        assertEquals("exit 0\n", probe.verdict());
        final ProxySettings frontend = probe.configuration().proxies.get(0);
        final ProxySettings backend = probe.configuration().proxies.get(1);
        assertEquals(ProxySettings.Mode.HTTP, frontend.mode);
        assertTrue(frontend.has(ProxyOption.DONTLOGNULL));
        assertEquals(50, frontend.maxConn);
        assertEquals(5000, frontend.clientTimeoutMs);
        assertEquals(backend, frontend.defaultBackend);
        assertEquals(7, backend.retries);
        assertEquals(0, backend.maxConn);
        assertEquals(7000, backend.serverTimeoutMs);
        final ServerSettings server = backend.servers.get(0);
        assertEquals(5, server.weight);
        assertEquals(3000, server.interMs);
    }

    @Test
    void shouldRunRulesOfDefaultsFirst()
    {
        final VerdictProbe probe = VerdictProbe.read("""
            defaults base
              mode http
              timeout client 5s
              http-request set-header x 1
            frontend f from base
              bind :8000
              http-request deny
            """);

        assertEquals("exit 0\n", probe.verdict());
        final ProxySettings frontend = probe.configuration().proxies.get(0);
        assertEquals(2, frontend.rules.set(Phase.HTTP_REQUEST).size());
        assertTrue(frontend.rules.set(Phase.HTTP_REQUEST).rule(1).action().isFinal());
    }
}
