/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;

/** A {@code bind} line: addresses, then options. The same options follow {@code stats socket}. */
public final class BindLine
{
    private BindLine()
    {
    }

    /** {@code bind} of a proxy. */
    static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.refuseInDefaults(proxy, "bind");
        Placement.lacksFront(proxy, "bind", context);
        if (!words.hasNext())
        {
            throw new ConfigException(
                "'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments.");
        }
        final BindSettings bind = begin(words.next(), context);
        bind.uid = Configuration.of(context).global.unixBindUid;
        bind.gid = Configuration.of(context).global.unixBindGid;
        bind.mode = Configuration.of(context).global.unixBindMode;
        bind.proxy = proxy;
        proxy.binds.add(bind);
        try
        {
            addresses(bind, Configuration.of(context).global.unixBindPrefix, context);
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("'bind' : " + Report.indented(e.getMessage(), 2));
        }
        options(bind, words, context);
    }

    /** A bind object for an address word on the current line. */
    public static BindSettings begin(final String text, final ParseContext context)
    {
        final BindSettings bind = new BindSettings();
        bind.file = context.line().file();
        bind.line = context.line().number();
        bind.text = text;
        return bind;
    }

    /**
     * Read the addresses of {@link BindSettings#text}.
     *
     * @param unixPrefix put in front of UNIX paths, or null.
     * @throws ConfigException what is wrong, without place.
     */
    public static void addresses(final BindSettings bind, final String unixPrefix, final ParseContext context)
    {
        final AddressParser parser = new AddressParser(context, SocketProbe.INSTANCE);
        for (final String part : bind.text.split(","))
        {
            final AddressSpec address = parser.parse(part, AddressParser.BIND, unixPrefix);
            bind.addresses.add(address);
        }
        if (bind.addresses.isEmpty())
        {
            throw new ConfigException("'' resolves to an empty address (environment variable missing?)");
        }
    }

    static void options(final BindSettings bind, final Words words, final ParseContext context)
    {
        final String line = "'bind " + bind.text + "' in section '" + context.section() + "'";
        final KeywordRegistry registry = context.registry();
        while (words.hasNext())
        {
            final String word = words.next();
            final Keyword keyword = registry.find(KeywordKind.BIND, word);
            if (null == keyword)
            {
                throw unknown(word, line, registry);
            }
            try
            {
                keyword.apply(bind, words, context);
            }
            catch (final ConfigException e)
            {
                throw new ConfigException(line + " : " + Report.indented(e.getMessage(), 2));
            }
        }
    }

    private static ConfigException unknown(final String word, final String line, final KeywordRegistry registry)
    {
        if (LanguageIndex.instance().isKnown(KeywordKind.BIND, word))
        {
            return new ConfigException(line + " : " + LanguageIndex.refusal(word));
        }
        final String nearest = registry.nearest(KeywordKind.BIND, word);
        return new ConfigException(line + ": unknown keyword '" + word +
            (null == nearest ? "'." : "'; did you mean '" + nearest + "' maybe ?"));
    }
}
