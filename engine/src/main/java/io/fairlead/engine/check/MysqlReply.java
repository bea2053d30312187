/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.server.HealthStatus;

/**
 * Packets of a MySQL server.
 * <pre>
 *  0          3         4              4 + length
 *  | length   | number  | 0xFF error, code (2), text, or anything else: fine
 *    (3, LE)
 * </pre>
 */
public final class MysqlReply implements CheckReply
{
    /** The greeting. */
    public static final MysqlReply GREETING = new MysqlReply(false);
    /** The answer to the authentication, right behind the greeting. */
    public static final MysqlReply ANSWER = new MysqlReply(true);

    private static final int HEADER_LENGTH = 4;
    private static final int ERROR = 0xFF;
    private static final int VERSION_OFFSET = 5;

    private final boolean isBehindGreeting;

    private MysqlReply(final boolean isBehindGreeting)
    {
        this.isBehindGreeting = isBehindGreeting;
    }

    @Override
    public Verdict judge(
        final CheckRun run, final UnsafeBuffer buffer, final int offset, final int length, final boolean isLast)
    {
        final int skipped = !isBehindGreeting || length < HEADER_LENGTH ? 0 :
            HEADER_LENGTH + packetLength(buffer, offset);
        if (length < skipped + HEADER_LENGTH ||
            length < skipped + HEADER_LENGTH + packetLength(buffer, offset + skipped))
        {
            return isLast ? fail(run, HealthStatus.L7_RESPONSE, 0, null) : Verdict.WAIT;
        }
        final int at = offset + skipped + HEADER_LENGTH;
        final int rest = length - skipped - HEADER_LENGTH;
        if (rest > 0 && ERROR == (buffer.getByte(at) & 0xFF))
        {
            final int code = rest < 3 ? 0 : buffer.getByte(at + 1) & 0xFF | (buffer.getByte(at + 2) & 0xFF) << 8;
            return fail(run, HealthStatus.L7_STATUS, code, text(buffer, at + 3, rest - 3));
        }
        if (run.isLastStep())
        {
            run.report(run.okStatus(), text(buffer, offset + VERSION_OFFSET, length - VERSION_OFFSET));
        }
        return Verdict.CONTINUE;
    }

    private static int packetLength(final UnsafeBuffer buffer, final int offset)
    {
        return buffer.getByte(offset) & 0xFF | (buffer.getByte(offset + 1) & 0xFF) << 8 |
            (buffer.getByte(offset + 2) & 0xFF) << 16;
    }

    private static Verdict fail(final CheckRun run, final HealthStatus status, final int code, final String text)
    {
        run.code(code);
        run.fail(status, false, text);
        return Verdict.STOP;
    }

    private static String text(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[Math.max(0, length)];
        if (bytes.length > 0)
        {
            buffer.getBytes(offset, bytes);
        }
        return new String(bytes, ISO_8859_1);
    }
}
