/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * Gives a line to the keyword it begins with, and words it as HAProxy does when there is none. Static: section parsers
 * call it with the object they fill.
 */
public final class LineDispatcher
{
    private static final int FRONT = ProxyKind.FRONT_SIDE;
    private static final int BACK = ProxyKind.BACK_SIDE;

    private LineDispatcher()
    {
    }

    /** A line of any section but proxies. */
    public static void dispatch(
        final KeywordKind kind, final Object target, final ConfigLine line, final ParseContext context)
    {
        final Words words = new Words(line, 0);
        final Keyword keyword = context.registry().find(kind, words);
        if (context.isDiscovery() && (null == keyword || !keyword.isDiscovered()))
        {
            return;
        }
        if (null == keyword)
        {
            unknown(kind, line, context);
            return;
        }
        apply(keyword, target, words, context);
    }

    /**
     * A line of a proxy section.
     *
     * @param kind one bit of {@link ProxyKind}; a {@code defaults} section with a name is {@code NAMED_DEFAULTS}.
     * @param name the proxy's name, for messages.
     */
    public static void dispatchProxy(
        final Object target, final int kind, final String name, final ConfigLine line, final ParseContext context)
    {
        final Words words = new Words(line, 0);
        if ("option".equals(words.peek()) && null == context.registry().find(KeywordKind.PROXY, "option"))
        {
            words.next();
            dispatchOption(target, kind, name, words, context);
            return;
        }
        final Keyword keyword = context.registry().find(KeywordKind.PROXY, words);
        if (null == keyword)
        {
            unknown(KeywordKind.PROXY, line, context);
        }
        else if (isPlaced(keyword, keyword.name(), kind, name, context))
        {
            apply(keyword, target, words, context);
        }
    }

    /** Apply a keyword, turning what it refuses into an alert. */
    public static boolean apply(
        final Keyword keyword, final Object target, final Words words, final ParseContext context)
    {
        try
        {
            keyword.apply(target, words, context);
            return true;
        }
        catch (final ConfigException e)
        {
            if (e.isTight())
            {
                context.alertTight(e.getMessage());
            }
            else
            {
                context.alert(e.getMessage());
            }
            return false;
        }
    }

    private static void dispatchOption(
        final Object target, final int kind, final String name, final Words words, final ParseContext context)
    {
        final String option = words.peek();
        final Keyword keyword = context.registry().find(KeywordKind.OPTION, words);
        if (!words.hasNext() && null == keyword)
        {
            context.alert("'option' expects an option name.");
        }
        else if (null == keyword)
        {
            unknownOption(option, context);
        }
        else if (ConfigLine.Modifier.NONE != words.line().modifier() && !keyword.isNegatable())
        {
            context.alertTight("negation/default is not supported for option '" + option + "'.");
        }
        else if (isPlaced(keyword, option, kind, name, context))
        {
            apply(keyword, target, words, context);
        }
    }

    private static void unknownOption(final String option, final ParseContext context)
    {
        if (LanguageIndex.instance().isKnown(KeywordKind.OPTION, option))
        {
            context.alert(LanguageIndex.refusal("option " + option));
            return;
        }
        final String nearest = context.registry().nearest(KeywordKind.OPTION, option);
        final String hint = null == nearest ? "." : "; did you mean '" + nearest + "' maybe ?";
        context.alert("unknown option '" + option + "'" + hint);
    }

    /** Word an unknown line: known to HAProxy but not supported, or unknown with a suggestion. */
    public static void unknown(final KeywordKind kind, final ConfigLine line, final ParseContext context)
    {
        final String known = LanguageIndex.instance().knownAt(kind, new Words(line, 0));
        if (null != known)
        {
            context.alert(LanguageIndex.refusal(known) + " in '" + context.section() + "' section");
            return;
        }
        unknown(kind, line.word(0), context);
    }

    /** Word an unknown word of a kind, with a suggestion. */
    public static void unknown(final KeywordKind kind, final String word, final ParseContext context)
    {
        if (KeywordKind.USERLIST == kind)
        {
            context.alertTight("unknown keyword '" + word + "' in 'userlist' section");
            return;
        }
        final String nearest = context.registry().nearest(kind, word, sectionWords(kind, context));
        context.alert("unknown keyword '" + word + "' in '" + context.section() + "' section" +
            (null == nearest ? "" : "; did you mean '" + nearest + "' maybe ?"));
    }

    /** Sections that may begin after such a line, for they are mistyped too. */
    private static String[] sectionWords(final KeywordKind kind, final ParseContext context)
    {
        return switch (kind)
        {
            case GLOBAL -> context.registry().sections().keySet().toArray(new String[0]);
            case PROXY -> new String[]{"listen", "frontend", "backend", "defaults"};
            default -> new String[0];
        };
    }

    private static boolean isPlaced(
        final Keyword keyword, final String word, final int kind, final String name, final ParseContext context)
    {
        final int allowed = keyword.proxies();
        if (0 != (allowed & kind) || ProxyKind.NAMED_DEFAULTS == kind && 0 != (allowed & ProxyKind.DEFAULTS))
        {
            return true;
        }
        if (ProxyKind.DEFAULTS == kind && 0 != (allowed & ProxyKind.NAMED_DEFAULTS))
        {
            context.alert("'" + word + "' not allowed in anonymous 'defaults' section.");
        }
        else if (ProxyKind.DEFAULTS == kind || ProxyKind.NAMED_DEFAULTS == kind)
        {
            context.alert("'" + word + "' not allowed in 'defaults' section.");
        }
        else
        {
            final String why =
                "because " + proxyWord(kind) + " '" + name + "' has " + missing(allowed) + " capability.";
            if (keyword.isStrictlyPlaced())
            {
                context.alert("'" + word + "' not allowed " + why);
            }
            else
            {
                context.warning("'" + word + "' ignored " + why);
            }
        }
        return false;
    }

    private static String proxyWord(final int kind)
    {
        return switch (kind)
        {
            case ProxyKind.FRONTEND -> "frontend";
            case ProxyKind.BACKEND -> "backend";
            default -> "proxy";
        };
    }

    private static String missing(final int allowed)
    {
        if (0 != (allowed & FRONT) && 0 == (allowed & ProxyKind.BACKEND))
        {
            return "no frontend";
        }
        return 0 != (allowed & BACK) ? "no backend" : "not enough";
    }
}
