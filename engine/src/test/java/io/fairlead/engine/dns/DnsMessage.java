/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * A message of the domain name system for tests, written byte by byte and as wrong as a test wants it.
 */
public final class DnsMessage
{
    /** Type of addresses of IPv4. */
    public static final int A = 1;
    /** Type of aliases. */
    public static final int CNAME = 5;
    /** Type of addresses of IPv6. */
    public static final int AAAA = 28;
    /** Type of services. */
    public static final int SRV = 33;
    /** Type of the record that says how long answers may be. */
    public static final int OPT = 41;
    /** Flags of a good answer. */
    public static final int GOOD = 0x8180;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int[] counts = {1, 0, 0, 0};
    private final int id;
    private final int flags;
    private int group = 1;

    /** An answer that repeats a question. */
    public DnsMessage(final int id, final int flags, final String name, final int type)
    {
        this.id = id;
        this.flags = flags;
        raw(name(name)).u16(type).u16(1);
    }

    /** Claim other numbers than there are of questions, answers, authorities, additional records. */
    public DnsMessage counts(final int... claimed)
    {
        System.arraycopy(claimed, 0, counts, 0, claimed.length);
        return this;
    }

    /** Records from here on belong to the authorities. */
    public DnsMessage authorities()
    {
        group = 2;
        return this;
    }

    /** Records from here on are additional. */
    public DnsMessage additional()
    {
        group = 3;
        return this;
    }

    /** An address, of the family it is written in. */
    public DnsMessage address(final String owner, final String address)
    {
        try
        {
            final byte[] bytes = InetAddress.getByName(address).getAddress();
            return record(name(owner), 4 == bytes.length ? A : AAAA, bytes);
        }
        catch (final UnknownHostException ex)
        {
            throw new IllegalArgumentException(address, ex);
        }
    }

    /** An alias. */
    public DnsMessage alias(final String owner, final String target)
    {
        return record(name(owner), CNAME, name(target));
    }

    /** A service. */
    public DnsMessage service(final String owner, final int weight, final int port, final String target)
    {
        final ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (final int value : new int[]{0, weight, port})
        {
            data.write(value >> 8);
            data.write(value);
        }
        data.writeBytes(name(target));
        return record(name(owner), SRV, data.toByteArray());
    }

    /** The record of EDNS. */
    public DnsMessage option()
    {
        return record(new byte[1], OPT, new byte[0]);
    }

    /** Any record. */
    public DnsMessage record(final byte[] owner, final int type, final byte[] data)
    {
        counts[group]++;
        return raw(owner).u16(type).u16(1).u16(0).u16(60).u16(data.length).raw(data);
    }

    /** Any bytes. */
    public DnsMessage raw(final byte... bytes)
    {
        out.writeBytes(bytes);
        return this;
    }

    private DnsMessage u16(final int value)
    {
        out.write(value >> 8);
        out.write(value);
        return this;
    }

    /** Labels and final zero of a name. */
    public static byte[] name(final String text)
    {
        final ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (final String label : text.split("\\."))
        {
            labels.write(label.length());
            labels.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        labels.write(0);
        return labels.toByteArray();
    }

    /** The whole message. */
    public byte[] bytes()
    {
        final ByteArrayOutputStream message = new ByteArrayOutputStream();
        final int[] header = {id, flags, counts[0], counts[1], counts[2], counts[3]};
        for (final int value : header)
        {
            message.write(value >> 8);
            message.write(value);
        }
        message.writeBytes(out.toByteArray());
        return message.toByteArray();
    }
}
