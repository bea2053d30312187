/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordParser;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.filter.FilterSettings;
import io.fairlead.engine.filter.RequestCompression;
import io.fairlead.engine.filter.ResponseCompression;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code filter} lines. Source: configuration.txt 4.2 and 9. */
final class FilterWords
{
    /** Filters as HAProxy lists them to one who names another. */
    private static final String REGISTERED = String.join("\n    ", "",
        "[BWLIM] bwlim-in", "[BWLIM] bwlim-out", "[CACHE] cache", "[COMP] comp-req", "[COMP] comp-res",
        "[COMP] compression", "[FCGI] fcgi-app", "[SPOE] spoe", "[TRACE] trace");

    private FilterWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.proxy("filter", ProxyKind.ANY).syntax("filter <name> <arguments>...").manual("4.2")
                .summary("What data of streams goes through, in order")
                .parsedBy(ProxySettings.class, FilterWords::parse),
            filter("compression", "filter compression", "9.2", "Compress requests and responses, see compression",
                FilterWords::compression),
            filter("comp-req", "filter comp-req", "9.2", "Compress requests", FilterWords::requestCompression),
            filter("comp-res", "filter comp-res", "9.2", "Compress responses", FilterWords::responseCompression));
    }

    private static Keyword filter(
        final String name,
        final String syntax,
        final String manual,
        final String summary,
        final KeywordParser<ProxySettings> parser)
    {
        return Keyword.of(KeywordKind.FILTER, name).syntax(syntax).manual(manual).summary(summary)
            .parsedBy(ProxySettings.class, parser);
    }

    private static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String where = "parsing [" + context.line().where() + "] : ";
        if (Placement.isDefaults(proxy))
        {
            throw new ConfigException(where + "filter is not allowed in a 'default' section.");
        }
        if (!words.hasNext())
        {
            throw new ConfigException(where + "missing argument for 'filter' in " + Placement.typeName(proxy) + " '" +
                proxy.name + "'.");
        }
        final String name = words.next();
        final Keyword keyword = context.registry().find(KeywordKind.FILTER, name);
        if (null == keyword)
        {
            throw new ConfigException(LanguageIndex.instance().isKnown(KeywordKind.FILTER, name) ?
                "'filter " + name + "' is known to HAProxy but not supported by Fairlead" :
                "'filter' : unknown keyword '" + name + "'. Registered keywords :" + REGISTERED);
        }
        keyword.apply(proxy, words, context);
        if (words.hasNext())
        {
            throw new ConfigException("'filter " + name + "' : unknown keyword '" + words.peek() + "'.");
        }
    }

    private static void compression(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (has(proxy, RequestCompression.class) || has(proxy, ResponseCompression.class))
        {
            throw new ConfigException("'filter' : " + proxy.name + ": Proxy supports only one compression filter\n\n");
        }
        proxy.filters.add(new ResponseCompression());
        proxy.filters.add(new RequestCompression());
    }

    private static void requestCompression(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (has(proxy, RequestCompression.class))
        {
            throw new ConfigException("'filter' : " + proxy.name + ": Proxy supports only one comp-req filter\n\n");
        }
        explicit(proxy).hasRequests = true;
        proxy.filters.add(new RequestCompression());
    }

    private static void responseCompression(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (has(proxy, ResponseCompression.class))
        {
            throw new ConfigException("'filter' : " + proxy.name + ": Proxy supports only one comp-res filter\n\n");
        }
        explicit(proxy).hasResponses = true;
        proxy.filters.add(new ResponseCompression());
    }

    /** Settings to which the filter adds its direction: another than the usual one may have been meant. */
    private static CompressionSettings explicit(final ProxySettings proxy)
    {
        if (null == proxy.compression)
        {
            proxy.compression = new CompressionSettings();
        }
        return proxy.compression;
    }

    private static boolean has(final ProxySettings proxy, final Class<? extends FilterSettings> kind)
    {
        return proxy.filters.stream().anyMatch(kind::isInstance);
    }

    /**
     * Compression that was asked for needs a filter: the usual one comes last, when there are no others.
     *
     * @return false when the filters do not say where it belongs.
     */
    static boolean complete(final ProxySettings proxy, final ParseContext context)
    {
        if (null == proxy.compression || has(proxy, RequestCompression.class) || has(proxy, ResponseCompression.class))
        {
            return true;
        }
        if (!proxy.filters.isEmpty())
        {
            context.fatal(Placement.typeName(proxy) + " '" + proxy.name +
                "': require an explicit filter declaration to use HTTP compression");
            return false;
        }
        if (ProxySettings.Mode.HTTP == proxy.mode)
        {
            proxy.filters.add(new RequestCompression());
            proxy.filters.add(new ResponseCompression());
        }
        return true;
    }
}
