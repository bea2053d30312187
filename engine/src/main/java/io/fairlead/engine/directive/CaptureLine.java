/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code capture} and {@code declare capture}. */
final class CaptureLine
{
    private CaptureLine()
    {
    }

    static void cookie(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksFront(proxy, "capture", context);
        Placement.refuseInDefaults(proxy, "capture cookie");
        Report.noMoreThan(4, 2, words);
        if (words.remaining() < 3)
        {
            throw new ConfigException("'capture' expects 'cookie' <cookie_name> 'len' <len>.");
        }
        proxy.captureCookieName = words.next();
        words.next();
        proxy.captureCookieLength = Numbers.atoi(words.next());
    }

    static void request(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        header(proxy, true, words, context);
    }

    static void response(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        header(proxy, false, words, context);
    }

    private static void header(
        final ProxySettings proxy,
        final boolean isRequest,
        final Words words,
        final ParseContext context)
    {
        final String side = words.line().word(1);
        Placement.lacksFront(proxy, "capture", context);
        Placement.refuseInDefaults(proxy, "capture " + side);
        Report.noMoreThan(4, 2, words);
        final String name = words.next();
        final String len = words.next();
        if (name.isEmpty() || !"len".equals(len) || !words.hasNext())
        {
            throw new ConfigException("'capture " + side + "' expects 'header' <header_name> 'len' <len>.");
        }
        proxy.rules.captures.add(isRequest, name, Numbers.atoi(words.next()));
    }

    static void other(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksFront(proxy, "capture", context);
        throw new ConfigException("'capture' expects 'cookie' or 'request header' or 'response header'.");
    }

    static void declare(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (Placement.isDefaults(proxy))
        {
            throw new ConfigException("'declare' not available in default section");
        }
        if (!Placement.isFront(proxy))
        {
            throw new ConfigException("'declare' only available in frontend or listen section");
        }
        final String what = words.line().word(1);
        if (what.isEmpty())
        {
            throw new ConfigException(
                "'declare' needs a second keyword that specify the type of declaration ('capture')");
        }
        if (!"capture".equals(what))
        {
            throw new ConfigException("unknown declaration type '" + what + "' (supports 'capture')");
        }
        final String direction = words.next();
        if (!"request".equals(direction) && !"response".equals(direction))
        {
            throw new ConfigException("'declare capture' requires a direction ('request' or 'response')");
        }
        if (!"len".equals(words.next()))
        {
            throw new ConfigException("'declare capture' requires a capture length ('len')");
        }
        final String text = words.next();
        if (text.isEmpty())
        {
            throw new ConfigException(
                "'declare capture': 'len' requires a numeric value that represents the capture length");
        }
        if (!Numbers.isWholeNumber(text))
        {
            throw new ConfigException("'declare capture': cannot parse the length '" + text + "'.");
        }
        final int length = Numbers.atoi(text);
        if (length <= 0)
        {
            throw new ConfigException("length must be > 0");
        }
        proxy.rules.captures.add("request".equals(direction), null, length);
    }
}
