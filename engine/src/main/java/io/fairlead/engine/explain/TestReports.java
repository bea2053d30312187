/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.List;
import java.util.Locale;

/** Outcomes of tests for people and for machines. */
public final class TestReports
{
    private TestReports()
    {
    }

    /**
     * One line of the Test Anything Protocol, and what went wrong as comments.
     *
     * @param number  of the test, from 1.
     * @param outcome of it.
     * @return text with line ends.
     */
    public static String tap(final int number, final TestOutcome outcome)
    {
        final StringBuilder text = new StringBuilder()
            .append(outcome.isGood() ? "ok " : "not ok ").append(number).append(" - ")
            .append(outcome.test().name()).append('\n');
        for (final String failure : outcome.failures())
        {
            text.append("# ").append(failure.replace("\n", "\n#   ")).append('\n');
        }
        return text.toString();
    }

    /**
     * The XML that build servers read.
     *
     * @param suite    name of the file with the tests.
     * @param outcomes of its tests.
     * @return one {@code testsuite} element.
     */
    public static String junit(final String suite, final List<TestOutcome> outcomes)
    {
        final long failed = outcomes.stream().filter(outcome -> !outcome.isGood()).count();
        final long tookMs = outcomes.stream().mapToLong(TestOutcome::tookMs).sum();
        final StringBuilder text = new StringBuilder();
        text.append("  <testsuite name=\"").append(xml(suite)).append("\" tests=\"").append(outcomes.size())
            .append("\" failures=\"").append(failed).append("\" errors=\"0\" skipped=\"0\" time=\"")
            .append(seconds(tookMs)).append("\">\n");
        for (final TestOutcome outcome : outcomes)
        {
            text.append("    <testcase classname=\"").append(xml(suite)).append("\" name=\"")
                .append(xml(outcome.test().name())).append("\" time=\"").append(seconds(outcome.tookMs()));
            if (outcome.isGood())
            {
                text.append("\"/>\n");
                continue;
            }
            final String all = String.join("\n\n", outcome.failures());
            text.append("\">\n      <failure message=\"").append(xml(all.lines().skip(1).findFirst().orElse(all)))
                .append("\">").append(xml(all)).append("</failure>\n    </testcase>\n");
        }
        return text.append("  </testsuite>\n").toString();
    }

    private static String seconds(final long ms)
    {
        return String.format(Locale.ROOT, "%.3f", ms / 1000.0);
    }

    private static String xml(final String text)
    {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
