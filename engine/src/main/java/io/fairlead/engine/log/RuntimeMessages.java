/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.config.Messages.Level;

/**
 * Lines on stderr in the layout of {@link io.fairlead.engine.config.Messages}, given after start-up. They pass through
 * a ring to a thread, so that a stuck terminal holds up nobody. Any thread; not for the path of traffic, since text is
 * built.
 */
public final class RuntimeMessages
{
    private static final int LEVEL_WIDTH = 10;

    private final LogService service;
    private final boolean isQuiet;

    RuntimeMessages(final LogService service, final boolean isQuiet)
    {
        this.service = service;
        this.isQuiet = isQuiet;
    }

    /**
     * A line of level {@code [ALERT]}.
     *
     * @param text without line end; each char is one byte.
     */
    public void alert(final String text)
    {
        give(Level.ALERT, text);
    }

    /**
     * A line of level {@code [WARNING]}.
     *
     * @param text without line end; each char is one byte.
     */
    public void warning(final String text)
    {
        give(Level.WARNING, text);
    }

    /**
     * A line of level {@code [NOTICE]}.
     *
     * @param text without line end; each char is one byte.
     */
    public void notice(final String text)
    {
        give(Level.NOTICE, text);
    }

    private void give(final Level level, final String text)
    {
        if (isQuiet)
        {
            return;
        }
        final StringBuilder line = new StringBuilder(text.length() + 32).append('[').append(level).append(']');
        while (line.length() < LEVEL_WIDTH)
        {
            line.append(' ');
        }
        line.append(" (").append(service.pid()).append(") : ").append(text).append('\n');
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[line.length()]);
        for (int i = 0; i < line.length(); i++)
        {
            bytes.putByte(i, (byte)line.charAt(i));
        }
        service.standardError().offer(bytes, 0, bytes.capacity());
    }
}
