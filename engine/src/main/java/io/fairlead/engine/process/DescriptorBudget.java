/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;

/**
 * How many client connections the descriptors of the process allow, or how many descriptors a configured number needs
 * (configuration.txt 3.2 "maxconn", "ulimit-n").
 *
 * @param maxConnections limit of client connections.
 * @param descriptors    limit of descriptors to ask the system for; 0 to leave it alone.
 */
record DescriptorBudget(int maxConnections, long descriptors)
{
    private static final int FALLBACK_LIMIT = 4096;
    private static final int RESERVED = 10;
    private static final int PER_LOOP = 8;

    /**
     * Work it out.
     *
     * @param configuration read and checked.
     * @param line          with its {@code -n}.
     * @return the budget.
     */
    static DescriptorBudget of(final Configuration configuration, final CommandLine line)
    {
        final GlobalSettings global = configuration.global;
        int fixed = RESERVED;
        for (final ProxySettings proxy : configuration.proxies)
        {
            fixed += proxy.binds.size() + (int)proxy.servers.stream().filter(server -> server.isChecked).count();
        }
        final int loops = global.threadCount > 0 ? global.threadCount : Runtime.getRuntime().availableProcessors();
        fixed += loops * PER_LOOP;
        final long wanted = line.maxConn() > 0 ? line.maxConn() : global.maxConn;
        if (wanted > 0)
        {
            final long needed = global.descriptorLimit > 0 ? global.descriptorLimit : 2 * wanted + fixed;
            return new DescriptorBudget((int)Math.min(Integer.MAX_VALUE, wanted), raise(needed));
        }
        final long limit = global.descriptorLimit > 0 ? raise(global.descriptorLimit) : currentLimit();
        return new DescriptorBudget((int)Math.max(1, Math.min(Integer.MAX_VALUE, (limit - fixed) / 2)), limit);
    }

    private static long currentLimit()
    {
        try
        {
            return ProcessControl.limit(ProcessControl.Resource.OPEN_FILES).soft();
        }
        catch (final IOException ex)
        {
            // the system does not tell: assume little
            return FALLBACK_LIMIT;
        }
    }

    private static long raise(final long needed)
    {
        try
        {
            final ProcessControl.Limit now = ProcessControl.limit(ProcessControl.Resource.OPEN_FILES);
            if (now.soft() < needed)
            {
                ProcessControl.limit(ProcessControl.Resource.OPEN_FILES, needed, Math.max(now.hard(), needed));
            }
            return needed;
        }
        catch (final IOException ex)
        {
            return needed;
        }
    }
}
