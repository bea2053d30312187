/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.ServerSettings;

/**
 * A {@code server}, {@code default-server} or {@code server-template} line. Its messages begin with the place and, once
 * the server has a name, with the server: {@code [file:line] : 'server be/s1' : text}.
 */
final class ServerLine
{
    /** Which of the three lines. */
    private enum Kind
    {
        SERVER,
        DEFAULT_SERVER,
        TEMPLATE,
        /** {@code add server} at run time. */
        DYNAMIC
    }

    private static final String DEFAULT_NAME = "default-server";

    private final Kind kind;
    private final ProxySettings proxy;
    private final Words words;
    private final ParseContext context;
    private ServerSettings server;
    private String prefix;
    private int low;
    private int high;
    private boolean hasFailed;

    private ServerLine(final Kind kind, final ProxySettings proxy, final Words words, final ParseContext context)
    {
        this.kind = kind;
        this.proxy = proxy;
        this.words = words;
        this.context = context;
    }

    /** Any of the three lines. */
    static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final Kind kind = switch (words.line().word(0))
        {
            case "server" -> Kind.SERVER;
            case "server-template" -> Kind.TEMPLATE;
            default -> Kind.DEFAULT_SERVER;
        };
        new ServerLine(kind, proxy, words, context).parse();
    }

    /**
     * What follows {@code add server}, the name of the backend left out.
     *
     * @return settings; null when something was wrong, which was told.
     */
    static ServerSettings parseDynamic(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final ServerLine line = new ServerLine(Kind.DYNAMIC, proxy, words, context);
        line.parse();
        return line.hasFailed || context.fatalCount() > 0 ? null : line.server;
    }

    private void parse()
    {
        final String word = words.line().word(0);
        if (Kind.DEFAULT_SERVER != kind && Placement.isDefaults(proxy))
        {
            alert("'" + word + "' not allowed in 'defaults' section.");
            return;
        }
        if (!Placement.isBack(proxy))
        {
            alert("parsing [" + words.line().where() + "] : '" + word + "' not allowed because " +
                Placement.typeName(proxy) +
                " '" + proxy.name + "' has no backend capability.");
            return;
        }
        if (Kind.DEFAULT_SERVER == kind)
        {
            server = proxy.defaultServer;
            server.name = DEFAULT_NAME;
            proxy.hasDefaultServer = true;
        }
        else if (!begin(word))
        {
            return;
        }
        if (Kind.DYNAMIC != kind)
        {
            server.file = words.line().file();
            server.line = words.line().number();
        }
        while (words.hasNext() && !hasFailed)
        {
            option();
        }
        if (!hasFailed && Kind.DEFAULT_SERVER != kind)
        {
            finish();
        }
    }

    /** An error of this line. */
    void alert(final String text)
    {
        at();
        context.fatal(text);
    }

    private void alertOnly(final String text)
    {
        at();
        context.messages().alert(text);
    }

    private void warn(final String text)
    {
        at();
        context.messages().warning(text);
    }

    private void at()
    {
        if (Kind.DYNAMIC == kind)
        {
            if (null != server)
            {
                context.messages().about("server " + proxy.name + '/' + server.name);
            }
            return;
        }
        final String file = words.line().file();
        final int number = words.line().number();
        if (null == server || Kind.DEFAULT_SERVER == kind)
        {
            context.messages().at(file, number);
        }
        else
        {
            context.messages().at(file, number, "server " + proxy.name + '/' +
                (null == server.name ? "(null)" : server.name));
        }
    }

    private boolean begin(final String word)
    {
        final boolean isTemplate = Kind.TEMPLATE == kind;
        if (words.remaining() < (isTemplate ? 3 : 2))
        {
            alert("'" + word + "' expects " + (isTemplate ? "<prefix> <nb | range> <addr>[:<port>]" :
                "<name> and <addr>[:<port>]") + " as arguments.");
            return false;
        }
        final String name = words.next();
        final int invalid = isTemplate ? Names.invalidPrefixChar(name) : Names.invalidChar(name);
        if (0 != invalid)
        {
            alert("character '" + (char)invalid + "' is not permitted in " + word + ' ' +
                (isTemplate ? "prefix" : "name") +
                " '" + name + "'.");
            return false;
        }
        if (isTemplate && !range(words.next()))
        {
            alert("Wrong " + word + " number or range arg '" + words.line().word(2) + "'.");
            return false;
        }
        server = new ServerSettings();
        server.name = isTemplate ? null : name;
        prefix = name;
        final boolean isGood = address(words.next());
        if (Kind.DYNAMIC == kind)
        {
            server.isDynamic = true;
            return isGood;
        }
        server.inherit(proxy.defaultServer);
        server.isStandingUnknown = !proxy.hasDefaultServer;
        if (!isTemplate)
        {
            server.index = proxy.servers.size();
            proxy.servers.add(server);
        }
        return isGood;
    }

    private boolean range(final String text)
    {
        final int dash = text.indexOf('-');
        if (dash >= 0)
        {
            low = Numbers.atoi(text.substring(0, dash));
            high = Numbers.atoi(text.substring(dash + 1));
        }
        else
        {
            low = 1;
            high = Numbers.atoi(text);
        }
        return low >= 0 && high >= low;
    }

    private boolean address(final String text)
    {
        try
        {
            server.address = new AddressParser(context, SocketProbe.INSTANCE)
                .parse(text, AddressParser.SERVER | AddressParser.DATAGRAM, null);
        }
        catch (final ConfigException e)
        {
            alert(e.getMessage());
            return false;
        }
        final AddressSpec address = server.address;
        if (null != address.hostName && !acceptName(address.hostName))
        {
            return false;
        }
        if (AddressSpec.PortForm.ABSOLUTE == address.portForm && 0 == address.port ||
            AddressSpec.PortForm.NONE == address.portForm && AddressSpec.Form.IP == address.form)
        {
            address.portForm = AddressSpec.PortForm.OFFSET;
        }
        return true;
    }

    /** A name of a server or, when it begins with an underscore, of a service record. */
    private boolean acceptName(final String name)
    {
        final boolean isService = name.startsWith("_");
        if (isService)
        {
            server.serviceRecord = name;
        }
        if (ServerNameWords.isResolvable(name))
        {
            return true;
        }
        alert(isService ? Placement.typeName(proxy) + " '" + proxy.name + "', server '" +
            (null == server.name ? "(null)" : server.name) + "': failed to parse FQDN '" + name + '\'' :
            "Can't create DNS resolution for server '" + (null == server.name ? "(null)" : server.name) + "'");
        return false;
    }

    private void option()
    {
        final String word = words.next();
        final Keyword keyword = context.registry().find(KeywordKind.SERVER, word);
        if (null == keyword)
        {
            unknown(word);
            return;
        }
        if (Kind.DEFAULT_SERVER == kind && ServerWords.isForServersOnly(keyword.name()))
        {
            alertOnly("'" + word + "' option is not accepted in default-server sections");
            words.index(words.index() + keyword.minWords());
            return;
        }
        if (isRefusedAtRunTime(keyword.name()))
        {
            return;
        }
        try
        {
            if ("source".equals(word))
            {
                server.source = SourceLine.parseServer(words, context, this);
            }
            else if ("observe".equals(word) && "layer7".equals(words.peek()) && ProxySettings.Mode.HTTP != proxy.mode)
            {
                alertOnly("'layer7' can only be used in http proxies..");
                words.next();
                hasFailed |= Kind.DYNAMIC == kind;
            }
            else
            {
                keyword.apply(server, words, context);
            }
        }
        catch (final ConfigException e)
        {
            fail(Report.indented(e.getMessage(), 2));
        }
        if (null != server.warning)
        {
            warn(server.warning + ".");
            server.warning = null;
            hasFailed |= Kind.DYNAMIC == kind;
        }
    }

    /** An error of a word inside an option, which HAProxy tells in two messages. */
    void fail(final String text, final String word)
    {
        failExactly(text.endsWith(".") ? text : text + ".", word);
    }

    void failExactly(final String text, final String word)
    {
        alert(text);
        context.fatal("error encountered while processing '" + word + "'.");
        hasFailed = true;
    }

    private void fail(final String text)
    {
        alert(text + ".");
        hasFailed = true;
    }

    private boolean isRefusedAtRunTime(final String word)
    {
        final boolean isRefused = Kind.DYNAMIC == kind && !DynamicServerLine.isPermitted(word) &&
            LanguageIndex.instance().isKnown(KeywordKind.SERVER, word);
        if (isRefused)
        {
            alertOnly("'" + word + "' option is not accepted for dynamic server");
            hasFailed = true;
        }
        return isRefused;
    }

    private void unknown(final String word)
    {
        hasFailed = true;
        if (isRefusedAtRunTime(word))
        {
            return;
        }
        if (LanguageIndex.instance().isKnown(KeywordKind.SERVER, word))
        {
            alert(LanguageIndex.refusal(word));
            return;
        }
        final String hint = Kind.DEFAULT_SERVER == kind ? " Hint: no address was expected for this server." : "";
        final String nearest = context.registry().nearest(KeywordKind.SERVER, word);
        alert(null == nearest ? "unknown keyword '" + word + "'." + hint :
            "unknown keyword '" + word + "'; did you mean '" + nearest + "' maybe ?" + hint);
    }

    private void finish()
    {
        if (Kind.DYNAMIC == kind && !isConsistent())
        {
            return;
        }
        if (server.isAgentChecked && 0 == server.agentPort)
        {
            alert("server " + server.name + " does not have agent port. Agent check has been disabled.");
            return;
        }
        if (!new FormatCheck(ProxyBuild.of(proxy, context), context).proxyHeaders(server))
        {
            return;
        }
        if (Kind.DYNAMIC == kind)
        {
            new FormatCheck(ProxyBuild.of(proxy, context), context).poolName(server);
            return;
        }
        if (Kind.SERVER == kind)
        {
            claim(server);
            return;
        }
        for (int number = low; number <= high; number++)
        {
            final ServerSettings copy = new ServerSettings().inherit(server);
            copy.file = server.file;
            copy.line = server.line;
            copy.name = prefix + number;
            copy.address = server.address;
            copy.serviceRecord = server.serviceRecord;
            copy.isFromTemplate = true;
            copy.isStandingUnknown = server.isStandingUnknown;
            copy.id = 0 == server.id ? 0 : server.id + number - low;
            copy.isIdForced = server.isIdForced;
            copy.index = proxy.servers.size();
            proxy.servers.add(copy);
        }
    }

    private boolean isConsistent()
    {
        if (null != server.track && server.isChecked)
        {
            alert("unable to enable checks and tracking at the same time!");
            return false;
        }
        if (null != server.track && null != server.initState && !"none".equals(server.initState))
        {
            alert("unable to set init-state and tracking at the same time!");
            return false;
        }
        return true;
    }

    private void claim(final ServerSettings claimant)
    {
        if (null != claimant.guid)
        {
            try
            {
                Guids.claim("guid", claimant.guid, "server " + proxy.name + '/' + claimant.name, context);
            }
            catch (final ConfigException e)
            {
                fail(e.getMessage());
            }
        }
        if (!claimant.isIdForced)
        {
            return;
        }
        for (final ServerSettings other : proxy.servers)
        {
            if (other != claimant && other.isIdForced && other.id == claimant.id)
            {
                fail("'id' : custom id " + claimant.id + " already used at " + other.file + ':' + other.line +
                    " ('server " +
                    other.name + "')");
                return;
            }
        }
    }
}
