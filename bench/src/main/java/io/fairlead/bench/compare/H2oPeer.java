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

/** H2O with one thread. */
record H2oPeer(String program) implements Peer
{
    @Override
    public String name()
    {
        return "h2o";
    }

    @Override
    public String version(final Path directory) throws IOException
    {
        return Programs.firstLine(List.of(program, "--version"), directory);
    }

    @Override
    public List<String> configure(final Setup setup, final Map<Feature, Integer> ports) throws IOException
    {
        final StringBuilder text = new StringBuilder("""
            num-threads: 1
            max-connections: %d
            http1-request-timeout: 60
            proxy.timeout.keepalive: 60000
            hosts:
            """.formatted(setup.maxConnections()));
        for (final Map.Entry<Feature, Integer> entry : ports.entrySet())
        {
            if (Feature.HTTP != entry.getKey() && Feature.COMPRESSION != entry.getKey())
            {
                return null;
            }
            text.append("  \"*:").append(entry.getValue()).append(
                "\":\n    listen:\n      host: 127.0.0.1\n      port: ")
                .append(entry.getValue()).append('\n')
                .append(Feature.COMPRESSION == entry.getKey() ? "    compress: [gzip]\n" : "")
                .append("    paths:\n      \"/\":\n        proxy.reverse.url: \"http://127.0.0.1:")
                .append(setup.originPort()).append("/\"\n");
        }
        final Path file = setup.write("h2o.conf", text.toString());
        final List<String> command = new ArrayList<>(Programs.onProcessors("0"));
        command.addAll(List.of(program, "-m", "worker", "-c", file.toString()));
        return command;
    }

    @Override
    public List<String> verify(final Setup setup)
    {
        return List.of(program, "-t", "-c", setup.directory().resolve("h2o.conf").toString());
    }
}
