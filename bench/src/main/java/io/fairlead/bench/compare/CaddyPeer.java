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

/** Caddy, held to one thread of Go code at a time. */
record CaddyPeer(String program) implements Peer
{
    @Override
    public String name()
    {
        return "caddy";
    }

    @Override
    public String version(final Path directory) throws IOException
    {
        return Programs.firstLine(List.of(program, "version"), directory);
    }

    @Override
    public List<String> configure(final Setup setup, final Map<Feature, Integer> ports) throws IOException
    {
        final StringBuilder text = new StringBuilder("{\n  admin off\n  auto_https off\n}\n");
        for (final Map.Entry<Feature, Integer> entry : ports.entrySet())
        {
            if (Feature.HTTP != entry.getKey() && Feature.COMPRESSION != entry.getKey())
            {
                return null;
            }
            text.append("http://127.0.0.1:").append(entry.getValue()).append(" {\n  bind 127.0.0.1\n")
                .append(Feature.COMPRESSION == entry.getKey() ? "  encode {\n    gzip 1\n  }\n" : "")
                .append("  reverse_proxy 127.0.0.1:").append(setup.originPort())
                .append(" {\n    transport http {\n      keepalive_idle_conns_per_host 512\n    }\n  }\n}\n");
        }
        final Path file = setup.write("Caddyfile", text.toString());
        final List<String> command = new ArrayList<>(Programs.onProcessors("0"));
        command.addAll(List.of(
            "env", "GOMAXPROCS=1", "HOME=" + setup.directory(), program, "run", "--adapter", "caddyfile", "--config",
            file.toString()));
        return command;
    }

    @Override
    public List<String> verify(final Setup setup)
    {
        return List.of(
            "env", "HOME=" + setup.directory(), program, "validate", "--adapter", "caddyfile", "--config",
            setup.directory().resolve("Caddyfile").toString());
    }
}
