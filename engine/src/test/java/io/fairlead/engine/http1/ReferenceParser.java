/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A second reader of HTTP/1, written from RFC 9112 alone, slow and strict, which shares no line with the first. It
 * reads what Fairlead writes: whatever it refuses, or frames in another way than the writer meant, is a way to smuggle.
 */
final class ReferenceParser
{
    static final long NO_BODY = 0;
    static final long CHUNKED = -1;
    static final long UNTIL_CLOSE = -2;

    final List<String> names = new ArrayList<>();
    final List<String> values = new ArrayList<>();
    String startLine;
    String method;
    int status;
    boolean isHttp11;
    /** Bytes of the body, or CHUNKED, or UNTIL_CLOSE. */
    long body;
    int end;

    private final String text;
    private final boolean isRequest;

    private ReferenceParser(final byte[] bytes, final boolean isRequest)
    {
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.isRequest = isRequest;
    }

    /** Thrown for anything that RFC 9112 does not allow. */
    static final class Refused extends Exception
    {
        private static final long serialVersionUID = 1L;

        Refused(final String why)
        {
            super(why);
        }
    }

    static ReferenceParser request(final byte[] bytes) throws Refused
    {
        final ReferenceParser parser = new ReferenceParser(bytes, true);
        parser.parse("", 0);
        return parser;
    }

    static ReferenceParser response(final byte[] bytes, final String requestMethod) throws Refused
    {
        final ReferenceParser parser = new ReferenceParser(bytes, false);
        parser.parse(requestMethod, 0);
        return parser;
    }

    /** Reads a whole chunked body; its data comes back, its trailers are in {@link #names} and {@link #values}. */
    static byte[] chunked(final byte[] bytes, final List<String> names, final List<String> values) throws Refused
    {
        final ReferenceParser parser = new ReferenceParser(bytes, true);
        final ByteArrayOutputStream data = new ByteArrayOutputStream();
        int at = 0;
        while (true)
        {
            final String size = parser.line(at);
            at = parser.end;
            require(size.matches("[0-9A-Fa-f]{1,15}"), "chunk size " + size);
            final int length = Math.toIntExact(Long.parseLong(size, 16));
            if (0 == length)
            {
                parser.fields(at);
                require(parser.end == bytes.length, "bytes after the body");
                names.addAll(parser.names);
                values.addAll(parser.values);
                return data.toByteArray();
            }
            require(at + length + 2 <= bytes.length &&
                "\r\n".equals(parser.text.substring(at + length, at + length + 2)),
                "chunk end");
            data.write(bytes, at, length);
            at += length + 2;
        }
    }

    private void parse(final String requestMethod, final int from) throws Refused
    {
        startLine = line(from);
        final String version;
        if (isRequest)
        {
            final String[] parts = startLine.split(" ", -1);
            require(3 == parts.length, "request line has " + parts.length + " parts");
            method = parts[0];
            require(isToken(method), "method");
            require(parts[1].matches("[\\x21-\\x7e]+"), "target");
            version = parts[2];
        }
        else
        {
            require(startLine.length() >= 13 && ' ' == startLine.charAt(8) && ' ' == startLine.charAt(12),
                "status line");
            version = startLine.substring(0, 8);
            require(startLine.substring(9, 12).matches("[0-9]{3}"), "status");
            status = Integer.parseInt(startLine.substring(9, 12));
        }
        require(version.matches("HTTP/[01]\\.[0-9]"), "version " + version);
        isHttp11 = version.charAt(5) == '1' && version.charAt(7) >= '1';
        fields(end);
        if (isRequest)
        {
            target(startLine.split(" ")[1]);
        }
        body = isRequest ? requestBody() : responseBody(requestMethod);
    }

    private void fields(final int from) throws Refused
    {
        int at = from;
        while (true)
        {
            final String line = line(at);
            at = end;
            if (line.isEmpty())
            {
                return;
            }
            require(' ' != line.charAt(0) && '\t' != line.charAt(0), "folded line");
            final int colon = line.indexOf(':');
            require(colon > 0 && isToken(line.substring(0, colon)), "field name " + line);
            final String value = line.substring(colon + 1);
            require(value.indexOf(0) < 0, "NUL");
            names.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
            values.add(value.replaceAll("^[ \t]+|[ \t]+\\z", ""));
        }
    }

    private void target(final String target) throws Refused
    {
        final List<String> hosts = all("host");
        require(hosts.size() <= 1, "several hosts");
        if ("CONNECT".equals(method))
        {
            require(target.matches("([^/?#@]*@)*[^/?#@]*:[0-9]+"), "CONNECT target " + target);
        }
        else if (!"*".equals(target) && !target.startsWith("/"))
        {
            require(target.matches("(?i)[a-z][a-z0-9+.-]*://.*"), "target " + target);
            final String authority =
                target.replaceFirst("^[^:]*://", "").replaceFirst("/.*$", "").replaceFirst("^.*@", "");
            if (!hosts.isEmpty())
            {
                final String port = target.regionMatches(true, 0, "https:", 0, 6) ? ":443" : ":80";
                require(without(port, authority).equalsIgnoreCase(without(port, hosts.get(0))),
                    "host " + hosts.get(0) + " for " + target);
            }
        }
    }

    private static String without(final String port, final String authority)
    {
        final String bare = authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) :
            authority;
        return bare.endsWith(":") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private long requestBody() throws Refused
    {
        final long framed = framed();
        return "CONNECT".equals(method) || UNTIL_CLOSE == framed ? NO_BODY : framed;
    }

    private long responseBody(final String requestMethod) throws Refused
    {
        final long framed = framed();
        final boolean isTunnel = "CONNECT".equals(requestMethod) && 2 == status / 100;
        if (1 == status / 100 || 204 == status || isTunnel)
        {
            require(all("transfer-encoding").isEmpty(), "transfer-encoding in " + status);
            return NO_BODY;
        }
        return "HEAD".equals(requestMethod) || 304 == status ? NO_BODY : framed;
    }

    private long framed() throws Refused
    {
        final List<String> codings = all("transfer-encoding");
        final List<String> lengths = all("content-length");
        require(codings.isEmpty() || lengths.isEmpty(), "both framings");
        if (!codings.isEmpty())
        {
            require("chunked".equalsIgnoreCase(String.join(",", codings)), "transfer-encoding " + codings);
            return CHUNKED;
        }
        if (lengths.isEmpty())
        {
            return UNTIL_CLOSE;
        }
        require(1 == lengths.size() && lengths.get(0).matches("[0-9]{1,19}"), "content-length " + lengths);
        return Long.parseLong(lengths.get(0));
    }

    private List<String> all(final String name)
    {
        final List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++)
        {
            if (names.get(i).equals(name))
            {
                found.add(values.get(i));
            }
        }
        return found;
    }

    /** A line ended by CR LF, with neither of them inside. */
    private String line(final int from) throws Refused
    {
        final int lf = text.indexOf('\n', from);
        require(lf > from && '\r' == text.charAt(lf - 1), "line end");
        final String line = text.substring(from, lf - 1);
        require(line.indexOf('\r') < 0, "bare CR");
        end = lf + 1;
        return line;
    }

    private static boolean isToken(final String word)
    {
        return word.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    }

    private static void require(final boolean condition, final String why) throws Refused
    {
        if (!condition)
        {
            throw new Refused(why);
        }
    }
}
