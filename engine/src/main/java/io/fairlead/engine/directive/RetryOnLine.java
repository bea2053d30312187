/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.EnumSet;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.proxy.ProxySettings.RetryOn;

/** {@code retry-on}. */
final class RetryOnLine
{
    private RetryOnLine()
    {
    }

    static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'retry-on' needs at least one keyword to specify when to retry");
        }
        if (!Placement.isBack(proxy))
        {
            throw new ConfigException("'retry-on' only available in backend or listen section");
        }
        proxy.retryOn.clear();
        proxy.retryOnStatus.clear();
        final int count = words.remaining();
        while (words.hasNext())
        {
            event(proxy, words.next(), count);
        }
    }

    private static void event(final ProxySettings proxy, final String word, final int count)
    {
        switch (word)
        {
            case "conn-failure" -> proxy.retryOn.add(RetryOn.CONN_FAILURE);
            case "empty-response" -> proxy.retryOn.add(RetryOn.EMPTY_RESPONSE);
            case "response-timeout" -> proxy.retryOn.add(RetryOn.RESPONSE_TIMEOUT);
            case "junk-response" -> proxy.retryOn.add(RetryOn.JUNK_RESPONSE);
            case "0rtt-rejected" -> proxy.retryOn.add(RetryOn.ZERO_RTT_REJECTED);
            case "401", "403", "404", "408", "421", "425", "429", "500", "501", "502", "503", "504" ->
                proxy.retryOnStatus.set(Numbers.atoi(word));
            case "all-retryable-errors" ->
            {
                proxy.retryOn.addAll(EnumSet.allOf(RetryOn.class));
                proxy.retryOnStatus.set(500);
                proxy.retryOnStatus.set(502, 505);
            }
            case "none" ->
            {
                if (1 != count)
                {
                    throw new ConfigException("'retry-on' 'none' keyword only usable alone");
                }
            }
            default -> throw new ConfigException("'retry-on': unknown keyword '" + word + "'");
        }
    }
}
