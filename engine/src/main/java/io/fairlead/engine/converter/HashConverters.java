/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.SINT;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Hashes;
import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Hashes and digests. Source: configuration.txt 7.3.1.
 */
final class HashConverters
{
    private static final long UNSIGNED = 0xFFFF_FFFFL;
    private static final Digest SHA1 = Digest.ofName("sha1");
    private static final Digest SHA256 = Digest.ofName("sha256");

    /** A hash of 32 bits. */
    private interface Hash
    {
        int of(UnsafeBuffer buffer, int offset, int length);
    }

    private HashConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        final List<ConverterKeyword> all = new ArrayList<>();
        hash(all, "crc32", Hashes::crc32);
        hash(all, "crc32c", Hashes::crc32c);
        hash(all, "djb2", Hashes::djb2);
        hash(all, "sdbm", Hashes::sdbm);
        hash(all, "wt6", Hashes::wt6);
        all.add(ConverterKeyword.of("xxh32").types(BIN, SINT).args(0, INTEGER).summary("XXH32 with a seed")
            .by((args, ctx, sample) -> sample.sint(UNSIGNED &
                Hashes.xxh32(sample.buffer, sample.offset, sample.length, (int)args.value(0)))));
        all.add(ConverterKeyword.of("xxh64").types(BIN, SINT).args(0, INTEGER).summary("XXH64 with a seed")
            .by((args, ctx, sample) -> sample.sint(
                Hashes.xxh64(sample.buffer, sample.offset, sample.length, args.value(0)))));
        all.add(ConverterKeyword.of("xxh3").types(BIN, SINT).args(0, INTEGER).summary("XXH3 of 64 bits with a seed")
            .by((args, ctx, sample) -> sample.sint(Xxh3.hash(sample.buffer, sample.offset, sample.length,
                args.value(0), sample.scratch().chunk().buffer()))));
        all.add(ConverterKeyword.of("sha1").types(BIN, BIN)
            .summary("SHA-1 digest").by((args, ctx, sample) -> SHA1.digest(sample)));
        all.add(ConverterKeyword.of("sha2").types(BIN, BIN).args(0, INTEGER).check(HashConverters::checkBits)
            .summary("SHA-2 digest").by((args, ctx, sample) ->
                (null == args.state() ? SHA256 : (Digest)args.state()).digest(sample)));
        all.add(ConverterKeyword.of("digest").types(BIN, BIN).args(1, STRING).check(HashConverters::checkAlgorithm)
            .summary("Digest by name").by((args, ctx, sample) -> ((Digest)args.state()).digest(sample)));
        all.add(ConverterKeyword.of("hmac").types(BIN, BIN).args(2, STRING, STRING).check(HashConverters::checkKey)
            .summary("Keyed hash").by(HashConverters::hmac));
        return all;
    }

    private static void hash(final List<ConverterKeyword> all, final String name, final Hash hash)
    {
        all.add(ConverterKeyword.of(name).types(BIN, SINT).args(0, INTEGER)
            .summary("Hash of 32 bits, with avalanche on request").by((args, ctx, sample) ->
            {
                final int value = hash.of(sample.buffer, sample.offset, sample.length);
                return sample.sint(UNSIGNED & (0 == args.value(0) ? value : Hashes.avalanche(value)));
            }));
    }

    private static void checkBits(final Args args, final ExprContext context)
    {
        if (args.has(0))
        {
            final long bits = args.value(0);
            if (224 != bits && 256 != bits && 384 != bits && 512 != bits)
            {
                throw new ConfigException("Unsupported number of bits: '" + bits + '\'');
            }
            args.state(Digest.ofName("sha" + bits));
        }
    }

    private static void checkAlgorithm(final Args args, final ExprContext context)
    {
        args.state(Digest.ofName(args.text(0)));
        if (null == args.state())
        {
            throw new ConfigException("algorithm must be a valid OpenSSL message digest name.");
        }
    }

    private static void checkKey(final Args args, final ExprContext context)
    {
        checkAlgorithm(args, context);
        Operand.checkBase64(args, 1, "key", context);
    }

    private static boolean hmac(final Args args, final FetchContext ctx, final Sample sample)
    {
        final Sample key = ctx.scratch().pushSample();
        final boolean isDone = Operand.base64(args, 1, ctx, key) && ((Digest)args.state()).hmac(key, sample);
        ctx.scratch().popSample();
        return isDone;
    }
}
