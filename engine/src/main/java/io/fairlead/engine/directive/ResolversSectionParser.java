/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.net.InetSocketAddress;

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
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Units;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.dns.NameserverSettings;
import io.fairlead.engine.dns.ResolversSettings;
import io.fairlead.engine.proxy.Configuration;

/** {@code resolvers} sections: name servers, and when to ask them. Source: configuration.txt 5.3.2. */
final class ResolversSectionParser implements SectionParser
{
    private static final int SMALLEST_PLAUSIBLE_MS = 100;
    private static final int ADDRESS = AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.PORT_MANDATORY |
        AddressParser.DATAGRAM | AddressParser.STREAM | AddressParser.DEFAULT_DATAGRAM;

    private ResolversSettings section;

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("nameserver", "<name> <address>:<port> [maxconn <number>]",
                "A name server, over UDP or with tcp@ over TCP")
                .subset("of the parameters of servers, maxconn only; no UNIX sockets")
                .parsedBy(ResolversSettings.class, ResolversSectionParser::nameserver),
            word("parse-resolv-conf", "", "Take the name servers of /etc/resolv.conf")
                .parsedBy(ResolversSettings.class, SystemNameservers::add),
            word("hold", "{ valid | obsolete | nx | timeout | refused | other } <time>",
                "How long what was true stays true")
                .parsedBy(ResolversSettings.class, ResolversSectionParser::hold),
            word("timeout", "{ resolve | retry } <time>", "Time between resolutions, and before asking again")
                .parsedBy(ResolversSettings.class, ResolversSectionParser::timeout),
            word("resolve_retries", "<number>", "Questions before giving up")
                .parsedBy(ResolversSettings.class, (section, words, context) ->
                    section.retries = Numbers.atoi(required(words))),
            word("accepted_payload_size", "<bytes>", "Longest answer accepted, and announced to name servers")
                .parsedBy(ResolversSettings.class, ResolversSectionParser::payloadSize),
            word("resolution_pool_size", "<number>", "Removed")
                .refused("'resolution_pool_size' directive is not supported anymore (it never appeared in a stable " +
                "release)."));
    }

    private static Keyword word(final String name, final String arguments, final String summary)
    {
        return Keyword.of(KeywordKind.RESOLVERS, name).syntax((name + ' ' + arguments).trim()).manual("5.3.2")
            .summary(summary);
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        final String name = line.word(1);
        section = new ResolversSettings(name, line.file(), line.number());
        if (name.isEmpty())
        {
            context.alert("missing name for resolvers section.");
            context.abort();
            return;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alert("character '" + (char)invalid + "' is not permitted in 'resolvers' name '" + name + "'.");
            context.abort();
            return;
        }
        final ResolversSettings other = configuration.resolvers.get(name);
        if (null != other)
        {
            context.fatal("Parsing [" + line.where() + "]: resolvers '" + name +
                "' has same name as another resolvers (declared at " + other.file + ':' + other.line + ").");
            context.abort();
            return;
        }
        configuration.resolvers.put(name, section);
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        LineDispatcher.dispatch(KeywordKind.RESOLVERS, section, line, context);
    }

    private static String required(final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException('\'' + words.line().word(0) + "' expects <nb> as argument.");
        }
        return words.next();
    }

    private static void nameserver(
        final ResolversSettings section, final Words words, final ParseContext context)
    {
        if (words.remaining() < 2)
        {
            throw new ConfigException("'nameserver' expects <name> and <addr>[:<port>] as arguments.");
        }
        final String name = words.next();
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            throw new ConfigException(
                "character '" + (char)invalid + "' is not permitted in server name '" + name + "'.");
        }
        for (final NameserverSettings other : section.nameservers)
        {
            if (name.equals(other.name()))
            {
                context.fatal("Parsing [" + words.line().where() + "]: nameserver '" + name +
                    "' has same name as another nameserver (declared at " + other.file() + ':' + other.line() + ").");
                return;
            }
        }
        final AddressSpec address;
        try
        {
            address = new AddressParser(context, DescriptorProbe.NONE).parse(words.next(), ADDRESS, null);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("'nameserver " + name + "' : " + ex.getMessage());
        }
        if (AddressSpec.Form.IP != address.form)
        {
            throw new ConfigException(LanguageIndex.refusal("nameserver") + " (at '" + address.text + "')");
        }
        section.nameservers.add(new NameserverSettings(name, (InetSocketAddress)address.address.toSocketAddress(),
            !address.isDatagram, address.isDatagram ? 0 : maxConnections(words), words.line().file(),
            words.line().number()));
    }

    private static int maxConnections(final Words words)
    {
        int limit = 0;
        while (words.hasNext())
        {
            final String word = words.next();
            if (!"maxconn".equals(word) || !words.hasNext())
            {
                throw new ConfigException(LanguageIndex.refusal(word) + " (behind 'nameserver')");
            }
            limit = Math.max(0, Numbers.atoi(words.next()));
        }
        return limit;
    }

    private static void hold(final ResolversSettings section, final Words words, final ParseContext context)
    {
        if (words.remaining() < 2)
        {
            context.alert("'hold' expects an <event> and a <time> as arguments.");
            context.messages()
                .alert("<event> can be either 'valid', 'nx', 'refused', 'timeout', or 'other'");
            return;
        }
        final String event = words.next();
        final String text = words.next();
        final int timeMs = time(text, event, "hold", context);
        switch (event)
        {
            case "nx" -> section.holdNoNameMs = timeMs;
            case "other" -> section.holdOtherMs = timeMs;
            case "refused" -> section.holdRefusedMs = timeMs;
            case "timeout" -> section.holdTimeoutMs = timeMs;
            case "valid" -> section.holdValidMs = timeMs;
            case "obsolete" -> section.holdObsoleteMs = timeMs;
            default -> throw new ConfigException("'hold' unknown <event>: '" + event +
                "', expects either 'nx', 'timeout', 'valid', 'obsolete' or 'other'.");
        }
        suspect(text, "hold " + event, timeMs, context);
    }

    private static void timeout(final ResolversSettings section, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'timeout' expects 'retry' or 'resolve' and <time> as arguments.");
        }
        final String event = words.next();
        if (!"retry".equals(event) && !"resolve".equals(event))
        {
            throw new ConfigException(
                "'timeout' expects 'retry' or 'resolve' and <time> as arguments got '" + event + "'.");
        }
        if (!words.hasNext())
        {
            throw new ConfigException("'timeout " + event + "' expects <time> as argument.");
        }
        final String text = words.next();
        final int timeMs = time(text, text, "timeout " + event, context);
        if ("retry".equals(event))
        {
            section.retryMs = timeMs;
        }
        else
        {
            section.resolveMs = timeMs;
        }
        suspect(text, "timeout " + event, timeMs, context);
    }

    private static int time(
        final String text, final String shown, final String keyword, final ParseContext context)
    {
        final long timeMs = Units.time(text, Units.TimeUnit.MS, context.messages());
        if (Units.OVERFLOW == timeMs)
        {
            throw ConfigException.tight("timer overflow in argument <" + shown + "> to <" + keyword +
                ">, maximum value is 2147483647 ms (~24.8 days).");
        }
        if (Units.UNDERFLOW == timeMs)
        {
            throw ConfigException.tight("timer underflow in argument <" + shown + "> to <" + keyword +
                ">, minimum non-null value is 1 ms.");
        }
        if (timeMs < 0)
        {
            final String rest = Units.badRest(text, timeMs);
            throw ConfigException.tight("unexpected character '" + (rest.isEmpty() ? "" : rest.substring(0, 1)) +
                "' in argument to <" + keyword + ">.");
        }
        return (int)timeMs;
    }

    private static void suspect(
        final String text, final String keyword, final int timeMs, final ParseContext context)
    {
        if (Units.isSuspiciouslySmall(text, SMALLEST_PLAUSIBLE_MS))
        {
            Report.alertOnly(context, '\'' + keyword + ' ' + timeMs +
                "' looks suspiciously small for a value in milliseconds. Please use an explicit unit ('" + timeMs +
                "ms') if that was the intent.");
        }
    }

    private static void payloadSize(final ResolversSettings section, final Words words, final ParseContext context)
    {
        final String text = required(words);
        final int size = Numbers.atoi(text);
        if (size < ResolversSettings.MIN_PAYLOAD_SIZE || size > ResolversSettings.MAX_PAYLOAD_SIZE)
        {
            throw new ConfigException("'accepted_payload_size' must be between " + ResolversSettings.MIN_PAYLOAD_SIZE +
                " and " + ResolversSettings.MAX_PAYLOAD_SIZE + " inclusive (was " + text + ").");
        }
        section.payloadSize = size;
    }
}
