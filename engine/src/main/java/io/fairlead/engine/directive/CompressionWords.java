/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.fairlead.engine.compress.Coding;
import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.compress.NativeEncoders;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordParser;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code compression} lines. Source: configuration.txt 4.2. */
final class CompressionWords
{
    private static final String PLAIN_CODINGS = "{ identity | gzip | deflate | raw-deflate | br | zstd }";

    private CompressionWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("algo", PLAIN_CODINGS + "...", "Codings of responses", CompressionWords::codings),
            word("algo-res", PLAIN_CODINGS + "...", "Codings of responses", CompressionWords::codings),
            word("algo-req", PLAIN_CODINGS, "Coding of requests", CompressionWords::requestCoding),
            word("type", "<content type>...", "Types of responses to compress", (proxy, words, context) ->
                types(settings(proxy).responseTypes, words)),
            word("type-res", "<content type>...", "Types of responses to compress", (proxy, words, context) ->
                types(settings(proxy).responseTypes, words)),
            word("type-req", "<content type>...", "Types of requests to compress", (proxy, words, context) ->
                types(settings(proxy).requestTypes, words)),
            word("minsize-req", "<size>", "Shortest request to compress", (proxy, words, context) ->
                settings(proxy).requestMinLength = minLength(words)),
            word("minsize-res", "<size>", "Shortest response to compress", (proxy, words, context) ->
                settings(proxy).responseMinLength = minLength(words)),
            word("direction", "{ request | response | both }", "Which messages to compress",
                CompressionWords::direction),
            word("offload", "", "Hide from servers what clients accept", CompressionWords::offload),
            Keyword.proxy("compression", ProxyKind.ANY).httpOnly().syntax("compression <what> <arguments>...")
                .manual("4.2").summary("Compression of bodies")
                .parsedBy(ProxySettings.class, CompressionWords::other));
    }

    private static Keyword word(
        final String name, final String arguments, final String summary, final KeywordParser<ProxySettings> parser)
    {
        return Keyword.proxy("compression " + name, ProxyKind.ANY).httpOnly()
            .syntax(("compression " + name + ' ' + arguments).trim()).manual("4.2").summary(summary)
            .parsedBy(ProxySettings.class, parser);
    }

    /** What the lines of a section say together; the first one begins it. */
    static CompressionSettings settings(final ProxySettings proxy)
    {
        if (null == proxy.compression)
        {
            proxy.compression = new CompressionSettings();
            proxy.compression.hasResponses = true;
        }
        return proxy.compression;
    }

    private static void other(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        throw new ConfigException(
            "'compression' expects 'algo', 'type', 'direction', 'offload', 'minsize-req' or 'minsize-res'.");
    }

    private static Coding coding(final String name)
    {
        final Coding coding = Coding.of(name);
        if (null == coding)
        {
            throw new ConfigException("'compression' : '" + name + "' is not a supported algorithm.");
        }
        final String trouble = NativeEncoders.load(coding);
        if (null != trouble)
        {
            throw new ConfigException("'compression' : '" + name + "' cannot be had on this system (" + trouble + ")");
        }
        return coding;
    }

    private static void codings(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException(
                "parsing [" + context.line().where() + "] : 'compression' expects <algorithm>.");
        }
        while (words.hasNext())
        {
            settings(proxy).responseCodings.add(coding(words.next()));
        }
    }

    private static void requestCoding(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        settings(proxy).requestCoding = coding(words.next());
    }

    private static void types(final List<byte[]> types, final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'compression' expects <type>.");
        }
        while (words.hasNext())
        {
            types.add(words.next().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static long minLength(final Words words)
    {
        final String keyword = words.line().word(1);
        if (!words.hasNext())
        {
            throw new ConfigException("'" + keyword + "' expects an integer argument.");
        }
        return Numbers.unsignedSize(words.next(), keyword);
    }

    private static void direction(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final CompressionSettings settings = settings(proxy);
        switch (words.next())
        {
            case "request" ->
            {
                settings.hasRequests = true;
                settings.hasResponses = false;
            }
            case "response" ->
            {
                settings.hasRequests = false;
                settings.hasResponses = true;
            }
            case "both" ->
            {
                settings.hasRequests = true;
                settings.hasResponses = true;
            }
            default -> throw new ConfigException("'compression' expects 'request', 'response', or 'both'.");
        }
    }

    private static void offload(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        settings(proxy).isOffloading = true;
        if (Placement.isDefaults(proxy))
        {
            context.warning("'compression' : 'offload' ignored in 'defaults' section.");
        }
    }
}
