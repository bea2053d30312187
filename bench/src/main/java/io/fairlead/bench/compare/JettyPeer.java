/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Eclipse Jetty's proxy handler: what a Java shop would take otherwise, {@link JettyProxy} in a JVM of its own. */
record JettyPeer() implements Peer
{
    @Override
    public String name()
    {
        return "jetty";
    }

    @Override
    public String version(final Path directory)
    {
        return "Jetty " + org.eclipse.jetty.server.Server.getVersion() + ", Java " + Runtime.version();
    }

    @Override
    public List<String> configure(final Setup setup, final Map<Feature, Integer> ports) throws IOException
    {
        if (1 != ports.size() || !ports.containsKey(Feature.HTTP))
        {
            return null;
        }
        final List<String> command = new ArrayList<>(Programs.onProcessors("0"));
        command.addAll(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms256m", "-Xmx1g",
            "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1", "-cp", System.getProperty("java.class.path"),
            JettyProxy.class.getName(), Integer.toString(ports.get(Feature.HTTP)),
            Integer.toString(setup.originPort())));
        return command;
    }

    @Override
    public List<String> verify(final Setup setup)
    {
        return null;
    }
}
