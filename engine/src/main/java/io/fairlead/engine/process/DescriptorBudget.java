/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;

import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ProxySettings;

/**
 * How many client connections the descriptors of the process allow, or how many descriptors a configured number needs,
 * counted and told as HAProxy counts and tells it (configuration.txt 3.2 "maxconn", "ulimit-n", "fd-hard-limit", 3.1
 * "strict-limits"; management.txt 3 "-m", "-n"). Main thread, at start.
 */
final class DescriptorBudget
{
    private static final int RESERVED = 10;
    private static final int PER_LOOP = 3;
    private static final int LEAST_CONNECTIONS = 100;
    private static final int MOST_DESCRIPTORS = 1_048_576;
    /** What the JVM keeps open beside what is counted: jar files, the counter file, sinks of logs. */
    private static final int OWN = 64;
    private static final double USABLE_MEMORY = 0.97;
    private static final long MIB = 1_048_576L;
    /** What HAProxy reckons for the structures of a stream and its connections, buffers and captures apart. */
    private static final int STREAM_BYTES = 1792;
    private static final int UNLIMITED = -1;

    private final CommandLine line;
    private final String executable;
    private final Configuration configuration;
    private final GlobalSettings global;
    private final String program;
    private final int loopCount;
    private final long bootLimit;
    private final int basicSockets;
    private final int hardLimit;
    private final long memoryMb;
    private final int maxConnections;
    private final int pipes;
    private final int sockets;
    private final long descriptors;
    private final String notice;
    private final String note;

    private DescriptorBudget(
        final Configuration configuration, final CommandLine line, final String executable, final long bootLimit)
    {
        this.line = line;
        this.executable = executable;
        this.configuration = configuration;
        global = configuration.global;
        program = executable.substring(executable.lastIndexOf('/') + 1);
        loopCount = global.threadCount > 0 ? global.threadCount : Runtime.getRuntime().availableProcessors();
        this.bootLimit = bootLimit;
        basicSockets = basicSockets();
        final long configured = line.maxConn() > 0 ? line.maxConn() : global.maxConn;
        memoryMb = line.memoryLimitMb();
        hardLimit = global.descriptorHardLimit > 0 ? global.descriptorHardLimit :
            0 == configured && 0 == global.descriptorLimit && 0 == memoryMb ? MOST_DESCRIPTORS : 0;
        if (configured > 0)
        {
            maxConnections = (int)Math.min(Integer.MAX_VALUE, configured);
        }
        else
        {
            maxConnections = memoryMb > 0 ? connectionsOfMemory() : idealConnections();
        }
        notice = configured > 0 || memoryMb > 0 ? null :
            "Automatically setting global.maxconn to " + maxConnections + ".";
        note = configured > 0 || 0 == memoryMb || !(line.isVerbose() || line.isDebug()) ? null :
            "Note: setting global.maxconn to " + maxConnections;
        pipes = global.maxPipes > 0 ? global.maxPipes : idealPipes(maxConnections);
        sockets = sockets(maxConnections);
        descriptors = global.descriptorLimit > 0 ? global.descriptorLimit : sockets;
    }

    /**
     * Work it out.
     *
     * @param configuration read and checked.
     * @param line          with its {@code -n} and {@code -m}.
     * @param executable    as the process was started.
     * @return the budget; nothing is changed yet.
     */
    static DescriptorBudget of(
        final Configuration configuration, final CommandLine line, final String executable)
    {
        return of(configuration, line, executable, Math.max(current().soft(), current().hard()));
    }

    /* bootLimit: descriptors the process could get when it started. */
    static DescriptorBudget of(
        final Configuration configuration, final CommandLine line, final String executable, final long bootLimit)
    {
        return new DescriptorBudget(configuration, line, executable, bootLimit);
    }

    /** The budget of a configuration that follows in the same process. */
    DescriptorBudget follow(final Configuration next)
    {
        return new DescriptorBudget(next, line, executable, bootLimit);
    }

    /** Limit of client connections of the process. */
    int maxConnections()
    {
        return maxConnections;
    }

    /** Descriptors that so many connections need, listeners and checks included ({@code Maxsock}). */
    int sockets()
    {
        return sockets;
    }

    /** Descriptors to ask the system for ({@code Ulimit-n}). */
    long descriptors()
    {
        return descriptors;
    }

    /** Pipes that splicing may use ({@code Maxpipes}). */
    int pipes()
    {
        return pipes;
    }

    /** Memory limit of the command line, MiB; 0 for none. */
    long memoryLimitMb()
    {
        return memoryMb;
    }

    /** Most buffers of a loop's pool: as configured, and no more than the memory limit has room for. */
    int bufferLimit()
    {
        final int configured = global.bufferLimit > 0 ? global.bufferLimit : Integer.MAX_VALUE;
        return 0 == memoryMb ? configured : (int)Math.min(configured,
            (long)(memoryMb * MIB * USABLE_MEMORY) / global.bufferSize / loopCount);
    }

    /** Say what was worked out rather than configured. */
    void announce(final Messages messages)
    {
        if (null != notice)
        {
            messages.notice(notice);
        }
        if (null != note)
        {
            System.err.println(note);
        }
    }

    /**
     * Raise the limit of the system where it is too low.
     *
     * @param messages told when it cannot be raised.
     * @return false when the start is to be given up.
     */
    boolean raise(final Messages messages)
    {
        final boolean isBeyond = hardLimit > 0 && descriptors > hardLimit;
        if (!isBeyond && raised(descriptors, Math.max(bootLimit, descriptors)))
        {
            return true;
        }
        final ProcessControl.Limit now = current();
        final long soft = hardLimit > 0 ? Math.min(hardLimit, now.soft()) : now.soft();
        if (global.isStrictLimits)
        {
            messages.alert(tooFew(soft, now.hard()));
            return false;
        }
        final long most = hardLimit > 0 ? Math.min(hardLimit, now.hard()) : now.hard();
        raised(most, now.hard());
        final ProcessControl.Limit reached = current();
        messages.warning("[" + program + ".main()] Cannot raise FD limit to " + descriptors + ", limit is " +
            reached.soft() + ".");
        messages.warning(tooFew(reached.soft(), reached.hard()));
        return true;
    }

    private String tooFew(final long soft, final long hard)
    {
        return "[" + program + ".main()] Cannot raise FD limit to " + descriptors + ", current limit is " + soft +
            " and hard limit is " + hard + ". You may prefer to let HAProxy adjust the limit by itself; for this, " +
            "please just drop any 'maxconn' and 'ulimit-n' from the global section, and possibly add " +
            "'fd-hard-limit' lower than this hard limit. You may also force a new 'maxconn' value that is a bit " +
            "lower than half of the hard limit minus listeners and checks. This results in roughly " +
            twoDigits(Math.max(hard - fixedSockets(), 3) * 49 / 100) + " here.";
    }

    /**
     * Look whether the limit suffices, once the listeners are open.
     *
     * @param messages told when it does not.
     * @return false when the start is to be given up.
     */
    boolean verify(final Messages messages)
    {
        final long soft = current().soft();
        if (soft < sockets)
        {
            messages.alert("[" + program + ".main()] FD limit (" + soft + ") too low for maxconn=" + maxConnections +
                "/maxsock=" + sockets + ". Please raise 'ulimit-n' to " + sockets + " or more to avoid any trouble.");
            return !global.isStrictLimits;
        }
        // the JVM needs some of its own, if they can be had for nothing
        raised(Math.min(bootLimit, sockets + (long)OWN), bootLimit);
        return true;
    }

    /** Descriptors needed before any client comes, as the listeners and checks of the configuration say. */
    private int basicSockets()
    {
        int count = RESERVED;
        for (final ProxySettings proxy : configuration.proxies)
        {
            for (final BindSettings bind : proxy.binds)
            {
                for (final AddressSpec address : bind.addresses)
                {
                    count += address.portCount() * shards(bind, address);
                }
            }
            count += (int)proxy.servers.stream().filter(server -> server.isChecked).count();
        }
        for (final BindSettings socket : configuration.statsSockets)
        {
            count += socket.addresses.size();
        }
        return configuration.statsSockets.isEmpty() ? count : count + global.statsMaxConn;
    }

    /** Sockets of an address where their number was asked for; HAProxy's way of sharing them out by itself is one. */
    private int shards(final BindSettings bind, final AddressSpec address)
    {
        final int loops = bind.loops.length > 0 ? bind.loops.length : loopCount;
        final int wanted = 0 != bind.shards ? bind.shards : global.defaultShards;
        final boolean isSingle = AddressSpec.Form.IP != address.form || global.isReusePortForbidden || -2 == wanted;
        return isSingle || 0 == wanted ? 1 : -1 == wanted ? loops : Math.min(loops, wanted);
    }

    private int fixedSockets()
    {
        return basicSockets + PER_LOOP * loopCount;
    }

    private int sockets(final int connections)
    {
        final int splicing = global.maxPipes > 0 ? global.maxPipes : idealPipes(connections);
        return (int)Math.min(Integer.MAX_VALUE, fixedSockets() + 2L * connections + 2L * splicing);
    }

    /** Pipes that splicing proxies could use; {@link #UNLIMITED} when one has no limit and neither has the process. */
    private int idealPipes(final int connections)
    {
        long ofFrontends = 0;
        long ofBackends = 0;
        boolean isUnlimited = false;
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (!proxy.has(ProxyOption.SPLICE_AUTO) && !proxy.has(ProxyOption.SPLICE_REQUEST) &&
                !proxy.has(ProxyOption.SPLICE_RESPONSE))
            {
                continue;
            }
            final int ofBackend = proxy.fullConn > 0 ? proxy.fullConn : connections;
            isUnlimited |= proxy.isFrontend() && 0 == proxy.maxConn || proxy.isBackend() && 0 == ofBackend;
            ofFrontends += proxy.isFrontend() ? proxy.maxConn : 0;
            ofBackends += proxy.isBackend() ? ofBackend : 0;
        }
        long count = Math.max(ofFrontends, ofBackends);
        if (connections > 0)
        {
            count = isUnlimited ? connections : Math.min(connections, count);
        }
        else if (isUnlimited)
        {
            return UNLIMITED;
        }
        return (int)(count >= 4 ? count / 4 : count);
    }

    private int idealConnections()
    {
        final int splicing = global.maxPipes > 0 ? global.maxPipes : idealPipes(0);
        long remaining = hardLimit > 0 ? Math.min(bootLimit, hardLimit) : bootLimit;
        remaining -= fixedSockets();
        if (splicing > 0 && splicing * 2L < remaining)
        {
            remaining -= splicing * 2L;
        }
        final long connections = splicing < 0 ? 2 * remaining / 5 : remaining / 2;
        return (int)Math.min(Integer.MAX_VALUE, Math.max(connections, LEAST_CONNECTIONS));
    }

    private int connectionsOfMemory()
    {
        final long perConnection = STREAM_BYTES + global.logUriLength + 2L * global.captureCookieLength +
            2L * global.bufferSize;
        final long connections = twoDigits((long)(memoryMb * MIB * USABLE_MEMORY) / perConnection);
        final boolean isAllowed = sockets((int)connections) <= bootLimit;
        return (int)Math.max(1, isAllowed ? connections : twoDigits(Math.min(connections, idealConnections())));
    }

    /** A number cut to its two leading digits. */
    private static long twoDigits(final long number)
    {
        long digits = number;
        long scale = 1;
        while (digits >= 100)
        {
            digits /= 10;
            scale *= 10;
        }
        return digits * scale;
    }

    private static ProcessControl.Limit current()
    {
        try
        {
            final ProcessControl.Limit limit = ProcessControl.limit(ProcessControl.Resource.OPEN_FILES);
            return new ProcessControl.Limit(finite(limit.soft()), finite(limit.hard()));
        }
        catch (final IOException ex)
        {
            // the system does not tell: nothing can be said against any number
            return new ProcessControl.Limit(Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    private static long finite(final long limit)
    {
        return limit < 0 ? Integer.MAX_VALUE : Math.min(Integer.MAX_VALUE, limit);
    }

    private static boolean raised(final long soft, final long hard)
    {
        final ProcessControl.Limit now = current();
        return now.soft() >= soft && now.hard() >= hard ||
            0 == ProcessControl.limit(ProcessControl.Resource.OPEN_FILES, Math.max(soft, now.soft()), hard);
    }
}
