/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.server.SourceSettings;

/** {@code source} of backends and servers. */
final class SourceLine
{
    private static final int SINGLE = AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.STREAM;
    private static final int RANGE = SINGLE | AddressParser.PORT_RANGE;
    private static final int MAX_HEADER_HISTORY = 10;

    private SourceLine()
    {
    }

    /** A backend's line; refuses words it does not know. */
    static void parseProxy(final SourceSettings source, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException(
                "'source' expects <addr>[:<port>], and optionally 'usesrc' <addr>, and 'interface' <name>.");
        }
        source.transparent = SourceSettings.Transparent.NONE;
        source.interfaceName = null;
        final String address = words.next();
        try
        {
            source.address = parser(context).parse(address, SINGLE, null);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'source " + address + "' : " + e.getMessage());
        }
        while (words.hasNext())
        {
            switch (words.next())
            {
                case "usesrc" -> proxyTransparent(source, words, context);
                case "interface" ->
                {
                    source.interfaceName = words.next();
                    if (source.interfaceName.isEmpty())
                    {
                        throw new ConfigException("'source' : missing interface name.");
                    }
                }
                default ->
                    throw new ConfigException("'source' only supports optional keywords 'interface' and 'usesrc'.");
            }
        }
    }

    private static void proxyTransparent(final SourceSettings source, final Words words, final ParseContext context)
    {
        final String what = words.next();
        if (what.isEmpty())
        {
            throw new ConfigException("'usesrc' expects <addr>[:<port>], 'client', or 'clientip' as argument.");
        }
        if (!keyword(source, what))
        {
            throw new ConfigException(
                "usesrc hdr_ip(name,num) does not support negative occurrences values smaller than " +
                MAX_HEADER_HISTORY + ".");
        }
        if (SourceSettings.Transparent.ADDRESS == source.transparent)
        {
            try
            {
                source.transparentAddress.copyFrom(parser(context).parse(what, SINGLE, null).address);
            }
            catch (final ConfigException e)
            {
                throw new ConfigException("'usesrc " + what + "' : " + e.getMessage());
            }
        }
    }

    /**
     * A server's option; leaves the cursor at the first word that does not belong to it.
     *
     * @throws ConfigException the bare message, unless {@code line} has already told it.
     */
    static SourceSettings parseServer(final Words words, final ParseContext context, final ServerLine line)
    {
        final SourceSettings source = new SourceSettings();
        if (!words.hasNext())
        {
            throw new ConfigException(
                "'source' expects <addr>[:<port>[-<port>]], and optionally 'usesrc' <addr>, and " +
                "'interface' <name> as argument.\n");
        }
        final String address = words.next();
        try
        {
            source.address = parser(context).parse(address, RANGE, null);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'source " + address + "' : " + e.getMessage() + '\n');
        }
        while (words.hasNext())
        {
            if (words.accept("usesrc"))
            {
                serverTransparent(source, words, context, line);
            }
            else if (words.accept("interface"))
            {
                source.interfaceName = words.next();
                if (source.interfaceName.isEmpty())
                {
                    line.fail("'server' : missing interface name", "interface");
                    return source;
                }
            }
            else
            {
                break;
            }
        }
        return source;
    }

    private static void serverTransparent(
        final SourceSettings source, final Words words, final ParseContext context, final ServerLine line)
    {
        final String what = words.next();
        if (what.isEmpty())
        {
            line.fail("'usesrc' expects <addr>[:<port>], 'client', 'clientip', or 'hdr_ip(name,#)' as argument",
                "usesrc");
            return;
        }
        if (!keyword(source, what))
        {
            line.fail("usesrc hdr_ip(name,num) does not support negative occurrences values smaller than " +
                MAX_HEADER_HISTORY,
                "usesrc");
            return;
        }
        if (SourceSettings.Transparent.ADDRESS == source.transparent)
        {
            try
            {
                source.transparentAddress.copyFrom(parser(context).parse(what, SINGLE, null).address);
            }
            catch (final ConfigException e)
            {
                line.failExactly("'usesrc " + what + "' : " + e.getMessage(), "usesrc");
            }
        }
    }

    /**
     * Take {@code client}, {@code clientip}, {@code hdr_ip(...)} or mark an address; false if the occurrence is bad.
     */
    private static boolean keyword(final SourceSettings source, final String what)
    {
        if ("client".equals(what))
        {
            source.transparent = SourceSettings.Transparent.CLIENT;
        }
        else if ("clientip".equals(what))
        {
            source.transparent = SourceSettings.Transparent.CLIENT_IP;
        }
        else if (what.startsWith("hdr_ip("))
        {
            source.transparent = SourceSettings.Transparent.HEADER;
            return header(source, what.substring("hdr_ip(".length()));
        }
        else
        {
            source.transparent = SourceSettings.Transparent.ADDRESS;
        }
        return true;
    }

    private static boolean header(final SourceSettings source, final String text)
    {
        final int end = text.indexOf(')') < 0 ? text.length() : text.indexOf(')');
        final int comma = text.indexOf(',');
        final int nameEnd = comma < 0 || comma > end ? end : comma;
        source.headerName = text.substring(0, nameEnd).trim().toLowerCase(java.util.Locale.ROOT);
        source.headerOccurrence = nameEnd == end ? -1 : Numbers.atoi(text.substring(nameEnd + 1));
        return source.headerOccurrence >= -MAX_HEADER_HISTORY;
    }

    private static AddressParser parser(final ParseContext context)
    {
        return new AddressParser(context, DescriptorProbe.NONE);
    }
}
