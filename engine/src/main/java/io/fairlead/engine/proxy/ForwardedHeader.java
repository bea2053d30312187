/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import org.agrona.DirectBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.ForwardedValue;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleType;

/**
 * The header of {@code option forwarded} (RFC 7239 section 4): {@code proto=http;host="h";by=node;for=node}. Immutable;
 * any loop.
 */
final class ForwardedHeader
{
    private static final byte[] NAME = "forwarded".getBytes(StandardCharsets.US_ASCII);

    private final ForwardingSettings.Forwarded settings;

    ForwardedHeader(final ForwardingSettings.Forwarded settings)
    {
        this.settings = settings;
    }

    /**
     * Add what we know behind what the request says, if that can be read, else in a header of its own, which a server
     * can tell from the others as it is the last.
     */
    void apply(final Stream stream, final HttpMessage request)
    {
        final ByteWriter out = stream.worker().answerBody();
        final int last = lastIfReadable(stream, request);
        if (last >= 0)
        {
            out.put(request.valueBuffer(last), request.valueOffset(last), request.valueLength(last)).put(',');
        }
        final int begin = out.length();
        if (settings.isProto)
        {
            out.put("proto=http");
        }
        host(stream, request, out, begin);
        node(stream, "by", settings.by, stream.context().destination(), out, begin);
        node(stream, "for", settings.forNode, stream.context().source(), out, begin);
        if (out.length() == begin)
        {
            return;
        }
        if (last >= 0)
        {
            request.replaceValue(last, out.buffer(), out.start(), out.length());
        }
        else
        {
            request.addHeader(NAME, out.buffer(), out.start(), out.length());
        }
    }

    /** The last header of this name, if every element of them all is valid; -1 otherwise. */
    private static int lastIfReadable(final Stream stream, final HttpMessage request)
    {
        final ForwardedValue value = stream.worker().scratch().forwarded();
        int last = -1;
        for (int i = request.findHeader(NAME, -1); i >= 0; i = request.findHeader(NAME, i))
        {
            if (!isReadable(value, request.valueBuffer(i), request.valueOffset(i), request.valueLength(i)))
            {
                return -1;
            }
            last = i;
        }
        return last;
    }

    private static boolean isReadable(
        final ForwardedValue value, final DirectBuffer buffer, final int offset, final int length)
    {
        final int limit = offset + length;
        boolean isQuoted = false;
        int begin = offset;
        for (int i = offset; i <= limit; i++)
        {
            if (i < limit && '"' == buffer.getByte(i))
            {
                isQuoted = !isQuoted;
            }
            else if (i == limit || ',' == buffer.getByte(i) && !isQuoted)
            {
                int end = i;
                while (begin < end && isBlank(buffer.getByte(begin)))
                {
                    begin++;
                }
                while (begin < end && isBlank(buffer.getByte(end - 1)))
                {
                    end--;
                }
                if (!value.readElement(buffer, begin, end - begin))
                {
                    return false;
                }
                begin = i + 1;
            }
        }
        return true;
    }

    private static boolean isBlank(final byte b)
    {
        return ' ' == b || '\t' == b;
    }

    private static ByteWriter parameter(final ByteWriter out, final int begin, final String name)
    {
        if (out.length() > begin)
        {
            out.put(';');
        }
        return out.put(name).put('=');
    }

    private void host(final Stream stream, final HttpMessage request, final ByteWriter out, final int begin)
    {
        if (ForwardingSettings.Node.Kind.NONE == settings.host.name)
        {
            return;
        }
        parameter(out, begin, "host").put('"');
        final ForwardedValue value = stream.worker().scratch().forwarded();
        if (ForwardingSettings.Node.Kind.DEFAULT == settings.host.name)
        {
            final int host = request.findHeader(HeaderId.HOST, -1);
            if (host >= 0 &&
                value.isHost(request.valueBuffer(host), request.valueOffset(host), request.valueLength(host)))
            {
                out.put(request.valueBuffer(host), request.valueOffset(host), request.valueLength(host));
            }
        }
        else
        {
            final Sample sample = stream.worker().scratch().pushSample();
            if (settings.host.expression.evalAs(stream.context(), SampleType.STR, Sample.OPT_FINAL, sample) &&
                value.isHost(sample.buffer, sample.offset, sample.length))
            {
                out.put(sample.buffer, sample.offset, sample.length);
            }
            stream.worker().scratch().popSample();
        }
        out.put('"');
    }

    private static void node(
        final Stream stream,
        final String parameter,
        final ForwardingSettings.Node node,
        final NetAddress connection,
        final ByteWriter out,
        final int begin)
    {
        if (ForwardingSettings.Node.Kind.NONE == node.name)
        {
            return;
        }
        final boolean hasPort = ForwardingSettings.Node.Kind.NONE != node.port;
        parameter(out, begin, parameter);
        if (hasPort)
        {
            out.put('"');
        }
        if (!name(stream, node, connection, hasPort, out))
        {
            out.put("unknown");
        }
        if (hasPort)
        {
            port(stream, node, connection, out);
            out.put('"');
        }
    }

    private static boolean name(
        final Stream stream,
        final ForwardingSettings.Node node,
        final NetAddress connection,
        final boolean isQuoted,
        final ByteWriter out)
    {
        if (ForwardingSettings.Node.Kind.DEFAULT == node.name)
        {
            return connection.isIp() && putAddress(connection, isQuoted, out);
        }
        final Sample sample = stream.worker().scratch().pushSample();
        final boolean isPut = node.expression.eval(stream.context(), sample) &&
            (SampleType.IPV6 == sample.type ? putIpv6(sample.high, sample.low, isQuoted, out) :
            SampleCasts.cast(sample, SampleType.STR) &&
            putName(stream.worker().scratch().forwarded(), sample, isQuoted, out));
        stream.worker().scratch().popSample();
        return isPut;
    }

    private static boolean putAddress(final NetAddress address, final boolean isQuoted, final ByteWriter out)
    {
        if (NetAddress.INET6 == address.family())
        {
            return putIpv6(address.hi(), address.lo(), isQuoted, out);
        }
        out.putIpv4(address.ipv4());
        return true;
    }

    private static boolean putIpv6(final long high, final long low, final boolean isQuoted, final ByteWriter out)
    {
        out.put(isQuoted ? "[" : "\"[").putIpv6(high, low).put(isQuoted ? "]" : "]\"");
        return true;
    }

    /** A name as it is, or behind an underscore, which makes any word one (RFC 7239 section 6.3). */
    private static boolean putName(
        final ForwardedValue value, final Sample sample, final boolean isQuoted, final ByteWriter out)
    {
        if (value.isName(sample.buffer, sample.offset, sample.length))
        {
            if (ForwardedValue.Kind.LITERAL == value.name() && NetAddress.INET6 == value.address().family())
            {
                return putAddress(value.address(), isQuoted, out);
            }
            out.put(sample.buffer, sample.offset, sample.length);
            return true;
        }
        return putObfuscated(sample, "_", out);
    }

    private static boolean putObfuscated(final Sample sample, final String prefix, final ByteWriter out)
    {
        if (!ForwardedValue.isObfuscated(sample.buffer, sample.offset, sample.length))
        {
            return false;
        }
        out.put(prefix).put(sample.buffer, sample.offset, sample.length);
        return true;
    }

    private static void port(
        final Stream stream, final ForwardingSettings.Node node, final NetAddress connection, final ByteWriter out)
    {
        if (ForwardingSettings.Node.Kind.DEFAULT == node.port)
        {
            if (connection.isIp())
            {
                out.put(':').putLong(connection.port());
            }
            return;
        }
        final Sample sample = stream.worker().scratch().pushSample();
        if (node.portExpression.evalAs(stream.context(), SampleType.STR, Sample.OPT_FINAL, sample))
        {
            if (stream.worker().scratch().forwarded().isPort(sample.buffer, sample.offset, sample.length))
            {
                out.put(':').put(sample.buffer, sample.offset, sample.length);
            }
            else
            {
                putObfuscated(sample, ":_", out);
            }
        }
        stream.worker().scratch().popSample();
    }
}
