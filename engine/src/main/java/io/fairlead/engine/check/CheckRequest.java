/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.StreamEndpoint;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.server.HealthStatus;

/** Builds what the {@code send} rules of a check send. Conductor only. */
final class CheckRequest
{
    private static final byte[] OPTIONS = "OPTIONS".getBytes(ISO_8859_1);
    private static final byte[] NOTHING = {};
    private static final byte[] ROOT = {'/'};
    private static final byte[] CONNECTION = "connection".getBytes(ISO_8859_1);
    private static final byte[] CLOSE = "close".getBytes(ISO_8859_1);
    private static final byte[] LENGTH = "content-length".getBytes(ISO_8859_1);
    private static final byte[] STATE = "x-haproxy-server-state".getBytes(ISO_8859_1);
    private static final int VERSION_11 = 11;
    private static final int VERSION_10 = 10;
    private static final int HEX_DIGITS = 16;

    private final CheckRun run;
    private final CheckLink link;
    private final CheckStep step;

    private CheckRequest(final CheckRun run, final CheckLink link, final CheckStep step)
    {
        this.run = run;
        this.link = link;
        this.step = step;
    }

    /** Queue what the rule sends. */
    static CheckReply.Verdict build(final CheckRun run, final CheckLink link, final CheckStep step)
    {
        final CheckRequest request = new CheckRequest(run, link, step);
        return step instanceof final CheckStep.HttpSend http ? request.http(http) :
            request.plain((CheckStep.Send)step);
    }

    private CheckReply.Verdict plain(final CheckStep.Send send)
    {
        byte[] bytes = send.data;
        if (send.isAgentText)
        {
            bytes = run.plan().agentText();
        }
        else if (null != send.format)
        {
            bytes = text(send.format);
            if (send.isHexadecimal && bytes.length > 0)
            {
                bytes = binary(bytes);
                if (null == bytes)
                {
                    return refuse("failed to build log-format string");
                }
            }
        }
        if (0 == bytes.length)
        {
            return CheckReply.Verdict.CONTINUE;
        }
        final int size = run.context().buffers().bufferSize();
        if (bytes.length >= size)
        {
            return refuse("string too large (" + bytes.length + ") for buffer size (" + size + ")");
        }
        return queue(bytes);
    }

    private CheckReply.Verdict queue(final byte[] bytes)
    {
        if (!link.send(bytes, bytes.length))
        {
            run.report(HealthStatus.SOCKET_ERROR, "Out of system buffers");
            return CheckReply.Verdict.STOP;
        }
        return CheckReply.Verdict.CONTINUE;
    }

    private CheckReply.Verdict refuse(final String why)
    {
        run.report(HealthStatus.L7_RESPONSE, "tcp-check send : " + why + " at step " + CheckTexts.number(step));
        return CheckReply.Verdict.STOP;
    }

    private byte[] text(final LogFormat format)
    {
        final ByteWriter out = run.context().scratch().chunk();
        format.eval(run.session(), out);
        final byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(out.start(), bytes);
        return bytes;
    }

    /** Bytes that hexadecimal digits stand for, or null. */
    static byte[] binary(final byte[] digits)
    {
        if (0 != digits.length % 2)
        {
            return null;
        }
        final byte[] bytes = new byte[digits.length / 2];
        for (int i = 0; i < bytes.length; i++)
        {
            final int high = Character.digit(digits[2 * i], HEX_DIGITS);
            final int low = Character.digit(digits[2 * i + 1], HEX_DIGITS);
            if (high < 0 || low < 0)
            {
                return null;
            }
            bytes[i] = (byte)(high << 4 | low);
        }
        return bytes;
    }

    private CheckReply.Verdict http(final CheckStep.HttpSend send)
    {
        final HttpMessage head = run.context().request().reset();
        head.setMethod(null == send.method ? OPTIONS : send.method);
        byte[] uri = null != send.uriFormat ? text(send.uriFormat) : send.uri;
        uri = null == uri || 0 == uri.length ? ROOT : uri;
        head.setTarget(uri);
        head.version(isVersion11(send.version) ? VERSION_11 : VERSION_10);
        boolean hasConnection = false;
        for (final CheckStep.Header header : send.headers)
        {
            final byte[] value = text(header.value());
            if (value.length > 0)
            {
                head.addHeader(header.lowerName(), value);
                hasConnection |= Arrays.equals(CONNECTION, header.lowerName());
            }
        }
        if (run.rules().isSendingState)
        {
            head.addHeader(STATE, run.plan().stateHeader(run.context()).getBytes(ISO_8859_1));
        }
        final byte[] body = null != send.bodyFormat ? text(send.bodyFormat) : null == send.body ? NOTHING : send.body;
        if (!hasConnection)
        {
            head.addHeader(CONNECTION, CLOSE);
            head.addFlags(HttpMessage.CONNECTION_CLOSE);
        }
        final boolean isBodyless = switch (head.method())
        {
            case OPTIONS, GET, HEAD, DELETE -> true;
            default -> false;
        };
        if (!isBodyless || body.length > 0)
        {
            head.addHeader(LENGTH, Integer.toString(body.length).getBytes(ISO_8859_1));
            head.contentLength(body.length);
            head.addFlags(HttpMessage.CONTENT_LENGTH);
        }
        head.addFlags(HttpMessage.LENGTH_KNOWN);
        if (body.length > 0 && !link.send(body, body.length) || StreamEndpoint.SENT != link.sendHead(head))
        {
            return refuse("failed to build HTTP request");
        }
        return CheckReply.Verdict.CONTINUE;
    }

    private static boolean isVersion11(final String version)
    {
        if (null == version)
        {
            return false;
        }
        final int length = version.length();
        return 6 == length && '2' == version.charAt(5) ||
            8 == length && (version.charAt(5) > '1' || '1' == version.charAt(5) && version.charAt(7) >= '1');
    }
}
