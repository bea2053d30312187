/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.balance.BalanceSettings;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogFormats;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.proxy.ForwardingSettings;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.server.ServerSettings;

/** Compiles the formats and expressions of a proxy that were kept as text. */
final class FormatCheck
{
    private final ProxyBuild build;
    private final ProxySettings proxy;
    private final ParseContext context;
    private boolean hasFailed;

    FormatCheck(final ProxyBuild build, final ParseContext context)
    {
        this.build = build;
        this.proxy = build.settings;
        this.context = context;
    }

    /** Log formats, unique id, values of PROXY headers; whether all could be compiled. */
    boolean run()
    {
        build.expressions.http(ProxySettings.Mode.HTTP == proxy.mode);
        if (proxy.isFrontend())
        {
            logs();
        }
        uniqueId();
        if (proxy.isFrontend() && null != proxy.errorLogFormatText)
        {
            build.expressions.use(ExprUse.LOG);
            proxy.rules.errorLogFormat = log(proxy.errorLogFormatText, build.errorLogFormat, "error-log-format");
        }
        return !hasFailed;
    }

    private void logs()
    {
        final String text = switch (proxy.logStyle)
        {
            case HTTP -> LogFormats.HTTP;
            case HTTP_CLF -> LogFormats.CLF;
            case HTTPS -> LogFormats.HTTPS;
            case TCP -> LogFormats.TCP;
            case TCP_CLF -> LogFormats.TCP_CLF;
            case CUSTOM -> proxy.logFormatText;
            default -> null;
        };
        if (null != text)
        {
            build.expressions.use(ExprUse.LOG);
            proxy.rules.logFormat = log(text, build.logFormat, "log-format");
        }
        final boolean isStructured = proxy.logs.stream()
            .anyMatch(target -> LogTargetSettings.Format.RFC5424 == target.format);
        if (null == proxy.logFormatSdText && isStructured)
        {
            proxy.logFormatSdText = LogFormats.RFC5424_SD;
            build.logFormatSd = build.where;
        }
        if (null != proxy.logFormatSdText)
        {
            build.expressions.use(ExprUse.LOG_SD);
            proxy.rules.structuredDataFormat = log(proxy.logFormatSdText, build.logFormatSd, "log-format-sd");
        }
    }

    private LogFormat log(final String text, final ProxyBuild.Where where, final String what)
    {
        return compile(text, where, LogOptions.MANDATORY | LogOptions.MERGE_SPACES, Checkpoint.LOG.mask(), what);
    }

    private void uniqueId()
    {
        if (null == proxy.uniqueIdFormatText)
        {
            return;
        }
        build.expressions.use(ExprUse.UNIQUE_ID);
        final int places = (proxy.isFrontend() ? Checkpoint.FE_REQUEST_HEADERS.mask() : 0) |
            (proxy.isBackend() ? Checkpoint.BE_REQUEST_HEADERS.mask() : 0);
        proxy.rules.uniqueIdFormat =
            compile(proxy.uniqueIdFormatText, build.uniqueId, LogOptions.HTTP | LogOptions.MERGE_SPACES,
            places, "unique-id");
    }

    private LogFormat compile(
        final String text, final ProxyBuild.Where where, final int options, final int checkpoints, final String what)
    {
        try
        {
            return compile(text, where.file(), where.line(), options, checkpoints, build, context);
        }
        catch (final ConfigException e)
        {
            fail("Parsing [" + where + "]: failed to parse " + what + " : " + e.getMessage() + ".");
            return null;
        }
    }

    private void fail(final String text)
    {
        context.fatal(text);
        hasFailed = true;
    }

    /** Compile a format as if its line were being read. */
    static LogFormat compile(
        final String text,
        final String file,
        final int line,
        final int options,
        final int checkpoints,
        final ProxyBuild build,
        final ParseContext context)
    {
        context.line(ConfigLine.of(file, line));
        return LogFormat.compile(text, build.expressions, options, checkpoints);
    }

    /** Values of the PROXY header's own fields of a server, at the end of its line; whether all could be compiled. */
    boolean proxyHeaders(final ServerSettings server)
    {
        for (final ServerSettings.ProxyV2Tlv tlv : server.proxyV2Tlvs)
        {
            try
            {
                build.expressions.use(ExprUse.SERVER);
                tlv.compiled = LogFormat.compile(tlv.format, build.expressions, 0, Checkpoint.BE_SERVER_CONNECT.mask());
            }
            catch (final ConfigException e)
            {
                context.messages().at(server.file, server.line, "server " + proxy.name + '/' + server.name);
                fail(e.getMessage());
            }
        }
        return !hasFailed;
    }

    /** What sets the idle connections of servers apart; whether all could be compiled. */
    boolean poolNames()
    {
        proxy.servers.forEach(this::poolName);
        return !hasFailed;
    }

    /** What sets the idle connections of a server apart; whether it could be compiled. */
    boolean poolName(final ServerSettings server)
    {
        if (null == server.poolConnName)
        {
            return !hasFailed;
        }
        build.expressions.use(ExprUse.SERVER);
        final ConfigLine line = ConfigLine.of(server.file, server.line, server.poolConnName);
        context.line(line);
        try
        {
            final SampleExpr expression = ExprParser.parse(new Words(line, 0), build.expressions);
            if (0 == (expression.checkpoints() & Checkpoint.BE_SERVER_CONNECT.mask()))
            {
                throw new ConfigException("fetch method '" + server.poolConnName + "' extracts information from '" +
                    Source.textOf(expression.sources()) + "', none of which is available here.");
            }
            server.poolConnNameExpression = expression;
        }
        catch (final ConfigException e)
        {
            fail("config : [" + server.file + ':' + server.line + "] : 'server " + proxy.name + '/' + server.name +
                "' : error detected while parsing sni or pool-conn-name expressions : " + e.getMessage() + ".");
        }
        return !hasFailed;
    }

    /** Expression of {@code balance hash}. */
    boolean balanceHash()
    {
        final BalanceSettings balance = proxy.balance;
        if (BalanceSettings.Algorithm.HASH != balance.algorithm)
        {
            return true;
        }
        build.expressions.use(ExprUse.USE_SERVER);
        final ConfigLine line = ConfigLine.of(build.where.file(), build.where.line(), balance.expressionText);
        context.line(line);
        final String owner = Placement.typeName(proxy) + " '" + proxy.name + "' [" + build.where + "]: ";
        try
        {
            final SampleExpr expression = ExprParser.parse(new Words(line, 0), build.expressions);
            if (0 == (expression.checkpoints() & Checkpoint.BE_SET_SERVER.mask()))
            {
                fail(owner + "error detected while parsing 'balance hash' expression '" + balance.expressionText +
                    "' which requires information from " + Source.textOf(expression.sources()) +
                    ", which is not available here.");
            }
            balance.expression = expression;
        }
        catch (final ConfigException e)
        {
            fail(owner + "failed to parse 'balance hash' expression '" + balance.expressionText + "' in : " +
                e.getMessage() +
                ".");
        }
        return !hasFailed;
    }

    /** Expressions of {@code option forwarded}. */
    boolean forwarded()
    {
        final ForwardingSettings.Forwarded forwarded = proxy.forwarding.forwarded;
        if (null != forwarded && proxy.isBackend())
        {
            build.expressions.use(ExprUse.OPTION);
            node(forwarded.host);
            node(forwarded.by);
            node(forwarded.forNode);
        }
        return !hasFailed;
    }

    private void node(final ForwardingSettings.Node node)
    {
        node.expression = expression(node.expressionText);
        node.portExpression = expression(node.portExpressionText);
    }

    private SampleExpr expression(final String text)
    {
        if (null == text)
        {
            return null;
        }
        final ConfigLine line = ConfigLine.of(build.forwarded.file(), build.forwarded.line(), text);
        context.line(line);
        try
        {
            return ExprParser.parse(new Words(line, 0), build.expressions);
        }
        catch (final ConfigException e)
        {
            fail(Placement.typeName(proxy) + " '" + proxy.name + "' [" + build.forwarded +
                "]: failed to parse 'option forwarded' " +
                "expression '" + text + "' in : " +
                e.getMessage() + ".");
            return null;
        }
    }
}
