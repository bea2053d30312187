/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

/** Text with an indentation, wrapped to a width, with or without colours. */
final class Paper
{
    /** Colours by meaning. */
    enum Ink
    {
        /** Plain. */
        NONE(""),
        /** A heading. */
        TITLE("1"),
        /** It happened. */
        GOOD("32"),
        /** It ended the request. */
        BAD("31"),
        /** Something to keep in mind. */
        CARE("33"),
        /** Of less interest. */
        FAINT("2");

        private final String code;

        Ink(final String code)
        {
            this.code = code;
        }
    }

    private static final int MIN_ROOM = 20;

    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final boolean isColoured;

    /* width: columns, 0 for any length. */
    Paper(final int width, final boolean isColoured)
    {
        this.width = width;
        this.isColoured = isColoured;
    }

    /**
     * Add a line; what does not fit goes on below, indented as the text.
     *
     * @param lead  stands in front of the text, and its width is kept free below.
     * @param text  without control characters.
     * @param ink   of the text.
     */
    void line(final String lead, final String text, final Ink ink)
    {
        final int room = 0 == width ? Integer.MAX_VALUE : Math.max(MIN_ROOM, width - lead.length());
        String rest = text;
        String before = lead;
        do
        {
            final int cut = cut(rest, room);
            out.append(rest.isEmpty() ? before.stripTrailing() : before);
            ink(rest.substring(0, cut).stripTrailing(), ink);
            out.append('\n');
            rest = rest.substring(cut).stripLeading();
            before = " ".repeat(lead.length());
        }
        while (!rest.isEmpty());
    }

    /** As {@link #line}, with a coloured lead. */
    void line(final String lead, final Ink leadInk, final String text, final Ink ink)
    {
        final int at = out.length();
        line(lead, text, ink);
        if (isColoured && Ink.NONE != leadInk)
        {
            out.replace(at, at + lead.length(), "\u001b[" + leadInk.code + "m" + lead + "\u001b[0m");
        }
    }

    void blank()
    {
        out.append('\n');
    }

    private static int cut(final String text, final int room)
    {
        if (text.length() <= room)
        {
            return text.length();
        }
        final int blank = text.lastIndexOf(' ', room);
        return blank > room / 3 ? blank + 1 : room;
    }

    private void ink(final String text, final Ink ink)
    {
        if (isColoured && Ink.NONE != ink && !text.isEmpty())
        {
            out.append("\u001b[").append(ink.code).append('m').append(text).append("\u001b[0m");
        }
        else
        {
            out.append(text);
        }
    }

    @Override
    public String toString()
    {
        return out.toString();
    }
}
