/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * Writes one {@link StatLine} in one of the formats (management.txt 9.1, 9.2, 9.3 "show schema json").
 */
final class StatPrinter
{
    private static final long JSON_LIMIT = (1L << 53) - 1;

    private StatPrinter()
    {
    }

    static void csvHeader(final StringBuilder out)
    {
        out.append("# ");
        for (final StatColumn column : StatColumn.values())
        {
            out.append(column.label()).append(',');
            appendMark(column.ordinal(), out);
        }
        out.append('\n');
    }

    static void csv(final StatLine line, final StringBuilder out)
    {
        for (int i = 0; i < line.length(); i++)
        {
            if (StatLine.TEXT == line.format(i))
            {
                final int start = out.length();
                line.appendValue(i, out);
                quote(out, start);
            }
            else
            {
                line.appendValue(i, out);
            }
            out.append(',');
            appendMark(i, out);
        }
        out.append('\n');
    }

    static void typed(final StatLine line, final char kind, final boolean isDescribed, final StringBuilder out)
    {
        for (final StatColumn column : StatColumn.values())
        {
            final int i = column.ordinal();
            if (!line.isEmpty(i))
            {
                out.append(kind)
                    .append('.').append(line.number(StatColumn.IID))
                    .append('.').append(line.number(StatColumn.SID))
                    .append('.').append(i)
                    .append('.').append(column.label())
                    .append('.').append(line.number(StatColumn.PID)).append(':');
                typedValue(line, i, column.isPersistent(), isDescribed ? column.description() : null, out);
            }
        }
    }

    static void json(final StatLine line, final char kind, final StringBuilder out)
    {
        String comma = "[";
        for (final StatColumn column : StatColumn.values())
        {
            final int i = column.ordinal();
            if (!line.isEmpty(i) && line.number(column) <= JSON_LIMIT)
            {
                out.append(comma).append("{\"objType\":\"").append(objectType(kind))
                    .append("\",\"proxyId\":").append(line.number(StatColumn.IID))
                    .append(",\"id\":").append(line.number(StatColumn.SID))
                    .append(",\"field\":{\"pos\":").append(i).append(",\"name\":\"").append(column.label())
                    .append("\"},\"processNum\":").append(line.number(StatColumn.PID)).append(',');
                jsonValue(line, i, out);
                comma = ",";
            }
        }
        out.append(']');
    }

    static void info(final StatLine line, final boolean isDescribed, final StringBuilder out)
    {
        for (final InfoField field : InfoField.values())
        {
            final int i = field.ordinal();
            if (!line.isEmpty(i))
            {
                out.append(field.label()).append(": ");
                final int start = out.length();
                line.appendValue(i, out);
                if (StatLine.TEXT == line.format(i))
                {
                    quote(out, start);
                }
                if (isDescribed)
                {
                    out.append(":\"").append(field.description()).append('"');
                }
                out.append('\n');
            }
        }
    }

    static void typedInfo(final StatLine line, final boolean isDescribed, final StringBuilder out)
    {
        for (final InfoField field : InfoField.values())
        {
            final int i = field.ordinal();
            if (!line.isEmpty(i))
            {
                out.append(i).append('.').append(field.label())
                    .append('.').append(line.number(InfoField.PROCESS_NUM)).append(':');
                typedValue(line, i, false, isDescribed ? field.description() : null, out);
            }
        }
    }

    static void jsonInfo(final StatLine line, final StringBuilder out)
    {
        String comma = "[";
        for (final InfoField field : InfoField.values())
        {
            final int i = field.ordinal();
            if (!line.isEmpty(i) && line.number(field) <= JSON_LIMIT)
            {
                out.append(comma).append("{\"field\":{\"pos\":").append(i)
                    .append(",\"name\":\"").append(field.label())
                    .append("\"},\"processNum\":").append(line.number(InfoField.PROCESS_NUM)).append(',');
                jsonValue(line, i, out);
                comma = ",";
            }
        }
        out.append("]\n");
    }

    private static void typedValue(
        final StatLine line,
        final int position,
        final boolean isPersistent,
        final String description,
        final StringBuilder out)
    {
        out.append(line.tag(position)).append(isPersistent ? 'P' : 'V').append(':');
        line.appendTyped(position, out);
        if (null != description)
        {
            out.append(":\"").append(description).append('"');
        }
        out.append('\n');
    }

    private static void jsonValue(final StatLine line, final int position, final StringBuilder out)
    {
        final String tag = line.tag(position);
        final boolean isText = StatLine.TEXT == line.format(position);
        out.append("\"tags\":{\"origin\":\"").append(originWord(tag.charAt(0)))
            .append("\",\"nature\":\"").append(natureWord(tag.charAt(1)))
            .append("\",\"scope\":\"").append('S' == tag.charAt(2) ? "Service" : "Process")
            .append("\"},\"value\":{\"type\":\"").append(typeWord(line.format(position)))
            .append("\",\"value\":").append(isText ? "\"" : "");
        final int start = out.length();
        line.appendValue(position, out);
        if (isText)
        {
            escape(out, start);
        }
        out.append(isText ? "\"" : "").append("}}");
    }

    private static String objectType(final char kind)
    {
        return switch (kind)
        {
            case 'F' -> "Frontend";
            case 'B' -> "Backend";
            case 'L' -> "Listener";
            default -> "Server";
        };
    }

    private static String originWord(final char origin)
    {
        return switch (origin)
        {
            case 'M' -> "Metric";
            case 'S' -> "Status";
            case 'K' -> "Key";
            case 'C' -> "Config";
            default -> "Product";
        };
    }

    private static String natureWord(final char nature)
    {
        return switch (nature)
        {
            case 'G' -> "Gauge";
            case 'L' -> "Limit";
            case 'M' -> "Max";
            case 'R' -> "Rate";
            case 'C' -> "Counter";
            case 'D' -> "Duration";
            case 'A' -> "Age";
            case 'N' -> "Name";
            case 'O' -> "Output";
            default -> "Avg";
        };
    }

    private static String typeWord(final byte format)
    {
        return switch (format)
        {
            case StatLine.S32 -> "s32";
            case StatLine.U32 -> "u32";
            case StatLine.U64 -> "u64";
            case StatLine.FLOAT -> "flt";
            default -> "str";
        };
    }

    private static void appendMark(final int position, final StringBuilder out)
    {
        if (StatColumn.STATIC_COUNT == position + 1)
        {
            out.append("-,");
        }
    }

    /* Quote the text from start on when it holds a quote, a comma or a line end, doubling quotes. Line feeds become
     * blanks, carriage returns and blanks at the end vanish: one line stays one line. */
    private static void quote(final StringBuilder out, final int start)
    {
        final String text = out.substring(start);
        out.setLength(start);
        boolean isQuoted = false;
        for (int i = 0; i < text.length() && !isQuoted; i++)
        {
            isQuoted = "\n\r,\"".indexOf(text.charAt(i)) >= 0;
        }
        if (isQuoted)
        {
            out.append('"');
        }
        for (int i = 0; i < text.length(); i++)
        {
            switch (text.charAt(i))
            {
                case '\n' -> out.append(' ');
                case '\r' ->
                {
                }
                case '"' -> out.append("\"\"");
                default -> out.append(text.charAt(i));
            }
        }
        while (out.length() > start && ' ' == out.charAt(out.length() - 1))
        {
            out.setLength(out.length() - 1);
        }
        if (isQuoted)
        {
            out.append('"');
        }
    }

    /* HAProxy writes texts as they are; a quote in a check's report would end its string there, so it is escaped here.
     * */
    private static void escape(final StringBuilder out, final int start)
    {
        for (int i = start; i < out.length(); i++)
        {
            final char c = out.charAt(i);
            if ('"' == c || '\\' == c)
            {
                out.insert(i++, '\\');
            }
            else if (c < ' ')
            {
                out.replace(i, i + 1, String.format("\\u%04x", (int)c));
                i += 5;
            }
        }
    }
}
