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

/**
 * HAProxy, and Fairlead, which reads the same file.
 *
 * @param flags of the JVM, more than {@code tools/jvm.options} says; empty for none.
 */
record HaproxyPeer(String name, String program, String flags) implements Peer
{
    HaproxyPeer(final String name, final String program)
    {
        this(name, program, "");
    }

    @Override
    public String version(final Path directory) throws IOException
    {
        return Programs.firstLine(List.of(program, "-v"), directory);
    }

    @Override
    public List<String> configure(final Setup setup, final Map<Feature, Integer> ports) throws IOException
    {
        final StringBuilder text = new StringBuilder("""
            global
                nbthread 1
                cpu-map 1 0
                maxconn %d
                log 127.0.0.1:%d local0 info
            defaults
                mode http
                timeout client 60s
                timeout server 60s
                timeout connect 5s
                http-reuse always
            """.formatted(setup.maxConnections(), setup.logPort()));
        for (final Map.Entry<Feature, Integer> entry : ports.entrySet())
        {
            text.append("listen ").append(entry.getKey()).append("\n    bind 127.0.0.1:").append(entry.getValue())
                .append('\n').append(lines(entry.getKey()))
                .append("    server origin 127.0.0.1:").append(setup.originPort()).append('\n');
        }
        final Path file = setup.write("haproxy.cfg", text.toString());
        final List<String> command = new ArrayList<>(Programs.onProcessors("0,1"));
        if (!flags.isEmpty())
        {
            command.addAll(List.of("env", "FAIRLEAD_JAVA_OPTS=" + flags));
        }
        command.add(program);
        command.add(setup.isReloaded() ? "-W" : "-db");
        command.addAll(List.of("-f", file.toString()));
        return command;
    }

    @Override
    public List<String> verify(final Setup setup)
    {
        return List.of(program, "-c", "-f", setup.directory().resolve("haproxy.cfg").toString());
    }

    @Override
    public String reloadSignal()
    {
        return "USR2";
    }

    private static String lines(final Feature feature)
    {
        return switch (feature)
        {
            case HTTP -> "    option forwardfor\n";
            case TCP -> "    mode tcp\n";
            case RULES -> rules();
            case LOG -> "    option forwardfor\n    option httplog\n    log global\n";
            case COMPRESSION ->
                "    option forwardfor\n    compression algo gzip\n    compression type text/plain\n";
        };
    }

    private static String rules()
    {
        final StringBuilder text = new StringBuilder("    option forwardfor\n");
        for (int i = 0; i < 25; i++)
        {
            text.append("    http-request deny if { path_beg /private/").append(i).append("/ }\n");
            text.append("    http-request deny if { req.hdr(x-tenant) -m str tenant-").append(i).append(" }\n");
        }
        return text.toString();
    }
}
