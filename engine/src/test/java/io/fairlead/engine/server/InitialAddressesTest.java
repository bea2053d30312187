/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.Messages;

import org.junit.jupiter.api.Test;

/** Messages as HAProxy 3.4.0 gives them. */
class InitialAddressesTest
{
    private final Messages messages = Messages.collecting();
    private NetAddress last;
    private boolean isFailureAllowed;
    private Server server;

    private boolean resolve(final String host, final String... methods)
    {
        final ServerSettings settings = new ServerSettings();
        settings.name = "s1";
        settings.id = 1;
        settings.file = "a.cfg";
        settings.line = 9;
        settings.address = new AddressSpec();
        settings.address.hostName = host;
        settings.address.portForm = AddressSpec.PortForm.ABSOLUTE;
        settings.address.port = 80;
        settings.initAddr.addAll(List.of(methods));
        final BackendServers servers = new BackendServers("backend", "be", false, 1, List.of(settings));
        server = servers.get(0);
        return new InitialAddresses(messages, InitialAddressesTest::lookUp, any -> last, isFailureAllowed)
            .resolve(servers);
    }

    private static InetAddress[] lookUp(final String name) throws UnknownHostException
    {
        if ("known.example".equals(name))
        {
            return new InetAddress[]{InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("192.0.2.8")};
        }
        throw new UnknownHostException(name);
    }

    private List<String> given()
    {
        return messages.given().stream().map(message -> message.level() + " " + message.text()).toList();
    }

    @Test
    void shouldLookNamesUp()
    {
        assertTrue(resolve("known.example"));
        assertEquals(new InetSocketAddress("192.0.2.7", 80), server.socketAddress());
        assertEquals(List.of(), given());
    }

    @Test
    void shouldPreferAddressOfPreviousProcess()
    {
        last = new NetAddress().inet(0x0A000001, 0);
        assertTrue(resolve("known.example"));
        assertEquals(new InetSocketAddress("10.0.0.1", 80), server.socketAddress());
    }

    @Test
    void shouldRefuseToStartWithoutAddress()
    {
        assertFalse(resolve("unknown.example"));
        assertEquals(
            List.of("ALERT [a.cfg:9] : 'server be/s1' : could not resolve address 'unknown.example'."), given());
    }

    @Test
    void shouldTellThatNoMethodFits()
    {
        assertFalse(resolve("known.example", "last"));
        assertEquals(
            List.of("ALERT [a.cfg:9] : 'server be/s1' : no method found to resolve address 'known.example'."), given());
    }

    @Test
    void shouldStartInMaintenanceWhenAllowed()
    {
        assertTrue(resolve("unknown.example", "last", "libc", "none"));
        assertEquals(List.of("NOTICE [a.cfg:9] : 'server be/s1' : could not resolve address 'unknown.example'," +
            " disabling server."), given());
        assertNull(server.socketAddress());
        final ServerMonitor monitor = new ServerMonitor(new NoticeRecorder());
        monitor.start(server.backend(), 0);
        assertEquals("MAINT (resolution)", server.statusText());
        assertFalse(server.isUsable());
        server.address(ServerAddress.of(new NetAddress().inet(0x0A000001, 80)));
        monitor.removeAdminFlag(server, AdminFlags.RESOLUTION_MAINT, 0);
        assertTrue(server.isUsable());
    }

    @Test
    void shouldStayQuietWithoutTrying()
    {
        assertTrue(resolve("unknown.example", "none"));
        assertEquals(List.of(), given());
    }

    @Test
    void shouldFallBackToGivenAddress()
    {
        assertTrue(resolve("unknown.example", "libc", "127.0.0.7"));
        assertEquals(List.of("NOTICE [a.cfg:9] : 'server be/s1' : could not resolve address 'unknown.example'," +
            " falling back to configured address."), given());
        assertEquals(new InetSocketAddress("127.0.0.7", 80), server.socketAddress());
    }

    @Test
    void shouldStartInMaintenanceByCommandLine()
    {
        isFailureAllowed = true;
        assertTrue(resolve("unknown.example"));
        assertTrue(server.isInMaintenance());
    }
}
