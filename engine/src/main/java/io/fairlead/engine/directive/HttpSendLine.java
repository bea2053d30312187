/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.fairlead.engine.check.CheckStep;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;

/** {@code http-check send}. */
final class HttpSendLine
{
    private static final int MIN_HEADER_WORDS = 2;

    private final CheckRuleLine line;
    private final CheckStep.HttpSend send = new CheckStep.HttpSend();
    private final List<String[]> headers = new ArrayList<>();
    private String uri;
    private boolean isUriFormat;
    private String body;
    private boolean isBodyFormat;

    HttpSendLine(final CheckRuleLine line)
    {
        this.line = line;
    }

    CheckStep parse()
    {
        final Words words = line.words();
        while (words.hasNext())
        {
            option(words.next());
        }
        if (null != uri)
        {
            send.uri = isUriFormat ? null : CheckRuleLine.bytes(uri);
            send.uriFormat = isUriFormat ? line.format(uri) : null;
        }
        for (final String[] header : headers)
        {
            send.headers.add(new CheckStep.Header(
                CheckRuleLine.bytes(header[0].toLowerCase(Locale.ROOT)), line.plainFormat(header[1])));
        }
        if (null != body)
        {
            send.body = isBodyFormat ? null : CheckRuleLine.bytes(body);
            send.bodyFormat = isBodyFormat ? line.format(body) : null;
        }
        return send;
    }

    private void option(final String word)
    {
        final String missing = '\'' + word + "' expects a string as argument.";
        switch (word)
        {
            case "meth" -> send.method = CheckRuleLine.bytes(line.argument(missing));
            case "uri", "uri-lf" ->
            {
                uri = line.argument(missing);
                isUriFormat = "uri-lf".equals(word);
            }
            case "ver" -> send.version = line.argument(missing);
            case "hdr" -> header();
            case "body", "body-lf" ->
            {
                body = line.argument(missing);
                isBodyFormat = "body-lf".equals(word);
            }
            case "comment" -> send.comment = line.argument(missing);
            default ->
                throw new ConfigException("expects 'comment', 'meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body' or " +
                "'body-lf' but got '" + word + "' as argument.");
        }
    }

    private void header()
    {
        final Words words = line.words();
        if (words.remaining() < MIN_HEADER_WORDS || words.peek(0).isEmpty() || words.peek(1).isEmpty())
        {
            throw new ConfigException("'hdr' expects <name> and <value> as arguments");
        }
        final String name = words.next();
        final String value = words.next();
        if ("content-length".equalsIgnoreCase(name) || "transfer-encoding".equalsIgnoreCase(name))
        {
            return; // they follow from the body
        }
        if ("host".equalsIgnoreCase(name))
        {
            for (final String[] header : headers)
            {
                if ("host".equalsIgnoreCase(header[0]))
                {
                    throw new ConfigException(
                        '\'' + name + "' header already defined (previous value is '" + header[1] + "')");
                }
            }
        }
        headers.add(new String[] {name, value});
    }
}
