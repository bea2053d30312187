/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Inflater;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.github.luben.zstd.ZstdInputStream;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.PooledBuffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Encoders against the JDK's decoders, however bodies arrive and however little room there is. */
class BodyEncoderTest
{
    private static final long SEED = Long.getLong("fairlead.seed", System.nanoTime());
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 100, 1000, 16384, 16385, 70000, 300000};
    private final Random random = new Random(SEED);
    private final EncoderStock stock = new EncoderStock();
    private final BufferPool large = new BufferPool(1 << 18, 4);

    @ParameterizedTest
    @EnumSource(Coding.class)
    void shouldGiveBackTheBodyHoweverItArrives(final Coding coding)
    {
        assertNull(NativeEncoders.load(coding));
        for (final int level : new int[]{1, 6, 9})
        {
            for (final int length : LENGTHS)
            {
                for (final int kind : new int[]{0, 1, 2})
                {
                    final byte[] body = body(length, kind);
                    final byte[] encoded = encode(coding, level, body, 1024 << random.nextInt(5));
                    assertArrayEquals(body, decode(coding, encoded),
                        coding + " level " + level + " length " + length + " kind " + kind + " seed " + SEED);
                }
            }
        }
        assertEquals(0, stock.lentCount());
    }

    @Test
    void shouldNotGrowWhatCannotBeCompressed()
    {
        final byte[] body = body(100000, 1);
        assertTrue(encode(Coding.GZIP, 1, body, 16384).length < body.length + body.length / 100 + 64);
    }

    @Test
    void shouldShrinkText()
    {
        final byte[] body = body(16384, 2);
        assertTrue(encode(Coding.GZIP, 1, body, 16384).length < body.length / 2);
    }

    @Test
    void shouldStoreWhileTheLevelIsNought()
    {
        final byte[] body = body(60000, 2);
        final BufferPool pool = new BufferPool(16384, 4);
        final PooledBuffer in = large.tryTake();
        in.memory().putBytes(0, body);
        final PooledBuffer out = pool.tryTake();
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        final BodyEncoder encoder = stock.take(Coding.GZIP, 1);
        for (int at = 0; at < body.length;)
        {
            encoder.level(at / 10000 & 1);
            at += encoder.encode(in, at, Math.min(5000, body.length - at), out);
            drain(out, all);
        }
        assertTrue(encoder.finish(out));
        drain(out, all);
        encoder.end();
        in.release();
        out.release();
        assertArrayEquals(body, decode(Coding.GZIP, all.toByteArray()));
    }

    @Test
    void shouldAllocateNothingOnceWarm()
    {
        final BufferPool pool = new BufferPool(16384, 4);
        final PooledBuffer in = large.tryTake();
        in.memory().putBytes(0, body(16384, 2));
        final PooledBuffer out = pool.tryTake();
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)java.lang.management.ManagementFactory.getThreadMXBean();
        for (final int level : new int[]{1, 6})
        {
            long before = 0;
            for (int i = 0; i < 11000; i++)
            {
                if (1000 == i)
                {
                    before = threads.getCurrentThreadAllocatedBytes();
                }
                final BodyEncoder encoder = stock.take(Coding.GZIP, level);
                encoder.encode(in, 0, 1000, out);
                encoder.flush(out);
                assertTrue(encoder.finish(out));
                encoder.end();
                out.clear();
            }
            assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 10000, "level " + level);
        }
        in.release();
        out.release();
    }

    private byte[] body(final int length, final int kind)
    {
        final byte[] body = new byte[length];
        switch (kind)
        {
            case 0 -> Arrays.fill(body, (byte)'a');
            case 1 -> random.nextBytes(body);
            default ->
            {
                final String[] words = "the request response server backend of and to is in header body frontend"
                    .split(" ");
                final StringBuilder text = new StringBuilder();
                while (text.length() < length)
                {
                    text.append(words[random.nextInt(words.length)]).append(random.nextInt(10) > 8 ? ".\n" : " ");
                }
                for (int i = 0; i < length; i++)
                {
                    body[i] = (byte)text.charAt(i);
                }
            }
        }
        return body;
    }

    private byte[] encode(final Coding coding, final int level, final byte[] body, final int outSize)
    {
        final BufferPool pool = new BufferPool(outSize, 1);
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        final BodyEncoder encoder = stock.take(coding, level);
        final PooledBuffer in = large.tryTake();
        final PooledBuffer out = pool.tryTake();
        int at = 0;
        int stuck = 0;
        while (at < body.length)
        {
            final int offset = random.nextInt(100);
            final int part = Math.min(body.length - at, 1 + random.nextInt(random.nextBoolean() ? 40 : 200000));
            in.memory().putBytes(offset, body, at, part);
            int done = 0;
            while (done < part && stuck < 100)
            {
                final int taken = encoder.encode(in, offset + done, part - done, out);
                done += taken;
                stuck = 0 == taken && out.isEmpty() ? stuck + 1 : 0;
                if (0 == taken || random.nextInt(3) > 0)
                {
                    drain(out, all);
                }
            }
            assertTrue(stuck < 100, "no progress");
            at += part;
            if (0 == random.nextInt(3))
            {
                while (!encoder.flush(out))
                {
                    drain(out, all);
                }
            }
        }
        while (!encoder.finish(out))
        {
            drain(out, all);
        }
        drain(out, all);
        encoder.end();
        in.release();
        out.release();
        return all.toByteArray();
    }

    private static void drain(final PooledBuffer out, final ByteArrayOutputStream all)
    {
        final byte[] bytes = new byte[out.length()];
        out.memory().getBytes(out.head(), bytes);
        all.writeBytes(bytes);
        out.consume(bytes.length);
    }

    private static byte[] decode(final Coding coding, final byte[] encoded)
    {
        try
        {
            return switch (coding)
            {
                case IDENTITY -> encoded;
                // the library's stream misses the end of bodies that shrink a thousandfold, this way does not
                case BROTLI -> Decoder.decompress(encoded).getDecompressedData();
                case ZSTD -> new ZstdInputStream(new java.io.ByteArrayInputStream(encoded)).readAllBytes();
                case GZIP -> new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(encoded))
                    .readAllBytes();
                default -> new java.util.zip.InflaterInputStream(
                    new java.io.ByteArrayInputStream(encoded), new Inflater(Coding.RAW_DEFLATE == coding))
                    .readAllBytes();
            };
        }
        catch (final java.io.IOException ex)
        {
            throw new AssertionError(coding + " seed " + SEED, ex);
        }
    }
}
