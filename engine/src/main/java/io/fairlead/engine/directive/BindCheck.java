/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.HashSet;
import java.util.Set;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;

/** Checks and completes the bind lines of one proxy: numbers, threads, shards, identifiers, protocols. */
final class BindCheck
{
    private final ProxySettings proxy;
    private final ParseContext context;
    private final GlobalSettings global;
    private boolean hasFailed;

    BindCheck(final ProxySettings proxy, final ParseContext context)
    {
        this.proxy = proxy;
        this.context = context;
        this.global = Configuration.of(context).global;
    }

    /** Whether no error forbids to start. */
    boolean run()
    {
        listenerIds();
        for (final BindSettings bind : proxy.binds)
        {
            if (null != bind.protocol && isWrongProtocol(bind.protocol, proxy))
            {
                fail(Placement.owner(proxy) + " : MUX protocol '" + bind.protocol + "' is not usable for " +
                    written(bind) + ".");
            }
            if (null != bind.guidPrefix)
            {
                guids(bind);
            }
            final int threads = global.threadCount > 0 ? global.threadCount :
                Runtime.getRuntime().availableProcessors();
            final String problem = ThreadSet.problem(bind.threads, threads, Math.max(1, global.threadGroupCount));
            if (null != problem)
            {
                fail(Placement.owner(proxy) + ": " + problem + " in " + written(bind) + ".");
                continue;
            }
            bind.loops = ThreadSet.loops(bind.threads, ThreadSet.groups(global, threads));
            shards(bind);
        }
        return !hasFailed;
    }

    /** Numbers for listening sockets that were not given one, in order, around those that were. */
    private void listenerIds()
    {
        final Set<Integer> taken = new HashSet<>();
        proxy.binds.forEach(bind -> taken.add(bind.id));
        int next = 1;
        for (final BindSettings bind : proxy.binds)
        {
            while (0 == bind.id && !taken.add(next))
            {
                next++;
            }
            bind.id = 0 == bind.id ? next : bind.id;
            bind.furtherIds = new int[Math.max(0, bind.socketCount() - 1)];
            for (int i = 0; i < bind.furtherIds.length; i++)
            {
                while (!taken.add(next))
                {
                    next++;
                }
                bind.furtherIds[i] = next;
            }
        }
    }

    private void shards(final BindSettings bind)
    {
        for (final AddressSpec address : bind.addresses)
        {
            final String protocol = switch (address.form)
            {
                case UNIX -> "unix_stream";
                case ABSTRACT -> "abnsz_stream";
                case ABSTRACT_PADDED -> "abns_stream";
                case IP -> !global.isReusePortForbidden ? null :
                    NetAddress.INET6 == address.address.family() ? "tcpv6" : "tcpv4";
                default -> null;
            };
            if (null != protocol && Math.min(bind.shards, bind.loops.length) > 1)
            {
                context.messages().warning(place(bind) +
                    ": Disabling sharding for listener in " + Placement.owner(proxy) +
                    " because SO_REUSEPORT is disabled for " + protocol + " protocol.");
            }
        }
    }

    private void guids(final BindSettings bind)
    {
        try
        {
            final int count = bind.addresses.stream().mapToInt(address -> address.portCount()).sum();
            for (int i = 0; i < count; i++)
            {
                Guids.claim("guid-prefix", bind.guidPrefix + '-' + i,
                    "listener " + proxy.name + " (" + bind.file + ':' + bind.line + ")", context);
            }
        }
        catch (final ConfigException e)
        {
            fail(place(bind) + " : error on GUID generation : " + e.getMessage().replace("'guid-prefix': ", "") +
                ". You may fix it by adjusting guid-prefix.");
        }
    }

    /** Whether a multiplexer does not go with the proxy's mode; for bind and server lines. */
    static boolean isWrongProtocol(final String protocol, final ProxySettings proxy)
    {
        return "none".equals(protocol) == (ProxySettings.Mode.HTTP == proxy.mode);
    }

    private static String written(final BindSettings bind)
    {
        return "'bind " + bind.text + "' at " + place(bind);
    }

    private static String place(final BindSettings bind)
    {
        return "[" + bind.file + ':' + bind.line + ']';
    }

    private void fail(final String text)
    {
        context.fatal(text);
        hasFailed = true;
    }
}
