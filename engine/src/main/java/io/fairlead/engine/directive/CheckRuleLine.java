/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fairlead.engine.check.CheckRuleSet;
import io.fairlead.engine.check.CheckStep;
import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableRules;

/** A {@code tcp-check} or {@code http-check} line. Source: configuration.txt 4.2. */
final class CheckRuleLine
{
    private static final int ADDRESS = AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.STREAM;
    private static final int MAX_PORT = 65535;
    private static final String[] VARIABLE_WORDS = {"set-var-fmt", "set-var", "unset-var"};

    private final ProxySettings proxy;
    private final Words words;
    private final ParseContext context;
    private final ExprContext expressions;
    private final CheckRuleSet rules;
    private final boolean isHttp;

    private CheckRuleLine(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        this.proxy = proxy;
        this.words = words;
        this.context = context;
        this.expressions = ProxyBuild.of(proxy, context).expressions.use(ExprUse.TCP_CHECK);
        this.isHttp = "http-check".equals(words.line().word(0));
        this.rules = isHttp ? proxy.check.ownHttp() : proxy.check.ownTcp();
    }

    /** Read the line; the cursor stands behind its first word. */
    static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        Placement.lacksBack(proxy, keyword, context);
        final CheckRuleLine line = new CheckRuleLine(proxy, words, context);
        line.parse(words.line().word(1));
    }

    private void parse(final String word)
    {
        words.index(2);
        if (isHttp && ("disable-on-404".equals(word) || "send-state".equals(word)))
        {
            flag(word);
            return;
        }
        if (!isKnown(word))
        {
            throw unknown(word);
        }
        final CheckStep step;
        try
        {
            step = switch (word)
            {
                case "connect" -> connect();
                case "send" -> isHttp ? new HttpSendLine(this).parse() : send(word);
                case "send-lf", "send-binary", "send-binary-lf" -> send(word);
                case "expect" -> new ExpectLine(this, rules, isHttp).parse();
                case "comment" -> comment();
                default -> variable(word);
            };
        }
        catch (final ConfigException e)
        {
            throw new ConfigException(prefix() + e.getMessage() + '.');
        }
        step.index = rules.nextIndex();
        add(step);
    }

    private boolean isKnown(final String word)
    {
        for (final String known : VARIABLE_WORDS)
        {
            if (word.startsWith(known))
            {
                return true;
            }
        }
        return switch (word)
        {
            case "connect", "send", "expect", "comment" -> true;
            case "send-lf", "send-binary", "send-binary-lf" -> !isHttp;
            default -> false;
        };
    }

    private String prefix()
    {
        return '\'' + words.line().word(0) + ' ' + words.line().word(1) + "' : ";
    }

    private void flag(final String word)
    {
        Report.noMoreThan(0, 2, words);
        rules.isDisabledOn404 |= "disable-on-404".equals(word);
        rules.isSendingState |= "send-state".equals(word);
    }

    private void add(final CheckStep step)
    {
        final ProxySettings.CheckSettings check = proxy.check;
        final boolean isInForce = null != check.rules && check.rules.protocol == rules.protocol;
        if (isInForce)
        {
            check.rules = rules;
        }
        check.markUnused(isHttp, !isInForce);
        if (!isInForce || !isHttp)
        {
            rules.steps.add(step);
            return;
        }
        try
        {
            rules.addHttp(step);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException(prefix() + e.getMessage() + '.');
        }
    }

    // ---- words

    /** Next word; an error about a missing one otherwise. */
    String argument(final String message)
    {
        if (!words.hasNext() || words.peek().isEmpty())
        {
            throw new ConfigException(message);
        }
        return words.next();
    }

    Words words()
    {
        return words;
    }

    /** A text of the configuration as bytes. */
    static byte[] bytes(final String text)
    {
        return text.getBytes(ISO_8859_1);
    }

    /** Bytes of hexadecimal digits. */
    static byte[] binary(final String text)
    {
        if (0 != text.length() % 2)
        {
            throw new ConfigException("an even number of hex digit is expected");
        }
        final byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < text.length(); i++)
        {
            final int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0)
            {
                throw new ConfigException("an hex digit is expected (found '" + text.charAt(i) + "')");
            }
            bytes[i / 2] = (byte)(bytes[i / 2] << 4 | digit);
        }
        return bytes;
    }

    /** Compile a format; messages name it. */
    LogFormat format(final String text)
    {
        try
        {
            return plainFormat(text);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException('\'' + text + "' invalid log-format string (" + e.getMessage() + ").\n");
        }
    }

    /** Compile a format. */
    LogFormat plainFormat(final String text)
    {
        return LogFormat.compile(text, expressions, 0, Checkpoint.CHECK.mask());
    }

    /** Read an expression that stands in one word. */
    SampleExpr expression(final String text, final String what)
    {
        final SampleExpr result;
        try
        {
            result = ExprParser.parse(text, expressions);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("error detected while parsing " + what + " expression : " + e.getMessage());
        }
        if (0 == (result.checkpoints() & Checkpoint.CHECK.mask()))
        {
            throw new ConfigException("error detected while parsing " + what + " expression :  fetch method '" + text +
                "' extracts information from '" + Source.textOf(result.sources()) +
                "', none of which is available here.\n");
        }
        return result;
    }

    // ---- rules

    private CheckStep comment()
    {
        final CheckStep.Comment comment = new CheckStep.Comment();
        comment.comment = argument("expects a string as argument");
        return comment;
    }

    private CheckStep connect()
    {
        checkFirst();
        final CheckStep.Connect connect = new CheckStep.Connect();
        while (words.hasNext())
        {
            final String word = words.next();
            switch (word)
            {
                case "default" -> connect.isDefault = true;
                case "addr" -> address(connect);
                case "port" -> port(connect,
                    argument("'port' expects a port number or a sample expression as argument."));
                case "proto" -> protocol(argument("'proto' expects a MUX protocol as argument."));
                case "comment" -> connect.comment = argument("'comment' expects a string as argument.");
                case "send-proxy" -> connect.isSendProxy = true;
                case "via-socks4" -> connect.isViaSocks4 = true;
                case "linger" -> connect.isLinger = true;
                case "ssl", "sni", "alpn" -> throw new ConfigException(
                    LanguageIndex.refusal(words.line().word(0) + " connect " + word));
                default -> throw new ConfigException("expects 'comment', 'port', 'addr', 'send-proxy', 'ssl', 'sni', " +
                    "'alpn' or 'via-socks4', 'linger', 'default' but got '" + word + "' as argument.");
            }
        }
        return connect;
    }

    private void checkFirst()
    {
        for (final CheckStep step : rules.steps)
        {
            if (step instanceof CheckStep.Connect)
            {
                return;
            }
            if (step.isActive() && !(step instanceof final CheckStep.HttpSend send && send.isFromOption))
            {
                throw new ConfigException(
                    "first step MUST also be a 'connect', optionally preceded by a 'set-var', an " +
                    "'unset-var' or a 'comment', when there is a 'connect' step in the tcp-check ruleset");
            }
        }
    }

    private void address(final CheckStep.Connect connect)
    {
        final String text = argument("'addr' expects <ipv4|ipv6> as argument.");
        try
        {
            connect.address = new AddressParser(context, DescriptorProbe.NONE).parse(text, ADDRESS, null);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'addr' : " + e.getMessage() + '.');
        }
    }

    private void port(final CheckStep.Connect connect, final String text)
    {
        connect.port = 0;
        connect.portExpression = null;
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9'))
        {
            connect.portExpression = expression(text, "port");
            return;
        }
        final long port = text.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(text);
        if (port < 1 || port > MAX_PORT)
        {
            throw new ConfigException(
                "expects a valid TCP port (from range 1 to 65535) or a sample expression, got " + text + '.');
        }
        connect.port = (int)port;
    }

    private void protocol(final String name)
    {
        final String line = words.line().word(0);
        switch (name)
        {
            case "none", "h1" ->
            {
                if (isHttp != "h1".equals(name))
                {
                    throw new ConfigException("'proto' : invalid MUX protocol '" + name + "' for " + line);
                }
            }
            case "h2", "fcgi", "spop" ->
                throw new ConfigException(LanguageIndex.refusal(line + " connect proto " + name));
            default -> throw new ConfigException("'proto' : unknown MUX protocol '" + name + "'.");
        }
    }

    private CheckStep send(final String word)
    {
        final CheckStep.Send send = new CheckStep.Send();
        // the words are in this order in HAProxy's own message
        final String text = argument('\'' + ("send-binary".equals(word) ? "binary string" : "string") +
            "' expects a " + word + " as argument");
        while (words.hasNext())
        {
            final String option = words.next();
            if (!"comment".equals(option))
            {
                throw new ConfigException("expects 'comment' but got '" + option + "' as argument.");
            }
            send.comment = argument("'comment' expects a string as argument.");
        }
        switch (word)
        {
            case "send" -> send.data = bytes(text);
            case "send-binary" ->
            {
                try
                {
                    send.data = binary(text);
                }
                catch (final ConfigException e)
                {
                    throw new ConfigException('\'' + text + "' invalid binary string (" + e.getMessage() + ").\n");
                }
            }
            default ->
            {
                send.format = format(text);
                send.isHexadecimal = "send-binary-lf".equals(word);
            }
        }
        return send;
    }

    private CheckStep variable(final String word)
    {
        String kind = null;
        for (final String known : VARIABLE_WORDS)
        {
            kind = null == kind && word.startsWith(known) ? known : kind;
        }
        try
        {
            return variable(kind, word);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException('\'' + kind + "' : " + e.getMessage());
        }
    }

    private ConfigException unknown(final String word)
    {
        final String line = words.line().word(0);
        final String known = isHttp ? "'disable-on-404', 'send-state', 'comment', 'connect', 'send', 'expect'" :
            "'comment', 'connect', 'send', 'send-binary', 'expect'";
        return new ConfigException('\'' + line + "' only supports " + known +
            ", 'set-var-fmt(*)', 'set-var(*)', 'unset-var(*)'. but got '" + word + '\'');
    }

    private CheckStep variable(final String kind, final String word)
    {
        final String rest = word.substring(kind.length());
        final String expected = "Expects 'set-var(<var-name>)', 'set-var-fmt(<var-name>)' or 'unset-var(<var-name>)'";
        if (!rest.startsWith("("))
        {
            throw new ConfigException("invalid or incomplete action '" + word + "'. " + expected);
        }
        if (!rest.endsWith(")"))
        {
            throw new ConfigException("incomplete argument after action '" + word + "'. " + expected);
        }
        final String[] parts = rest.substring(1, rest.length() - 1).split(",");
        final CheckStep.Variable variable = new CheckStep.Variable();
        if (1 < parts.length && "unset-var".equals(kind))
        {
            throw new ConfigException(
                "unset-var does not expect parameters after the variable name. Only \"set-var\" " +
                "and \"set-var-fmt\" manage conditions");
        }
        for (int i = 1; i < parts.length; i++)
        {
            variable.conditions |= VariableRules.condition(parts[i]);
        }
        variable.name = expressions.service(VariableNames.class).of(0 == parts.length ? "" : parts[0]);
        if ("set-var-fmt".equals(kind))
        {
            variable.format = plainFormat(words.next());
        }
        else if ("set-var".equals(kind))
        {
            variable.expression = ExprParser.parse(words, expressions);
            if (0 == (variable.expression.checkpoints() & Checkpoint.CHECK.mask()))
            {
                throw new ConfigException("fetch method '" + word + "' extracts information from '" +
                    Source.textOf(variable.expression.sources()) + "', none of which is available here");
            }
        }
        return variable;
    }
}
