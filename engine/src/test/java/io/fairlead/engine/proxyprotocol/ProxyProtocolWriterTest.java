/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.fairlead.engine.buffer.NetAddress;

/** Expected bytes were recorded from HAProxy 3.4.0. */
class ProxyProtocolWriterTest
{
    private static final int OFFSET = 3;

    private final UnsafeBuffer out = new UnsafeBuffer(new byte[512]);
    private final ProxyProtocolWriter writer = new ProxyProtocolWriter();
    private final NetAddress source = new NetAddress();
    private final NetAddress destination = new NetAddress();

    private String text(final int length)
    {
        return out.getStringWithoutLengthAscii(OFFSET, length);
    }

    private String hex(final int length)
    {
        final byte[] bytes = new byte[length];
        out.getBytes(OFFSET, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void inet()
    {
        source.inet(0x01020304, 11);
        destination.inet(0x05060708, 22);
    }

    private void inet6()
    {
        source.inet6(0x20010db800000000L, 1, 11);
        destination.inet6(0, 1, 22);
    }

    private void allOptions(final String authority, final String alpn)
    {
        writer.begin(out, OFFSET, 500, source, destination);
        writer.add(0xE1, "abc");
        writer.add(0xE2, "");
        writer.addCrc32c();
        writer.add(ProxyTlvs.ALPN, alpn);
        writer.add(ProxyTlvs.AUTHORITY, authority);
        writer.add(ProxyTlvs.UNIQUE_ID, "ID0x");
        writer.beginSsl(0, 0);
        writer.endSsl();
    }

    @Test
    void shouldWriteVersion1()
    {
        inet();
        assertEquals("PROXY TCP4 1.2.3.4 5.6.7.8 11 22\r\n",
            text(ProxyProtocolWriter.writeV1(out, OFFSET, source, destination)));
        inet6();
        assertEquals("PROXY TCP6 2001:db8::1 ::1 11 22\r\n",
            text(ProxyProtocolWriter.writeV1(out, OFFSET, source, destination)));
        source.inet(0x01020304, 65_535);
        assertEquals("PROXY TCP6 ::ffff:1.2.3.4 ::1 65535 22\r\n",
            text(ProxyProtocolWriter.writeV1(out, OFFSET, source, destination)));
        assertEquals("PROXY UNKNOWN\r\n", text(ProxyProtocolWriter.writeV1(out, OFFSET, source.clear(), destination)));
        assertEquals("PROXY UNKNOWN\r\n", text(ProxyProtocolWriter.writeV1(out, OFFSET, null, null)));
        final String longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
        source.inet6(-1, -1, 65_535);
        assertEquals("PROXY TCP6 " + longest + " " + longest + " 65535 65535\r\n",
            text(ProxyProtocolWriter.writeV1(out, OFFSET, source, source)));
    }

    @Test
    void shouldWriteVersion2()
    {
        inet();
        assertEquals("0d0a0d0a000d0a515549540a2111000c0102030405060708000b0016",
            hex(writer.begin(out, OFFSET, 500, source, destination).finish()));
        inet6();
        assertEquals(
            "0d0a0d0a000d0a515549540a2121002420010db800000000000000000000000100000000000000000000000000000001000b0016",
            hex(writer.begin(out, OFFSET, 500, source, destination).finish()));
        assertEquals("0d0a0d0a000d0a515549540a20000000", hex(writer.begin(out, OFFSET, 500, null, null).finish()));
    }

    @Test
    void shouldMapMixedFamilies()
    {
        inet6();
        source.inet(0x01020304, 11);
        assertEquals(
            "0d0a0d0a000d0a515549540a2121002400000000000000000000ffff0102030400000000000000000000000000000001000b0016",
            hex(writer.begin(out, OFFSET, 500, source, destination).finish()));
    }

    @Test
    void shouldWriteRecordsAndChecksum()
    {
        inet();
        allOptions(null, null);
        assertEquals("0d0a0d0a000d0a515549540a2111002b0102030405060708000b0016" +
            "e10003616263e20000030004211ba9dc05000449443078200005" + "0000000000", hex(writer.finish()));
        source.port(1111);
        destination.port(2222);
        allOptions("host.x", null);
        assertEquals("0d0a0d0a000d0a515549540a211100340102030405060708045708ae" +
            "e10003616263e20000030004d6a66087020006686f73742e780500044944307820000500000000" + "00",
                hex(writer.finish()));
    }

    @Test
    void shouldNestTlsRecords()
    {
        inet();
        writer.begin(out, OFFSET, 500, source, destination);
        assertTrue(writer.beginSsl(ProxyTlvs.CLIENT_SSL | ProxyTlvs.CLIENT_CERT_CONN, 10));
        writer.add(ProxyTlvs.SSL_VERSION, "TLSv1.3");
        writer.add(ProxyTlvs.SSL_CN, out, OFFSET, 2);
        writer.endSsl();
        final int length = writer.finish();
        final ProxyHeader header = new ProxyHeader();
        assertEquals(length, new ProxyProtocolReader().read(out, OFFSET, length, header));
        assertEquals(3, header.tlvs().sslClient());
        assertEquals(10, header.tlvs().sslVerify());
        assertTrue(header.tlvs().findInSsl(ProxyTlvs.SSL_CN));
        assertEquals(2, header.tlvs().valueLength());
    }

    @Test
    void shouldLeaveOutRecordsWithoutRoom()
    {
        inet();
        writer.begin(out, OFFSET, 52, source, destination);
        assertTrue(writer.add(0xE1, "x".repeat(10)));
        assertFalse(writer.add(0xE2, "x".repeat(10)));
        assertFalse(writer.beginSsl(0, 1 << 30) && writer.beginSsl(0, 0));
        assertTrue(writer.finish() <= 52);
    }

    @Test
    void shouldKnowOptions()
    {
        assertEquals(ProxyProtocolWriter.OPTION_SSL | ProxyProtocolWriter.OPTION_CERT_CN,
            ProxyProtocolWriter.optionOf("cert-cn"));
        assertEquals(ProxyProtocolWriter.OPTION_CRC32C, ProxyProtocolWriter.optionOf("crc32c"));
        assertEquals(0, ProxyProtocolWriter.optionOf("crc"));
    }

    @Test
    void shouldSpeakSocks4()
    {
        assertEquals(Socks4.REQUEST_LENGTH, Socks4.writeRequest(out, OFFSET, destination.inet(0x09080706, 4321)));
        assertEquals("040110e109080706484150726f787900", hex(Socks4.REQUEST_LENGTH));
        out.putLong(0, 0);
        out.putByte(1, (byte)90);
        assertEquals(Socks4.NEED_MORE, Socks4.readReply(out, 0, 7));
        assertEquals(Socks4.REPLY_LENGTH, Socks4.readReply(out, 0, 8));
        out.putByte(1, (byte)91);
        assertEquals(-HandshakeError.SOCKS4_DENIED, Socks4.readReply(out, 0, 8));
        assertEquals("SOCKS4 Proxy deny the request", HandshakeError.text(Socks4.readReply(out, 0, 8)));
    }
}
