/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import io.fairlead.engine.os.Native.Scratch;

/** What the terminal behind a descriptor looks like. Any thread. */
public final class Terminal
{
    /** Standard output. */
    public static final int OUTPUT = 1;

    private static final int IOCTL = Native.IS_AARCH64 ? 29 : 16;
    private static final int TIOCGWINSZ = 0x5413;
    private static final int COLUMNS_OFFSET = 2;

    private Terminal()
    {
    }

    /**
     * Width of a terminal.
     *
     * @param descriptor that may lead to one.
     * @return columns; 0 when the terminal does not tell, negative when it is none.
     */
    public static int columns(final int descriptor)
    {
        final Scratch scratch = Native.scratch();
        final long result = Native.syscall(scratch, IOCTL, descriptor, TIOCGWINSZ, scratch.address);
        return result < 0 ? -1 : scratch.buffer.getShort(COLUMNS_OFFSET) & 0xFFFF;
    }
}
