/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.HttpMessage;

/**
 * Headers that tell a server whom it serves: {@code unique-id-header}, {@code option forwarded}, {@code forwardfor} and
 * {@code originalto}, in this order. The settings of the backend
 * win over those of the frontend. Loop-confined.
 */
final class ForwardingHeaders
{
    private static final ThreadLocal<UnsafeBuffer> TEXT =
        ThreadLocal.withInitial(() -> new UnsafeBuffer(new byte[NetAddress.MAX_TEXT_WITH_PORT_LENGTH]));

    private final ForwardingSettings.AddressHeader settings;
    private final byte[] name;

    ForwardingHeaders(final ForwardingSettings.AddressHeader settings)
    {
        this.settings = settings;
        this.name = settings.header.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Add all headers that the stream's proxies ask for. */
    static void apply(final Stream stream, final HttpMessage request)
    {
        final UniqueIdHeader uniqueId = stream.frontend().uniqueIdHeader();
        if (null != uniqueId)
        {
            uniqueId.add(stream, request);
        }
        final ForwardedHeader forwarded = stream.backend().forwarded();
        if (null != forwarded)
        {
            forwarded.apply(stream, request);
        }
        final ForwardingHeaders forwardFor = choose(stream.backend().forwardFor(), stream.frontend().forwardFor());
        if (null != forwardFor)
        {
            forwardFor.add(request, stream.context().source());
        }
        final ForwardingHeaders originalTo = choose(stream.backend().originalTo(), stream.frontend().originalTo());
        if (null != originalTo)
        {
            originalTo.add(request, stream.context().destination());
        }
    }

    private static ForwardingHeaders choose(final ForwardingHeaders ofBackend, final ForwardingHeaders ofFrontend)
    {
        return null != ofBackend ? ofBackend : ofFrontend;
    }

    private void add(final HttpMessage request, final NetAddress address)
    {
        if (!address.isIp() || isExcepted(address) || settings.isIfNone && request.findHeader(name, -1) >= 0)
        {
            return;
        }
        final UnsafeBuffer text = TEXT.get();
        final int length = address.appendTo(text, 0);
        request.addHeader(name, text, 0, length);
    }

    private boolean isExcepted(final NetAddress address)
    {
        return settings.exceptPrefix >= 0 &&
            address.isInSubnet(settings.exceptHi, settings.exceptLo, settings.exceptPrefix);
    }
}
