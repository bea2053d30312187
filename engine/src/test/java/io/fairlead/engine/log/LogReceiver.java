/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.LogTargetSettings;

/** A syslog server on a UDP port of the loopback. */
final class LogReceiver implements AutoCloseable
{
    private static final int DEADLINE_MS = 5000;

    private final DatagramSocket socket;
    private final DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);

    LogReceiver(final boolean isV6) throws IOException
    {
        socket = new DatagramSocket(0, InetAddress.getByName(isV6 ? "::1" : "127.0.0.1"));
        socket.setSoTimeout(DEADLINE_MS);
    }

    /** A {@code log} line that sends there. */
    LogTargetSettings target(final LogTargetSettings.Format format)
    {
        final LogTargetSettings settings = new LogTargetSettings();
        settings.format = format;
        settings.facility = 16;
        settings.address = new AddressSpec();
        settings.address.address.from(socket.getLocalAddress(), socket.getLocalPort());
        settings.address.form = AddressSpec.Form.IP;
        settings.address.isDatagram = true;
        settings.address.port = socket.getLocalPort();
        return settings;
    }

    static LogTargetSettings unixTarget(final String path)
    {
        final LogTargetSettings settings = new LogTargetSettings();
        settings.facility = 16;
        settings.address = new AddressSpec();
        settings.address.form = AddressSpec.Form.UNIX;
        settings.address.path = path;
        settings.address.isDatagram = true;
        return settings;
    }

    static LogTargetSettings descriptorTarget(final int descriptor)
    {
        final LogTargetSettings settings = new LogTargetSettings();
        settings.facility = 16;
        settings.address = new AddressSpec();
        settings.address.form = AddressSpec.Form.DESCRIPTOR;
        settings.address.descriptor = descriptor;
        return settings;
    }

    static LogTargetSettings streamTarget(final NetAddress address)
    {
        final LogTargetSettings settings = new LogTargetSettings();
        settings.facility = 16;
        settings.address = new AddressSpec();
        settings.address.text = "tcp@" + address;
        settings.address.address.copyFrom(address);
        return settings;
    }

    /** The next record. */
    String next() throws IOException
    {
        socket.receive(packet);
        return last();
    }

    /** The record received last. */
    String last()
    {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    /** Whether nothing came; to be asked after a later record arrived elsewhere. */
    boolean isEmpty() throws IOException
    {
        socket.setSoTimeout(1);
        try
        {
            socket.receive(packet);
            return false;
        }
        catch (final java.net.SocketTimeoutException e)
        {
            return true;
        }
        finally
        {
            socket.setSoTimeout(DEADLINE_MS);
        }
    }

    @Override
    public void close()
    {
        socket.close();
    }
}
