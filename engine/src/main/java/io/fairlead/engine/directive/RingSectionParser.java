/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.LogRingSettings;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Units;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.log.LogService;
import io.fairlead.engine.proxy.Configuration;

/** {@code ring} sections: records kept in memory and sent on to servers. Source: configuration.txt 12.6. */
final class RingSectionParser implements SectionParser
{
    private LogRingSettings ring;

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("description", "description <text>", "What it is for").parsedBy(
                LogRingSettings.class, RingSectionParser::description),
            word("format", "format <format>", "Header of records").parsedBy(
                LogRingSettings.class, RingSectionParser::format),
            word("maxlen", "maxlen <length>", "Longest record").parsedBy(
                LogRingSettings.class, RingSectionParser::maxLength),
            word("size", "size <size>", "Bytes of memory").parsedBy(LogRingSettings.class, RingSectionParser::size),
            word("timeout connect", "timeout connect <timeout>", "How long a connection to a server may take").parsedBy(
                LogRingSettings.class, (ring, words, context) ->
                    ring.connectTimeoutMs = timeout("connect", words, context, ring.connectTimeoutMs)),
            word("timeout server", "timeout server <timeout>", "How long a server may take nothing").parsedBy(
                LogRingSettings.class, (ring, words, context) ->
                    ring.serverTimeoutMs = timeout("server", words, context, ring.serverTimeoutMs)),
            word("server", "server <name> <address> [log-proto { legacy | octet-count }]",
                "A server records are sent on to").subset("of the words of servers only log-proto")
                .parsedBy(LogRingSettings.class, RingSectionParser::server),
            word("backing-file", "backing-file <path>", "File that holds the memory")
                .refused(LanguageIndex.refusal("backing-file")));
    }

    private static Keyword word(final String name, final String syntax, final String summary)
    {
        return Keyword.of(KeywordKind.RING, name).syntax(syntax).manual("12.6").summary(summary);
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        final String name = line.word(1);
        ring = new LogRingSettings(name);
        if (name.isEmpty())
        {
            context.alert("missing ring name.");
            return;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alert("invalid ring name '" + name + "' (character '" + (char)invalid + "' is not permitted).");
            return;
        }
        if (configuration.rings.containsKey(name) || LogService.isBuiltIn(name) || "stdout".equals(name) ||
            "stderr".equals(name))
        {
            context.alert("sink named '" + name + "' already exists.");
            return;
        }
        configuration.rings.put(name, ring);
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        if (null == context.registry().find(KeywordKind.RING, new Words(line, 0)))
        {
            context.alert("unknown statement '" + line.word(0) + "'.");
            return;
        }
        LineDispatcher.dispatch(KeywordKind.RING, ring, line, context);
    }

    @Override
    public void end(final ParseContext context)
    {
        if (ring.maxLength > ring.maxPayload())
        {
            context.messages().warning("ring '" + ring.name + "' event max length '" + ring.maxLength +
                "' exceeds max payload size, forced to '" + ring.maxPayload() + "'.");
            ring.maxLength = ring.maxPayload();
        }
    }

    private static void description(final LogRingSettings ring, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("missing ring description text.");
        }
        ring.description = words.next();
        words.rest(); // HAProxy looks at no further words
    }

    private static void format(final LogRingSettings ring, final Words words, final ParseContext context)
    {
        final String name = words.next();
        final LogTargetSettings.Format format = LogLine.format(name);
        words.rest();
        if (null == format)
        {
            throw new ConfigException("unknown format '" + name + "'.");
        }
        ring.format = format;
    }

    private static void maxLength(final LogRingSettings ring, final Words words, final ParseContext context)
    {
        final String text = words.next();
        words.rest();
        final int length = Numbers.atoi(text);
        if (length <= 0)
        {
            throw new ConfigException("invalid size '" + text + "' for new sink buffer.");
        }
        ring.maxLength = length;
    }

    private static void size(final LogRingSettings ring, final Words words, final ParseContext context)
    {
        final String text = words.next();
        words.rest();
        final long size = Units.size(text);
        if (size <= 0 || text.isEmpty())
        {
            throw new ConfigException("invalid size '" + text + "' for new sink buffer.");
        }
        if (size > Integer.MAX_VALUE)
        {
            throw new ConfigException("too large size '" + size +
                "' for new sink buffer, the limit on this platform is " + Integer.MAX_VALUE + " bytes.");
        }
        ring.length = (int)size;
    }

    private static int timeout(
        final String name, final Words words, final ParseContext context, final int otherwise)
    {
        final String text = words.next();
        words.rest();
        if (text.isEmpty())
        {
            throw new ConfigException("'timeout " + name + "' expects <time> as argument.");
        }
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case GOOD ->
            {
                return delay.value;
            }
            case OVERFLOW -> throw ConfigException.tight("timer overflow in argument <" + text + "> to <timeout " +
                name + ">, maximum value is 2147483647 ms (~24.8 days).");
            default -> throw ConfigException.tight("unexpected character '" + delay.badChar() +
                "' in argument to <timeout " + name + ">.");
        }
    }

    private static void server(final LogRingSettings ring, final Words words, final ParseContext context)
    {
        final String where = "[" + context.line().file() + ':' + context.line().number() + "] : ";
        final String name = words.next();
        final String address = words.next();
        if (address.isEmpty())
        {
            context.fatal(where + "'server' expects <name> and <addr>[:<port>] as arguments.");
            return;
        }
        final String subject = where + "'server " + ring.name + '/' + name + "' : ";
        try
        {
            final AddressSpec spec = new AddressParser(context, DescriptorProbe.NONE).parse(
                address, AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.STREAM, null);
            if (spec.isUnix())
            {
                context.fatal(where + "log server address family not supported for log backend server.");
                words.rest();
                return;
            }
            final LogRingSettings.Target target = new LogRingSettings.Target(name, spec);
            while (words.hasNext())
            {
                word(target, words, context);
            }
            ring.targets.addFirst(target);
        }
        catch (final ConfigException e)
        {
            context.fatal(subject + e.getMessage());
            words.rest();
        }
    }

    private static void word(final LogRingSettings.Target target, final Words words, final ParseContext context)
    {
        final String word = words.next();
        if ("log-proto".equals(word))
        {
            final String kind = words.next();
            target.isOctetCounted = switch (kind)
            {
                case "octet-count" -> true;
                case "legacy" -> false;
                default -> throw new ConfigException(
                    "'log-proto' expects one of 'legacy' or 'octet-count' but got '" + kind + "'.");
            };
        }
        else if (LanguageIndex.instance().isKnown(KeywordKind.SERVER, word))
        {
            throw new ConfigException(LanguageIndex.refusal(word) + " on a server of a ring");
        }
        else
        {
            throw new ConfigException("unknown keyword '" + word + "'.");
        }
    }
}
