/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.Messages;

/**
 * Gives servers their first address: what the configuration says, or for names what {@code init-addr} says, by default
 * the address of the previous process, then the system's resolver. On the main thread, before traffic: the resolver may
 * block.
 * Source: configuration.txt 5.2 "init-addr".
 */
public final class InitialAddresses
{
    private final Messages messages;
    private final NameLookup lookup;
    private final Function<Server, NetAddress> lastAddresses;
    private final boolean isFailureAllowed;

    /** A resolver of names that may block. */
    @FunctionalInterface
    public interface NameLookup
    {
        /**
         * Look a name up.
         *
         * @param name host name.
         * @return addresses, the preferred one first.
         * @throws UnknownHostException if there is none.
         */
        InetAddress[] lookUp(String name) throws UnknownHostException;
    }

    /**
     * Resolution with the given sources.
     *
     * @param messages         where failures are told.
     * @param lookup           the system's resolver, such as {@code InetAddress::getAllByName}.
     * @param lastAddresses    the address a server had in the previous process, or null.
     * @param isFailureAllowed option {@code -dr}: servers without address start in maintenance.
     */
    public InitialAddresses(
        final Messages messages,
        final NameLookup lookup,
        final Function<Server, NetAddress> lastAddresses,
        final boolean isFailureAllowed)
    {
        this.messages = messages;
        this.lookup = lookup;
        this.lastAddresses = lastAddresses;
        this.isFailureAllowed = isFailureAllowed;
    }

    /**
     * Give all servers of a backend their address. Before {@link ServerMonitor#start}.
     *
     * @param servers of a backend.
     * @return false when one that needs an address got none; the start fails then, after a last message by the caller:
     *     {@code Failed to initialize server(s) addr.}
     */
    public boolean resolve(final BackendServers servers)
    {
        boolean isComplete = true;
        for (int i = 0; i < servers.size(); i++)
        {
            isComplete &= resolve(servers.get(i));
        }
        return isComplete;
    }

    private boolean resolve(final Server server)
    {
        final AddressSpec spec = server.settings().address;
        if (null == spec || null == spec.hostName || spec.address.isSet())
        {
            server.address(null == spec ? ServerAddress.NONE : ServerAddress.of(spec.address));
            return true;
        }
        boolean hasFailed = false;
        for (final String method : methods(server))
        {
            switch (method)
            {
                case "last" ->
                {
                    final NetAddress last = lastAddresses.apply(server);
                    if (null != last)
                    {
                        assign(server, new NetAddress().copyFrom(last));
                        return true;
                    }
                }
                case "libc" ->
                {
                    final NetAddress found = lookUp(spec.hostName);
                    if (null != found)
                    {
                        assign(server, found);
                        return true;
                    }
                    hasFailed = true;
                }
                case "none" ->
                {
                    server.commit(server.state(), server.adminFlags() | AdminFlags.RESOLUTION_MAINT, 0);
                    tell(server, hasFailed, "', disabling server.");
                    return true;
                }
                default ->
                {
                    assign(server, new NetAddress().from(InetAddress.ofLiteral(method), 0));
                    tell(server, hasFailed, "', falling back to configured address.");
                    return true;
                }
            }
        }
        at(server).alert((hasFailed ? "could not resolve address '" : "no method found to resolve address '") +
            spec.hostName + "'.");
        return false;
    }

    private List<String> methods(final Server server)
    {
        final List<String> methods = new ArrayList<>(
            server.settings().initAddr.isEmpty() ? List.of("last", "libc") : server.settings().initAddr);
        if (isFailureAllowed)
        {
            methods.add("none");
        }
        return methods;
    }

    private NetAddress lookUp(final String name)
    {
        try
        {
            return new NetAddress().from(lookup.lookUp(name)[0], 0);
        }
        catch (final UnknownHostException ex)
        {
            return null; // told with the name when no other method helps
        }
    }

    private static void assign(final Server server, final NetAddress address)
    {
        final AddressSpec spec = server.settings().address;
        server.address(ServerAddress.of(
            address.port(AddressSpec.PortForm.ABSOLUTE == spec.portForm ? spec.port : 0)));
    }

    private void tell(final Server server, final boolean hasFailed, final String consequence)
    {
        if (hasFailed)
        {
            at(server).notice("could not resolve address '" + server.settings().address.hostName + consequence);
        }
    }

    private Messages at(final Server server)
    {
        return messages.at(server.settings().file, server.settings().line, "server " + server);
    }
}
