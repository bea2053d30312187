/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Variables that are set while the configuration is read, for use in it.
 * Source: configuration.txt 2.3 "Environment variables", 8.2 "Log formats".
 */
public final class DefaultVariables
{
    /** Format of {@code option httplog}. */
    public static final String HTTP_LOG_FORMAT =
        "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r";
    /** Format of {@code option httplog clf}. */
    public static final String HTTP_CLF_LOG_FORMAT =
        "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc %ac %fc %bc %sc " +
        "%rc %sq %bq %CC %CS %hrl %hsl";
    /** Format of {@code option httpslog}. */
    public static final String HTTPS_LOG_FORMAT = HTTP_LOG_FORMAT +
        " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed] %[ssl_fc_sni]/%sslv/%sslc";
    /** Format of {@code option tcplog}. */
    public static final String TCP_LOG_FORMAT =
        "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";
    /** Format of {@code option tcplog clf}. */
    public static final String TCP_CLF_LOG_FORMAT =
        "%{+Q}o %{-Q}ci - - [%T] \"TCP \" 000 %B \"\" \"\" %cp %ms %ft %b %s %Th %Tw %Tc %Tt %U %ts-- %ac %fc %bc " +
        "%sc %rc %sq %bq \"\" \"\" ";

    private static final Path HOST_NAME_FILE = Path.of("/proc/sys/kernel/hostname");
    private static final String[] KEY_LOG_LABELS = {
        "CLIENT_EARLY_TRAFFIC_SECRET", "client_early_traffic_secret",
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "client_handshake_traffic_secret",
        "SERVER_HANDSHAKE_TRAFFIC_SECRET", "server_handshake_traffic_secret",
        "CLIENT_TRAFFIC_SECRET_0", "client_traffic_secret_0",
        "SERVER_TRAFFIC_SECRET_0", "server_traffic_secret_0",
        "EXPORTER_SECRET", "exporter_secret",
        "EARLY_EXPORTER_SECRET", "early_exporter_secret"};

    private DefaultVariables()
    {
    }

    /** Name of this host, which is also the default name among peers. */
    public static String hostName()
    {
        try
        {
            return Files.readString(HOST_NAME_FILE).trim();
        }
        catch (final IOException e)
        {
            return "localhost";
        }
    }

    static void define(final Environment environment)
    {
        environment.preset("HAPROXY_STARTUP_VERSION", Version.HAPROXY);
        environment.set("HAPROXY_HTTP_LOG_FMT", HTTP_LOG_FORMAT);
        environment.set("HAPROXY_HTTP_CLF_LOG_FMT", HTTP_CLF_LOG_FORMAT);
        environment.set("HAPROXY_HTTPS_LOG_FMT", HTTPS_LOG_FORMAT);
        environment.set("HAPROXY_TCP_LOG_FMT", TCP_LOG_FORMAT);
        environment.set("HAPROXY_TCP_CLF_LOG_FMT", TCP_CLF_LOG_FORMAT);
        environment.set("HAPROXY_KEYLOG_FC_LOG_FMT", keyLog("fc", " "));
        environment.set("HAPROXY_KEYLOG_BC_LOG_FMT", keyLog("bc", "  "));
        environment.set("HAPROXY_BRANCH", Version.HAPROXY_BRANCH);
    }

    static void remove(final Environment environment)
    {
        environment.unset("HAPROXY_HTTP_LOG_FMT");
        environment.unset("HAPROXY_HTTP_CLF_LOG_FMT");
        environment.unset("HAPROXY_HTTPS_LOG_FMT");
        environment.unset("HAPROXY_TCP_LOG_FMT");
        environment.unset("HAPROXY_TCP_CLF_LOG_FMT");
    }

    private static String keyLog(final String side, final String gap)
    {
        final String random = "%[ssl_" + side + "_client_random,hex]";
        final StringBuilder format = new StringBuilder("CLIENT_RANDOM ").append(random).append(gap)
            .append("%[ssl_").append(side).append("_session_key,hex]");
        for (int i = 0; i < KEY_LOG_LABELS.length; i += 2)
        {
            format.append('\n').append(KEY_LOG_LABELS[i]).append(' ').append(random).append(" %[ssl_").append(side)
                .append('_').append(KEY_LOG_LABELS[i + 1]).append(']');
        }
        return format.toString();
    }
}
