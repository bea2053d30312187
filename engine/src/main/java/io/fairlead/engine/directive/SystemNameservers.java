/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.dns.NameserverSettings;
import io.fairlead.engine.dns.ResolversSettings;
import io.fairlead.engine.proxy.Configuration;

/** The name servers of the system. Source: configuration.txt 5.3.2 "parse-resolv-conf". */
final class SystemNameservers
{
    private static final Path FILE = Path.of("/etc/resolv.conf");
    private static final String WORD = "nameserver";
    private static final String DEFAULT = "default";
    private static final int DNS_PORT = 53;

    private SystemNameservers()
    {
    }

    /** {@code parse-resolv-conf}. */
    static void add(final ResolversSettings section, final Words words, final ParseContext context)
    {
        final StringBuilder warnings = new StringBuilder();
        if (!add(section, warnings))
        {
            throw ConfigException.tight("failed to open /etc/resolv.conf.");
        }
        if (!warnings.isEmpty())
        {
            context.warningTight(Report.indented(warnings.toString(), 8));
        }
    }

    /** The section {@code default} exists if the system has name servers; nothing is said if it has not. */
    static void addDefaultSection(final Configuration configuration)
    {
        if (configuration.resolvers.containsKey(DEFAULT))
        {
            return;
        }
        final ResolversSettings section = new ResolversSettings(DEFAULT, "<internal>", 0);
        if (add(section, new StringBuilder()) && !section.nameservers.isEmpty())
        {
            configuration.resolvers.put(DEFAULT, section);
        }
    }

    private static boolean add(final ResolversSettings section, final StringBuilder warnings)
    {
        final List<String> lines;
        try
        {
            lines = Files.readAllLines(FILE, StandardCharsets.ISO_8859_1);
        }
        catch (final IOException ex)
        {
            return false;
        }
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i);
            if (line.startsWith(WORD) && line.length() > WORD.length() && Character.isWhitespace(line.charAt(
                WORD.length())))
            {
                add(section, line.substring(WORD.length()).trim(), i + 1, warnings);
            }
        }
        return true;
    }

    private static void add(
        final ResolversSettings section, final String arguments, final int line, final StringBuilder warnings)
    {
        final String where = "[" + FILE + ':' + line + "] : ";
        if (arguments.isEmpty())
        {
            warnings.append("parsing ").append(where).append("nameserver line is missing address.\n");
            return;
        }
        final String address = arguments.split("\\s+")[0];
        for (final NameserverSettings other : section.nameservers)
        {
            if (address.equals(other.name()))
            {
                warnings.append("Parsing ").append(where).append("generated name for /etc/resolv.conf nameserver '")
                    .append(address).append("' conflicts with another nameserver (declared at ").append(other.file())
                    .append(':').append(other.line())
                    .append("), it appears to be a duplicate and will be excluded.\n");
                return;
            }
        }
        final NetAddress parsed = new NetAddress();
        if (!AddressParser.parseNumeric(address, 0, parsed))
        {
            warnings.append("parsing ").append(where).append("address '").append(address)
                .append("' could not be recognized, nameserver will be excluded.\n");
            return;
        }
        section.nameservers.add(new NameserverSettings(address,
            (InetSocketAddress)parsed.port(DNS_PORT).toSocketAddress(), false, 0, FILE.toString(), line));
    }
}
