/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONNECTION;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONTENT;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_SESSION;
import static io.fairlead.engine.rules.Phase.TCP_RESPONSE_CONTENT;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.RuleContext;

/**
 * Verdicts of tcp rules. Source: configuration.txt 4.3.
 */
final class TcpActions
{
    private TcpActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(
            ActionKeyword.of("accept", (words, context) -> new Verdict(ActionResult.STOP))
                .in(TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT)
                .summary("Stops the evaluation and lets the data pass"),
            ActionKeyword.of("reject", (words, context) -> new Verdict(ActionResult.DENY))
                .in(TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT)
                .summary("Closes the connection"),
            ActionKeyword.of("close", (words, context) -> new Verdict(ActionResult.CLOSE)).in(TCP_RESPONSE_CONTENT)
                .summary("Closes the connection to the server"),
            ActionKeyword.of("expect-proxy", (words, context) -> parseExpect(words, context, false))
                .in(TCP_REQUEST_CONNECTION).summary("Expects a PROXY protocol header"),
            ActionKeyword.of("expect-netscaler-cip", (words, context) -> parseExpect(words, context, true))
                .in(TCP_REQUEST_CONNECTION).summary("Expects a NetScaler client IP header"),
            ActionKeyword.of("switch-mode", TcpActions::parseSwitchMode).in(TCP_REQUEST_CONTENT)
                .summary("Speaks HTTP on this stream from here on"));
    }

    /** A verdict that needs nothing else. */
    record Verdict(ActionResult result) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            return result;
        }

        @Override
        public boolean isFinal()
        {
            return true;
        }
    }

    private static Action parseExpect(final Words words, final RuleContext context, final boolean isNetscaler)
    {
        if (!words.accept("layer4"))
        {
            throw new ConfigException('\'' + context.phase().text() + ' ' + context.actionWord() +
                "' only supports 'layer4' in " + context.proxyType() + " '" + context.expr().proxy() + "' (got '" +
                words.peek() + "')");
        }
        return new ExpectProxy(isNetscaler);
    }

    /** {@code expect-proxy} and {@code expect-netscaler-cip}. */
    record ExpectProxy(boolean isNetscaler) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.expectProxyHeader(isNetscaler);
            return ActionResult.CONTINUE;
        }
    }

    private static Action parseSwitchMode(final Words words, final RuleContext context)
    {
        final String where = "'tcp-request switch-mode'";
        if (words.peek().isEmpty())
        {
            throw new ConfigException(where + " expects a mode as argument.");
        }
        if (!context.expr().isFrontend())
        {
            throw new ConfigException(where + " not allowed because " + context.proxyType() + " '" +
                context.expr().proxy() + "' has no frontend capability");
        }
        final String mode = words.next();
        if (!"http".equals(mode))
        {
            throw new ConfigException("'tcp-request switch-mode' expects a valid mode (got '" + mode + "').");
        }
        String protocol = null;
        if (words.accept("proto"))
        {
            protocol = words.next();
            if (protocol.isEmpty())
            {
                throw new ConfigException(where + ": 'proto' expects a protocol as argument.");
            }
        }
        return new SwitchMode(protocol);
    }

    /** {@code switch-mode http}. */
    record SwitchMode(String protocol) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            return ctx.upgradeToHttp(protocol) ? ActionResult.STOP : ActionResult.ABORT;
        }
    }
}
