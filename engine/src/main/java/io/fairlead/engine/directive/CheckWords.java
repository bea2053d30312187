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

/** Options that say how servers are checked. */
final class CheckWords
{
    private static final int KEYWORD_WORDS = 2;
    private static final int MAX_HTTPCHK_WORDS = 4;

    private CheckWords()
    {
    }

    /** {@code option tcp-check}. */
    static void tcpCheck(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "tcp-check", context);
        Report.noMoreThan(0, KEYWORD_WORDS, words);
        proxy.check.kind = ProxySettings.CheckSettings.Kind.TCP;
    }

    /** {@code option httpchk}. */
    static void httpCheck(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "httpchk", context);
        Report.noMoreThan(MAX_HTTPCHK_WORDS, KEYWORD_WORDS, words);
        final ProxySettings.CheckSettings check = proxy.check;
        check.kind = ProxySettings.CheckSettings.Kind.HTTP;
        check.headers.clear();
        check.method = words.remaining() > 1 ? words.next() : null;
        check.uri = words.hasNext() ? words.next() : null;
        check.version = words.hasNext() ? words.next() : null;
        if (words.hasNext())
        {
            check.headers.add("host");
            check.headers.add(words.next());
        }
        final int lineEnd = null == check.version ? -1 : check.version.indexOf("\r\n");
        if (lineEnd >= 0)
        {
            // A deliberate difference: HAProxy refuses this from 2.8 on, as up to 2.6 it is a warning here.
            context.warningTight(
                "'option httpchk' : hiding headers or body at the end of the version string is deprecated. " +
                "Please, consider to use 'http-check send' directive instead.");
            gluedHeaders(check, check.version.substring(lineEnd + 2));
            check.version = check.version.substring(0, lineEnd);
        }
    }

    private static void gluedHeaders(final ProxySettings.CheckSettings check, final String text)
    {
        for (final String line : text.split("\r\n"))
        {
            if (line.isEmpty())
            {
                return;
            }
            final int colon = line.indexOf(':');
            if (colon <= 0)
            {
                throw new ConfigException("'option httpchk' : unable to parse the request '" + text + "'..");
            }
            check.headers.add(line.substring(0, colon));
            check.headers.add(line.substring(colon + 1).trim());
        }
    }
}
