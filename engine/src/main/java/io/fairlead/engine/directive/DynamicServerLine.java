/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.List;
import java.util.Locale;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.KeywordState;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;

/**
 * The line of a server that is added at run time: what may stand on it, how it is read, checked and numbered.
 * Source: management.txt 9.3 "add server". Conductor only.
 */
public final class DynamicServerLine
{
    /** In HAProxy's order, which {@code add server help} shows. */
    private static final List<String> PERMITTED = List.of(
        "allow-0rtt", "alpn", "ca-file", "check-alpn", "check-sni", "check-ssl", "ciphers", "ciphersuites",
        "client-sigalgs", "crl-file", "curves", "crt", "force-sslv3", "force-tlsv10", "force-tlsv11", "force-tlsv12",
        "force-tlsv13", "ktls", "no-check-sni-auto", "no-renegotiate", "no-sni-auto", "no-ssl-reuse", "no-sslv3",
        "no-tlsv10", "no-tlsv11", "no-tlsv12", "no-tlsv13", "no-tls-tickets", "npn", "renegotiate",
        "send-proxy-v2-ssl", "send-proxy-v2-ssl-cn", "sigalgs", "sni", "ssl", "ssl-min-ver", "ssl-max-ver",
        "tls-tickets", "verify", "verifyhost", "backup", "cookie", "disabled", "error-limit", "guid", "ws",
        "hash-key", "id", "idle-ping", "init-state", "maxconn", "maxqueue", "minconn", "no-backup", "no-send-proxy",
        "no-send-proxy-v2", "no-tfo", "observe", "on-error", "on-marked-down", "on-marked-up", "pool-conn-name",
        "pool-low-conn", "pool-max-conn", "pool-purge-delay", "proto", "proxy-v2-options", "send-proxy",
        "send-proxy-v2", "set-proxy-v2-tlv-fmt", "shard", "slowstart", "source", "strict-maxconn", "tfo", "track",
        "usesrc", "weight", "healthcheck", "addr", "agent-addr", "agent-check", "agent-inter", "agent-port",
        "agent-send", "check", "check-pool-conn-name", "check-proto", "check-reuse-pool", "check-send-proxy",
        "check-via-socks4", "rise", "fall", "inter", "fastinter", "downinter", "port");

    private final Generation generation;
    private final Backend backend;
    private final ParseContext context;

    /**
     * A reader of lines for one backend.
     *
     * @param generation in force.
     * @param backend    of it.
     * @param messages   told what is wrong.
     */
    public DynamicServerLine(final Generation generation, final Backend backend, final Messages messages)
    {
        this.generation = generation;
        this.backend = backend;
        this.context = generation.configuration().reading.later(messages);
    }

    static boolean isPermitted(final String word)
    {
        return PERMITTED.contains(word);
    }

    /**
     * Words that may stand on such a line.
     *
     * @param registry of all words.
     * @return those this program knows, in HAProxy's order.
     */
    public static List<String> permitted(final KeywordRegistry registry)
    {
        return PERMITTED.stream().filter(word ->
        {
            final Keyword keyword = registry.find(KeywordKind.SERVER, word);
            return null != keyword && KeywordState.REFUSED != keyword.state();
        }).toList();
    }

    /**
     * Read a line.
     *
     * @param line name of the server, address, options.
     * @return settings with a number and, when it tracks another one, that one's; null when refused.
     */
    public ServerSettings read(final List<String> line)
    {
        final String[] words = new String[line.size() + 1];
        words[0] = "server";
        for (int i = 1; i < words.length; i++)
        {
            words[i] = line.get(i - 1);
        }
        final ConfigLine text = ConfigLine.of("", 0, words);
        context.line(text);
        final ServerSettings server = ServerLine.parseDynamic(backend.settings(), new Words(text, 1), context);
        return null != server && isUsable(server) && hasNumber(server) && claimsGuid(server) ? server : null;
    }

    /**
     * A server is gone: what its line had taken is free again.
     *
     * @param configuration its line was read for.
     * @param server        that was removed.
     */
    public static void release(final Configuration configuration, final ServerSettings server)
    {
        if (null != server.guid)
        {
            Guids.release(server.guid, configuration.reading);
        }
    }

    private boolean isUsable(final ServerSettings server)
    {
        final ProxySettings proxy = backend.settings();
        if (null != server.protocol && !"none".equals(server.protocol) && ProxySettings.Mode.HTTP != proxy.mode)
        {
            return refuse(server, "MUX protocol is not usable for server.");
        }
        if (null != server.healthCheck && !generation.configuration().healthChecks.containsKey(server.healthCheck))
        {
            return refuse(server, "parsing [(null):0]: " + ServerCheck.healthCheckProblem(server));
        }
        final String port =
            server.isChecked ? ServerCheck.portProblem(generation.configuration(), proxy, server) : null;
        if (server.address.isDatagram)
        {
            return refuse(server, "unsupported transport for server address in '" +
                proxy.mode.name().toLowerCase(Locale.ROOT) + "' backend.");
        }
        if (null != port)
        {
            return refuse(server, "config: " + Placement.typeName(proxy) + " '" + proxy.name + "': server '" +
                server.name + "' has neither service port nor check port" +
                (".".equals(port) ? " nor tcp_check rule 'connect' with port information." : port));
        }
        final String tracking =
            null == server.track ? null : ServerCheck.trackDynamic(generation, backend, server);
        return null == tracking || refuse(server, tracking);
    }

    private boolean hasNumber(final ServerSettings server)
    {
        if (!server.isIdForced)
        {
            server.id = 1;
            while (null != backend.servers().byId(server.id))
            {
                server.id++;
            }
            return true;
        }
        final Server other = backend.servers().byId(server.id);
        return null == other || refuse(server, "'id' : custom id " + server.id + " already used at " +
            (other.settings().isDynamic ? "(null)" : other.settings().file) + ':' + other.settings().line +
            " ('server " + other.name() + "').");
    }

    private boolean claimsGuid(final ServerSettings server)
    {
        if (null != server.guid)
        {
            try
            {
                Guids.claim("guid", server.guid, "server " + backend.settings().name + '/' + server.name, context);
            }
            catch (final ConfigException ex)
            {
                return refuse(server, ex.getMessage() + '.');
            }
        }
        return true;
    }

    private boolean refuse(final ServerSettings server, final String text)
    {
        context.messages().about("server " + backend.settings().name + '/' + server.name);
        context.fatal(text);
        return false;
    }
}
