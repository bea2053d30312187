/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.fairlead.engine.dns.DnsAnswer.Status;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Answers as name servers give them, and as they should not. */
class DnsAnswerTest
{
    private static final String NAME = "www.example.com";
    private static final String SERVICE = "_http._tcp.example.com";
    private final DnsAnswer answer = new DnsAnswer();

    private Status read(final byte[] message, final String name, final boolean isSrv)
    {
        return answer.read(new UnsafeBuffer(message), message.length, DnsName.of(name), isSrv, 8192);
    }

    private Status read(final DnsMessage message)
    {
        return read(message.bytes(), NAME, false);
    }

    private static DnsMessage good()
    {
        return new DnsMessage(7, DnsMessage.GOOD, NAME, DnsMessage.A);
    }

    private String seen()
    {
        return answer.records().stream().map(DnsAnswerTest::show).collect(Collectors.joining(" ")) + " | " +
            answer.additional().stream().map(DnsAnswerTest::show).collect(Collectors.joining(" "));
    }

    private static String show(final DnsRecord record)
    {
        return record.name() + "=" + (null != record.address() ? record.address().hostText() :
            record.target() + ":" + record.port() + "*" + record.weight());
    }

    @Test
    void shouldReadAddressesBehindAliases()
    {
        assertEquals(Status.VALID, read(good().alias("WWW.example.com", "web.example.NET")
            .address("web.example.net", "192.0.2.7").address("web.example.net", "2001:db8::7")));
        assertEquals("www.example.com=web.example.net:0*0 web.example.net=192.0.2.7 web.example.net=2001:db8::7 | ",
            seen());
    }

    @Test
    void shouldFollowPointersToEarlierNames()
    {
        final byte[] pointer = {(byte)0xC0, 12};
        final byte[] mixed = {3, 'w', 'e', 'b', (byte)0xC0, 16};
        assertEquals(Status.VALID, read(good().record(pointer, DnsMessage.CNAME, mixed)
            .address("web.example.com", "192.0.2.1")));
        assertEquals("www.example.com=web.example.com:0*0 web.example.com=192.0.2.1 | ", seen());
    }

    @Test
    void shouldReadServicesAndTheAddressesThatCameWithThem()
    {
        final DnsMessage message = new DnsMessage(7, DnsMessage.GOOD | 0x0200, SERVICE, DnsMessage.SRV)
            .service(SERVICE, 65535, 8080, "a.example.com").service(SERVICE, 0, 81, "b.example.com")
            .authorities().record(new byte[1], 2, new byte[]{0})
            .additional().option().address("a.example.com", "192.0.2.1").address("b.example.com", "::2");
        assertEquals(Status.VALID, read(message.bytes(), SERVICE, true));
        assertEquals(SERVICE + "=a.example.com:8080*65535 " + SERVICE + "=b.example.com:81*0 | " +
            "a.example.com=192.0.2.1 b.example.com=::2", seen());
    }

    @ParameterizedTest
    @CsvSource({"0x8183, NO_NAME", "0x8185, REFUSED", "0x8182, ERROR", "0x8184, ERROR", "0x8180, EMPTY",
        "0x8380, EMPTY"})
    void shouldTellWhatTheServerSays(final int flags, final Status expected)
    {
        assertEquals(expected, read(new DnsMessage(7, flags, NAME, DnsMessage.A)));
    }

    @Test
    void shouldDistrustWhatWasNotAsked()
    {
        assertEquals(Status.WRONG_NAME,
            read(new DnsMessage(7, DnsMessage.GOOD, "www.example.org", DnsMessage.A).address(NAME, "192.0.2.1")));
        assertEquals(Status.INVALID, read(good().address("other.example.com", "192.0.2.1")));
        assertEquals(Status.ALIAS_ERROR, read(good().address(NAME, "192.0.2.1").address("other.net", "192.0.2.2")));
        assertEquals(Status.ALIAS_ERROR, read(good().alias(NAME, "web.example.com")));
        assertEquals(Status.QUERY_COUNT, read(good().address(NAME, "192.0.2.1").counts(2)));
        assertEquals(Status.TRUNCATED,
            read(new DnsMessage(7, 0x8380, NAME, DnsMessage.A).address(NAME, "192.0.2.1")));
        assertEquals(Status.INVALID, read(new DnsMessage(7, DnsMessage.GOOD, NAME, DnsMessage.SRV)
            .service(NAME, 1, 2, "a.example.com")), "services although addresses were asked for");
        assertTrue(answer.records().isEmpty());
    }

    @Test
    void shouldEndOnNamesThatPointInCircles()
    {
        final byte[] toItself = {(byte)0xC0, 33};
        final byte[] forwards = {(byte)0xC0, 40};
        final byte[] round = {1, 'a', (byte)0xC0, 33};
        for (final byte[] owner : new byte[][]{toItself, forwards, round})
        {
            assertEquals(Status.INVALID, read(good().record(owner, DnsMessage.A, new byte[4])));
        }
        assertEquals(Status.INVALID, read(good().record(DnsMessage.name(NAME), DnsMessage.A, new byte[5])));
        assertEquals(Status.INVALID, read(good().record(DnsMessage.name("a".repeat(64)), DnsMessage.A, new byte[4])));
        final String endless = IntStream.range(0, 128).mapToObj(i -> "a").collect(Collectors.joining("."));
        assertEquals(Status.INVALID, read(good().record(DnsMessage.name(endless), DnsMessage.A, new byte[4])));
    }

    @Test
    void shouldTakeNothingFromHalfAnAnswer()
    {
        final byte[] whole = good().alias(NAME, "web.example.com").address("web.example.com", "192.0.2.1").bytes();
        for (int length = 0; length < whole.length; length++)
        {
            assertEquals(Status.INVALID, read(Arrays.copyOf(whole, length), NAME, false), "length " + length);
            assertTrue(answer.records().isEmpty());
        }
        assertEquals(Status.VALID, read(whole, NAME, false));
    }

    @Test
    void shouldNotBelieveCountsNorReadBeyondTheLongestAnswer()
    {
        assertEquals(Status.INVALID, read(good().address(NAME, "192.0.2.1").counts(1, 65535)));
        final DnsMessage big = good();
        for (int i = 0; i < 1500; i++)
        {
            big.record(new byte[]{(byte)0xC0, 12}, DnsMessage.A, new byte[]{10, 0, (byte)(i >> 8), (byte)i});
        }
        assertEquals(Status.INVALID, read(big), "more records than 8192 bytes can hold");
        final byte[] bytes = big.bytes();
        assertEquals(Status.VALID,
            answer.read(new UnsafeBuffer(bytes), bytes.length, DnsName.of(NAME), false, 65535));
        assertEquals(1500, answer.records().size());
    }

    @Test
    void shouldAskAsTheProtocolSays()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[DnsQuery.MAX_LENGTH]);
        final int length = DnsQuery.put(buffer, 0xABCD, DnsName.of("A.b."), DnsMessage.AAAA, 512);
        final byte[] expected = {
            (byte)0xAB, (byte)0xCD, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 'a', 1, 'b', 0, 0, 28, 0, 1,
            0, 0, 41, 2, 0, 0, 0, 0, 0, 0, 0};
        assertArrayEquals(expected, Arrays.copyOf(buffer.byteArray(), length));
    }

    @Test
    void shouldKnowWhatIsNoName()
    {
        for (final String text : new String[]{"", ".", "a..b", ".a", "a".repeat(64), "a.".repeat(128)})
        {
            assertNull(DnsName.of(text), text);
        }
        assertEquals("a".repeat(63) + ".b", DnsName.of("A".repeat(63) + ".B.").toString());
    }
}
