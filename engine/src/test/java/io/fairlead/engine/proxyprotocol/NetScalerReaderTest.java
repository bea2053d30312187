/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Expected outcomes were observed on HAProxy 3.4.0. */
class NetScalerReaderTest
{
    private static final int MAGIC = 0x12345678;
    private final ProxyHeader header = new ProxyHeader();

    private static byte[] ipv4(final int protocol, final int words)
    {
        final ByteBuffer bytes = ByteBuffer.allocate(words * 4 + 20);
        bytes.put(0, (byte)(0x40 | words)).put(9, (byte)protocol).putInt(12, 0x01020304).putInt(16, 0x05060708);
        return bytes.putShort(words * 4, (short)1111).putShort(words * 4 + 2, (short)2222).array();
    }

    private static byte[] ipv6(final int protocol)
    {
        final ByteBuffer bytes = ByteBuffer.allocate(60);
        bytes.put(0, (byte)0x60).put(6, (byte)protocol).putLong(8, 0x20010db800000000L).putLong(16, 1).putLong(32, 2);
        return bytes.putShort(40, (short)1111).putShort(42, (short)2222).array();
    }

    private static byte[] legacy(final byte[] body)
    {
        return ByteBuffer.allocate(8 + body.length).putInt(MAGIC).putInt(body.length).put(body).array();
    }

    private static byte[] standard(final byte[] body, final int type, final int length)
    {
        return ByteBuffer.allocate(12 + body.length)
            .putInt(MAGIC).putInt(12 + body.length).putShort((short)type).putShort((short)length).put(body).array();
    }

    private String dribble(final byte[] bytes)
    {
        final UnsafeBuffer source = new UnsafeBuffer(new byte[bytes.length + 2]);
        source.putBytes(1, bytes);
        int result = 0;
        for (int length = 0; length <= bytes.length && 0 == result; length++)
        {
            result = NetScalerReader.read(MAGIC, source, 1, length, header);
        }
        final int atOnce = NetScalerReader.read(MAGIC, source, 1, bytes.length, header);
        assertTrue(result == atOnce || result < 0);
        return atOnce > 0 ? atOnce + " " + header.source() + ">" + header.destination() :
            0 == atOnce ? "more" : HandshakeError.text(atOnce);
    }

    @Test
    void shouldReadBothForms()
    {
        final byte[] four = ipv4(6, 5);
        final byte[] six = ipv6(6);
        assertEquals("48 1.2.3.4:1111>5.6.7.8:2222", dribble(legacy(four)));
        assertEquals("68 2001:db8::1:1111>::2:2222", dribble(legacy(six)));
        assertEquals("52 1.2.3.4:1111>5.6.7.8:2222", dribble(standard(four, 1, 40)));
        assertEquals("72 2001:db8::1:1111>::2:2222", dribble(standard(six, 1, 60)));
        assertEquals("60 1.2.3.4:1111>5.6.7.8:2222", dribble(standard(ipv4(6, 7), 2, 48)));
        assertEquals("32 1.2.3.4:1111>5.6.7.8:2222", dribble(standard(four, 1, 20)));
    }

    @Test
    void shouldRefuseWhatHaproxyRefuses()
    {
        final String badProtocol = HandshakeError.text(HandshakeError.CIP_BAD_PROTOCOL);
        assertEquals(badProtocol, dribble(standard(ipv4(17, 5), 1, 40)));
        assertEquals(badProtocol, dribble(legacy(ipv6(17))));
        assertEquals(badProtocol, dribble(standard(ipv4(6, 5), 258, 40)));
        final byte[] five = ipv4(6, 5);
        five[0] = 0x55;
        assertEquals(badProtocol, dribble(legacy(five)));
        assertEquals(badProtocol, dribble(standard(five, 1, 40)));
        final byte[] wrong = legacy(ipv4(6, 5));
        wrong[3]++;
        assertEquals(-HandshakeError.CIP_BAD_MAGIC,
            NetScalerReader.read(MAGIC, new UnsafeBuffer(wrong), 0, wrong.length, header));
        assertEquals("more", dribble(standard(ipv4(6, 5), 1, 4000)));
        assertEquals("Truncated NetScaler Client IP header received", dribble(standard(ipv4(6, 5), 1, 40_000)));
        assertEquals(-HandshakeError.CIP_TRUNCATED, NetScalerReader.errorAtEnd(9));
        final byte[] options = legacy(ipv4(6, 5));
        options[8] = 0x4F;
        assertEquals("Truncated NetScaler Client IP header received", dribble(options));
    }
}
