/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.buffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetAddressTest
{
    private final NetAddress address = new NetAddress();

    private boolean parse(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        return text.contains(":") ? address.tryParseIpv6(buffer, 0, bytes.length) :
            address.tryParseIpv4(buffer, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1", "0.0.0.0, 0.0.0.0", "255.255.255.255, 255.255.255.255",
        "::, ::", "::1, ::1", "1::, 1::", "1:0:0:2:0:0:0:3, 1:0:0:2::3", "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
        "::ffff:10.1.2.3, ::ffff:10.1.2.3", "::10.1.2.3, ::10.1.2.3", "::0.0.0.5, ::5", "::0.1.0.5, ::0.1.0.5",
        "2001:DB8::Ab:0, 2001:db8::ab:0", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "0:0:0:0:0:ffff:0:1, ::ffff:0.0.0.1",
        "64:ff9b::1.2.3.4, 64:ff9b::102:304", "0:0:1::, 0:0:1::"})
    void shouldReadAndPrintAsInetNtopDoes(final String text, final String expected)
    {
        assertTrue(parse(text));
        final UnsafeBuffer out = new UnsafeBuffer(new byte[NetAddress.MAX_TEXT_LENGTH]);
        assertEquals(expected, out.getStringWithoutLengthAscii(0, address.appendTo(out, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1..3.4", "1.2.3.", ".1.2.3", "1.2.3.4 ", "1.2.3.-4",
        ":", ":::", "::1::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8", "12345::",
        "g::", "1:",
        "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:5", "1:2:3:4::5:6:7:8", "::1%lo", "1::2:"})
    void shouldRefuseTextThatIsNotAnAddress(final String text)
    {
        address.inet(0x01020304, 5);
        assertFalse(parse(text));
        assertEquals("1.2.3.4:5", address.toString());
    }

    @Test
    void shouldConvertFromAndToJdkAddressesAtRandom() throws Exception
    {
        final long seed = Long.getLong("fairlead.test.seed", System.nanoTime());
        final Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++)
        {
            final byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++)
            {
                if (random.nextInt(3) > 0)
                {
                    bytes[j] = 0;
                }
            }
            final InetSocketAddress jdk =
                new InetSocketAddress(InetAddress.getByAddress(bytes), random.nextInt(65_536));
            address.from(jdk);
            assertEquals(jdk, address.toSocketAddress(), "seed " + seed);
            final UnsafeBuffer out = new UnsafeBuffer(new byte[64]);
            final NetAddress again = new NetAddress();
            final int end = address.appendTo(out, 3);
            assertTrue(NetAddress.INET == address.family() ?
                again.tryParseIpv4(out, 3, end - 3) : again.tryParseIpv6(out, 3, end - 3), "seed " + seed);
            assertTrue(again.isSameHost(address), "seed " + seed);
            final int length = address.putSockaddr(out, 1);
            assertEquals(address, again.clear().fromSockaddr(out, 1, length), "seed " + seed);
        }
    }

    @Test
    void shouldPrintPortWithoutBrackets()
    {
        assertEquals("::1:65535", address.inet6(0, 1, 65_535).toString());
        assertEquals("10.0.0.1:80", address.inet(0x0A000001, 80).toString());
        assertEquals("", address.clear().toString());
    }

    @Test
    void shouldKeepUnixPaths()
    {
        address.from(UnixDomainSocketAddress.of("/tmp/x.sock"));
        assertEquals(NetAddress.UNIX, address.family());
        assertEquals("/tmp/x.sock", address.toString());
        assertEquals(UnixDomainSocketAddress.of("/tmp/x.sock"), address.toSocketAddress());
        final UnsafeBuffer out = new UnsafeBuffer(new byte[64]);
        assertEquals("unix", out.getStringWithoutLengthAscii(0, address.appendWithPortTo(out, 0)));
        assertEquals("abns@name", address.unix("\0name").toString());
        assertNull(address.toSocketAddress());
        assertEquals(address, new NetAddress().copyFrom(address));
    }

    @Test
    void shouldMatchSubnetsOfBothFamilies()
    {
        assertTrue(parse("10.1.2.3"));
        assertTrue(address.isInSubnet(0, NetAddress.mappedLo(0x0A010000), 96 + 16));
        assertFalse(address.isInSubnet(0, NetAddress.mappedLo(0x0A020000), 96 + 16));
        assertTrue(address.isInSubnet(0, NetAddress.mappedLo(0x0A010203), 128));
        assertTrue(address.isInSubnet(0, NetAddress.mappedLo(0), 96));
        assertTrue(parse("2001:db8:1:2:3::"));
        assertTrue(address.isInSubnet(0x20010db800010000L, 0, 48));
        assertFalse(address.isInSubnet(0x20010db800010000L, 0, 64));
        assertTrue(address.isInSubnet(-1, -1, 0));
        assertFalse(address.clear().isInSubnet(0, 0, 0));
    }

    @Test
    void shouldMapAndUnmapIpv4()
    {
        address.inet(0x7F000001, 8);
        assertFalse(address.isIpv4Mapped());
        assertTrue(address.mapToIpv6().isIpv4Mapped());
        assertEquals("::ffff:127.0.0.1:8", address.toString());
        assertNotEquals(address, new NetAddress().inet(0x7F000001, 8));
        assertEquals(address.unmapIpv4(), new NetAddress().inet(0x7F000001, 8));
        assertTrue(address.inet(0, 1).isAny());
        assertTrue(address.inet6(0, 0, 1).isAny());
    }
}
