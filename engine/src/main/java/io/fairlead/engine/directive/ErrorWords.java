/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ErrorReply;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.BuiltInReplies;
import io.fairlead.engine.rules.HttpReply;
import io.fairlead.engine.rules.HttpReplyParser;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Reply;

/** {@code errorfile}, {@code errorloc}, {@code errorfiles} and {@code http-error}. */
final class ErrorWords
{
    private ErrorWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.proxy("errorfile", ProxyKind.ANY).syntax("errorfile <status> <file>").manual("4.2").httpOnly()
                .summary("File with the answer to an error").parsedBy(ProxySettings.class, ErrorWords::errorFile),
            Keyword.proxy("errorloc", ProxyKind.ANY).syntax("errorloc <status> <url>").manual("4.2").httpOnly()
                .summary("Redirection to answer an error with").parsedBy(ProxySettings.class,
                    ErrorWords::errorLocation),
            Keyword.proxy("errorloc302", ProxyKind.ANY).syntax("errorloc302 <status> <url>").manual("4.2").httpOnly()
                .summary("Redirection to answer an error with").parsedBy(ProxySettings.class,
                    ErrorWords::errorLocation),
            Keyword.proxy("errorloc303", ProxyKind.ANY).syntax("errorloc303 <status> <url>").manual("4.2").httpOnly()
                .summary("Redirection to answer an error with").parsedBy(ProxySettings.class,
                    ErrorWords::errorLocation),
            Keyword.proxy("errorfiles",
                ProxyKind.ANY).syntax("errorfiles <section> [<status>...]").manual("4.2").httpOnly()
                .summary("Section with answers to errors").parsedBy(ProxySettings.class, ErrorWords::errorFiles),
            Keyword.proxy("http-error",
                ProxyKind.ANY).syntax("http-error status <status> [<reply>]").manual("4.2").httpOnly()
                .summary("Answer to an error").parsedBy(ProxySettings.class, ErrorWords::httpError));
    }

    private static void errorFile(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        final ErrorReply reply = file(keyword + " : ", words, context);
        add(proxy, reply, context);
    }

    /**
     * Read {@code <status> <file>}.
     *
     * @param start beginning of refusals.
     */
    static ErrorReply file(final String start, final Words words, final ParseContext context)
    {
        if (words.remaining() < 2)
        {
            throw new ConfigException(start + "expects <status_code> and <file> as arguments.\n\n");
        }
        if (words.remaining() > 2)
        {
            throw new ConfigException(start + "expects exactly two arguments.\n\n");
        }
        final int status = Numbers.atoi(words.next());
        final String name = words.next();
        if (!BuiltInReplies.has(status))
        {
            throw new ConfigException(start + "status code '" + status + "' not handled.");
        }
        final byte[] raw = read(start, name, context);
        try
        {
            return new ErrorReply(status, ErrorReply.Kind.FILE, name, HttpReply.ofRaw(status, raw));
        }
        catch (final ConfigException e)
        {
            throw new ConfigException(start + "'" + name + "': " + e.getMessage());
        }
    }

    private static byte[] read(final String start, final String name, final ParseContext context)
    {
        final Path path = context.resolve(name);
        try
        {
            final byte[] content = Files.readAllBytes(path);
            final int limit = Configuration.of(context).global.bufferSize;
            if (content.length > limit)
            {
                context.messages().warning(
                    "custom error message file '" + name + "' larger than " + limit + " bytes. Truncating.");
                return Arrays.copyOf(content, limit);
            }
            return content;
        }
        catch (final IOException e)
        {
            throw new ConfigException(start + "error opening file '" + name + "'.");
        }
    }

    private static void errorLocation(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        if (words.remaining() < 2)
        {
            throw new ConfigException(keyword + " : expects <status_code> and <url> as arguments.\n\n");
        }
        if (words.remaining() > 2)
        {
            throw new ConfigException(keyword + " : expects exactly two arguments.\n\n");
        }
        final int status = Numbers.atoi(words.next());
        final String url = words.next();
        if (!BuiltInReplies.has(status))
        {
            throw new ConfigException(keyword + " : status code '" + status + "' not handled.");
        }
        final boolean isSeeOther = "errorloc303".equals(keyword);
        final String answer = "HTTP/1.1 " + (isSeeOther ? "303 See Other" : "302 Found") +
            "\r\ncache-control: no-cache\r\ncontent-length: 0\r\nlocation: " + url + "\r\n\r\n";
        final Reply reply = HttpReply.ofRaw(status, answer.getBytes(ISO_8859_1));
        add(proxy, new ErrorReply(status,
            isSeeOther ? ErrorReply.Kind.LOCATION_303 : ErrorReply.Kind.LOCATION_302, url, reply), context);
    }

    private static void errorFiles(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("errorfiles : expects <name> as argument.");
        }
        final String section = words.next();
        final List<Integer> statuses = new ArrayList<>();
        while (words.hasNext())
        {
            final int status = Numbers.atoi(words.next());
            if (!BuiltInReplies.has(status))
            {
                throw new ConfigException("errorfiles : status code '" + status + "' not handled.");
            }
            statuses.add(status);
        }
        ProxyBuild.of(proxy, context).errors.add(
            new ProxyBuild.ErrorSource(null, section, statuses, ProxyBuild.Where.of(context)));
    }

    private static void httpError(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final ProxyBuild build = ProxyBuild.of(proxy, context);
        final Reply reply = HttpReplyParser.parseErrorLine(words, build.ruleContext(Phase.HTTP_REQUEST));
        add(proxy, new ErrorReply(reply.status(), ErrorReply.Kind.HTTP_ERROR, "", reply), context);
    }

    private static void add(final ProxySettings proxy, final ErrorReply reply, final ParseContext context)
    {
        ProxyBuild.of(proxy, context).errors.add(
            new ProxyBuild.ErrorSource(reply, null, List.of(), ProxyBuild.Where.of(context)));
    }
}
