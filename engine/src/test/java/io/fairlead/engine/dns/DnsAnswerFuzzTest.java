/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.Arrays;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fairlead.engine.dns.DnsAnswer.Status;
import org.agrona.concurrent.UnsafeBuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Answers made to be misread. Whatever comes, reading ends, stays within the message, says the same twice and keeps
 * nothing of what is not good.
 */
class DnsAnswerFuzzTest
{
    private static final DnsName NAME = DnsName.of("a.b");
    private static final int PAYLOAD_SIZE = 512;

    @DictionaryEntries({
        "\\x00\\x07\\x81\\x80\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x01", "\\x01a\\x01b\\x00\\x00\\x01\\x00\\x01",
        "\\x01a\\x01b\\x00\\x00\\x21\\x00\\x01", "\\xc0\\x0c", "\\xc0\\x15", "\\x00\\x05\\x00\\x01\\x00\\x00\\x00\\x3c",
        "\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x3c\\x00\\x04", "\\x00\\x1c\\x00\\x01\\x00\\x00\\x00\\x3c\\x00\\x10",
        "\\x00\\x21\\x00\\x01\\x00\\x00\\x00\\x3c\\x00\\x0c", "\\x00\\x00\\x29\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
    })
    @FuzzTest(maxDuration = "2m")
    void shouldTakeWhatIsGoodAndNothingElse(final byte[] data)
    {
        check(data, false);
        check(data, true);
    }

    private static void check(final byte[] data, final boolean isSrv)
    {
        final DnsAnswer answer = new DnsAnswer();
        // bytes behind the message must not matter
        final byte[] longer = Arrays.copyOf(data, data.length + 300);
        Arrays.fill(longer, data.length, longer.length, (byte)0xC0);
        final Status status = answer.read(new UnsafeBuffer(data), data.length, NAME, isSrv, PAYLOAD_SIZE);
        final String said = answer.records().toString() + answer.additional();
        assertEquals(status, answer.read(new UnsafeBuffer(longer), data.length, NAME, isSrv, PAYLOAD_SIZE));
        assertEquals(said, answer.records().toString() + answer.additional());
        assertTrue(Status.VALID == status || answer.records().isEmpty() && answer.additional().isEmpty());
        assertTrue(answer.records().size() + answer.additional().size() <= data.length / 11);
        DnsName expected = NAME;
        for (final DnsRecord record : answer.records())
        {
            assertTrue(isSrv || record.name().equals(expected));
            expected = RecordType.CNAME == record.type() ? record.target() : expected;
            checkName(record.name());
            checkName(record.target());
        }
        answer.additional().forEach(record -> assertTrue(null != record.address()));
    }

    private static void checkName(final DnsName name)
    {
        if (null != name)
        {
            assertTrue(name.labels().capacity() <= DnsName.MAX_LENGTH && !name.isRoot());
            assertEquals(name, name);
            assertTrue(name.toString().length() < name.labels().capacity());
        }
    }
}
