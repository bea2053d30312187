/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.EnumSet;
import java.util.Locale;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.log.LogForwarderContext.HostField;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.LogForwardSettings;
import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code log-forward} sections: syslog messages taken in and sent on. Source: configuration.txt 12.6. */
final class LogForwardSectionParser implements SectionParser
{
    private static final int DATAGRAM = AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.PORT_MANDATORY |
        AddressParser.PORT_RANGE | AddressParser.SOCKET_DESCRIPTOR | AddressParser.DATAGRAM;

    private LogForwardSettings section;

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("backlog", "backlog <conns>", "Connections the system may hold before they are accepted")
                .parsedBy(LogForwardSettings.class, (section, words, context) ->
                    section.proxy.backlog = number("backlog", words)),
            word("maxconn", "maxconn <conns>", "Connections at a time, 10 by itself").parsedBy(
                LogForwardSettings.class, (section, words, context) ->
                    section.proxy.maxConn = number("maxconn", words)),
            word("bind", "bind <address> [<option>]*", "Where messages are taken from connections")
                .subset("accept-proxy, accept-netscaler-cip and maxconn are refused")
                .parsedBy(LogForwardSettings.class, LogForwardSectionParser::bind),
            word("dgram-bind", "dgram-bind <address> [<option>]*", "Where messages are taken from datagrams")
                .parsedBy(LogForwardSettings.class, LogForwardSectionParser::datagramBind),
            word("log", "log { global | <target> [len <length>] [format <format>] [sample <ranges>:<size>] " +
                "<facility> [<level> [<minlevel>]] }", "Where messages go").negatable()
                .parsedBy(LogForwardSettings.class, (section, words, context) ->
                    LogLine.parse(section.proxy.logs, false, words, context)),
            word("timeout client", "timeout client <timeout>", "How long a connection may say nothing")
                .parsedBy(LogForwardSettings.class, LogForwardSectionParser::timeout),
            option("assume-rfc6587-ntf", "option assume-rfc6587-ntf", "All messages of connections end with a line end")
                .words(0, 0).parsedBy(LogForwardSettings.class, (section, words, context) ->
                    flag(section, ProxyOption.ASSUME_RFC6587_NTF, words)),
            option("dont-parse-log", "option dont-parse-log", "Messages are not looked into").words(0, 0)
                .parsedBy(LogForwardSettings.class, (section, words, context) ->
                    flag(section, ProxyOption.DONT_PARSE_LOG, words)),
            option("host", "option host { replace | fill | keep | append }", "What becomes of the host name")
                .parsedBy(LogForwardSettings.class, LogForwardSectionParser::host));
    }

    private static Keyword word(final String name, final String syntax, final String summary)
    {
        return Keyword.of(KeywordKind.LOG_FORWARD, name).syntax(syntax).manual("12.6").summary(summary);
    }

    private static Keyword option(final String name, final String syntax, final String summary)
    {
        return word("option " + name, syntax, summary).negatable();
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        final String name = line.word(1);
        section = new LogForwardSettings(name, line.file(), line.number());
        if (name.isEmpty())
        {
            context.alert("missing name for log-forward section.");
            context.abort();
            return;
        }
        if (!line.word(2).isEmpty())
        {
            context.alert("'log-forward' cannot handle unexpected argument '" + line.word(2) + "'.");
            return;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alert("character '" + (char)invalid + "' is not permitted in 'log-forward' name '" + name + "'.");
            context.abort();
            return;
        }
        if (!isTaken(name, configuration, context))
        {
            configuration.logForwards.put(name, section);
        }
    }

    private static boolean isTaken(final String name, final Configuration configuration, final ParseContext context)
    {
        final String where = "Parsing [" + context.line().where() + "]: log";
        final LogForwardSettings other = configuration.logForwards.get(name);
        if (null != other)
        {
            context.fatal(where + "-forward section '" + name +
                "' has the same name as another log-forward section declared at " + other.proxy.file + ':' +
                other.proxy.line + '.');
            return true;
        }
        final ProxySettings proxy = configuration.frontends.getOrDefault(name, configuration.backends.get(name));
        if (null != proxy)
        {
            context.fatal(where + " forward section '" + name + "' has the same name as " +
                Placement.typeName(proxy) + " '" + name + "' declared at " + proxy.file + ':' + proxy.line + '.');
            return true;
        }
        final ProxySettings defaults = configuration.defaultsByName.get(name);
        if (null != defaults)
        {
            context.messages().warning(where + "-forward section '" + name + "' has the same name as defaults '" +
                name + "' declared at " + defaults.file + ':' + defaults.line +
                ". This is dangerous and will not be supported anymore in version 3.3.");
        }
        return false;
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        if (null != context.registry().find(KeywordKind.LOG_FORWARD, new Words(line, 0)))
        {
            LineDispatcher.dispatch(KeywordKind.LOG_FORWARD, section, line, context);
            return;
        }
        switch (line.word(0))
        {
            case "timeout" ->
                context.alert("unknown keyword 'timeout " + line.word(1) + "' in log-forward section.");
            case "option" ->
            {
                if (line.word(1).isEmpty())
                {
                    context.alertTight("'option' expects an option name.");
                }
                else
                {
                    context.alert("unknown option '" + line.word(1) + "' in log-forward section.");
                    context.abort();
                }
            }
            default ->
            {
                context.alert("unknown keyword '" + line.word(0) + "' in log-forward section.");
                context.abort();
            }
        }
    }

    private static int number(final String name, final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'" + name + "' expects an integer argument.");
        }
        final int number = Numbers.atoi(words.next());
        if (words.hasNext())
        {
            throw new ConfigException("'" + name + "' cannot handle unexpected argument '" + words.peek() + "'.");
        }
        return number;
    }

    private static void bind(final LogForwardSettings section, final Words words, final ParseContext context)
    {
        final BindSettings bind = begin(section, words, context);
        if (bind.text.isEmpty())
        {
            words.rest();
            return; // HAProxy takes it for a section without an address
        }
        section.proxy.binds.add(bind);
        try
        {
            BindLine.addresses(bind, Configuration.of(context).global.unixBindPrefix, context);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'bind " + bind.text + "' : " + Report.indented(e.getMessage(), 2));
        }
        BindLine.options(bind, words, context);
        final String refused = bind.isAcceptProxy ? "accept-proxy" : bind.isAcceptNetscalerCip ?
            "accept-netscaler-cip" : bind.maxConn > 0 ? "maxconn" : null;
        if (null != refused)
        {
            throw new ConfigException("'bind " + bind.text + "' in section 'log-forward' : " +
                LanguageIndex.refusal(refused));
        }
    }

    private static BindSettings begin(
        final LogForwardSettings section, final Words words, final ParseContext context)
    {
        final BindSettings bind = BindLine.begin(words.hasNext() ? words.next() : "", context);
        bind.uid = Configuration.of(context).global.unixBindUid;
        bind.gid = Configuration.of(context).global.unixBindGid;
        bind.mode = Configuration.of(context).global.unixBindMode;
        bind.proxy = section.proxy;
        return bind;
    }

    /* Options that mean nothing to datagrams are read and left alone, as by HAProxy. */
    private static void datagramBind(
        final LogForwardSettings section, final Words words, final ParseContext context)
    {
        final BindSettings bind = begin(section, words, context);
        if (bind.text.isEmpty())
        {
            words.rest();
            return;
        }
        section.datagramBinds.add(bind);
        final AddressParser parser = new AddressParser(context, SocketProbe.INSTANCE);
        final String prefix = Configuration.of(context).global.unixBindPrefix;
        try
        {
            for (final String part : bind.text.split(","))
            {
                bind.addresses.add(parser.parse(part, DATAGRAM, prefix));
            }
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'dgram-bind " + bind.text + "' : " + Report.indented(e.getMessage(), 2));
        }
        while (words.hasNext())
        {
            final String word = words.next();
            final Keyword keyword = context.registry().find(KeywordKind.BIND, word);
            if (null == keyword)
            {
                LineDispatcher.unknown(KeywordKind.BIND, word, context);
                words.rest();
                return;
            }
            try
            {
                keyword.apply(bind, words, context);
            }
            catch (final ConfigException e)
            {
                throw new ConfigException(Report.indented(e.getMessage(), 2));
            }
        }
    }

    private static void timeout(final LogForwardSettings section, final Words words, final ParseContext context)
    {
        final String text = words.next();
        words.rest(); // HAProxy looks at no further words
        if (text.isEmpty())
        {
            throw new ConfigException("missing timeout client value.");
        }
        final Delay delay = Delay.ms(text, context);
        switch (delay.outcome)
        {
            case GOOD -> section.proxy.clientTimeoutMs = delay.value;
            case OVERFLOW -> throw new ConfigException("timeout : timer overflow in argument '" + text +
                "' to 'timeout client' (maximum value is 2147483647 ms or ~24.8 days)");
            default -> throw new ConfigException("timeout : unexpected character '" + delay.badChar() +
                "' in 'timeout client'");
        }
    }

    private static void flag(final LogForwardSettings section, final ProxyOption option, final Words words)
    {
        if (ConfigLine.Modifier.NONE == words.line().modifier())
        {
            section.proxy.options.add(option);
        }
        else
        {
            section.proxy.options.remove(option);
        }
    }

    private static void host(final LogForwardSettings section, final Words words, final ParseContext context)
    {
        final String name = words.next();
        final boolean isSet = ConfigLine.Modifier.NONE == words.line().modifier();
        words.rest(); // HAProxy looks at no further words
        for (final HostField field : EnumSet.allOf(HostField.class))
        {
            if (field.name().toLowerCase(Locale.ROOT).equals(name))
            {
                // without any, the host stays as it came
                section.host = isSet ? field : HostField.KEEP;
                return;
            }
        }
        context.abort();
        throw new ConfigException("option 'host' expects {replace|fill|keep|append}.");
    }
}
