/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordState;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ParseContext;

/**
 * What parsing an expression needs to know about the place it stands in, and where it leaves what is to be resolved
 * later. One per proxy (or global section), moved from line to line. Load time only.
 */
public final class ExprContext
{
    private final ParseContext parse;
    private final String proxy;
    private final Map<Class<?>, Object> services = new HashMap<>();
    private final List<PendingArg> pending = new ArrayList<>();
    private boolean isDefaults;
    private boolean mayResolveLater = true;
    private boolean isHttp;
    private boolean isFrontend = true;
    private boolean isBackend = true;
    private int sourcesUsed;
    private ExprUse use = ExprUse.CONFIG;
    private String keyword = "";
    private String converter;

    public ExprContext(final ParseContext parse, final String proxy)
    {
        this.parse = parse;
        this.proxy = proxy;
    }

    /** Line being read, messages, keywords. */
    public ParseContext parse()
    {
        return parse;
    }

    /** Fetch of that name; null if there is none; a refusal if it is known and not offered. */
    public FetchKeyword fetch(final String name)
    {
        final Keyword found = find(KeywordKind.FETCH, name);
        return null == found ? null : found.implementation(FetchKeyword.class);
    }

    /** Converter of that name; null if there is none; a refusal if it is known and not offered. */
    public ConverterKeyword converter(final String name)
    {
        final Keyword found = find(KeywordKind.CONVERTER, name);
        return null == found ? null : found.implementation(ConverterKeyword.class);
    }

    private Keyword find(final KeywordKind kind, final String name)
    {
        final Keyword found = parse.registry().find(kind, name);
        if (null == found && LanguageIndex.instance().isKnown(kind, name))
        {
            throw new ConfigException(LanguageIndex.refusal(name));
        }
        if (null != found && KeywordState.REFUSED == found.state())
        {
            throw new ConfigException(found.note());
        }
        return found;
    }

    /** Name of the proxy the expressions belong to. */
    public String proxy()
    {
        return proxy;
    }

    /** Kinds of the proxy. */
    public ExprContext proxyKind(final boolean frontend, final boolean backend, final boolean defaults)
    {
        isFrontend = frontend;
        isBackend = backend;
        isDefaults = defaults;
        return this;
    }

    public boolean isFrontend()
    {
        return isFrontend;
    }

    public boolean isBackend()
    {
        return isBackend;
    }

    public boolean isDefaults()
    {
        return isDefaults;
    }

    /** Whether the proxy is in HTTP mode. */
    public ExprContext http(final boolean value)
    {
        isHttp = value;
        return this;
    }

    public boolean isHttp()
    {
        return isHttp;
    }

    /** Give a warning without place. */
    public void warn(final String text)
    {
        parse.messages().warning(text);
    }

    /** Offer something the fetches and converters of upper rooms look for: named ACLs, pattern files, ... */
    public <T> ExprContext service(final Class<T> type, final T service)
    {
        services.put(type, service);
        return this;
    }

    /** What was offered under a type. */
    public <T> T service(final Class<T> type)
    {
        final Object service = services.get(type);
        if (null == service)
        {
            throw new ConfigException("'" + keyword + "' cannot be used here");
        }
        return type.cast(service);
    }

    /** What was offered under a type, or null. */
    public <T> T serviceOrNull(final Class<T> type)
    {
        return type.cast(services.get(type));
    }

    /** Say what kind of line it is. */
    public ExprContext use(final ExprUse newUse)
    {
        use = newUse;
        return this;
    }

    public ExprUse use()
    {
        return use;
    }

    public String file()
    {
        return parse.line().file();
    }

    public int line()
    {
        return parse.line().number();
    }

    /** Whether arguments may name things not known yet; false for the runtime API. */
    public ExprContext mayResolveLater(final boolean value)
    {
        mayResolveLater = value;
        return this;
    }

    public boolean mayResolveLater()
    {
        return mayResolveLater;
    }

    void subject(final String newKeyword, final String newConverter)
    {
        keyword = newKeyword;
        converter = newConverter;
    }

    String keyword()
    {
        return keyword;
    }

    void later(final Arg arg, final int position)
    {
        pending.add(new PendingArg(arg, position, use, keyword, converter, file(), line()));
    }

    /** Arguments to resolve once all proxies are known. */
    public List<PendingArg> pending()
    {
        return pending;
    }

    /** Note that something looks at these {@link Source}s. */
    public void used(final int sources)
    {
        sourcesUsed |= sources;
    }

    /** Look at what was parsed so far as at nothing. */
    public void forgetUsed()
    {
        sourcesUsed = 0;
    }

    /** Mask of all {@link Source}s expressions and formats parsed so far look at. */
    public int sourcesUsed()
    {
        return sourcesUsed;
    }
}
