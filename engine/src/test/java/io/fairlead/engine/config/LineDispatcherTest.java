/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class LineDispatcherTest
{
    private final Messages messages = Messages.collecting();
    private final KeywordRegistry registry = new KeywordRegistry();
    private final ParseContext context = new ParseContext(messages, new Environment(Map.of()), registry);
    private final StringBuilder applied = new StringBuilder();

    LineDispatcherTest()
    {
        registry.registerAll(
            Keyword.proxy("bind", ProxyKind.FRONT_SIDE).strictlyPlaced().parsedBy(StringBuilder.class, this::apply),
            Keyword.proxy("fullconn", ProxyKind.BACK_SIDE | ProxyKind.DEFAULTS).words(1, 1)
                .expects("an integer argument").parsedBy(StringBuilder.class, this::apply),
            Keyword.proxy("acl", ProxyKind.PROXIES | ProxyKind.NAMED_DEFAULTS)
                .parsedBy(StringBuilder.class, this::apply),
            Keyword.proxy("timeout client", ProxyKind.ANY).parsedBy(StringBuilder.class, this::apply),
            Keyword.proxy("reqrep", ProxyKind.ANY).refused("The 'reqrep' directive is gone."),
            Keyword.proxy("chroot", ProxyKind.ANY).ignored("no meaning"),
            Keyword.proxy("guid", ProxyKind.ANY).experimental(),
            Keyword.option("httplog", ProxyKind.ANY).words(0, 1).parsedBy(StringBuilder.class, this::apply),
            Keyword.of(KeywordKind.OPTION, "httpchk").parsedBy(StringBuilder.class, this::apply));
    }

    @Test
    void shouldApplyAndShowWords()
    {
        proxyLine(ProxyKind.LISTEN, "bind", ":80", "ssl");
        proxyLine(ProxyKind.LISTEN, "timeout", "client", "5s");
        proxyLine(ProxyKind.LISTEN, "option", "httplog", "clf");
        proxyLine(ProxyKind.LISTEN, "chroot", "/x");
        assertEquals("bind(:80 ssl) timeout client(5s) option httplog(clf) ", applied.toString());
        assertEquals(List.of(), messages.given());
    }

    @Test
    void shouldCheckPlace()
    {
        proxyLine(ProxyKind.BACKEND, "bind", ":80");
        proxyLine(ProxyKind.FRONTEND, "fullconn", "5");
        proxyLine(ProxyKind.NAMED_DEFAULTS, "bind", ":80");
        proxyLine(ProxyKind.DEFAULTS, "acl", "a", "always_true");
        proxyLine(ProxyKind.NAMED_DEFAULTS, "acl", "b", "always_true");
        assertEquals("acl(b always_true) ", applied.toString());
        expect(
            "'bind' not allowed because backend 'p' has no frontend capability.",
            "'fullconn' ignored because frontend 'p' has no backend capability.",
            "'bind' not allowed in 'defaults' section.",
            "'acl' not allowed in anonymous 'defaults' section.");
    }

    @Test
    void shouldCheckNumberOfWords()
    {
        proxyLine(ProxyKind.BACKEND, "fullconn");
        proxyLine(ProxyKind.BACKEND, "fullconn", "1", "2");
        expect("'fullconn' expects an integer argument.", "'fullconn' cannot handle unexpected argument '2'.");
    }

    @Test
    void shouldRefuseWithReason()
    {
        context.section("listen");
        proxyLine(ProxyKind.LISTEN, "reqrep", "a");
        proxyLine(ProxyKind.LISTEN, "guid", "a");
        proxyLine(ProxyKind.LISTEN, "bnd", "a");
        proxyLine(ProxyKind.LISTEN, "compression", "algo", "gzip");
        proxyLine(ProxyKind.LISTEN, "option", "httplg");
        proxyLine(ProxyKind.LISTEN, "option", "zzz");
        proxyLine(ProxyKind.LISTEN, "option", "smtpchk");
        LineDispatcher.dispatchProxy(applied, ProxyKind.LISTEN, "p",
            new ConfigLine("f", 1, ConfigLine.Modifier.NO, "option", "httpchk"), context);
        expect(
            "The 'reqrep' directive is gone.",
            "'guid' directive is experimental, must be allowed via a global 'expose-experimental-directives'",
            "unknown keyword 'bnd' in 'listen' section; did you mean 'bind' maybe ?",
            "'compression algo' is known to HAProxy but not supported by Fairlead in 'listen' section",
            "unknown option 'httplg'; did you mean 'httplog' maybe ?",
            "unknown option 'zzz'.",
            "'option smtpchk' is known to HAProxy but not supported by Fairlead");
        assertEquals("parsing [f:1]: negation/default is not supported for option 'httpchk'.",
            messages.given().getLast().text());
    }

    private void proxyLine(final int kind, final String... words)
    {
        final ConfigLine line = ConfigLine.of("f", 1, words);
        context.line(line);
        LineDispatcher.dispatchProxy(applied, kind, "p", line, context);
    }

    private void apply(final StringBuilder target, final Words words, final ParseContext unused)
    {
        target.append(words.consumed()).append('(').append(words.rest()).append(") ");
    }

    private void expect(final String... texts)
    {
        for (int i = 0; i < texts.length; i++)
        {
            assertEquals("parsing [f:1] : " + texts[i], messages.given().get(i).text());
        }
    }
}
