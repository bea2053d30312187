/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of log without what differs from run to run. */
final class LogRecord
{
    private static final Pattern TIMES = Pattern.compile("(?<=[ =])[-+]?\\d+(?:/[-+]?\\d+){2,}(?=[ \\n])");
    private static final int LONG_MS = 250;

    private LogRecord()
    {
    }

    /** The line with its counts; of times only whether they were long. */
    static String timed(final String message)
    {
        final String line = message
            .replaceFirst("^<(\\d+)>[A-Z][a-z]{2} [ \\d]\\d [\\d:]{8} ", "<$1>DATE ")
            .replaceFirst("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{15}[-+]\\d\\d:\\d\\d", "DATE")
            .replaceFirst("^(<\\d+>1 DATE \\S+ \\S+) \\d+ ", "$1 PID ")
            .replaceFirst("\\[\\d+\\]:", "[PID]:")
            .replaceFirst("\\[\\d+/[A-Z][a-z]+/\\d+:[\\d:.]+\\]", "[DATE]")
            .replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
        final String clf = line
            .replaceFirst("\\[\\d+/[A-Z][a-z]+/\\d+:[\\d:]+ [-+]\\d{4}\\]", "[DATE]")
            .replaceFirst("\" \\d+ \\d+ (\"[^\"]*\" \"[^\"]*\" \"[^\"]*\") \\d+ \\d+ \\d+ \\d+ \\d+ ",
                "\" PORT MS $1 T T T T T ");
        final Matcher times = TIMES.matcher(clf);
        if (!times.find())
        {
            return clf;
        }
        final StringBuilder out = new StringBuilder(clf.substring(0, times.start()));
        for (final String time : times.group().split("/"))
        {
            final int ms = Integer.parseInt(time);
            out.append(time.startsWith("+") ? "+" : "").append(ms < 0 ? "-1" : ms < LONG_MS ? "T" : "W").append('/');
        }
        out.setLength(out.length() - 1);
        return out + clf.substring(times.end());
    }
}
