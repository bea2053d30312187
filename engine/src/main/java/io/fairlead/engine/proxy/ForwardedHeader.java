/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
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

    /** Replace whatever the request says by what we know. */
    void apply(final Stream stream, final HttpMessage request)
    {
        final ByteWriter out = stream.worker().answerBody();
        if (settings.isProto)
        {
            out.put("proto=http");
        }
        host(stream, request, out);
        node(stream, "by", settings.by, stream.context().destination(), out);
        node(stream, "for", settings.forNode, stream.context().source(), out);
        if (out.length() > 0)
        {
            request.addHeader(NAME, out.buffer(), out.start(), out.length());
        }
    }

    private static ByteWriter parameter(final ByteWriter out, final String name)
    {
        if (out.length() > 0)
        {
            out.put(';');
        }
        return out.put(name).put('=');
    }

    private void host(final Stream stream, final HttpMessage request, final ByteWriter out)
    {
        if (ForwardingSettings.Node.Kind.DEFAULT == settings.host.name)
        {
            final int host = request.findHeader(HeaderId.HOST, -1);
            if (host >= 0)
            {
                parameter(out, "host").put('"');
                out.put(request.valueBuffer(host), request.valueOffset(host), request.valueLength(host)).put('"');
            }
        }
        else if (ForwardingSettings.Node.Kind.EXPRESSION == settings.host.name)
        {
            final Sample sample = stream.worker().scratch().pushSample();
            if (settings.host.expression.evalAs(stream.context(), SampleType.STR, Sample.OPT_FINAL, sample))
            {
                parameter(out, "host").put('"').put(sample.buffer, sample.offset, sample.length).put('"');
            }
            stream.worker().scratch().popSample();
        }
    }

    private static void node(
        final Stream stream,
        final String name,
        final ForwardingSettings.Node node,
        final NetAddress connection,
        final ByteWriter out)
    {
        if (ForwardingSettings.Node.Kind.NONE == node.name)
        {
            return;
        }
        final boolean hasPort = ForwardingSettings.Node.Kind.NONE != node.port;
        final Sample sample = stream.worker().scratch().pushSample();
        final boolean isExpression = ForwardingSettings.Node.Kind.EXPRESSION == node.name &&
            node.expression.eval(stream.context(), sample);
        final boolean isIpv6 = isExpression ? SampleType.IPV6 == sample.type :
            ForwardingSettings.Node.Kind.DEFAULT == node.name && NetAddress.INET6 == connection.family();
        parameter(out, name);
        if (hasPort || isIpv6)
        {
            out.put('"');
        }
        if (isExpression)
        {
            expressed(sample, out);
        }
        else if (ForwardingSettings.Node.Kind.DEFAULT == node.name && connection.isIp())
        {
            address(connection, out);
        }
        else
        {
            out.put("unknown");
        }
        stream.worker().scratch().popSample();
        if (hasPort)
        {
            port(stream, node, connection, out.put(':'));
        }
        if (hasPort || isIpv6)
        {
            out.put('"');
        }
    }

    private static void address(final NetAddress address, final ByteWriter out)
    {
        if (NetAddress.INET6 == address.family())
        {
            out.put('[').putIpv6(address.hi(), address.lo()).put(']');
        }
        else
        {
            out.putIpv4(address.ipv4());
        }
    }

    private static void expressed(final Sample sample, final ByteWriter out)
    {
        switch (sample.type)
        {
            case IPV4 -> out.putIpv4((int)sample.value);
            case IPV6 -> out.put('[').putIpv6(sample.high, sample.low).put(']');
            default ->
            {
                if (!sample.hasSlice() || 0 == sample.length)
                {
                    out.put("unknown");
                }
                else
                {
                    obfuscated(sample, out);
                }
            }
        }
    }

    /**
     * An address in dotted form stays as it is; any other word must begin with an underscore (RFC 7239 section 6.3).
     */
    private static void obfuscated(final Sample sample, final ByteWriter out)
    {
        final NetAddress address = new NetAddress();
        if (!address.tryParseIpv4(sample.buffer, sample.offset, sample.length) && '_' != sample.byteAt(0))
        {
            out.put('_');
        }
        out.put(sample.buffer, sample.offset, sample.length);
    }

    private static void port(
        final Stream stream, final ForwardingSettings.Node node, final NetAddress connection, final ByteWriter out)
    {
        if (ForwardingSettings.Node.Kind.DEFAULT == node.port)
        {
            out.putLong(connection.port());
            return;
        }
        final Sample sample = stream.worker().scratch().pushSample();
        if (!node.portExpression.eval(stream.context(), sample))
        {
            out.put('0');
        }
        else if (SampleType.SINT == sample.type)
        {
            out.putLong(sample.value);
        }
        else
        {
            obfuscated(sample, out);
        }
        stream.worker().scratch().popSample();
    }
}
