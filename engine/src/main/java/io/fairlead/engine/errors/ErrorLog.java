/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.errors;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.EpochClock;

/**
 * Log of distinct errors: a new error is written once, later ones of the same kind only raise its count and last time.
 * It lives in a buffer given by its owner, usually a part of the counter file, and never grows; what no longer fits is
 * counted as dropped. Any thread may record and any process may read.
 * <pre>
 *  0              8              16
 *  | used bytes   | dropped      | entry | entry | ...            used bytes: of all entries, published last
 *
 *  entry, aligned to 8:
 *  0         4       8        16         24        32            36
 *  | length  | cause | count  | first ms | last ms | text length | text, UTF-8 ...
 * </pre>
 * All numbers little-endian, times in milliseconds since 1970.
 */
public final class ErrorLog
{
    /** Bytes before the first entry. */
    public static final int HEADER_LENGTH = 16;
    /** Longest text kept, in bytes; the rest is cut. */
    public static final int MAX_TEXT_LENGTH = 4096;

    private static final int USED_OFFSET = 0;
    private static final int DROPPED_OFFSET = 8;
    private static final int ENTRY_LENGTH_OFFSET = 0;
    private static final int ENTRY_CAUSE_OFFSET = 4;
    private static final int ENTRY_COUNT_OFFSET = 8;
    private static final int ENTRY_FIRST_MS_OFFSET = 16;
    private static final int ENTRY_LAST_MS_OFFSET = 24;
    private static final int ENTRY_TEXT_LENGTH_OFFSET = 32;
    private static final int ENTRY_TEXT_OFFSET = 36;
    private static final int KEY_FRAMES = 6;
    private static final int TEXT_FRAMES = 16;

    /** Receives entries while the log is read. */
    public interface Visitor
    {
        /**
         * One distinct error.
         *
         * @param cause   who is responsible.
         * @param count   how often it happened, 1 or more.
         * @param firstMs first time, milliseconds since 1970.
         * @param lastMs  last time, milliseconds since 1970.
         * @param text    what happened, perhaps several lines.
         */
        void onError(Cause cause, long count, long firstMs, long lastMs, String text);
    }

    private record Known(Cause cause, String key, int offset)
    {
    }

    private final AtomicBuffer buffer;
    private final EpochClock clock;
    private volatile Known[] known = new Known[0];

    /**
     * A log over a buffer that is zeroed or holds an older log, whose entries stay readable.
     *
     * @param buffer at least {@link #HEADER_LENGTH} bytes, kept for the life of the log; its length bounds the log.
     * @param clock  tells the time, milliseconds since 1970.
     */
    public ErrorLog(final AtomicBuffer buffer, final EpochClock clock)
    {
        this.buffer = buffer;
        this.clock = clock;
    }

    /**
     * Records an error told in words. The words are the identity: keep changing parts (addresses, ports) out of them.
     *
     * @param cause who is responsible.
     * @param text  what happened.
     * @return true when this is the first of its kind and was written, so that the caller may report it elsewhere too.
     */
    public boolean record(final Cause cause, final String text)
    {
        return count(cause, text) ? false : append(cause, text, text);
    }

    /**
     * Records an exception. Class and innermost frames are the identity, the message is not.
     *
     * @param cause     who is responsible.
     * @param throwable what happened.
     * @return true when this is the first of its kind and was written.
     */
    public boolean record(final Cause cause, final Throwable throwable)
    {
        final StackTraceElement[] frames = throwable.getStackTrace();
        final StringBuilder key = new StringBuilder(throwable.getClass().getName());
        for (int i = 0; i < frames.length && i < KEY_FRAMES; i++)
        {
            key.append('\n').append(frames[i]);
        }
        return count(cause, key) ? false : append(cause, key.toString(), describe(throwable, frames));
    }

    /** Errors that found no room. */
    public long dropped()
    {
        return buffer.getLongVolatile(DROPPED_OFFSET);
    }

    /** Distinct errors recorded through this object. */
    public int distinct()
    {
        return known.length;
    }

    /**
     * Reads a log, from any process that maps it.
     *
     * @param source  holds the whole log.
     * @param visitor called for each entry, oldest first.
     * @return the number of entries.
     */
    public static int read(final AtomicBuffer source, final Visitor visitor)
    {
        final long used = Math.min(source.getLongVolatile(USED_OFFSET), (long)source.capacity() - HEADER_LENGTH);
        int entries = 0;
        int offset = HEADER_LENGTH;
        while (offset + ENTRY_TEXT_OFFSET <= HEADER_LENGTH + used)
        {
            final int length = source.getInt(offset + ENTRY_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
            if (length < ENTRY_TEXT_OFFSET || length > source.capacity() - offset)
            {
                break;
            }
            visitor.onError(
                Cause.ofOrdinal(source.getInt(offset + ENTRY_CAUSE_OFFSET, ByteOrder.LITTLE_ENDIAN)),
                source.getLongVolatile(offset + ENTRY_COUNT_OFFSET),
                source.getLong(offset + ENTRY_FIRST_MS_OFFSET, ByteOrder.LITTLE_ENDIAN),
                source.getLongVolatile(offset + ENTRY_LAST_MS_OFFSET),
                text(source, offset, length));
            entries++;
            offset += length;
        }
        return entries;
    }

    private static String text(final DirectBuffer source, final int offset, final int entryLength)
    {
        final int length = source.getInt(offset + ENTRY_TEXT_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        final int bounded = Math.max(0, Math.min(length, entryLength - ENTRY_TEXT_OFFSET));
        final byte[] bytes = new byte[bounded];
        source.getBytes(offset + ENTRY_TEXT_OFFSET, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private boolean count(final Cause cause, final CharSequence key)
    {
        for (final Known entry : known)
        {
            if (entry.cause == cause && entry.key.contentEquals(key))
            {
                buffer.getAndAddLong(entry.offset + ENTRY_COUNT_OFFSET, 1);
                buffer.putLongVolatile(entry.offset + ENTRY_LAST_MS_OFFSET, clock.time());
                return true;
            }
        }
        return false;
    }

    private synchronized boolean append(final Cause cause, final String key, final String text)
    {
        if (count(cause, key)) // another thread was first
        {
            return false;
        }
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final int textLength = Math.min(bytes.length, MAX_TEXT_LENGTH);
        final int length = (ENTRY_TEXT_OFFSET + textLength + 7) & -8;
        final long used = buffer.getLongVolatile(USED_OFFSET);
        final int offset = HEADER_LENGTH + (int)used;
        if (length > buffer.capacity() - offset)
        {
            buffer.getAndAddLong(DROPPED_OFFSET, 1);
            return false;
        }
        final long nowMs = clock.time();
        buffer.putInt(offset + ENTRY_LENGTH_OFFSET, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + ENTRY_CAUSE_OFFSET, cause.ordinal(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + ENTRY_COUNT_OFFSET, 1, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + ENTRY_FIRST_MS_OFFSET, nowMs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + ENTRY_LAST_MS_OFFSET, nowMs, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + ENTRY_TEXT_LENGTH_OFFSET, textLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(offset + ENTRY_TEXT_OFFSET, bytes, 0, textLength);
        buffer.putLongVolatile(USED_OFFSET, used + length);
        final Known[] grown = Arrays.copyOf(known, known.length + 1);
        grown[known.length] = new Known(cause, key, offset);
        known = grown;
        return true;
    }

    private static String describe(final Throwable throwable, final StackTraceElement[] frames)
    {
        final StringBuilder text = new StringBuilder(throwable.toString());
        for (int i = 0; i < frames.length && i < TEXT_FRAMES; i++)
        {
            text.append("\n    at ").append(frames[i]);
        }
        for (Throwable cause = throwable.getCause(); null != cause; cause = cause.getCause())
        {
            text.append("\ncaused by ").append(cause);
            if (text.length() > MAX_TEXT_LENGTH)
            {
                break;
            }
        }
        return text.toString();
    }
}
