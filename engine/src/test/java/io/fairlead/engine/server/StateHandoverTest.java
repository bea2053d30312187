/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a server keeps when a reload makes it anew. */
class StateHandoverTest
{
    private static final StateNotices SILENT = new StateNotices()
    {
        @Override
        public void warning(final String text)
        {
            throw new AssertionError("told: " + text);
        }

        @Override
        public void alert(final String text)
        {
            throw new AssertionError("told: " + text);
        }

        @Override
        public void log(final BackendServers backend, final int level, final String text)
        {
            throw new AssertionError("logged: " + text);
        }
    };

    private final ServerSettings before = settings();
    private final ServerSettings after = settings();

    private static ServerSettings settings()
    {
        final ServerSettings settings = new ServerSettings();
        settings.name = "s";
        settings.id = 1;
        settings.weight = 10;
        settings.isChecked = true;
        settings.address = new AddressSpec();
        settings.address.text = "127.0.0.1:80";
        settings.address.address.inet(0x7F000001, 80);
        return settings;
    }

    private static BackendServers started(final ServerSettings settings, final ServerMonitor monitor)
    {
        final BackendServers servers = new BackendServers("backend", "b", false, 1, List.of(settings));
        servers.get(0).location().address(ServerAddress.of(settings.address.address));
        monitor.start(servers, 0);
        return servers;
    }

    private Server carried(final BackendServers from)
    {
        final ServerMonitor monitor = new ServerMonitor(SILENT);
        final BackendServers to = started(after, monitor);
        new StateHandover(monitor, 0).carry(from, to);
        monitor.onStarted(List.of(to), 0);
        return to.get(0);
    }

    private BackendServers former()
    {
        return started(before, new ServerMonitor(SILENT));
    }

    @Test
    void shouldStayInMaintenanceThatAnAdministratorAskedFor()
    {
        final BackendServers from = former();
        from.get(0).commit(OperationalState.STOPPED, AdminFlags.FORCED_MAINT, 10);
        final Server server = carried(from);
        assertEquals(AdminFlags.FORCED_MAINT, server.adminFlags());
        assertFalse(server.isUsable());
    }

    @Test
    void shouldComeBackWhenTheFileNoLongerDisablesIt()
    {
        before.isDisabled = true;
        final Server server = carried(former());
        assertEquals(0, server.adminFlags());
        assertTrue(server.isUsable());
    }

    @Test
    void shouldKeepTheWeightOfRunTimeUnlessTheFileChangedIt()
    {
        final BackendServers from = former();
        from.get(0).userWeight(3);
        assertEquals(3, carried(from).weight());
        after.weight = 20;
        assertEquals(20, carried(from).weight());
    }

    @Test
    void shouldKeepTheAddressOfRunTimeUnlessTheFileChangedIt()
    {
        final BackendServers from = former();
        final NetAddress moved = new NetAddress();
        moved.inet(0x7F000009, 81);
        from.get(0).location().address(ServerAddress.of(moved));
        assertEquals(ServerAddress.of(moved).socketAddress(), carried(from).location().socketAddress());
        after.address.text = "127.0.0.1:8080";
        assertEquals(ServerAddress.of(after.address.address).socketAddress(), carried(from).location().socketAddress());
    }

    @Test
    void shouldGoOnWithTheHealthItHad()
    {
        final BackendServers from = former();
        from.get(0).health().health(1);
        from.get(0).commit(OperationalState.STOPPED, 0, 10);
        final Server server = carried(from);
        assertEquals(OperationalState.STOPPED, server.state());
        assertEquals(1, server.health().health());
        assertFalse(server.isUsable());
        after.isChecked = false;
        assertTrue(carried(from).isUsable(), "nobody checks it any more");
    }
}
