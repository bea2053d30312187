/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.fairlead.engine.buffer.NetAddress;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts an {@link Inquiry} together from the texts people write. What HTTP needs and they leave out is added: the
 * version, and the length of a body.
 */
public final class InquiryText
{
    private static final int LOOPBACK = 0x7F000001;
    private static final int CLIENT_PORT = 50_000;
    private static final int MAX_PORT = 65_535;

    private final Path directory;
    private final Inquiry inquiry = new Inquiry();
    private final List<String> headers = new ArrayList<>();
    private final List<String> responseHeaders = new ArrayList<>();
    private byte[] whole;
    private byte[] data;
    private String requestLine;
    private byte[] wholeResponse;
    private byte[] responseData;
    private String statusLine;

    /**
     * Nothing asked yet: a client of this machine.
     *
     * @param directory that names of files are relative to.
     */
    public InquiryText(final Path directory)
    {
        this.directory = directory;
        inquiry.isSourceAssumed = true;
        inquiry.source.inet(LOOPBACK, CLIENT_PORT);
    }

    /**
     * {@code [METHOD] TARGET [VERSION]}, or {@code @FILE} with everything the client sends.
     *
     * @param text as written.
     */
    public void request(final String text)
    {
        if (text.startsWith("@"))
        {
            whole = bytes(text);
            return;
        }
        requestLine = text.strip();
        if (requestLine.isEmpty())
        {
            throw new ExplainException("the request line is empty");
        }
    }

    /** Whether a request was given. */
    public boolean hasRequest()
    {
        return null != requestLine || null != whole;
    }

    /**
     * A header of the request.
     *
     * @param text {@code Name: value}.
     */
    public void header(final String text)
    {
        headers.add(checked(text));
    }

    /**
     * The request's body, or what is sent over a bare connection.
     *
     * @param text itself, or {@code @FILE}.
     */
    public void data(final String text)
    {
        data = bytes(text);
    }

    /**
     * Where the client is.
     *
     * @param text {@code ADDRESS[:PORT]}.
     */
    public void source(final String text)
    {
        address(text, inquiry.source, CLIENT_PORT);
        inquiry.isSourceAssumed = false;
    }

    /**
     * Where the client connects to.
     *
     * @param text {@code ADDRESS:PORT}, or a port.
     */
    public void destination(final String text)
    {
        address(text.matches(":?[0-9]+") ? "127.0.0.1:" + text.replace(":", "") : text, inquiry.destination, 0);
        if (0 == inquiry.destination.port())
        {
            throw new ExplainException("'" + text + "' lacks a port");
        }
    }

    /**
     * The frontend the client comes to.
     *
     * @param name of a section.
     */
    public void frontend(final String name)
    {
        inquiry.frontend = name;
    }

    /**
     * The server's answer: {@code [VERSION] STATUS [REASON]}, {@code @FILE} with all of it, or bare bytes for TCP.
     *
     * @param text as written.
     */
    public void response(final String text)
    {
        if (text.startsWith("@"))
        {
            wholeResponse = bytes(text);
        }
        else
        {
            statusLine = text.strip();
        }
    }

    /**
     * A header of the answer.
     *
     * @param text {@code Name: value}.
     */
    public void responseHeader(final String text)
    {
        responseHeaders.add(checked(text));
    }

    /**
     * The body of the answer.
     *
     * @param text itself, or {@code @FILE}.
     */
    public void responseData(final String text)
    {
        responseData = bytes(text);
    }

    /**
     * A server that is down.
     *
     * @param name {@code backend/server}.
     */
    public void serverDown(final String name)
    {
        inquiry.serversDown.add(name);
    }

    /**
     * All of it together.
     *
     * @return what to ask.
     */
    public Inquiry build()
    {
        if (!headers.isEmpty() && null == requestLine)
        {
            throw new ExplainException("headers want a request line");
        }
        if (null != whole)
        {
            inquiry.bytes = whole;
        }
        else if (null != requestLine)
        {
            inquiry.bytes = message(startLine(), headers, data);
        }
        else if (null != data)
        {
            inquiry.bytes = data;
        }
        if (null != wholeResponse)
        {
            inquiry.response = wholeResponse;
        }
        else if (null != statusLine || !responseHeaders.isEmpty() || null != responseData && null != requestLine)
        {
            inquiry.response = message(statusLine(), responseHeaders, null == responseData ? new byte[0] :
                responseData);
        }
        else if (null != responseData)
        {
            inquiry.response = responseData;
        }
        return inquiry;
    }

    private String startLine()
    {
        final String[] words = requestLine.split("\\s+");
        final String method = words[0].startsWith("/") ? null == data ? "GET" : "POST" : words[0];
        final int target = words[0].startsWith("/") ? 0 : 1;
        if (words.length <= target || words.length > target + 2)
        {
            throw new ExplainException("'" + requestLine + "' is no request line: [METHOD] TARGET [VERSION]");
        }
        return method + ' ' + words[target] + ' ' + (words.length > target + 1 ? words[target + 1] : "HTTP/1.1");
    }

    private String statusLine()
    {
        final String text = null == statusLine || statusLine.isEmpty() ? "200 OK" : statusLine;
        return text.startsWith("HTTP/") ? text : "HTTP/1.1 " + text;
    }

    /** A head and its body, with the body's length unless the headers say how it ends. */
    private static byte[] message(final String startLine, final List<String> lines, final byte[] body)
    {
        final StringBuilder head = new StringBuilder(startLine).append("\r\n");
        boolean isLengthGiven = null == body;
        for (final String line : lines)
        {
            final String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            isLengthGiven |= "content-length".equals(name) || "transfer-encoding".equals(name);
            head.append(line).append("\r\n");
        }
        if (!isLengthGiven)
        {
            head.append("content-length: ").append(body.length).append("\r\n");
        }
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(latin(head.append("\r\n").toString()));
        if (null != body)
        {
            all.writeBytes(body);
        }
        return all.toByteArray();
    }

    private static byte[] latin(final String text)
    {
        return text.chars().anyMatch(c -> c > 0xFF) ? text.getBytes(StandardCharsets.UTF_8) :
            text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String checked(final String text)
    {
        if (text.indexOf(':') < 1)
        {
            throw new ExplainException("'" + text + "' is no header: Name: value");
        }
        return text;
    }

    private byte[] bytes(final String text)
    {
        if (!text.startsWith("@"))
        {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try
        {
            return Files.readAllBytes(directory.resolve(text.substring(1)));
        }
        catch (final IOException ex)
        {
            throw new ExplainException("cannot read '" + text.substring(1) + "': " + ex.getMessage());
        }
    }

    /* ADDRESS, ADDRESS:PORT, [IPV6]:PORT or IPV6 */
    private static void address(final String text, final NetAddress out, final int defaultPort)
    {
        String host = text;
        int port = defaultPort;
        final int colon = text.lastIndexOf(':');
        if (text.startsWith("[") || colon >= 0 && text.indexOf(':') == colon)
        {
            final int end = text.startsWith("[") ? text.indexOf(']') : colon;
            if (end < 0 || end + 1 < text.length() && text.startsWith("[") && ':' != text.charAt(end + 1))
            {
                throw new ExplainException("'" + text + "' is no address");
            }
            host = text.startsWith("[") ? text.substring(1, end) : text.substring(0, end);
            final String number = colon > end || !text.startsWith("[") ? text.substring(colon + 1) : "";
            if (!number.isEmpty() && (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) > MAX_PORT))
            {
                throw new ExplainException("'" + text + "' has no proper port");
            }
            port = number.isEmpty() ? defaultPort : Integer.parseInt(number);
        }
        final byte[] bytes = host.getBytes(StandardCharsets.ISO_8859_1);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        if (!out.tryParseIpv4(buffer, 0, bytes.length) && !out.tryParseIpv6(buffer, 0, bytes.length))
        {
            throw new ExplainException("'" + text + "' is no IP address");
        }
        out.port(port);
    }
}
