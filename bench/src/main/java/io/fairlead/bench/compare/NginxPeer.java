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

/** nginx with one worker; TCP only where its stream module is installed. */
record NginxPeer(String program) implements Peer
{
    private static final Path STREAM_MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

    @Override
    public String name()
    {
        return "nginx";
    }

    @Override
    public String version(final Path directory) throws IOException
    {
        return Programs.firstLine(List.of(program, "-v"), directory);
    }

    @Override
    public List<String> configure(final Setup setup, final Map<Feature, Integer> ports) throws IOException
    {
        final StringBuilder http = new StringBuilder();
        final StringBuilder stream = new StringBuilder();
        for (final Map.Entry<Feature, Integer> entry : ports.entrySet())
        {
            if (Feature.TCP == entry.getKey())
            {
                if (!STREAM_MODULE.toFile().exists())
                {
                    return null;
                }
                stream.append("stream { server { listen 127.0.0.1:").append(entry.getValue())
                    .append(" backlog=4096; proxy_pass 127.0.0.1:").append(setup.originPort()).append("; } }\n");
            }
            else
            {
                http.append("  server { listen 127.0.0.1:").append(entry.getValue()).append(" backlog=4096;\n")
                    .append(lines(setup, entry.getKey()))
                    .append("    location / { proxy_pass http://origin; } }\n");
            }
        }
        final Path file = setup.write("nginx.conf", """
            %sdaemon off; worker_processes 1; worker_cpu_affinity 01; worker_rlimit_nofile %d;
            pid %s/nginx.pid; error_log %<s/error.log;
            events { worker_connections %d; }
            %shttp {
              access_log off; keepalive_requests 1000000000; keepalive_timeout 60s;
              proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering on;
              proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header Host $host;
              proxy_temp_path %s; client_body_temp_path %<s; fastcgi_temp_path %<s;
              uwsgi_temp_path %<s; scgi_temp_path %<s;
              upstream origin { server 127.0.0.1:%d; keepalive 512; keepalive_requests 1000000000; }
            %s}
            """.formatted(
                stream.isEmpty() ? "" : "load_module " + STREAM_MODULE + ";\n", 2 * setup.maxConnections(),
                setup.directory(), 2 * setup.maxConnections() - 100, stream,
                setup.directory(), setup.originPort(), http));
        final List<String> command = new ArrayList<>(Programs.onProcessors("0"));
        command.addAll(
            List.of(program, "-e", setup.directory().resolve("error.log").toString(), "-c", file.toString()));
        return command;
    }

    @Override
    public List<String> verify(final Setup setup)
    {
        return List.of(
            program, "-t", "-e", setup.directory().resolve("error.log").toString(), "-c",
            setup.directory().resolve("nginx.conf").toString());
    }

    @Override
    public String reloadSignal()
    {
        return "HUP";
    }

    private static String lines(final Setup setup, final Feature feature)
    {
        return switch (feature)
        {
            case LOG -> "    access_log syslog:server=127.0.0.1:" + setup.logPort() + ";\n";
            case COMPRESSION -> "    gzip on; gzip_comp_level 1; gzip_types text/plain; gzip_proxied any;\n";
            case RULES -> rules();
            default -> "";
        };
    }

    private static String rules()
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < 25; i++)
        {
            text.append("    location /private/").append(i).append("/ { return 403; }\n");
            text.append("    if ($http_x_tenant = tenant-").append(i).append(") { return 403; }\n");
        }
        return text.toString();
    }
}
