/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table that is printed with aligned columns, or as comma-separated values. The first column is text and stands left,
 * the others right.
 */
final class TextTable
{
    private static final String GAP = "  ";
    private static final int NOT_SHOWN = -1;
    private static final int MIN_NAME = 12;
    private static final int NAME_SHARE = 3;

    private final List<String> headers;
    private final int leftCount;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> lessImportant;

    /* leftCount: how many columns hold text. */
    TextTable(final List<String> headers, final int leftCount)
    {
        this(headers, leftCount, List.of());
    }

    /* lessImportant: columns to leave out where there is no room, in that order. */
    TextTable(final List<String> headers, final int leftCount, final List<String> lessImportant)
    {
        this.headers = headers;
        this.leftCount = leftCount;
        this.lessImportant = lessImportant;
    }

    void add(final List<String> cells)
    {
        rows.add(cells);
    }

    boolean isEmpty()
    {
        return rows.isEmpty();
    }

    /**
     * Print, leaving out columns and the ends of names until it fits.
     *
     * @param room columns of the terminal, 0 for any number.
     * @return the columns left out.
     */
    List<String> print(final PrintStream out, final int room)
    {
        final int[] widths = new int[headers.size()];
        widen(widths, headers);
        for (final List<String> row : rows)
        {
            widen(widths, row);
        }
        final List<String> left = new ArrayList<>();
        if (room > 0 && width(widths) > room)
        {
            // the whole of a long name is worth less than columns
            widths[0] = Math.max(Math.min(widths[0], room / NAME_SHARE), widths[0] - (width(widths) - room));
        }
        for (int i = 0; room > 0 && i < lessImportant.size() && width(widths) > room; i++)
        {
            final int column = headers.indexOf(lessImportant.get(i));
            widths[column] = NOT_SHOWN;
            left.add(lessImportant.get(i));
        }
        if (room > 0 && width(widths) > room)
        {
            widths[0] = Math.max(Math.min(widths[0], MIN_NAME), widths[0] - (width(widths) - room));
        }
        printRow(out, widths, headers);
        for (final List<String> row : rows)
        {
            printRow(out, widths, row);
        }
        return left;
    }

    private static int width(final int[] widths)
    {
        int sum = -GAP.length();
        for (final int width : widths)
        {
            sum += NOT_SHOWN == width ? 0 : width + GAP.length();
        }
        return sum;
    }

    /* Objects with a field for each column, for programs; numbers are numbers, nothing is null. */
    String json()
    {
        final StringBuilder text = new StringBuilder("[");
        for (final List<String> row : rows)
        {
            text.append(text.length() > 1 ? ",\n  {" : "\n  {");
            for (int i = 0; i < headers.size(); i++)
            {
                text.append(0 == i ? "" : ", ").append(Json.quoted(headers.get(i).toLowerCase(Locale.ROOT)))
                    .append(": ").append(Json.value(row.get(i)));
            }
            text.append('}');
        }
        return text.append(rows.isEmpty() ? "]" : "\n]").toString();
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
            if (NOT_SHOWN == widths[i])
            {
                continue;
            }
            final String cell = cut(cells.get(i), widths[i]);
            final String padding = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
            line.append(0 == i ? "" : GAP).append(i < leftCount ? cell + padding : padding + cell);
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cut(final String cell, final int width)
    {
        return cell.codePointCount(0, cell.length()) <= width ? cell :
            cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "~";
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
