/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes up requests that a configuration is likely to treat differently, from the words that stand in it. */
final class RequestMaker
{
    private static final Pattern PATH = Pattern.compile("(?<![\\w.:\\\\])/[a-z][\\w./-]*");
    private static final Pattern HEADER = Pattern.compile("hdr(?:_\\w+)?\\(([\\w-]+)");
    private static final Pattern HOST = Pattern.compile("(?<=[ .])[a-z][\\w-]*(\\.[a-z][\\w-]*)*(?= |$)");
    private static final List<String> METHODS =
        List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
    private static final List<String> SUFFIXES = List.of("", "", "/", "/x", "/Y.png", "?id=7&q=a%20b", "/a//b?user=u1");
    private static final List<String> BARE =
        List.of("abcd", "ABCDEF", "1234", "BADxy", "12", "a", "x\r\nyz", "mail one", "0x5\n");

    private final Random random;
    private final List<String> paths = new ArrayList<>(List.of("/", "/index.html"));
    private final List<String> headers = new ArrayList<>(List.of("User-Agent: tests/1", "Accept-Language: de-AT"));
    private final List<String> hosts =
        new ArrayList<>(List.of("www.example.org", "acme.gold.example", "Globex.example:80", "a.b"));

    RequestMaker(final String configuration, final Random random)
    {
        this.random = random;
        final Set<String> found = new LinkedHashSet<>();
        for (final String line : configuration.split("\n"))
        {
            final Matcher path = PATH.matcher(line);
            while (path.find())
            {
                found.add(path.group());
            }
            takeHeaders(line);
        }
        paths.addAll(found);
        headers.addAll(List.of("Cookie: CART=s; other=1", "Cookie: CART=g", "Cookie: SRV=p2~inner", "cookie: a=1; b=2",
            "Cookie: region=north", "Authorization: Basic YmVydDpoaWRkZW4=", "X-Forwarded-For: 203.0.113.1",
            "Connection: Upgrade\r\nUpgrade: other", "X-List: a, bb, c"));
    }

    private void takeHeaders(final String line)
    {
        final Matcher header = HEADER.matcher(line);
        while (header.find())
        {
            final Matcher value = HOST.matcher(line.substring(header.end()));
            while (value.find())
            {
                headers.add(header.group(1) + ": " + value.group());
            }
            headers.add(header.group(1) + ": 9");
        }
    }

    private <T> T one(final List<T> of)
    {
        return of.get(random.nextInt(of.size()));
    }

    /** Bytes for a bare connection. */
    String bare()
    {
        return one(BARE);
    }

    /** A request of HTTP. */
    String http()
    {
        final String method = one(METHODS);
        final StringBuilder text = new StringBuilder(method).append(' ').append(one(paths)).append(one(SUFFIXES))
            .append(0 == random.nextInt(9) ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n")
            .append("Host: ").append(one(hosts)).append("\r\n");
        for (int i = random.nextInt(3); i > 0; i--)
        {
            final String header = one(headers);
            if (!header.regionMatches(true, 0, "content-length", 0, 14) && !header.regionMatches(true, 0, "host", 0, 4))
            {
                text.append(header).append("\r\n");
            }
        }
        final boolean hasBody = "POST".equals(method) || "PUT".equals(method);
        final String body = hasBody ? "0123456789".substring(random.nextInt(9)) : "";
        return text.append(hasBody ? "Content-Length: " + body.length() + "\r\n" : "").append("\r\n").append(body)
            .toString();
    }
}
