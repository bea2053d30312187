/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.BIN;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;

/**
 * Encrypted JSON web tokens. Source: configuration.txt 7.3.1 "jwt_decrypt_*"; RFC 7516.
 */
final class JweConverters
{
    /** What a use keeps from load time: which algorithms are allowed, and the key when it is no variable. */
    private record Use(JwePolicy policy, JsonWebKey key)
    {
    }

    private JweConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("jwt_decrypt_secret").types(BIN, BIN).args(1, STRING)
                .check(JweConverters::checkSecret).summary("Contents of a token encrypted with a secret")
                .by(JweConverters::bySecret),
            ConverterKeyword.of("jwt_decrypt_jwk").types(BIN, BIN).args(1, STRING)
                .check(JweConverters::checkKey).summary("Contents of a token encrypted with a key written in JSON")
                .by(JweConverters::byKey));
    }

    private static void checkSecret(final Args args, final ExprContext context)
    {
        try
        {
            Operand.checkBase64(args, 0, "secret", context);
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException(ex.getMessage().replace("secret : ", "secret: "));
        }
        args.state(new Use(JwePolicy.of(context.parse()), null));
    }

    private static void checkKey(final Args args, final ExprContext context)
    {
        final JsonWebKey key = Operand.isVariable(args, 0, context) ? null : JsonWebKey.of(
            new JsonFields(args.text(0).getBytes(StandardCharsets.ISO_8859_1),
                new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH)));
        args.state(new Use(JwePolicy.of(context.parse()), key));
    }

    private static boolean bySecret(final Args args, final FetchContext ctx, final Sample token)
    {
        final Sample value = ctx.scratch().pushSample();
        final JsonWebKey key =
            Operand.base64(args, 0, ctx, value) ? JsonWebKey.secret(AesConverters.bytes(value)) : null;
        ctx.scratch().popSample();
        return null != key && decrypt((Use)args.state(), key, token);
    }

    private static boolean byKey(final Args args, final FetchContext ctx, final Sample token)
    {
        final Use use = (Use)args.state();
        if (null != use.key)
        {
            return decrypt(use, use.key, token);
        }
        final Sample value = ctx.scratch().pushSample();
        final JsonWebKey key = Operand.text(args, 0, ctx, value)
            ? JsonWebKey.orNull(new JsonFields(AesConverters.bytes(value), ctx.scratch())) : null;
        ctx.scratch().popSample();
        return null != key && decrypt(use, key, token);
    }

    private static boolean decrypt(final Use use, final JsonWebKey key, final Sample token)
    {
        final JweToken parts = JweToken.of(token, use.policy);
        final byte[] contents = null == parts ? null : parts.decrypt(key);
        return null != contents && AesConverters.give(contents, token);
    }
}
