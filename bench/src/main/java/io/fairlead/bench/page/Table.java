/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import java.util.ArrayList;
import java.util.List;

/** A table that can be written as HTML or Markdown; a cell may be marked as ahead or behind. */
final class Table
{
    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    Table(final List<String> heads)
    {
        this.heads = List.copyOf(heads);
    }

    /** How a cell compares with the reference. */
    enum Standing
    {
        NONE, AHEAD, EVEN, BEHIND;

        /** A ratio this close to one is neither ahead nor behind. */
        private static final double TOLERANCE = 0.03;

        /** Of what is better when it is smaller, divided by the reference. */
        static Standing of(final double ratio)
        {
            return ratio < 1 - TOLERANCE ? AHEAD : ratio > 1 + TOLERANCE ? BEHIND : EVEN;
        }
    }

    /** Text of a cell, and what it says. */
    record Cell(String text, Standing standing)
    {
        static Cell of(final String text)
        {
            return new Cell(text, Standing.NONE);
        }
    }

    Table row(final List<Cell> cells)
    {
        rows.add(List.copyOf(cells));
        return this;
    }

    boolean isEmpty()
    {
        return rows.isEmpty();
    }

    String html()
    {
        final StringBuilder out = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        heads.forEach(head -> out.append("<th>").append(escape(head)).append("</th>"));
        out.append("</tr></thead><tbody>\n");
        for (final List<Cell> row : rows)
        {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++)
            {
                final Cell cell = row.get(i);
                final String tag = 0 == i ? "th" : "td";
                out.append('<').append(tag);
                if (Standing.NONE != cell.standing())
                {
                    out.append(" class=\"").append(cell.standing().name().toLowerCase(java.util.Locale.ROOT)).append(
                        '"');
                }
                out.append('>').append(escape(cell.text())).append("</").append(tag).append('>');
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody></table></div>\n").toString();
    }

    String markdown()
    {
        final StringBuilder out = new StringBuilder();
        heads.forEach(head -> out.append("| ").append(head).append(' '));
        out.append("|\n").append("|---".repeat(heads.size())).append("|\n");
        for (final List<Cell> row : rows)
        {
            for (final Cell cell : row)
            {
                final boolean isBold = Standing.AHEAD == cell.standing();
                out.append("| ").append(isBold ? "**" : "").append(cell.text().replace("|", "\\|"))
                    .append(isBold ? "**" : "").append(' ');
            }
            out.append("|\n");
        }
        return out.toString();
    }

    static String escape(final String text)
    {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
