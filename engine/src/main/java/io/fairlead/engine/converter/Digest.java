/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.PerLoop;
import io.fairlead.engine.sample.Sample;

/**
 * A cryptographic digest, one working copy for each loop.
 */
final class Digest
{
    private static final Map<String, String> NAMES = Map.ofEntries(
        Map.entry("md2", "MD2"), Map.entry("md5", "MD5"), Map.entry("sha1", "SHA-1"), Map.entry("sha224", "SHA-224"),
        Map.entry("sha256", "SHA-256"), Map.entry("sha384", "SHA-384"), Map.entry("sha512", "SHA-512"),
        Map.entry("sha512-224", "SHA-512/224"), Map.entry("sha512-256", "SHA-512/256"),
        Map.entry("sha3-224", "SHA3-224"), Map.entry("sha3-256", "SHA3-256"), Map.entry("sha3-384", "SHA3-384"),
        Map.entry("sha3-512", "SHA3-512"));
    private static final int INNER_PAD = 0x36;
    private static final int OUTER_PAD = 0x5C;
    private static final int LONGEST = 64;

    /** What one loop works with. */
    private static final class Work
    {
        private final MessageDigest digest;
        private final byte[] block;
        private final byte[] out = new byte[LONGEST];
        private byte[] input = {};

        private Work(final MessageDigest digest, final int blockLength)
        {
            this.digest = digest;
            this.block = new byte[blockLength];
        }

        private void update(final Sample sample)
        {
            final byte[] array = sample.buffer.byteArray();
            if (null != array)
            {
                digest.update(array, sample.buffer.wrapAdjustment() + sample.offset, sample.length);
                return;
            }
            if (input.length < sample.length)
            {
                input = new byte[sample.length];
            }
            sample.buffer.getBytes(sample.offset, input, 0, sample.length);
            digest.update(input, 0, sample.length);
        }

        private int finish()
        {
            try
            {
                return digest.digest(out, 0, digest.getDigestLength());
            }
            catch (final DigestException ex)
            {
                throw new IllegalStateException(ex); // the array is long enough for every algorithm
            }
        }
    }

    private final String algorithm;
    private final PerLoop<Work> works = new PerLoop<>(this::newWork);

    private Digest(final String algorithm)
    {
        this.algorithm = algorithm;
    }

    /** Digest by OpenSSL's name, or null when unknown. */
    static Digest ofName(final String name)
    {
        final String algorithm = NAMES.get(name.toLowerCase(Locale.ROOT).replace("sha-", "sha"));
        return null == algorithm ? null : new Digest(algorithm);
    }

    /** Replace a sample by its digest. */
    boolean digest(final Sample sample)
    {
        final Work work = works.of(sample.scratch());
        work.update(sample);
        return give(work, work.finish(), sample);
    }

    /** Replace a sample by its keyed hash, RFC 2104. */
    boolean hmac(final Sample key, final Sample sample)
    {
        final Work work = works.of(sample.scratch());
        Arrays.fill(work.block, (byte)0);
        if (key.length > work.block.length)
        {
            work.update(key);
            System.arraycopy(work.out, 0, work.block, 0, work.finish());
        }
        else
        {
            key.buffer.getBytes(key.offset, work.block, 0, key.length);
        }
        pad(work.block, INNER_PAD);
        work.digest.update(work.block);
        work.update(sample);
        final int innerLength = work.finish();
        pad(work.block, INNER_PAD ^ OUTER_PAD);
        work.digest.update(work.block);
        work.digest.update(work.out, 0, innerLength);
        return give(work, work.finish(), sample);
    }

    private static void pad(final byte[] block, final int pad)
    {
        for (int i = 0; i < block.length; i++)
        {
            block[i] ^= (byte)pad;
        }
    }

    private static boolean give(final Work work, final int length, final Sample sample)
    {
        final ByteWriter bytes = sample.scratch().chunk();
        for (int i = 0; i < length; i++)
        {
            bytes.put(work.out[i]);
        }
        return !bytes.isFull() && bytes.asBin(sample);
    }

    private Work newWork()
    {
        try
        {
            return new Work(MessageDigest.getInstance(algorithm), blockLength());
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex); // all of NAMES belong to the JDK
        }
    }

    private int blockLength()
    {
        return switch (algorithm)
        {
            case "MD2" -> 16;
            case "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256" -> 128;
            case "SHA3-224" -> 144;
            case "SHA3-256" -> 136;
            case "SHA3-384" -> 104;
            case "SHA3-512" -> 72;
            default -> 64;
        };
    }
}
