/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A balancer of one kind: how it is configured for some features and started with one event loop on processor 0.
 */
interface Peer
{
    /** As it is called in results. */
    String name();

    /** First line of what it says of its version, or null if this machine does not have it. */
    String version(Path directory) throws IOException;

    /**
     * Writes its configuration.
     *
     * @param ports by feature; only these are to be configured.
     * @return the command that serves by it in the foreground, or null if it cannot do one of the features.
     */
    List<String> configure(Setup setup, Map<Feature, Integer> ports) throws IOException;

    /** A command that ends with status 0 if the configuration is one that the peer takes, or null if it cannot tell. */
    List<String> verify(Setup setup);

    /** The signal that makes it read its configuration again without losing a request, or null. */
    default String reloadSignal()
    {
        return null;
    }

    /**
     * Where a peer's files lie and what it talks to.
     *
     * @param directory its own, empty at first.
     * @param originPort on 127.0.0.1.
     * @param logPort of the syslog receiver, UDP on 127.0.0.1.
     * @param maxConnections that clients will have at a time.
     * @param isReloaded whether it will be told to read its configuration again.
     */
    record Setup(Path directory, int originPort, int logPort, int maxConnections, boolean isReloaded)
    {
        Path write(final String name, final String text) throws IOException
        {
            return Files.writeString(directory.resolve(name), text);
        }
    }
}
