/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.proxy.ProxySettings;

/** Which side a proxy has, and the messages about words that need the other one. A defaults section has both. */
final class Placement
{
    private Placement()
    {
    }

    /** Whether it has a listening side, or is a defaults section. */
    static boolean isFront(final ProxySettings proxy)
    {
        return ProxySettings.Kind.BACKEND != proxy.kind;
    }

    /** Whether it has a server side, or is a defaults section. */
    static boolean isBack(final ProxySettings proxy)
    {
        return ProxySettings.Kind.FRONTEND != proxy.kind;
    }

    /** Whether it is a defaults section. */
    static boolean isDefaults(final ProxySettings proxy)
    {
        return ProxySettings.Kind.DEFAULTS == proxy.kind;
    }

    /** The proxy as messages name it: {@code frontend 'www'}. */
    static String owner(final ProxySettings proxy)
    {
        return typeName(proxy) + " '" + proxy.name + "'";
    }

    /** Kind as messages name it. */
    static String typeName(final ProxySettings proxy)
    {
        return typeName(proxy.kind);
    }

    /** Kind as messages name it. */
    static String typeName(final ProxySettings.Kind kind)
    {
        return switch (kind)
        {
            case FRONTEND -> "frontend";
            case BACKEND -> "backend";
            case LISTEN -> "proxy";
            default -> "defaults";
        };
    }

    /** Warn about a word that needs a listening side; whether there was reason to. */
    static boolean lacksFront(final ProxySettings proxy, final String word, final ParseContext context)
    {
        return lacksFront(proxy, word, "", context);
    }

    /** Warn about a word that needs a listening side, with a hint; whether there was reason to. */
    static boolean lacksFront(
        final ProxySettings proxy, final String word, final String hint, final ParseContext context)
    {
        final boolean lacks = !isFront(proxy);
        if (lacks)
        {
            ignored(proxy, word, "no frontend", hint, context);
        }
        return lacks;
    }

    /** Warn about a word that needs a server side; whether there was reason to. */
    static boolean lacksBack(final ProxySettings proxy, final String word, final ParseContext context)
    {
        return lacksBack(proxy, word, "", context);
    }

    /** Warn about a word that needs a server side, with a hint; whether there was reason to. */
    static boolean lacksBack(
        final ProxySettings proxy, final String word, final String hint, final ParseContext context)
    {
        final boolean lacks = !isBack(proxy);
        if (lacks)
        {
            ignored(proxy, word, "no backend", hint, context);
        }
        return lacks;
    }

    /** Refuse a word in defaults sections. */
    static void refuseInDefaults(final ProxySettings proxy, final String word)
    {
        if (isDefaults(proxy))
        {
            throw new ConfigException("'" + word + "' not allowed in 'defaults' section.");
        }
    }

    /** Refuse a word in defaults sections without a name. */
    static void refuseInAnonymousDefaults(final ProxySettings proxy, final String word)
    {
        if (isDefaults(proxy) && proxy.name.isEmpty())
        {
            throw new ConfigException("'" + word + "' not allowed in anonymous 'defaults' section.");
        }
    }

    private static void ignored(
        final ProxySettings proxy, final String word, final String what, final String hint, final ParseContext context)
    {
        context.warning("'" + word + "' ignored because " + typeName(proxy) + " '" + proxy.name + "' has " + what +
            " capability." + hint);
    }
}
