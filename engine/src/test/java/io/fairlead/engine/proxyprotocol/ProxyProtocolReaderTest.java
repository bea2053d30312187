/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxyprotocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected outcomes were observed on HAProxy 3.4.0, except in tests that name a difference. */
class ProxyProtocolReaderTest
{
    private static final byte[] INET = HexFormat.of().parseHex("0102030405060708045708ae");
    private static final byte[] INET6 =
        HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f045708ae");

    private final ProxyProtocolReader reader = new ProxyProtocolReader();
    private final ProxyHeader header = new ProxyHeader();

    private static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(final byte[]... parts)
    {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (final byte[] part : parts)
        {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] tlv(final int type, final byte[] value)
    {
        return join(new byte[]{(byte)type, (byte)(value.length >> 8), (byte)value.length}, value);
    }

    private static byte[] v2(final int versionAndCommand, final int family, final byte[]... parts)
    {
        final byte[] body = join(parts);
        return join(
            ascii("\r\n\r\n\0\r\nQUIT\n"),
            new byte[]{(byte)versionAndCommand, (byte)family, (byte)(body.length >> 8), (byte)body.length},
            body);
    }

    /**
     * Reads with bytes arriving one at a time, checks that only the whole header is accepted, and that what follows
     * does not matter.
     */
    private int dribble(final byte[] bytes)
    {
        final UnsafeBuffer source = new UnsafeBuffer(new byte[bytes.length + 9]);
        source.putBytes(5, bytes);
        int result = 0;
        for (int length = 0; length <= bytes.length && 0 == result; length++)
        {
            result = reader.read(source, 5, length, header);
            assertTrue(result <= 0 || result == length, "accepted " + length + " bytes as " + result);
        }
        final String atOnce = outcome(reader.read(source, 5, bytes.length, header));
        if (result > 0)
        {
            assertEquals(outcome(result), atOnce);
            assertEquals(outcome(result), outcome(reader.read(source, 5, bytes.length + 4, header)));
        }
        return reader.read(source, 5, bytes.length, header);
    }

    private String outcome(final int result)
    {
        if (result <= 0)
        {
            return 0 == result ? "more" : HandshakeError.text(result);
        }
        return result + " " + header.source() + ">" + header.destination();
    }

    @ParameterizedTest
    @CsvSource({
        "TCP4 1.2.3.4 5.6.7.8 11 22, 1.2.3.4:11>5.6.7.8:22",
        "TCP4 1.2.3 5.6.7.8 11 22, 1.2.3.0:11>5.6.7.8:22",
        "TCP4 1.2.3.999 5.6.7.300 11 22, 1.2.6.231:11>5.6.8.44:22",
        "TCP4 999.2.3.4 1256.6.7.1 11 22, 231.2.3.4:11>0.6.7.1:22",
        "TCP4 01.002.0003.4 5.6.7.8 00011 022, 1.2.3.4:11>5.6.7.8:22",
        "'TCP4   11 22', 0.0.0.0:11>0.0.0.0:22",
        "'TCP4 1.2.3.4 5.6.7.8  ', 1.2.3.4:0>5.6.7.8:0",
        "TCP4 1.2.3.4 5.6.7.8 70000 65537, 1.2.3.4:4464>5.6.7.8:1",
        "TCP4 1.2.3.4 5.6.7.8 4294967297 2, 1.2.3.4:1>5.6.7.8:2",
        "TCP6 ::1 2001:db8::5 11 22, ::1:11>2001:db8::5:22",
        "TCP6 ::ffff:1.2.3.4 ::ffff:5.6.7.8 11 22, ::ffff:1.2.3.4:11>::ffff:5.6.7.8:22",
        "TCP6 ::1 ::2 11 22 junk more, ::1:11>::2:22",
        "'TCP6 ::1 ::2  ', ::1:0>::2:0",
        "TCP6 ::1 ::2 70000 65537, ::1:4464>::2:1",
        "UNKNOWN, >"})
    void shouldAcceptVersion1AsHaproxyDoes(final String text, final String expected)
    {
        final byte[] bytes = ascii("PROXY " + text + "\r\n");
        assertEquals(bytes.length + " " + expected, outcome(dribble(bytes)));
        assertEquals(1, header.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "TCP4 1.2.3.4.5 5.6.7.8 11 22\r\n", "TCP4 1.2.3.4 5.6.7.8 -1 2\r\n", "TCP4 1.2.3.4 5.6.7.8 11 22\n",
        "TCP4  1.2.3.4 5.6.7.8 11 22\r\n", "TCP4 1.2.3.4 5.6.7.8 11 22 \r\n", "TCP4 ::1 ::2 11 22\r\n",
        "TCP6 1.2.3.4 5.6.7.8 11 22\r\n", "TCP6 ::1 ::2 11x 22\r\n", "TCP6 ::1 ::2 11 22x\r\n", "TCP6 ::1 ::2 11\r\n",
        "TCP6 ::1 ::2 11 22\rX\n", "TCP4 1.2.3.4 5.6.7.8 11 22\rX", "TCP6 fe80::1%lo ::2 11 22\r\n"})
    void shouldRefuseInvalidVersion1(final String text)
    {
        assertEquals(-HandshakeError.PROXY_BAD_HEADER, dribble(ascii("PROXY " + text)));
    }

    @ParameterizedTest
    @ValueSource(strings =
        {"UNKNOWNX\r\n", "TCP4\t1.2.3.4 5.6.7.8 11 22\r\n", "TCP5 1.2.3.4 5.6.7.8 11 22\r\n", "tcp4 "})
    void shouldRefuseUnknownProtocol(final String text)
    {
        assertEquals(-HandshakeError.PROXY_BAD_PROTOCOL, dribble(ascii("PROXY " + text)));
    }

    @Test
    void shouldRefuseWhatIsNoHeader()
    {
        assertEquals(-HandshakeError.PROXY_NOT_HEADER,
            reader.read(new UnsafeBuffer(ascii("GET / HTTP/1.0\r\n\r\n")), 0, 18, header));
        assertEquals(-HandshakeError.PROXY_NOT_HEADER,
            reader.read(new UnsafeBuffer(ascii("proxy TCP4 1.2.3.4")), 0, 18, header));
        assertEquals(-HandshakeError.PROXY_TRUNCATED, reader.read(new UnsafeBuffer(ascii("GET")), 0, 3, header));
        assertEquals(-HandshakeError.PROXY_NOT_HEADER, dribble(v2(0x11, 0x11, INET)));
        assertEquals(-HandshakeError.PROXY_EMPTY, ProxyProtocolReader.errorAtEnd(0));
        assertEquals(-HandshakeError.PROXY_TRUNCATED, ProxyProtocolReader.errorAtEnd(5));
    }

    @Test
    void shouldNotWaitForEverOnAnEndlessLine()
    {
        assertEquals(-HandshakeError.PROXY_TRUNCATED, dribble(ascii("PROXY TCP6 " + "1".repeat(200))));
        assertEquals(-HandshakeError.PROXY_TRUNCATED, dribble(ascii("PROXY UNKNOWN " + "1".repeat(200))));
    }

    @Test
    void shouldReadVersion2Addresses()
    {
        assertEquals("28 1.2.3.4:1111>5.6.7.8:2222", outcome(dribble(v2(0x21, 0x11, INET))));
        assertEquals(
            "52 1:203:405:607:809:a0b:c0d:e0f:1111>1011:1213:1415:1617:1819:1a1b:1c1d:1e1f:2222",
            outcome(dribble(v2(0x21, 0x21, INET6))));
        assertEquals("16 >", outcome(dribble(v2(0x20, 0x00))));
        assertEquals(2, header.version());
        assertFalse(header.hasAddresses());
    }

    @Test
    void shouldRefuseInvalidVersion2()
    {
        for (final byte[] bytes : new byte[][]{
            v2(0x22, 0x11, INET), v2(0x21, 0x41, INET), v2(0x21, 0x13, INET), v2(0x21, 0x11, new byte[11]),
            v2(0x21, 0x21, new byte[35]), v2(0x20, 0x00, ascii("xx")), v2(0x21, 0x11, INET, tlv(2, new byte[256])),
            v2(0x21, 0x11, INET, tlv(5, new byte[129])), v2(0x21, 0x11, INET, tlv(0xE1, new byte[1025])),
            v2(0x21, 0x11, INET, tlv(3, new byte[3])), v2(0x21, 0x11, INET, tlv(3, new byte[4])),
            v2(0x21, 0x11, INET, new byte[]{2}), v2(0x21, 0x11, INET, new byte[]{2, 0}),
                v2(0x21, 0x11, INET, new byte[]{2, 0, 5, 1})})
        {
            assertEquals(-HandshakeError.PROXY_BAD_HEADER, dribble(bytes), HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void shouldKeepRecords()
    {
        final ProxyTlvs tlvs = header.tlvs();
        final byte[] ssl = join(new byte[]{5, 0, 0, 0, 1}, tlv(0x21, ascii("TLSv1.3")), tlv(0x22, ascii("cn")));
        assertTrue(dribble(v2(0x21, 0x11, INET,
            tlv(4, ascii("abc")), tlv(2, ascii("one")), tlv(0x20, ssl), tlv(2, ascii("two")), tlv(5, new byte[128]),
                tlv(0xE0, new byte[0]))) > 0);
        assertTrue(tlvs.find(ProxyTlvs.AUTHORITY));
        assertEquals("one", tlvs.buffer().getStringWithoutLengthAscii(tlvs.valueOffset(), tlvs.valueLength()));
        assertTrue(tlvs.findNext(ProxyTlvs.AUTHORITY));
        assertEquals("two", tlvs.buffer().getStringWithoutLengthAscii(tlvs.valueOffset(), tlvs.valueLength()));
        assertFalse(tlvs.findNext(ProxyTlvs.AUTHORITY));
        assertTrue(tlvs.find(0xE0));
        assertEquals(0, tlvs.valueLength());
        assertFalse(tlvs.find(ProxyTlvs.ALPN));
        assertTrue(tlvs.findInSsl(ProxyTlvs.SSL_CN));
        assertEquals("cn", tlvs.buffer().getStringWithoutLengthAscii(tlvs.valueOffset(), tlvs.valueLength()));
        assertFalse(tlvs.findInSsl(ProxyTlvs.SSL_CIPHER));
        assertEquals(ProxyTlvs.CLIENT_SSL | ProxyTlvs.CLIENT_CERT_SESS, tlvs.sslClient());
        assertEquals(1, tlvs.sslVerify());
        final ProxyTlvs copy = new ProxyTlvs();
        copy.copyFrom(tlvs);
        assertTrue(copy.findInSsl(ProxyTlvs.SSL_VERSION));
        assertTrue(dribble(v2(0x20, 0x00, tlv(2, ascii("auth.x")))) > 0);
        assertTrue(tlvs.find(ProxyTlvs.AUTHORITY));
        assertEquals(-1, tlvs.sslVerify());
    }

    @Test
    void shouldVerifyChecksumAndKeepItAsZero()
    {
        final ProxyProtocolWriter writer = new ProxyProtocolWriter();
        final UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
        writer.begin(out, 0, 256, header.source().inet(0x01020304, 1), header.destination().inet(0x05060708, 2));
        writer.add(0xE1, "before");
        writer.addCrc32c();
        writer.add(ProxyTlvs.AUTHORITY, "after");
        final byte[] bytes = new byte[writer.finish()];
        out.getBytes(0, bytes);
        assertTrue(dribble(bytes) > 0);
        assertTrue(header.tlvs().find(ProxyTlvs.CRC32C));
        assertEquals(0, header.tlvs().buffer().getInt(header.tlvs().valueOffset()));
        for (int i = 16; i < bytes.length; i++)
        {
            bytes[i] ^= 0x40;
            assertTrue(reader.read(new UnsafeBuffer(bytes), 0, bytes.length, header) < 0 || i < 28 + 3 ||
                isRecordHeader(i));
            bytes[i] ^= 0x40;
        }
    }

    private static boolean isRecordHeader(final int index)
    {
        return index >= 37 && index < 40; // changing type or length of the checksum record hides the checksum
    }

    /** HAProxy 3.4.0 refuses these although the protocol tells receivers to accept them. */
    @Test
    void shouldFallBackToTheConnectionsOwnAddresses()
    {
        assertEquals("43 >", outcome(dribble(ascii("PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n"))));
        assertEquals("16 >", outcome(dribble(v2(0x21, 0x00))));
        assertEquals("21 >", outcome(dribble(v2(0x21, 0x00, ascii("12345")))));
        assertEquals("28 >", outcome(dribble(v2(0x21, 0x12, INET))));
        assertEquals("52 >", outcome(dribble(v2(0x21, 0x22, INET6))));
        assertEquals("28 >", outcome(dribble(v2(0x20, 0x11, INET))));
        assertEquals("235 >", outcome(dribble(v2(0x21, 0x31, new byte[216], tlv(2, new byte[0])))));
        assertTrue(header.tlvs().find(ProxyTlvs.AUTHORITY));
    }

    @Test
    void shouldSurviveRandomBytes()
    {
        final long seed = Long.getLong("fairlead.test.seed", System.nanoTime());
        final Random random = new Random(seed);
        final byte[][] models = {
            ascii("PROXY TCP4 1.2.3.4 5.6.7.8 11 22\r\n"), ascii("PROXY TCP6 ::1 2001:db8::5 11 22\r\n"),
            v2(0x21, 0x11, INET, tlv(2, ascii("one")), tlv(0x20, new byte[9])),
                v2(0x21, 0x21, INET6, tlv(4, new byte[3]))};
        for (int i = 0; i < 50_000; i++)
        {
            final byte[] bytes = models[random.nextInt(models.length)].clone();
            for (int j = random.nextInt(4); j >= 0; j--)
            {
                bytes[random.nextInt(bytes.length)] = (byte)random.nextInt(256);
            }
            final int length = random.nextInt(bytes.length + 1);
            final int result = reader.read(new UnsafeBuffer(bytes, 0, length), 0, length, header);
            assertTrue(result <= length, "seed " + seed);
            if (result > 0)
            {
                header.tlvs().findInSsl(random.nextInt(256));
            }
        }
    }

    @Test
    void shouldNotAllocate()
    {
        final UnsafeBuffer one = direct(ascii("PROXY TCP6 ::1 2001:db8::5 11 22\r\n"));
        final UnsafeBuffer two = direct(v2(0x21, 0x11, INET, tlv(2, ascii("one"))));
        final Consumer<UnsafeBuffer> read = (source) -> reader.read(source, 0, source.capacity(), header);
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        long leastBytes = Long.MAX_VALUE;
        for (int round = 0; round < 30 && leastBytes > 0; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 5_000; i++)
            {
                read.accept(one);
                read.accept(two);
            }
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(leastBytes < 1_000, leastBytes + " bytes");
    }

    private static UnsafeBuffer direct(final byte[] bytes)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }
}
