/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import java.nio.file.Path;

/**
 * Settings a {@link CounterFile} is made from.
 */
public final class CounterFileContext
{
    private Path path;
    private int loopCount = 1;
    private int objectCapacity = 1024;
    private long heapLength = 16L << 20;
    private String product = "";
    private String node = "";
    private String configuration = "";
    private int maxConnections;

    /**
     * Settings with one loop, room for 1024 objects and no file.
     */
    public CounterFileContext()
    {
    }

    /**
     * Path of the file to make.
     *
     * @return path, null for counters in memory only.
     */
    public Path path()
    {
        return path;
    }

    /**
     * Set the path of the file to make; it is replaced when it exists.
     *
     * @param path see {@link CounterFileLocator#newPath()}; null for counters in memory only.
     * @return this.
     */
    public CounterFileContext path(final Path path)
    {
        this.path = path;
        return this;
    }

    /**
     * Loops that count.
     *
     * @return at least 1.
     */
    public int loopCount()
    {
        return loopCount;
    }

    /**
     * Set how many loops count; the conductor has one region more.
     *
     * @param loopCount at least 1.
     * @return this.
     */
    public CounterFileContext loopCount(final int loopCount)
    {
        this.loopCount = loopCount;
        return this;
    }

    /**
     * Objects there is room for.
     *
     * @return at least 1.
     */
    public int objectCapacity()
    {
        return objectCapacity;
    }

    /**
     * Set how many objects there is room for; unused room costs no memory, so several times the objects of the first
     * configuration leaves room for reloads.
     *
     * @param objectCapacity at least 1.
     * @return this.
     */
    public CounterFileContext objectCapacity(final int objectCapacity)
    {
        this.objectCapacity = objectCapacity;
        return this;
    }

    /**
     * Room for latency histograms.
     *
     * @return bytes in each region.
     */
    public long heapLength()
    {
        return heapLength;
    }

    /**
     * Set the room for latency histograms in each region; made smaller when the file system has too little.
     *
     * @param heapLength bytes; 2 to 4 KiB are used for each histogram that is written to.
     * @return this.
     */
    public CounterFileContext heapLength(final long heapLength)
    {
        this.heapLength = heapLength;
        return this;
    }

    /**
     * Name and version of the program.
     *
     * @return text for readers.
     */
    public String product()
    {
        return product;
    }

    /**
     * Set the name and version of the program.
     *
     * @param product text for readers, at most 60 bytes are kept.
     * @return this.
     */
    public CounterFileContext product(final String product)
    {
        this.product = product;
        return this;
    }

    /**
     * Name of the node.
     *
     * @return text for readers.
     */
    public String node()
    {
        return node;
    }

    /**
     * Set the name of the node.
     *
     * @param node text for readers, at most 124 bytes are kept.
     * @return this.
     */
    public CounterFileContext node(final String node)
    {
        this.node = node;
        return this;
    }

    /**
     * Configuration files of the daemon.
     *
     * @return text for readers.
     */
    public String configuration()
    {
        return configuration;
    }

    /**
     * Set the configuration files of the daemon.
     *
     * @param configuration text for readers, at most 508 bytes are kept.
     * @return this.
     */
    public CounterFileContext configuration(final String configuration)
    {
        this.configuration = configuration;
        return this;
    }

    /**
     * Connection limit of the process.
     *
     * @return limit, 0 when unknown.
     */
    public int maxConnections()
    {
        return maxConnections;
    }

    /**
     * Set the connection limit of the process.
     *
     * @param maxConnections limit, 0 when unknown.
     * @return this.
     */
    public CounterFileContext maxConnections(final int maxConnections)
    {
        this.maxConnections = maxConnections;
        return this;
    }
}
