/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.CookieSettings;
import io.fairlead.engine.proxy.ProxySettings;

/** {@code cookie} and {@code dynamic-cookie-key}. */
final class CookieLine
{
    private CookieLine()
    {
    }

    static void key(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "dynamic-cookie-key", context);
        if (!words.hasNext())
        {
            throw new ConfigException("'dynamic-cookie-key' expects <secret_key> as argument.");
        }
        proxy.cookie.dynamicKey = words.next();
        words.rest();
    }

    static void parse(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "cookie", context);
        if (!words.hasNext())
        {
            throw new ConfigException("'cookie' expects <cookie_name> as argument.");
        }
        final CookieSettings cookie = proxy.cookie;
        cookie.clear();
        cookie.name = words.next();
        while (words.hasNext())
        {
            if (!option(proxy, words, context))
            {
                return;
            }
        }
        if (cookie.isRewrite && cookie.isIndirect)
        {
            context.alert("cookie 'rewrite' and 'indirect' modes are incompatible.");
        }
        if ((cookie.isRewrite ? 1 : 0) + (cookie.isInsert ? 1 : 0) + (cookie.isPrefix ? 1 : 0) > 1)
        {
            context.alert("cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.");
        }
        if (cookie.isPreserve && !cookie.isInsert && !cookie.isIndirect)
        {
            context.alert("cookie 'preserve' requires at least 'insert' or 'indirect'.");
        }
    }

    /** One option; false when the rest of the line cannot be understood, which was told. */
    private static boolean option(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final CookieSettings cookie = proxy.cookie;
        final String word = words.next();
        switch (word)
        {
            case "rewrite" -> cookie.isRewrite = true;
            case "indirect" -> cookie.isIndirect = true;
            case "insert" -> cookie.isInsert = true;
            case "nocache" -> cookie.isNoCache = true;
            case "postonly" -> cookie.isPostOnly = true;
            case "preserve" -> cookie.isPreserve = true;
            case "prefix" -> cookie.isPrefix = true;
            case "httponly" -> cookie.isHttpOnly = true;
            case "secure" -> cookie.isSecure = true;
            case "dynamic" ->
            {
                Placement.lacksBack(proxy, "dynamic", context);
                cookie.isDynamic = true;
            }
            case "domain" ->
            {
                return domain(cookie, words, context);
            }
            case "attr" ->
            {
                return attribute(cookie, words, context);
            }
            case "maxidle", "maxlife" ->
            {
                return age(cookie, word, words, context);
            }
            default -> throw new ConfigException("'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', " +
                "'nocache', 'postonly', 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.");
        }
        return true;
    }

    private static boolean domain(final CookieSettings cookie, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            context.alertTight("'domain' expects <domain> as argument.");
            return false;
        }
        final String domain = words.next();
        if (domain.indexOf('.') < 0)
        {
            context.warningTight("domain '" + domain + "' contains no embedded dot, this configuration may not work " +
                "properly (see RFC6265#5.2.3).");
        }
        for (int i = 0; i < domain.length(); i++)
        {
            final char c = domain.charAt(i);
            if (!Character.isLetterOrDigit(c) && '_' != c && '-' != c && '.' != c || c > '~')
            {
                context.alertTight("character '" + c + "' is not permitted in domain name '" + domain + "'.");
                return false;
            }
        }
        cookie.domain = null == cookie.domain ? domain : cookie.domain + "; domain=" + domain;
        return true;
    }

    private static boolean attribute(final CookieSettings cookie, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            context.alertTight("'attr' expects <value> as argument.");
            return false;
        }
        final String value = words.next();
        for (int i = 0; i < value.length(); i++)
        {
            final char c = value.charAt(i);
            if (c < ' ' || 0x7F == c || ';' == c)
            {
                context.alertTight(
                    String.format("character '%%x%02X' is not permitted in attribute value.", (int)c));
                return false;
            }
        }
        cookie.attributes = null == cookie.attributes ? value : cookie.attributes + "; " + value;
        return true;
    }

    private static boolean age(
        final CookieSettings cookie, final String word, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            context.alertTight("'" + word + "' expects <" + ("maxidle".equals(word) ? "idletime" : "lifetime") +
                "> in seconds as argument.");
            return false;
        }
        final String text = words.next();
        final Delay delay = Delay.seconds(text, context);
        if (!delay.isGood())
        {
            context.alertTight(Delay.Outcome.OVERFLOW == delay.outcome
                ? "timer overflow in argument <" + text + "> to <" + word +
                    ">, maximum value is 2147483647 s (~68 years)."
                : "unexpected character '" + delay.badChar() + "' in argument to <" + word + ">.");
            return false;
        }
        if ("maxidle".equals(word))
        {
            cookie.maxIdleS = delay.value;
        }
        else
        {
            cookie.maxLifeS = delay.value;
        }
        return true;
    }
}
