/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.EnumSet;
import java.util.Set;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.proxy.ProxySettings;

/** Words about logging, in the global section and in proxies. */
final class LogWords
{
    private LogWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        global(registry);
        registry.registerAll(
            Keyword.proxy("log", ProxyKind.ANY).negatable().manual("4.2")
                .syntax("log { global | <target> [len <length>] [format <format>] [sample <ranges>:<size>] " +
                    "<facility> " +
                    "[<level> [<minlevel>]] }")
                .summary("Where records go")
                .parsedBy(ProxySettings.class,
                    (proxy, words, context) -> LogLine.parse(proxy.logs, false, words, context)),
            Keyword.proxy("log-tag", ProxyKind.ANY).syntax("log-tag <tag>").manual("4.2").words(1, Keyword.UNLIMITED)
                .expects("a tag for use in syslog").summary("Program name in records")
                .parsedBy(ProxySettings.class, (proxy, words, context) -> proxy.logTag = words.next()),
            format("log-format", "Format of records").parsedBy(ProxySettings.class, LogWords::logFormat),
            format("log-format-sd", "Structured data of records of RFC 5424")
                .parsedBy(ProxySettings.class, LogWords::logFormatSd),
            format("error-log-format", "Format of records about failed connections")
                .parsedBy(ProxySettings.class, LogWords::errorLogFormat),
            format("unique-id-format", "Format of the unique id of a request")
                .parsedBy(ProxySettings.class, LogWords::uniqueIdFormat),
            Keyword.proxy("unique-id-header", ProxyKind.ANY).syntax("unique-id-header <name>").manual("4.2")
                .words(1, Keyword.UNLIMITED).missing("unique-id-header expects an argument.")
                .summary("Request header to send the unique id in")
                .parsedBy(ProxySettings.class, (proxy, words, context) -> proxy.uniqueIdHeader = words.next()),
            Keyword.proxy("log-steps", ProxyKind.ANY).syntax("log-steps <step>[,...]").manual("4.2")
                .summary("Moments a record is written at").parsedBy(ProxySettings.class, LogWords::logSteps));
    }

    private static Keyword format(final String name, final String summary)
    {
        return Keyword.proxy(name, ProxyKind.ANY).syntax(name + " <format>").manual("4.2").summary(summary);
    }

    private static void logSteps(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!Placement.isFront(proxy))
        {
            context.warning("log-steps will be ignored because " + Placement.typeName(proxy) + " '" + proxy.name +
                "' has no frontend capability");
            words.rest();
            return;
        }
        final String text = words.next();
        words.rest(); // HAProxy looks at no further words
        final Set<LogOrigin> steps = null == proxy.logSteps ? EnumSet.noneOf(LogOrigin.class) : proxy.logSteps;
        int at = "all".equals(text) ? text.length() : 0;
        while (at < text.length())
        {
            final int comma = text.indexOf(',', at);
            final int end = comma < 0 ? text.length() : comma;
            steps.add(step(text.substring(at, end)));
            at = end + 1;
        }
        proxy.logSteps = steps;
    }

    private static LogOrigin step(final String word)
    {
        final LogOrigin origin = LogOrigin.ofStep(word);
        if (null != origin)
        {
            return origin;
        }
        final StringBuilder text = new StringBuilder("invalid log step name (").append(word)
            .append("). Expected values are: accept, request, connect, response, close");
        for (final LogOrigin extra : LogOrigin.values())
        {
            if (extra.isRule())
            {
                text.append(", ").append(extra.text());
            }
        }
        throw new ConfigException(text.toString());
    }

    private static void global(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("log").negatable().manual("3.1")
                .syntax("log <target> [len <length>] [format <format>] [sample <ranges>:<size>] <facility> " +
                    "[<level> [<minlevel>]]")
                .summary("Where records go")
                .parsedBy(GlobalSettings.class, (settings, words, context) ->
                    LogLine.parse(settings.logs, true, words, context)),
            Keyword.global("log-tag").words(1,
                1).expects("a tag for use in syslog").syntax("log-tag <tag>").manual("3.1")
                .summary("Program name in records")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.logTag = words.next()),
            Keyword.global("log-send-hostname").words(0, Keyword.UNLIMITED).syntax("log-send-hostname [<name>]")
                .manual("3.1").summary("Send a host name in records")
                .parsedBy(GlobalSettings.class, LogWords::sendHostname));
    }

    private static void sendHostname(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (null != settings.logSendHostname)
        {
            Report.alertOnly(context, "'log-send-hostname' already specified. Continuing.");
            return;
        }
        settings.logSendHostname = words.next();
    }

    /** {@code option httplog}. */
    static void httpLog(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final boolean isClf = clf(words, "httplog");
        style(proxy, isClf ? ProxySettings.LogStyle.HTTP_CLF : ProxySettings.LogStyle.HTTP, "option httplog", context);
    }

    /** {@code option tcplog}. */
    static void tcpLog(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final boolean isClf = clf(words, "tcplog");
        style(proxy, isClf ? ProxySettings.LogStyle.TCP_CLF : ProxySettings.LogStyle.TCP, "option tcplog", context);
    }

    /** {@code option httpslog}. */
    static void httpsLog(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        style(proxy, ProxySettings.LogStyle.HTTPS, "option httpslog", context);
    }

    private static boolean clf(final Words words, final String option)
    {
        if (!words.hasNext())
        {
            return false;
        }
        if (!"clf".equals(words.next()))
        {
            throw new ConfigException("keyword '" + option + "' only supports option 'clf'.");
        }
        Report.noMoreThan(1, 2, words);
        return true;
    }

    private static void style(
        final ProxySettings proxy,
        final ProxySettings.LogStyle style,
        final String word,
        final ParseContext context)
    {
        if (ProxySettings.LogStyle.NONE != proxy.logStyle && Placement.isDefaults(proxy))
        {
            final boolean isClf =
                ProxySettings.LogStyle.HTTP_CLF == style || ProxySettings.LogStyle.TCP_CLF == style;
            context.warningTight("'" + word + (isClf ? " clf" : "") + "' overrides previous '" +
                written(proxy.logStyle) +
                "' in 'defaults' section.");
        }
        proxy.logStyle = style;
        proxy.logFormatText = null;
        ProxyBuild.of(proxy, context).logFormat = ProxyBuild.Where.of(context);
        warnInBackend(proxy, word, context);
    }

    /** How a style is written in a configuration. */
    static String written(final ProxySettings.LogStyle style)
    {
        return switch (style)
        {
            case HTTP -> "option httplog";
            case HTTP_CLF -> "option httplog clf";
            case HTTPS -> "option httpslog";
            case TCP -> "option tcplog";
            case TCP_CLF -> "option tcplog clf";
            default -> "log-format";
        };
    }

    private static void warnInBackend(final ProxySettings proxy, final String word, final ParseContext context)
    {
        if (!Placement.isFront(proxy))
        {
            context.warning("backend '" + proxy.name + "' : '" + word + "' directive is ignored in backends.");
        }
    }

    private static String onlyWord(final Words words)
    {
        final String keyword = words.line().word(0);
        if (!words.hasNext())
        {
            throw new ConfigException(keyword + " expects an argument.");
        }
        if (words.remaining() > 1)
        {
            throw new ConfigException(keyword + " expects only one argument, don't forget to escape spaces!");
        }
        return words.next();
    }

    private static void logFormat(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String text = onlyWord(words);
        if (ProxySettings.LogStyle.NONE != proxy.logStyle && Placement.isDefaults(proxy))
        {
            context.warningTight(
                "'log-format' overrides previous '" + written(proxy.logStyle) + "' in 'defaults' section.");
        }
        proxy.logStyle = ProxySettings.LogStyle.CUSTOM;
        proxy.logFormatText = text;
        ProxyBuild.of(proxy, context).logFormat = ProxyBuild.Where.of(context);
        warnInBackend(proxy, "log-format", context);
    }

    private static void logFormatSd(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        proxy.logFormatSdText = onlyWord(words);
        ProxyBuild.of(proxy, context).logFormatSd = ProxyBuild.Where.of(context);
        warnInBackend(proxy, "log-format-sd", context);
    }

    private static void errorLogFormat(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String text = onlyWord(words);
        if (null != proxy.errorLogFormatText && Placement.isDefaults(proxy))
        {
            context.warningTight("'error-log-format' overrides previous 'error-log-format' in 'defaults' section.");
        }
        proxy.errorLogFormatText = text;
        ProxyBuild.of(proxy, context).errorLogFormat = ProxyBuild.Where.of(context);
        warnInBackend(proxy, "error-log-format", context);
    }

    private static void uniqueIdFormat(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        proxy.uniqueIdFormatText = onlyWord(words);
        ProxyBuild.of(proxy, context).uniqueId = ProxyBuild.Where.of(context);
    }
}
