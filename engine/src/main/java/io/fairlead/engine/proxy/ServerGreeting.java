/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.proxyprotocol.ProxyProtocolWriter;
import io.fairlead.engine.proxyprotocol.ProxyTlvs;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.server.ServerSettings;

/**
 * The PROXY header that precedes everything else on a connection to a server ({@code send-proxy},
 * {@code send-proxy-v2}). Loop-confined.
 */
final class ServerGreeting
{
    static final int CAPACITY = 4096;

    private final ServerSettings settings;
    private final LogFormat[] tlvFormats;
    private final ProxyProtocolWriter writer = new ProxyProtocolWriter();
    private final NetAddress source = new NetAddress();
    private final NetAddress destination = new NetAddress();
    private int length;

    ServerGreeting(final ServerSettings settings)
    {
        this.settings = settings;
        tlvFormats = new LogFormat[settings.proxyV2Tlvs.size()];
        for (int i = 0; i < tlvFormats.length; i++)
        {
            tlvFormats[i] = (LogFormat)settings.proxyV2Tlvs.get(i).compiled;
        }
    }

    static boolean isNeeded(final ServerSettings settings)
    {
        return settings.isSendProxy || settings.isSendProxyV2;
    }

    /** Make the header of a stream's connection at the beginning of a buffer; returns its length. */
    int compose(final Stream stream, final UnsafeBuffer bytes)
    {
        source.copyFrom(stream.context().source());
        destination.copyFrom(stream.context().destination());
        length = settings.isSendProxyV2 ? version2(stream, bytes) :
            ProxyProtocolWriter.writeV1(bytes, 0, source, destination);
        return length;
    }

    /** Length of the header made last. */
    int length()
    {
        return length;
    }

    private int version2(final Stream stream, final UnsafeBuffer bytes)
    {
        writer.begin(bytes, 0, CAPACITY, source, destination);
        for (int i = 0; i < tlvFormats.length; i++)
        {
            if (null != tlvFormats[i])
            {
                final ByteWriter value = stream.worker().scratch().chunk();
                tlvFormats[i].eval(stream.context(), value);
                writer.add(settings.proxyV2Tlvs.get(i).type, value.buffer(), value.start(), value.length());
            }
        }
        if (has(ServerSettings.ProxyV2Option.CRC32C))
        {
            writer.addCrc32c();
        }
        if (has(ServerSettings.ProxyV2Option.AUTHORITY))
        {
            addAuthority(stream);
        }
        if (has(ServerSettings.ProxyV2Option.UNIQUE_ID))
        {
            addUniqueId(stream);
        }
        if (has(ServerSettings.ProxyV2Option.SSL))
        {
            // clients come without TLS
            writer.beginSsl(0, 0);
            writer.endSsl();
        }
        return writer.finish();
    }

    private boolean has(final ServerSettings.ProxyV2Option option)
    {
        return settings.proxyV2Options.contains(option);
    }

    private void addAuthority(final Stream stream)
    {
        if (stream.session().hasProxyHeader())
        {
            final ProxyTlvs tlvs = stream.session().proxyHeader().tlvs();
            if (tlvs.find(ProxyTlvs.AUTHORITY))
            {
                writer.add(ProxyTlvs.AUTHORITY, tlvs.buffer(), tlvs.valueOffset(), tlvs.valueLength());
            }
        }
    }

    private void addUniqueId(final Stream stream)
    {
        final Sample sample = stream.worker().scratch().pushSample();
        if (stream.context().uniqueId(sample))
        {
            writer.add(ProxyTlvs.UNIQUE_ID, sample.buffer, sample.offset, sample.length);
        }
        stream.worker().scratch().popSample();
    }
}
