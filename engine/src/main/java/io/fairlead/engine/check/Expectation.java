/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.server.HealthStatus;

/** Compares bare bytes with an {@code expect} rule. Conductor only. */
final class Expectation
{
    private static final byte[] DIGITS =
        {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private Expectation()
    {
    }

    static CheckReply.Verdict judge(
        final CheckRun run, final CheckLink link, final CheckStep.Expect expect, final boolean isClosed)
    {
        final boolean isLast = isClosed || link.isFull();
        final int length = link.inputLength();
        if (!isLast && (isConstant(expect) && length < expect.data.length ||
            expect.minLength > 0 && length < expect.minLength))
        {
            return CheckReply.Verdict.WAIT;
        }
        if (CheckStep.Pattern.CUSTOM == expect.pattern)
        {
            return custom(run, link, expect, isLast);
        }
        boolean isMatch = false;
        final HealthStatus status = null == expect.errorStatus ? HealthStatus.L7_RESPONSE : expect.errorStatus;
        if (null != expect.format)
        {
            final ByteWriter out = run.context().scratch().chunk();
            expect.format.eval(run.session(), out);
            byte[] wanted = new byte[out.length()];
            out.buffer().getBytes(out.start(), wanted);
            if (0 == wanted.length)
            {
                run.fail(HealthStatus.L7_RESPONSE, false, "log-format string evaluated to an empty string");
                return CheckReply.Verdict.STOP;
            }
            if (CheckStep.Pattern.BINARY_FORMAT == expect.pattern)
            {
                wanted = CheckRequest.binary(wanted);
                if (null == wanted)
                {
                    run.fail(HealthStatus.L7_RESPONSE, false,
                        "Failed to parse hexastring resulting of eval of a log-format string");
                    return CheckReply.Verdict.STOP;
                }
            }
            if (length < wanted.length && !isLast)
            {
                return CheckReply.Verdict.WAIT;
            }
            isMatch = contains(link.inputBuffer(), link.inputOffset(), length, wanted, wanted.length);
        }
        else
        {
            isMatch = matches(run, link, expect, length);
        }
        if (!isMatch && !isLast && CheckStep.Expect.ANY_LENGTH == expect.minLength)
        {
            return CheckReply.Verdict.WAIT;
        }
        if (isMatch != expect.isInverse)
        {
            return CheckReply.Verdict.CONTINUE;
        }
        run.fail(status, isMatch, null);
        return CheckReply.Verdict.STOP;
    }

    private static boolean isConstant(final CheckStep.Expect expect)
    {
        return CheckStep.Pattern.STRING == expect.pattern || CheckStep.Pattern.BINARY == expect.pattern;
    }

    /** A reply of nothing is judged by no protocol: the rules are at their end. */
    private static CheckReply.Verdict custom(
        final CheckRun run, final CheckLink link, final CheckStep.Expect expect, final boolean isLast)
    {
        if (0 == link.inputLength())
        {
            if (!isLast)
            {
                return CheckReply.Verdict.WAIT;
            }
            run.fail(null == expect.errorStatus ? HealthStatus.L7_RESPONSE : expect.errorStatus, false, null);
            return CheckReply.Verdict.STOP;
        }
        return expect.reply.judge(run, link.inputBuffer(), link.inputOffset(), link.inputLength(), isLast);
    }

    private static boolean matches(
        final CheckRun run, final CheckLink link, final CheckStep.Expect expect, final int length)
    {
        final UnsafeBuffer buffer = link.inputBuffer();
        return switch (expect.pattern)
        {
            case STRING, BINARY -> contains(buffer, link.inputOffset(), length, expect.data, expect.data.length);
            case STRING_REGEX -> matches(run, expect.regex, buffer, link.inputOffset(), length);
            case BINARY_REGEX ->
            {
                final ByteWriter hex = run.context().scratch().chunk();
                for (int i = 0; i < length && hex.remaining() >= 2; i++)
                {
                    final byte b = buffer.getByte(link.inputOffset() + i);
                    hex.put(DIGITS[b >> 4 & 0xF]).put(DIGITS[b & 0xF]);
                }
                yield matches(run, expect.regex, hex.buffer(), hex.start(), hex.length());
            }
            default -> false;
        };
    }

    /** Whether an expression is found in some bytes. */
    static boolean matches(
        final CheckRun run, final Regex regex, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final Sample sample = run.context().scratch().pushSample().reset(0);
        if (0 == length)
        {
            run.context().scratch().chunk().asStr(sample);
        }
        else
        {
            sample.str(buffer, offset, length);
        }
        final boolean isMatch = regex.matches(sample);
        run.context().scratch().popSample();
        return isMatch;
    }

    /** Whether some bytes are found in others. */
    static boolean contains(
        final UnsafeBuffer buffer, final int offset, final int length, final byte[] wanted, final int wantedLength)
    {
        for (int i = 0; i <= length - wantedLength; i++)
        {
            int j = 0;
            while (j < wantedLength && buffer.getByte(offset + i + j) == wanted[j])
            {
                j++;
            }
            if (j == wantedLength)
            {
                return true;
            }
        }
        return false;
    }
}
