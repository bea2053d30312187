/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.sample.ExprUse;

/**
 * Reads the arguments of a redirection, for {@code redirect} lines and actions. Load time only.
 */
public final class RedirectParser
{
    private final RuleContext context;
    private final boolean isFormat;
    private RedirectReply.Kind kind;
    private String target;
    private String cookie;
    private String cookieSuffix = "";
    private boolean isCookieFormat;
    private int status = 302;
    private int flags;

    private RedirectParser(final RuleContext context, final boolean isFormat)
    {
        this.context = context;
        this.isFormat = isFormat;
    }

    /**
     * Read.
     *
     * @param words    cursor at the first argument; left at the condition or the end.
     * @param isFormat whether the target is a format string; plain text in {@code redirect} lines.
     * @throws ConfigException with the bare message.
     */
    public static RedirectReply parse(final Words words, final RuleContext context, final boolean isFormat)
    {
        return new RedirectParser(context, isFormat).parse(words);
    }

    private RedirectReply parse(final Words words)
    {
        while (words.hasNext() && !"if".equals(words.peek()) && !"unless".equals(words.peek()))
        {
            argument(words, words.next());
        }
        if (null == kind)
        {
            throw new ConfigException("redirection type expected ('prefix', 'location', or 'scheme')");
        }
        if (context.phase().isResponse() && RedirectReply.Kind.LOCATION != kind)
        {
            throw new ConfigException("response only supports redirect type 'location'");
        }
        final ExprUse use = context.expr().use();
        context.expr().use(ExprUse.REDIRECT);
        final boolean isSelf = RedirectReply.Kind.PREFIX == kind && "/".equals(target);
        final LogFormat format = isSelf ? null : compile(target, isFormat);
        final LogFormat cookieFormat = null == cookie ? null : compile(cookie + cookieSuffix, isCookieFormat);
        context.expr().use(use);
        return new RedirectReply(kind, status, flags, format, cookieFormat);
    }

    private LogFormat compile(final String text, final boolean hasFormat)
    {
        return LogFormat.compile(hasFormat ? text : text.replace("%", "%%"), context.expr(), LogOptions.HTTP,
            context.checkpoints());
    }

    private void argument(final Words words, final String word)
    {
        switch (word)
        {
            case "location" -> target(words, word, RedirectReply.Kind.LOCATION);
            case "prefix" -> target(words, word, RedirectReply.Kind.PREFIX);
            case "scheme" -> target(words, word, RedirectReply.Kind.SCHEME);
            case "set-cookie" -> cookie(words, word, "; path=/;", false);
            case "set-cookie-fmt" -> cookie(words, word, "; path=/;", true);
            case "clear-cookie" -> cookie(words, word, "; path=/; Max-Age=0;", false);
            case "code" -> status(words, word);
            case "drop-query" -> flags |= RedirectReply.DROP_QUERY;
            case "keep-query" -> flags |= RedirectReply.KEEP_QUERY;
            case "append-slash" -> flags |= RedirectReply.APPEND_SLASH;
            case "ignore-empty" -> flags |= RedirectReply.IGNORE_EMPTY;
            default -> throw new ConfigException("expects 'code', 'prefix', 'location', 'scheme', 'set-cookie', " +
                "'set-cookie-fmt', 'clear-cookie', 'drop-query', 'keep-query', 'ignore-empty' or " +
                "'append-slash' (was '" +
                word + "')");
        }
    }

    private static String require(final Words words, final String word)
    {
        if (!words.hasNext() || words.peek().isEmpty())
        {
            throw new ConfigException("missing argument for '" + word + '\'');
        }
        return words.next();
    }

    private void target(final Words words, final String word, final RedirectReply.Kind newKind)
    {
        target = require(words, word);
        kind = newKind;
    }

    private void cookie(final Words words, final String word, final String suffix, final boolean hasFormat)
    {
        cookie = require(words, word);
        cookieSuffix = suffix;
        isCookieFormat = hasFormat;
    }

    private void status(final Words words, final String word)
    {
        final String text = require(words, word);
        status = text.matches("[0-9]{3}") ? Integer.parseInt(text) : 0;
        if (301 != status && 302 != status && 303 != status && 307 != status && 308 != status)
        {
            throw new ConfigException('\'' + word + "': unsupported HTTP code '" + text +
                "' (must be one of 301, 302, 303, 307 or 308)");
        }
    }
}
