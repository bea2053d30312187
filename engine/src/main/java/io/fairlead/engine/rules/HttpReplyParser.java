/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.Texts;

/**
 * Reads the arguments that describe a reply: {@code status}, {@code content-type}, {@code errorfile}, {@code string}
 * and so on. Source: configuration.txt 4.3 "return" and the messages of HAProxy. Load time only.
 */
public final class HttpReplyParser
{
    /** Length of buffers, greatest length of a body. */
    public record Limits(int bufferLength, int maxRewriteLength)
    {
        static final Limits DEFAULT = new Limits(EvalScratch.DEFAULT_CHUNK_LENGTH, 1024);
    }

    private final RuleContext context;
    private final Limits limits;
    private final int checkpoints;
    private final List<HttpReply.Header> headers = new ArrayList<>();
    private int status;
    private String contentType;
    private String kind;
    private String argument;
    private byte[] body;

    private HttpReplyParser(final RuleContext context, final int defaultStatus, final boolean isErrorLine)
    {
        this.context = context;
        this.status = defaultStatus;
        this.checkpoints = isErrorLine
            ? Checkpoint.REQUEST_MASK | Checkpoint.RESPONSE_MASK : context.checkpoints();
        final Limits given = context.expr().serviceOrNull(Limits.class);
        this.limits = null == given ? Limits.DEFAULT : given;
    }

    /**
     * Read a reply of a rule.
     *
     * @param words         cursor at the first argument; left at the first word that is none.
     * @param defaultStatus when {@code status} is not given.
     * @throws ConfigException with the bare message.
     */
    public static Reply parse(final Words words, final RuleContext context, final int defaultStatus)
    {
        return new HttpReplyParser(context, defaultStatus, false).parse(words);
    }

    /**
     * Read a reply of {@code deny} or {@code tarpit}: without arguments, or with {@code deny_status} alone, the proxy's
     * own reply.
     *
     * @throws ConfigException with the bare message.
     */
    public static Reply parseDenial(final Words words, final RuleContext context, final int defaultStatus)
    {
        if (isEnd(words.peek()))
        {
            return new DefaultReply(defaultStatus);
        }
        final HttpReplyParser parser = new HttpReplyParser(context, defaultStatus, false);
        if (words.accept("deny_status"))
        {
            parser.readStatus(words, "status");
            if (isEnd(words.peek()))
            {
                parser.requireKnownStatus("default-errorfiles");
                return new DefaultReply(parser.status);
            }
        }
        return parser.parse(words);
    }

    /**
     * Read an {@code http-error} line behind its first word.
     *
     * @throws ConfigException with the bare message.
     */
    public static Reply parseErrorLine(final Words words, final RuleContext context)
    {
        final Reply reply;
        try
        {
            reply = new HttpReplyParser(context, 0, true).parse(words);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException("http-error : " + ex.getMessage());
        }
        if (0 == reply.status())
        {
            throw new ConfigException("http-error : expects at least a <status> as arguments.\n\n");
        }
        if (!BuiltInReplies.has(reply.status()))
        {
            throw new ConfigException("http-error: status code '" + reply.status() + "' not handled.");
        }
        if (words.hasNext())
        {
            throw new ConfigException("http-error : unknown keyword '" + words.peek() + "'.");
        }
        return reply;
    }

    private static boolean isEnd(final String word)
    {
        return word.isEmpty() || "if".equals(word) || "unless".equals(word);
    }

    private Reply parse(final Words words)
    {
        while (words.hasNext() && readArgument(words))
        {
            // each turn takes one argument
        }
        return reply();
    }

    private boolean readArgument(final Words words)
    {
        final String word = words.peek();
        switch (word)
        {
            case "status" ->
            {
                words.next();
                readStatus(words, word);
            }
            case "content-type" ->
            {
                words.next();
                contentType = require(words, word, "<ctype>");
            }
            case "errorfiles" -> readKind(words, word, "<name>");
            case "default-errorfiles" -> readKind(words, word, null);
            case "errorfile" -> readKind(words, word, "<fmt>");
            case "file", "lf-file" ->
            {
                readKind(words, word, "<file>");
                readFile();
            }
            case "string" -> readKind(words, word, "<str>");
            case "lf-string" -> readKind(words, word, "<fmt>");
            case "hdr" ->
            {
                words.next();
                readHeader(words);
            }
            default ->
            {
                return false;
            }
        }
        return true;
    }

    private static String require(final Words words, final String word, final String what)
    {
        if (!words.hasNext() || words.peek().isEmpty())
        {
            throw new ConfigException('\'' + word + "' expects " + what + " as argument");
        }
        return words.next();
    }

    private void readStatus(final Words words, final String word)
    {
        final String text = require(words, word, "<status_code>");
        final String digits = text.replaceFirst("[^0-9].*", "");
        status = digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
        if (status < 200 || status > 599)
        {
            throw new ConfigException("Unexpected status code '" + status + '\'');
        }
    }

    private void readKind(final Words words, final String word, final String expected)
    {
        if (null != kind)
        {
            throw new ConfigException("unexpected '" + word + "' argument, '" + kind + "' already defined");
        }
        kind = word;
        words.next();
        argument = null == expected ? "" : require(words, word, expected);
    }

    private void readFile()
    {
        try
        {
            final Path path = Path.of(argument);
            final long size = Files.size(path);
            if (size > limits.bufferLength())
            {
                throw new ConfigException("file '" + argument + "' exceeds the buffer size (" + size + " > " +
                    limits.bufferLength() + ')');
            }
            body = Files.readAllBytes(path);
        }
        catch (final IOException ex)
        {
            throw new ConfigException("error opening file '" + argument + '\'');
        }
    }

    private void readHeader(final Words words)
    {
        if (words.remaining() < 2 || words.peek().isEmpty() || words.peek(1).isEmpty())
        {
            throw new ConfigException("'hdr' expects <name> and <value> as arguments");
        }
        final String name = words.next();
        final String value = words.next();
        if (HttpReply.isName("content-length", name) || HttpReply.isName("transfer-encoding", name) ||
            HttpReply.isName("content-type", name))
        {
            context.expr().parse().warning("header '" + name + "' always ignored by the http reply.");
            return;
        }
        headers.add(new HttpReply.Header(Texts.bytes(name.toLowerCase(Locale.ROOT)),
            LogFormat.compile(value, context.expr(), LogOptions.HTTP, checkpoints)));
    }

    private void requireKnownStatus(final String word)
    {
        if (!BuiltInReplies.has(status))
        {
            throw new ConfigException("status code '" + status + "' not handled by default with '" + word +
                "' argument.");
        }
    }

    private Reply reply()
    {
        if (null == kind)
        {
            warnOfContentType(" ignored by the http reply because neither errorfile nor payload defined.");
            return new HttpReply(status, null, new byte[0], null, headers);
        }
        return switch (kind)
        {
            case "errorfiles", "default-errorfiles", "errorfile" -> errorReply();
            case "file", "string" -> constantReply();
            default -> formatReply();
        };
    }

    private void warnOfContentType(final String why)
    {
        if (null != contentType)
        {
            context.expr().parse().warning("content-type '" + contentType + '\'' + why);
            contentType = null;
        }
    }

    private Reply errorReply()
    {
        if (!"errorfile".equals(kind))
        {
            requireKnownStatus(kind);
        }
        final Reply reply = switch (kind)
        {
            case "errorfile" -> errorFile();
            case "errorfiles" -> new SectionReply(status, argument);
            default -> new DefaultReply(status);
        };
        warnOfContentType(" ignored by the http reply when used with an errorfile.");
        if (!headers.isEmpty())
        {
            context.expr().parse().warning("hdr parameters ignored by the http reply when used with an errorfile.");
        }
        if (reply instanceof final SectionReply section)
        {
            context.later(() -> section.resolve(context));
        }
        return reply;
    }

    private Reply errorFile()
    {
        try
        {
            final byte[] raw = Files.readAllBytes(Path.of(argument));
            if (raw.length > limits.bufferLength())
            {
                throw new ConfigException("custom error message file <" + argument +
                    "> larger than buffer size (" + limits.bufferLength() + " bytes)");
            }
            final HttpReply file = HttpReply.ofRaw(status, raw);
            return file;
        }
        catch (final IOException ex)
        {
            throw new ConfigException("error opening file '" + argument + "'.");
        }
    }

    private boolean forbidsBody()
    {
        return 204 == status || 304 == status;
    }

    private Reply constantReply()
    {
        if (null == body)
        {
            body = Texts.bytes(argument);
        }
        if (forbidsBody() && 0 < body.length)
        {
            throw new ConfigException("No body expected for " + status + " responses");
        }
        if (null == contentType && 0 < body.length)
        {
            throw new ConfigException("a content type must be defined when non-empty payload is configured");
        }
        if (0 == body.length)
        {
            warnOfContentType(" ignored by the http reply when used with an empty payload.");
        }
        if (limits.bufferLength() - body.length < limits.maxRewriteLength())
        {
            context.expr().parse().warning("http reply payload runs over the buffer space reserved to headers " +
                "rewriting. It may lead to internal errors if strict rewriting mode is enabled.");
        }
        return new HttpReply(status, null == contentType ? null : Texts.bytes(contentType), body, null, headers);
    }

    private Reply formatReply()
    {
        if (forbidsBody())
        {
            throw new ConfigException("No body expected for " + status + " responses");
        }
        if (null == contentType)
        {
            throw new ConfigException("a content type must be defined with a log-format payload");
        }
        final String text = null == body ? argument : new String(body, StandardCharsets.ISO_8859_1);
        return new HttpReply(status, Texts.bytes(contentType), new byte[0],
            LogFormat.compile(text, context.expr(), LogOptions.NONE, checkpoints), headers);
    }
}
