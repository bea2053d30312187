/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.server.HealthStatus;

/** Compares an HTTP response with an {@code http-check expect} rule. Conductor only. */
final class HttpExpectation
{
    private static final String EMPTY_FORMAT = "log-format string evaluated to an empty string";

    private final CheckRun run;
    private final CheckLink link;
    private final CheckStep.Expect expect;
    private final HttpMessage response;

    private HttpExpectation(
        final CheckRun run, final CheckLink link, final CheckStep.Expect expect, final HttpMessage response)
    {
        this.run = run;
        this.link = link;
        this.expect = expect;
        this.response = response;
    }

    static CheckReply.Verdict judge(
        final CheckRun run, final CheckLink link, final CheckStep.Expect expect, final boolean isClosed)
    {
        final HttpMessage response = link.response();
        final boolean isLast = isClosed || link.isFull() || null != response && link.isEnded();
        if (link.isMalformed())
        {
            run.fail(HealthStatus.L7_RESPONSE, false, null);
            return CheckReply.Verdict.STOP;
        }
        if (null == response)
        {
            return CheckReply.Verdict.WAIT;
        }
        run.code(response.status());
        if (run.isAwayFor404())
        {
            return CheckReply.Verdict.CONTINUE;
        }
        final HttpExpectation expectation = new HttpExpectation(run, link, expect, response);
        return switch (expect.pattern)
        {
            case STATUS, STATUS_REGEX -> expectation.status();
            case HEADER -> expectation.header();
            default -> expectation.body(isLast);
        };
    }

    private CheckReply.Verdict outcome(final boolean isMatch, final HealthStatus usual, final String info)
    {
        if (isMatch != expect.isInverse)
        {
            return CheckReply.Verdict.CONTINUE;
        }
        return refuse(null == expect.errorStatus ? usual : expect.errorStatus, null == expect.onError ? info : null);
    }

    private CheckReply.Verdict refuse(final HealthStatus status, final String info)
    {
        run.fail(status, false, info);
        return CheckReply.Verdict.STOP;
    }

    private String reason()
    {
        final byte[] bytes = new byte[response.reasonLength()];
        if (bytes.length > 0)
        {
            response.reasonBuffer().getBytes(response.reasonOffset(), bytes);
        }
        return new String(bytes, ISO_8859_1);
    }

    private CheckReply.Verdict status()
    {
        boolean isMatch = false;
        if (CheckStep.Pattern.STATUS_REGEX == expect.pattern)
        {
            final Sample digits = run.context().scratch().pushSample().reset(0);
            run.digits(response.status(), digits);
            isMatch = expect.regex.matches(digits);
            run.context().scratch().popSample();
        }
        else
        {
            for (final int[] range : expect.statuses)
            {
                isMatch |= response.status() >= range[0] && response.status() <= range[1];
            }
        }
        return outcome(isMatch, HealthStatus.L7_STATUS, reason());
    }

    // ---- headers

    private CheckReply.Verdict header()
    {
        final HeaderPattern pattern = expect.header;
        final UnsafeBuffer name = wanted(pattern.name);
        final UnsafeBuffer value = null == pattern.value ? null : wanted(pattern.value);
        if (null != pattern.name.format && 0 == name.capacity() ||
            null != pattern.value && null != pattern.value.format && 0 == value.capacity())
        {
            return refuse(HealthStatus.L7_RESPONSE, EMPTY_FORMAT);
        }
        boolean isMatch = false;
        for (int i = response.firstHeader(); i >= 0 && !isMatch; i = response.nextHeader(i))
        {
            isMatch = isNamed(i, name) && (null == pattern.value || hasValue(i, value));
        }
        return outcome(isMatch, HealthStatus.L7_STATUS, reason());
    }

    private UnsafeBuffer wanted(final HeaderPattern.Part part)
    {
        return null != part.format ? new UnsafeBuffer(bytes(part.format)) :
            null == part.data ? null : new UnsafeBuffer(part.data);
    }

    private byte[] bytes(final LogFormat format)
    {
        final ByteWriter out = run.context().scratch().chunk();
        format.eval(run.session(), out);
        final byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(out.start(), bytes);
        return bytes;
    }

    private boolean isNamed(final int index, final UnsafeBuffer wanted)
    {
        return isEqual(expect.header.name, response.nameBuffer(index), response.nameOffset(index),
            response.nameLength(index), wanted, true);
    }

    private boolean isEqual(
        final HeaderPattern.Part part,
        final UnsafeBuffer text,
        final int offset,
        final int length,
        final UnsafeBuffer wanted,
        final boolean ignoresCase)
    {
        return HeaderPattern.Method.REG == part.method ?
            Expectation.matches(run, part.regex, text, offset, length) :
            HeaderPattern.matches(part.method, text, offset, length, wanted, 0, wanted.capacity(), ignoresCase);
    }

    /** Values of a list are compared one by one, quoted commas belong to their value. */
    private boolean hasValue(final int index, final UnsafeBuffer wanted)
    {
        final UnsafeBuffer buffer = response.valueBuffer(index);
        final int begin = response.valueOffset(index);
        final int end = begin + response.valueLength(index);
        if (expect.header.isFull)
        {
            return isEqual(expect.header.value, buffer, begin, end - begin, wanted, false);
        }
        int from = begin;
        boolean isQuoted = false;
        for (int i = begin; i <= end; i++)
        {
            if (i < end && '"' == buffer.getByte(i))
            {
                isQuoted = !isQuoted;
            }
            if (i == end || !isQuoted && ',' == buffer.getByte(i))
            {
                if (isEqualTrimmed(buffer, from, i, wanted))
                {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private boolean isEqualTrimmed(final UnsafeBuffer buffer, final int from, final int to, final UnsafeBuffer wanted)
    {
        int begin = from;
        int end = to;
        while (begin < end && isBlank(buffer.getByte(begin)))
        {
            begin++;
        }
        while (end > begin && isBlank(buffer.getByte(end - 1)))
        {
            end--;
        }
        return isEqual(expect.header.value, buffer, begin, end - begin, wanted, false);
    }

    private static boolean isBlank(final byte b)
    {
        return ' ' == b || '\t' == b;
    }

    // ---- body

    private CheckReply.Verdict body(final boolean isLast)
    {
        final int length = link.inputLength();
        if (0 == length)
        {
            return isLast ? refuse(
                null == expect.errorStatus ? HealthStatus.L7_RESPONSE : expect.errorStatus,
                null == expect.onError ? "HTTP content check could not find a response body" : null) :
                CheckReply.Verdict.WAIT;
        }
        byte[] wanted = expect.data;
        if (null != expect.format)
        {
            wanted = bytes(expect.format);
            if (0 == wanted.length)
            {
                return refuse(HealthStatus.L7_RESPONSE, EMPTY_FORMAT);
            }
        }
        if (!isLast && (null != wanted && length < wanted.length || expect.minLength > 0 && length < expect.minLength))
        {
            return CheckReply.Verdict.WAIT;
        }
        final boolean isMatch = null != wanted ?
            Expectation.contains(link.inputBuffer(), link.inputOffset(), length, wanted, wanted.length) :
            Expectation.matches(run, expect.regex, link.inputBuffer(), link.inputOffset(), length);
        if (!isMatch && !isLast && CheckStep.Expect.ANY_LENGTH == expect.minLength)
        {
            return CheckReply.Verdict.WAIT;
        }
        return outcome(isMatch, HealthStatus.L7_RESPONSE, expect.isInverse ? "HTTP check matched unwanted content" :
            "HTTP content check did not match");
    }
}
