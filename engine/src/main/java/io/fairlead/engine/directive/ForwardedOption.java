/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ForwardingSettings;
import io.fairlead.engine.proxy.ForwardingSettings.Node.Kind;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code option forwarded} (RFC 7239). Expressions are kept as text and compiled when all was read. */
final class ForwardedOption
{
    private ForwardedOption()
    {
    }

    static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (words.line().isNegated())
        {
            proxy.forwarding.forwarded = null;
            return;
        }
        if (Placement.lacksBack(proxy, "option forwarded", context))
        {
            return;
        }
        final ForwardingSettings.Forwarded forwarded = new ForwardingSettings.Forwarded();
        proxy.forwarding.forwarded = forwarded;
        ProxyBuild.of(proxy, context).forwarded = ProxyBuild.Where.of(context);
        if (!words.hasNext())
        {
            forwarded.forNode.name = Kind.DEFAULT;
            forwarded.isProto = true;
            return;
        }
        while (words.hasNext())
        {
            parameter(forwarded, words);
        }
        checkPort(forwarded.by, "by", context);
        checkPort(forwarded.forNode, "for", context);
    }

    private static void parameter(final ForwardingSettings.Forwarded forwarded, final Words words)
    {
        final String word = words.next();
        switch (word)
        {
            case "proto" -> forwarded.isProto = true;
            case "host" -> forwarded.host.name = Kind.DEFAULT;
            case "by" -> forwarded.by.name = Kind.DEFAULT;
            case "for" -> forwarded.forNode.name = Kind.DEFAULT;
            case "by_port" -> forwarded.by.port = Kind.DEFAULT;
            case "for_port" -> forwarded.forNode.port = Kind.DEFAULT;
            case "host-expr" -> name(forwarded.host, word, words);
            case "by-expr" -> name(forwarded.by, word, words);
            case "for-expr" -> name(forwarded.forNode, word, words);
            case "by_port-expr" -> port(forwarded.by, word, words);
            case "for_port-expr" -> port(forwarded.forNode, word, words);
            default -> throw new ConfigException("'option forwarded' only supports optional values: 'proto', 'host', " +
                "'host-expr', 'by', 'by-expr', 'by_port', 'by_port-expr', 'for', 'for-expr', 'for_port' and " +
                "'for_port-expr'.");
        }
    }

    private static void name(final ForwardingSettings.Node node, final String word, final Words words)
    {
        node.name = Kind.EXPRESSION;
        node.expressionText = expression(word, words);
    }

    private static void port(final ForwardingSettings.Node node, final String word, final Words words)
    {
        node.port = Kind.EXPRESSION;
        node.portExpressionText = expression(word, words);
    }

    private static String expression(final String word, final Words words)
    {
        if (!words.hasNext())
        {
            throw ConfigException.tight("'" + word + "' expects <expr> as argument.");
        }
        return words.next();
    }

    private static void checkPort(final ForwardingSettings.Node node, final String side, final ParseContext context)
    {
        if (Kind.NONE != node.port && Kind.NONE == node.name)
        {
            node.port = Kind.NONE;
            context.warning("'option forwarded' : '" + side + "_port-expr' will be ignored because both '" + side +
                "' and '" + side + "-expr' are unset");
        }
    }
}
