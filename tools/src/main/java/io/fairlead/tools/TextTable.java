/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that is printed with aligned columns, or as comma-separated values. The first column is text and stands left,
 * the others right.
 */
final class TextTable
{
    private static final String GAP = "  ";

    private final List<String> headers;
    private final int leftCount;
    private final List<List<String>> rows = new ArrayList<>();

    /* leftCount: how many columns hold text. */
    TextTable(final List<String> headers, final int leftCount)
    {
        this.headers = headers;
        this.leftCount = leftCount;
    }

    void add(final List<String> cells)
    {
        rows.add(cells);
    }

    boolean isEmpty()
    {
        return rows.isEmpty();
    }

    void print(final PrintStream out)
    {
        final int[] widths = new int[headers.size()];
        widen(widths, headers);
        for (final List<String> row : rows)
        {
            widen(widths, row);
        }
        printRow(out, widths, headers);
        for (final List<String> row : rows)
        {
            printRow(out, widths, row);
        }
    }

    void printCsv(final PrintStream out)
    {
        printCsvRow(out, headers);
        for (final List<String> row : rows)
        {
            printCsvRow(out, row);
        }
    }

    private static void widen(final int[] widths, final List<String> cells)
    {
        for (int i = 0; i < widths.length; i++)
        {
            widths[i] = Math.max(widths[i], cells.get(i).codePointCount(0, cells.get(i).length()));
        }
    }

    private void printRow(final PrintStream out, final int[] widths, final List<String> cells)
    {
        final StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++)
        {
            final String cell = cells.get(i);
            final String padding = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
            line.append(0 == i ? "" : GAP).append(i < leftCount ? cell + padding : padding + cell);
        }
        out.println(line.toString().stripTrailing());
    }

    private static void printCsvRow(final PrintStream out, final List<String> cells)
    {
        final StringBuilder line = new StringBuilder();
        for (final String cell : cells)
        {
            final boolean isQuoted = cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
            line.append(line.isEmpty() ? "" : ",")
                .append(isQuoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        out.println(line);
    }
}
