/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;

/** Words for what went wrong in a check, as HAProxy's users know them. */
final class CheckTexts
{
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private CheckTexts()
    {
    }

    /** Number of a step in messages: 0 is the connect nobody wrote. */
    static int number(final CheckStep step)
    {
        if (null == step)
        {
            return 1;
        }
        final boolean isImplicit = 0 == step.index && step instanceof final CheckStep.Connect connect &&
            connect.isImplicit;
        return isImplicit ? 0 : step.index + 1;
    }

    /** Where the rules stood when the connection failed or the time was over. */
    static String place(final CheckStep step)
    {
        final int number = number(step);
        final StringBuilder text = new StringBuilder();
        if (0 == number)
        {
            text.append(" at initial connection step of tcp-check");
        }
        else
        {
            text.append(" at step ").append(number).append(" of tcp-check");
            text.append(switch (step)
            {
                case CheckStep.Connect connect ->
                    connect.port > 0 ? " (connect port " + connect.port + ')' : " (connect)";
                case CheckStep.Expect expect -> expectation(expect);
                case CheckStep.Send send -> " (send)";
                case CheckStep.HttpSend send -> " (send)";
                case null, default -> "";
            });
        }
        if (null != step && null != step.comment)
        {
            text.append(" comment: '").append(step.comment).append('\'');
        }
        return text.toString();
    }

    private static String expectation(final CheckStep.Expect expect)
    {
        return switch (expect.pattern)
        {
            case STRING -> " (expect string '" + text(expect) + "')";
            case BINARY -> " (expect binary '" + HEX.formatHex(expect.data) + "')";
            case STRING_REGEX -> " (expect regex)";
            case BINARY_REGEX -> " (expect binary regex)";
            case STRING_FORMAT -> " (expect log-format string)";
            case BINARY_FORMAT -> " (expect log-format binary)";
            case STATUS -> " (expect HTTP status codes)";
            case STATUS_REGEX -> " (expect HTTP status regex)";
            case HEADER -> " (expect HTTP header pattern)";
            case BODY -> " (expect HTTP body content '" + text(expect) + "')";
            case BODY_REGEX -> " (expect HTTP body regex)";
            case BODY_FORMAT -> " (expect log-format HTTP body)";
            case CUSTOM -> " (expect custom function)";
        };
    }

    /** What an expectation says when nothing more precise is known. */
    static String mismatch(final CheckStep.Expect expect, final boolean isMatch)
    {
        final String what = switch (expect.pattern)
        {
            case STATUS -> "(status codes)";
            case STRING, BODY -> " '" + text(expect) + '\'';
            case BINARY -> " (binary)";
            case STRING_REGEX, STATUS_REGEX, BODY_REGEX -> " (regex)";
            case BINARY_REGEX -> " (binary regex)";
            case STRING_FORMAT, BODY_FORMAT -> " (log-format string)";
            case BINARY_FORMAT -> " (log-format binary)";
            case CUSTOM -> " (custom function)";
            case HEADER -> " (header pattern)";
        };
        return (isMatch ? "TCPCHK matched unwanted content" : "TCPCHK did not match content") + what + " at step " +
            number(expect);
    }

    private static String text(final CheckStep.Expect expect)
    {
        return new String(expect.data, ISO_8859_1);
    }
}
