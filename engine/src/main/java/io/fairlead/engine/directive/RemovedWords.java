/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;

/** Words of proxies that HAProxy itself no longer has, refused with its advice. */
final class RemovedWords
{
    private static final String SINCE = "not supported anymore since HAProxy 2.1.";

    private RemovedWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        final String replaceRequest =
            " Use 'http-request replace-path', 'http-request replace-uri' or 'http-request replace-header' instead.";
        directive(registry, replaceRequest, "cliexp", "reqrep");
        directive(registry, " Use 'http-request del-header' instead.", "reqdel", "reqidel");
        directive(registry, " Use 'http-request deny' instead.", "reqideny");
        directive(registry, " Use 'http-request allow' instead.", "reqallow", "reqiallow");
        directive(registry, " Use 'http-request tarpit' instead.", "reqtarpit", "reqitarpit");
        directive(registry, " Use 'http-request replace-header' instead.", "reqirep");
        directive(registry, " Use 'http-request add-header' instead.", "reqadd");
        directive(registry, "", "reqipass");
        directive(registry, " Use 'http-response replace-header' instead.", "srvexp", "rsprep", "rspirep");
        directive(registry, " Use 'http-response del-header' .", "rspdel");
        directive(registry, " Use 'http-response del-header' instead.", "rspidel");
        directive(registry, " Use 'http-response deny' instead.", "rspdeny", "rspideny");
        directive(registry, " Use 'http-response add-header' instead.", "rspadd");
        refuse(registry, "reqdeny", "The 'reqdeny' " + SINCE + " Use 'http-request deny' instead.");
        refuse(registry, "reqpass", "The 'reqpass' " + SINCE);
        refuse(registry, "block", "The 'block' directive is " + SINCE +
            " Use 'http-request deny' which uses the exact same syntax.");
        refuse(registry, "redispatch", "keyword 'redispatch' directive is " + SINCE + " Use 'option redispatch'.");
        refuse(registry, "redisp", "keyword 'redisp' directive is " + SINCE + " Use 'option redispatch'.");
        refuse(registry, "appsession", "'appsession' is not supported anymore since HAProxy 1.6.");
        refuse(registry, "usesrc", "'usesrc' only allowed after a 'source' statement.");
        tight(registry, "bind-process", "'bind-process' is not supported anymore.");
        tight(registry, "grace", "the 'grace' keyword is not supported any more since HAProxy version 2.5.");
        registry.register(Keyword.proxy("monitor-net", ProxyKind.ANY).manual("removed").summary("Removed from HAProxy")
            .parsedBy(ProxySettings.class, RemovedWords::monitorNet));
    }

    private static void directive(final KeywordRegistry registry, final String advice, final String... names)
    {
        for (final String name : names)
        {
            refuse(registry, name, "The '" + name + "' directive is " + SINCE + advice);
        }
    }

    private static void refuse(final KeywordRegistry registry, final String name, final String message)
    {
        registry.register(
            Keyword.proxy(name, ProxyKind.ANY).manual("removed").summary("Removed from HAProxy").refused(message));
    }

    private static void tight(final KeywordRegistry registry, final String name, final String message)
    {
        registry.register(Keyword.proxy(name, ProxyKind.ANY).manual("removed").summary("Removed from HAProxy")
            .parsedBy(ProxySettings.class, (proxy, words, context) ->
            {
                throw ConfigException.tight(message);
            }));
    }

    private static void monitorNet(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        throw new ConfigException(
            "'monitor-net' doesn't exist anymore. Please use 'http-request return status 200 if { src " +
            words.peek() + " }' instead.");
    }
}
