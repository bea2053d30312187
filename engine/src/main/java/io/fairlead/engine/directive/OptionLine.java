/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ForwardingSettings;
import io.fairlead.engine.proxy.ProxyOption;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code option <name>} of proxies, with {@code no} and {@code default} in front. */
final class OptionLine
{
    private static final int KEYWORD_WORDS = 2;
    private static final String[] ALSO_SUGGESTED = {
        "httpclose", "http-server-close", "http-keep-alive", "redispatch", "httplog", "tcplog", "tcpka", "httpchk",
        "ssl-hello-chk", "smtpchk", "pgsql-check", "redis-check", "mysql-check", "ldap-check", "spop-check",
        "tcp-check", "external-check", "forwardfor", "original-to", "forwarded"};

    private OptionLine()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        for (final ProxyOption option : ProxyOption.values())
        {
            if (ProxyOption.ASSUME_RFC6587_NTF != option && ProxyOption.DONT_PARSE_LOG != option)
            {
                registry.register(OptionDescriptions.of(option).parsedBy(ProxySettings.class, OptionLine::plain));
            }
        }
        modes(registry);
        forwarding(registry);
        logs(registry);
        retries(registry);
    }

    private static Keyword option(final String name, final int proxies, final String summary)
    {
        return Keyword.option(name, proxies).manual("4.2").summary(summary);
    }

    private static void modes(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("httpclose", ProxyKind.ANY, "Close connections on both sides after a response").httpOnly().words(0,
                0)
                .parsedBy(ProxySettings.class, OptionLine::httpMode),
            option("http-server-close", ProxyKind.ANY, "Close the server's connection after a response").httpOnly()
                .words(0, 0).parsedBy(ProxySettings.class, OptionLine::httpMode),
            option("http-keep-alive", ProxyKind.ANY, "Keep connections on both sides").httpOnly().words(0, 0)
                .parsedBy(ProxySettings.class, OptionLine::httpMode),
            option("forceclose", ProxyKind.ANY,
                "Close at once").refused("option 'forceclose' is not supported any more " +
                "since HAProxy 2.0, please just remove it, or use 'option httpclose' if absolutely needed."),
            option("http-tunnel", ProxyKind.ANY,
                "Tunnel after the first request").refused("option 'http-tunnel' is not " +
                "supported any more since HAProxy 2.1, please just remove it, it shouldn't be needed."),
            option("http_proxy", ProxyKind.ANY,
                "Connect where the request says").refused("option 'http_proxy' is not " +
                "supported any more since HAProxy 2.5. This option stopped working in HAProxy 1.9 and usually " +
                "had nasty side " +
                "effects. It can be more reliably implemented with combinations of 'http-request set-dst' and " +
                "'http-request set-uri', and even 'http-request do-resolve' if DNS resolution is desired."),
            Keyword.of(KeywordKind.OPTION,
                "http-restrict-req-hdr-names").proxies(ProxyKind.ANY).httpOnly().manual("4.2")
                .syntax("http-restrict-req-hdr-names { preserve | delete | reject }")
                .summary("What to do with unusual names of request headers")
                .parsedBy(ProxySettings.class, OptionLine::restrictNames),
            Keyword.of(KeywordKind.OPTION, "accept-invalid-http-request").proxies(ProxyKind.ANY).httpOnly()
                .manual("4.2").summary("Old name of accept-unsafe-violations-in-http-request")
                .parsedBy(ProxySettings.class, OptionLine::acceptInvalid),
            Keyword.of(KeywordKind.OPTION, "accept-invalid-http-response").proxies(ProxyKind.ANY).httpOnly()
                .manual("4.2").summary("Old name of accept-unsafe-violations-in-http-response")
                .parsedBy(ProxySettings.class, OptionLine::acceptInvalid),
            option("use-small-buffers", ProxyKind.ANY, "Use small buffers where they suffice")
                .syntax("use-small-buffers [ queue | l7-retries | check ]*").ignored("buffers are taken from one pool")
                .parsedBy(ProxySettings.class, OptionLine::smallBuffers),
            Keyword.of(KeywordKind.OPTION, "tcpka").proxies(ProxyKind.ANY).manual("4.2")
                .summary("TCP keep-alive on both sides").parsedBy(ProxySettings.class, OptionLine::tcpKeepAlive));
    }

    private static void forwarding(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.of(KeywordKind.OPTION, "forwardfor").proxies(ProxyKind.ANY).httpOnly().manual("4.2")
                .syntax("forwardfor [ except <network> ] [ header <name> ] [ if-none ]")
                .summary("Send the client's address in a header").parsedBy(ProxySettings.class, OptionLine::forwardFor),
            Keyword.of(KeywordKind.OPTION, "originalto").proxies(ProxyKind.ANY).httpOnly().manual("4.2")
                .syntax("originalto [ except <network> ] [ header <name> ]")
                .summary("Send the address the client connected to in a header")
                .parsedBy(ProxySettings.class, OptionLine::originalTo),
            option("forwarded", ProxyKind.ANY, "Send the Forwarded header of RFC 7239").httpOnly()
                .syntax("forwarded [ proto ] [ host | host-expr <expr> ] [ by | by-expr <expr> ] [ by_port | " +
                    "by_port-expr <expr> ] [ for | for-expr <expr> ] [ for_port | for_port-expr <expr> ]")
                .parsedBy(ProxySettings.class, ForwardedOption::parse));
    }

    private static void logs(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.of(KeywordKind.OPTION, "httplog").proxies(ProxyKind.ANY).httpOnly().manual("4.2")
                .syntax("httplog [ clf ]").summary("Log HTTP requests in detail")
                .parsedBy(ProxySettings.class, LogWords::httpLog),
            Keyword.of(KeywordKind.OPTION, "httpslog").proxies(ProxyKind.ANY).httpOnly().manual("4.2")
                .summary("Log HTTP requests and TLS in detail").parsedBy(ProxySettings.class, LogWords::httpsLog),
            Keyword.of(KeywordKind.OPTION, "tcplog").proxies(ProxyKind.ANY).manual("4.2").syntax("tcplog [ clf ]")
                .summary("Log connections in detail").parsedBy(ProxySettings.class, LogWords::tcpLog));
    }

    private static void retries(final KeywordRegistry registry)
    {
        registry.register(option("redispatch", ProxyKind.ANY, "Try another server when one cannot be reached")
            .syntax("redispatch [ <interval> ]").parsedBy(ProxySettings.class, OptionLine::redispatch));
    }

    /** Read an option line; the cursor stands at {@code option}. */
    static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        words.next();
        final String name = words.next();
        if (name.isEmpty())
        {
            Report.tight(context, "'option' expects an option name.");
            return;
        }
        final Keyword keyword = context.registry().find(KeywordKind.OPTION, name);
        if (null == keyword)
        {
            unknown(name, words.line().modifier(), context);
            return;
        }
        final boolean isRefused = null != keyword.note() && keyword.note().startsWith("option '");
        if (isRefused)
        {
            Report.tight(context, keyword.note());
            return;
        }
        final ConfigLine.Modifier modifier = words.line().modifier();
        final boolean isDefaultOfSpecial = ConfigLine.Modifier.DEFAULT == modifier && isOnOrOffOnly(name);
        if (ConfigLine.Modifier.NONE != modifier && (!keyword.isNegatable() || isDefaultOfSpecial))
        {
            Report.tight(context, "negation/default is not supported for option '" + name + "'.");
            return;
        }
        LineDispatcher.apply(keyword, proxy, words, context);
    }

    private static boolean isOnOrOffOnly(final String name)
    {
        return switch (name)
        {
            case "httpclose", "http-server-close", "http-keep-alive", "forwarded" -> true;
            default -> false;
        };
    }

    private static void unknown(final String name, final ConfigLine.Modifier modifier, final ParseContext context)
    {
        if (LanguageIndex.instance().isKnown(KeywordKind.OPTION, name))
        {
            context.alert(LanguageIndex.refusal("option " + name));
            return;
        }
        if (ConfigLine.Modifier.NONE != modifier)
        {
            Report.tight(context, "negation/default is not supported for option '" + name + "'.");
            return;
        }
        suggest(name, context);
    }

    private static void suggest(final String name, final ParseContext context)
    {
        final String nearest = OptionDescriptions.nearest(name, ALSO_SUGGESTED);
        context.alert("unknown option '" + name + "'" +
            (null == nearest ? "." : "; did you mean '" + nearest + "' maybe ?"));
    }

    private static void plain(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String name = words.line().word(1);
        final ProxyOption option = OptionDescriptions.find(name);
        Report.noMoreThan(0, KEYWORD_WORDS, words);
        final int sides = OptionDescriptions.sides(option);
        if (ProxyKind.FRONT_SIDE == sides && Placement.lacksFront(proxy, name, context) ||
            ProxyKind.BACK_SIDE == sides && Placement.lacksBack(proxy, name, context))
        {
            // HAProxy 3.4 goes on looking for the word among the options of both sides and does not find it there
            if (ConfigLine.Modifier.NONE == words.line().modifier())
            {
                suggest(name, context);
            }
            else
            {
                Report.tight(context, "negation/default is not supported for option '" + name + "'.");
            }
            return;
        }
        proxy.options.remove(option);
        proxy.negatedOptions.remove(option);
        switch (words.line().modifier())
        {
            case NONE -> proxy.options.add(option);
            case NO -> proxy.negatedOptions.add(option);
            default ->
            {
            }
        }
        if (ProxyOption.TRANSPARENT == option && !context.isDeprecatedAllowed())
        {
            context.warningTight(
                "option 'transparent' is deprecated in 3.3 and will be removed in 3.5. The modern way to do " +
                "the same is to create a server with address 0.0.0.0. It is still possible to silence this " +
                "warning by setting " +
                "'expose-deprecated-directives' in the 'global' section, but do not wait to fix your configuration!");
        }
    }

    private static void httpMode(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Report.noMoreThan(0, KEYWORD_WORDS, words);
        final ProxySettings.HttpMode mode = switch (words.line().word(1))
        {
            case "httpclose" -> ProxySettings.HttpMode.CLOSE;
            case "http-server-close" -> ProxySettings.HttpMode.SERVER_CLOSE;
            default -> ProxySettings.HttpMode.KEEP_ALIVE;
        };
        if (!words.line().isNegated())
        {
            proxy.httpMode = mode;
        }
        else if (mode == proxy.httpMode)
        {
            proxy.httpMode = ProxySettings.HttpMode.KEEP_ALIVE;
        }
    }

    private static void restrictNames(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Report.noMoreThan(2, 1, words);
        final String value = words.next();
        proxy.restrictNames = switch (value)
        {
            case "" ->
                throw new ConfigException(
                "missing parameter. option 'http-restrict-req-hdr-names' expects 'preserve', " +
                "'reject' or 'delete' option.");
            case "preserve" -> ProxySettings.RestrictNames.PRESERVE;
            case "reject" -> ProxySettings.RestrictNames.REJECT;
            case "delete" -> ProxySettings.RestrictNames.DELETE;
            default ->
                throw new ConfigException("invalid parameter '" + value + "'. option 'http-restrict-req-hdr-names' " +
                "expects 'preserve', 'reject' or 'delete' option.");
        };
    }

    private static void acceptInvalid(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Report.noMoreThan(0, KEYWORD_WORDS, words);
        final String name = words.line().word(1);
        final boolean isRequest = name.endsWith("request");
        if (isRequest ? Placement.lacksFront(proxy, name, context) : Placement.lacksBack(proxy, name, context))
        {
            return;
        }
        final ProxyOption option = isRequest ? ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_REQUEST :
            ProxyOption.ACCEPT_UNSAFE_VIOLATIONS_IN_HTTP_RESPONSE;
        context.warningTight("option '" + name + "' is deprecated. please use 'option " + option.word() +
            "' if absolutely needed.");
        proxy.negatedOptions.remove(option);
        proxy.options.add(option);
    }

    private static void smallBuffers(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (Placement.lacksBack(proxy, "use-small-buffers", context))
        {
            return;
        }
        while (words.hasNext())
        {
            final String what = words.next();
            switch (what)
            {
                case "queue", "l7-retries", "check" ->
                {
                }
                default -> throw new ConfigException("invalid parameter '" + what +
                    "'. option 'use-small-buffers' expects 'queue', 'l7-retries' or 'check' value.");
            }
        }
    }

    private static void tcpKeepAlive(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Report.noMoreThan(0, KEYWORD_WORDS, words);
        if (Placement.isFront(proxy))
        {
            proxy.options.add(ProxyOption.CLITCPKA);
        }
        if (Placement.isBack(proxy))
        {
            proxy.options.add(ProxyOption.SRVTCPKA);
        }
    }

    private static void forwardFor(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final ForwardingSettings.AddressHeader header = new ForwardingSettings.AddressHeader();
        header.header = "x-forwarded-for";
        proxy.forwarding.forwardFor = header;
        addressHeader(header, words, true);
    }

    private static void originalTo(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final ForwardingSettings.AddressHeader header = new ForwardingSettings.AddressHeader();
        header.header = "x-original-to";
        proxy.forwarding.originalTo = header;
        addressHeader(header, words, false);
    }

    private static void addressHeader(
        final ForwardingSettings.AddressHeader header, final Words words, final boolean isIfNoneKnown)
    {
        final String line = "'option " + words.line().word(1);
        while (words.hasNext())
        {
            final String option = words.next();
            switch (option)
            {
                case "except" ->
                {
                    final String network = words.next();
                    if (network.isEmpty() || !Networks.parseExcept(network, header))
                    {
                        throw new ConfigException(line + " except' expects <address>[/mask] as argument.");
                    }
                }
                case "header" ->
                {
                    header.header = words.next();
                    if (header.header.isEmpty())
                    {
                        throw new ConfigException(line + " header' expects <header_name> as argument.");
                    }
                }
                default ->
                {
                    if (!isIfNoneKnown || !"if-none".equals(option))
                    {
                        throw new ConfigException(line + "' only supports optional values: 'except'" +
                            (isIfNoneKnown ? ", 'header' and 'if-none'." : " and 'header'."));
                    }
                    header.isIfNone = true;
                }
            }
        }
    }

    private static void redispatch(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (Placement.lacksBack(proxy, "redispatch", context))
        {
            return;
        }
        proxy.isRedispatch = false;
        switch (words.line().modifier())
        {
            case NONE ->
            {
                proxy.redispatchInterval = words.hasNext() ? Numbers.atoi(words.next()) : -1;
                proxy.isRedispatch = 0 != proxy.redispatchInterval;
            }
            case NO -> proxy.redispatchInterval = 0;
            default ->
            {
            }
        }
    }
}
