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
import io.fairlead.engine.filter.BandwidthLimit;
import io.fairlead.engine.filter.FilterSettings;
import io.fairlead.engine.filter.RequestCompression;
import io.fairlead.engine.filter.ResponseCompression;
import io.fairlead.engine.filter.TraceFilter;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code filter} lines. Source: configuration.txt 4.2 and 9. */
final class FilterWords
{
    /** Filters as HAProxy lists them to one who names another. */
    private static final String REGISTERED = String.join("\n    ", "",
        "[BWLIM] bwlim-in", "[BWLIM] bwlim-out", "[CACHE] cache", "[COMP] comp-req", "[COMP] comp-res",
        "[COMP] compression", "[FCGI] fcgi-app", "[SPOE] spoe", "[TRACE] trace");

    private static final long MAX_UINT = 0xFFFFFFFFL;

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
            filter("trace", "filter trace [name <name>] [quiet] [random-forwarding] [max-fwd <bytes>] [hexdump]", "9.1",
                "Tell what happens to streams", FilterWords::trace),
            limit("bwlim-in", "Limit what each client sends", true),
            limit("bwlim-out", "Limit what each client gets", false),
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

    private static Keyword limit(final String name, final String summary, final boolean isRequest)
    {
        return filter(name, "filter " + name + " <name> default-limit <size> default-period <time> [min-size <size>]",
            "9.7", summary, (proxy, words, context) -> limit(proxy, words, context, isRequest))
            .subset("limits shared by key need stick tables and are refused");
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

    private static void trace(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        String name = null;
        boolean isQuiet = false;
        boolean isRandom = false;
        boolean isDumping = false;
        long maxForward = 0;
        boolean isOption = true;
        while (isOption)
        {
            switch (words.peek())
            {
                case "name" ->
                {
                    final String value = traceValue(words);
                    if (null != name)
                    {
                        throw new ConfigException("'filter' : 'trace' : 'name' option already defined");
                    }
                    name = value;
                }
                case "quiet" -> isQuiet = words.accept("quiet");
                case "random-parsing" -> words.next();
                case "random-forwarding" -> isRandom = words.accept("random-forwarding");
                case "hexdump" -> isDumping = words.accept("hexdump");
                case "max-fwd" ->
                {
                    maxForward = Numbers.atol(traceValue(words));
                    if (maxForward < 0 || maxForward > MAX_UINT)
                    {
                        throw new ConfigException("'filter' : 'trace' : 'max-fwd' expect unsigned integer (0 to " +
                            MAX_UINT + " expected)");
                    }
                }
                default -> isOption = false;
            }
        }
        proxy.filters.add(new TraceFilter(name, isQuiet, isRandom, isDumping, maxForward));
    }

    private static String traceValue(final Words words)
    {
        final String option = words.next();
        if (!words.hasNext())
        {
            throw new ConfigException("'filter' : 'trace' : '" + option + "' option without value");
        }
        return words.next();
    }

    private static void limit(
        final ProxySettings proxy, final Words words, final ParseContext context, final boolean isRequest)
    {
        final String filter = words.line().word(1);
        if (!words.hasNext())
        {
            throw new ConfigException("'filter' : '" + filter + "' : a name is expected as first argument ");
        }
        final String name = words.next();
        if (null != limit(proxy, name))
        {
            throw new ConfigException("'filter' : bwlim filter '" + name + "' already declared for proxy '" +
                proxy.name + "'\n\n");
        }
        proxy.filters.add(new LimitLine(filter, words, context).read(name, isRequest));
    }

    /** A limit of a section, by its name; null. */
    static BandwidthLimit limit(final ProxySettings proxy, final String name)
    {
        for (final FilterSettings filter : proxy.filters)
        {
            if (filter instanceof final BandwidthLimit limit && name.equals(limit.limitName()))
            {
                return limit;
            }
        }
        return null;
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
            context.fatal("config: " + Placement.typeName(proxy) + " '" + proxy.name +
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
