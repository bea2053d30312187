/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

/**
 * A loop's encoders, made when first needed and used again and again. Loop-confined.
 */
public final class EncoderStock
{
    private static final Coding[] CODINGS = Coding.values();

    private final BodyEncoder[] free = new BodyEncoder[CODINGS.length];
    private final BodyEncoder[] freeThorough = new BodyEncoder[CODINGS.length];
    private FastDeflate.Candidates candidates;
    private int lentCount;

    /**
     * Borrow an encoder, ready for a body.
     *
     * @param coding to make.
     * @param level  of effort, 1 to 9.
     * @return encoder; give it back by {@link BodyEncoder#end()}.
     */
    public BodyEncoder take(final Coding coding, final int level)
    {
        final BodyEncoder[] list = list(coding, level);
        BodyEncoder encoder = list[coding.ordinal()];
        if (null == encoder)
        {
            encoder = make(coding, level);
            encoder.stock(this, coding);
        }
        else
        {
            list[coding.ordinal()] = encoder.next();
            encoder.next(null);
        }
        lentCount++;
        encoder.begin(level);
        return encoder;
    }

    private BodyEncoder[] list(final Coding coding, final int level)
    {
        return level > 1 && isDeflate(coding) ? freeThorough : free;
    }

    private static boolean isDeflate(final Coding coding)
    {
        return Coding.GZIP == coding || Coding.DEFLATE == coding || Coding.RAW_DEFLATE == coding;
    }

    private BodyEncoder make(final Coding coding, final int level)
    {
        return switch (coding)
        {
            case IDENTITY -> new IdentityEncoder();
            case DEFLATE -> deflate(DeflateEncoder.Frame.ZLIB, level);
            case RAW_DEFLATE -> deflate(DeflateEncoder.Frame.NONE, level);
            case GZIP -> deflate(DeflateEncoder.Frame.GZIP, level);
            case BROTLI -> new BrotliEncoder();
            case ZSTD -> new ZstdEncoder();
        };
    }

    private BodyEncoder deflate(final DeflateEncoder.Frame frame, final int level)
    {
        if (level > 1)
        {
            return new ThoroughDeflate(frame);
        }
        if (null == candidates)
        {
            candidates = new FastDeflate.Candidates();
        }
        return new FastDeflate(frame, candidates);
    }

    void release(final BodyEncoder encoder)
    {
        lentCount--;
        final BodyEncoder[] list = encoder instanceof ThoroughDeflate ? freeThorough : free;
        final int index = encoder.coding().ordinal();
        encoder.next(list[index]);
        list[index] = encoder;
    }

    /**
     * Encoders lent and not given back.
     *
     * @return count.
     */
    public int lentCount()
    {
        return lentCount;
    }
}
