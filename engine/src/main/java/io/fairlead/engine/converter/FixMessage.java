/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.Sample;

/**
 * Messages of the Financial Information eXchange protocol: {@code tag=value} pairs, each ended by byte 1, the first
 * three BeginString, BodyLength and MsgType, the last CheckSum. Source: FIX session layer; configuration.txt 7.3.1.
 */
final class FixMessage
{
    /** Outcome of a look at a message. */
    enum Verdict
    {
        INVALID, NEED_MORE, VALID
    }

    private static final int DELIMITER = 1;
    private static final int MIN_LENGTH = 26;
    private static final int BEGIN_STRING = 8;
    private static final int BODY_LENGTH = 9;
    private static final int CHECK_SUM = 10;
    private static final int MSG_TYPE = 35;
    private static final int SENDER = 49;
    private static final int TARGET = 56;
    private static final int FIRST_USER_TAG = 10_000;
    private static final int LAST_USER_TAG = 19_999;
    private static final String[] VERSIONS = {"FIX.4.0", "FIX.4.1", "FIX.4.2", "FIX.4.3", "FIX.4.4", "FIXT.1.1"};
    private static final int[] MAX_TAGS = {140, 211, 446, 659, 956, 1621};

    private FixMessage()
    {
    }

    /** Number of a tag given by number or name, 0 when unknown. */
    static int tag(final String text)
    {
        if (text.matches("[0-9]{1,9}"))
        {
            return Integer.parseInt(text);
        }
        return switch (text.toLowerCase(java.util.Locale.ROOT))
        {
            case "msgtype" -> MSG_TYPE;
            case "checksum" -> CHECK_SUM;
            case "bodylength" -> BODY_LENGTH;
            case "targetcompid" -> TARGET;
            case "beginstring" -> BEGIN_STRING;
            case "sendercompid" -> SENDER;
            default -> 0;
        };
    }

    /** Index of the equals sign of the pair at an offset, or -1. */
    private static int equalsSign(final Sample message, final int at)
    {
        final int found = Bytes.indexOf(message.buffer, message.offset + at, message.length - at, '=');
        return found < 0 ? -1 : at + found;
    }

    /** Index of the byte that ends a value, or -1. */
    private static int valueEnd(final Sample message, final int at)
    {
        final int found = Bytes.indexOf(message.buffer, message.offset + at, message.length - at, DELIMITER);
        return found < 0 ? -1 : at + found;
    }

    /** Decimal number in a slice, modulo 2 to the 32nd; -1 when other bytes are in it. */
    private static long number(final Sample message, final int from, final int to)
    {
        long number = 0;
        for (int i = from; i < to; i++)
        {
            final int digit = message.byteAt(i) - '0';
            if (digit < 0 || digit > 9)
            {
                return -1;
            }
            number = number * 10 + digit & 0xFFFF_FFFFL;
        }
        return number;
    }

    private static int version(final Sample message, final int from, final int to)
    {
        for (int i = 0; i < VERSIONS.length; i++)
        {
            if (VERSIONS[i].length() == to - from && message.buffer
                .getStringWithoutLengthAscii(message.offset + from, to - from).equals(VERSIONS[i]))
            {
                return i;
            }
        }
        return -1;
    }

    private static boolean isKnown(final long tag, final int version)
    {
        return tag > 0 && (version < 0 || tag >= FIRST_USER_TAG && tag <= LAST_USER_TAG || tag <= MAX_TAGS[version]);
    }

    /** Whether a message is whole and as it should be. */
    static Verdict validate(final Sample message)
    {
        if (message.length < MIN_LENGTH)
        {
            return Verdict.NEED_MORE;
        }
        int version = -1;
        int checksum = 0;
        int body = -1;
        long bodyLength = 0;
        int at = 0;
        for (int count = 1; at < message.length; count++)
        {
            final int sign = equalsSign(message, at);
            final int end = sign < 0 ? -1 : valueEnd(message, sign);
            if (end < 0)
            {
                return Verdict.NEED_MORE;
            }
            final long tag = number(message, at, sign);
            if (!isKnown(tag, version))
            {
                return Verdict.INVALID;
            }
            switch (count)
            {
                case 1 -> version = BEGIN_STRING == tag ? version(message, sign + 1, end) : -1;
                case 2 ->
                {
                    bodyLength = BODY_LENGTH == tag ? number(message, sign + 1, end) : 0;
                    body = end + 1;
                }
                default ->
                {
                    if (3 == count ? MSG_TYPE != tag : CHECK_SUM == tag)
                    {
                        return 3 < count && bodyLength == at - body && 4 == end - sign &&
                            (checksum & 0xFF) == number(message, sign + 1, end) ? Verdict.VALID : Verdict.INVALID;
                    }
                }
            }
            if (version < 0 || 2 == count && bodyLength <= 0)
            {
                return Verdict.INVALID;
            }
            for (; at <= end; at++)
            {
                checksum += message.byteAt(at);
            }
        }
        return body >= 0 ? Verdict.NEED_MORE : Verdict.INVALID;
    }

    /** Make a sample the value of a tag. NEED_MORE when it may still come, INVALID when it will not. */
    static Verdict value(final Sample message, final int wanted)
    {
        for (int at = 0; at < message.length;)
        {
            final int sign = equalsSign(message, at);
            final int end = sign < 0 ? -1 : valueEnd(message, sign);
            if (end < 0)
            {
                return Verdict.NEED_MORE;
            }
            final long tag = number(message, at, sign);
            if (tag <= 0)
            {
                return Verdict.INVALID;
            }
            if (wanted == tag)
            {
                message.slice(message.buffer, message.offset + sign + 1, end - sign - 1);
                return 0 == message.length ? Verdict.NEED_MORE : Verdict.VALID;
            }
            if (CHECK_SUM == tag)
            {
                return Verdict.INVALID;
            }
            at = end + 1;
        }
        return Verdict.NEED_MORE;
    }
}
