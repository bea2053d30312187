/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.ANY;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.SINT;

import java.security.PublicKey;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Base64Text;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;

/**
 * Signed JSON web tokens. Source: configuration.txt 7.3.1 "jwt_*"; RFC 7515, 7519.
 */
final class JwtConverters
{
    private static final JwtKeys KEYS = new JwtKeys(false);
    private static final JwtKeys CERTIFICATES = new JwtKeys(true);

    private JwtConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("jwt_header_query").types(BIN, ANY).args(0, STRING, STRING)
                .check(JwtConverters::checkQuery).summary("Header of a token, or a value of it")
                .by((args, ctx, sample) -> query(args, sample, 0)),
            ConverterKeyword.of("jwt_payload_query").types(BIN, ANY).args(0, STRING, STRING)
                .check(JwtConverters::checkQuery).summary("Claims of a token, or a value of them")
                .by((args, ctx, sample) -> query(args, sample, 1)),
            ConverterKeyword.of("jwt_verify").types(BIN, SINT).args(2, STRING, STRING)
                .check(JwtConverters::checkKey).summary("Verdict on a token's signature, with a key")
                .by((args, ctx, sample) -> verify(args, ctx, sample, KEYS)),
            ConverterKeyword.of("jwt_verify_cert").types(BIN, SINT).args(2, STRING, STRING)
                .check(JwtConverters::checkCertificate).summary("Verdict on a token's signature, with a certificate")
                .by((args, ctx, sample) -> verify(args, ctx, sample, CERTIFICATES)));
    }

    private static void checkQuery(final Args args, final ExprContext context)
    {
        if (args.hasText(1) && !"int".equals(args.text(1)))
        {
            throw new ConfigException("output_type only supports \"int\" as argument");
        }
        args.state(args.hasText(0) ? JsonPath.of(args.text(0)) : null);
    }

    /** Index of the dot that ends a part, the length when it is the last one, -1 when there is none. */
    private static int partEnd(final Sample token, final int from)
    {
        if (from < 0 || from > token.length)
        {
            return -1;
        }
        final int found = Bytes.indexOf(token.buffer, token.offset + from, token.length - from, '.');
        return found < 0 ? token.length : from + found;
    }

    private static boolean query(final Args args, final Sample token, final int part)
    {
        int begin = 0;
        int end = partEnd(token, 0);
        if (1 == part)
        {
            begin = end + 1;
            end = partEnd(token, begin);
        }
        final ByteWriter json = token.scratch().chunk();
        if (end < 0 || !Base64Text.decode(token.buffer, token.offset + begin, end - begin, true, json))
        {
            return false;
        }
        json.asStr(token);
        // without a path the whole part is given, as the manual says; HAProxy 3.4.0 gives nothing
        return null == args.state() || JsonConverters.query((JsonPath)args.state(), args.hasText(1), token);
    }

    private static JwtAlgorithm checkAlgorithm(final Args args, final ExprContext context)
    {
        if (Operand.isVariable(args, 0, context))
        {
            return null;
        }
        final JwtAlgorithm algorithm = JwtAlgorithm.ofName(args.text(0));
        if (null == algorithm)
        {
            throw new ConfigException("unknown JWT algorithm: " + args.text(0));
        }
        args.state(algorithm);
        return algorithm;
    }

    private static void checkKey(final Args args, final ExprContext context)
    {
        final JwtAlgorithm algorithm = checkAlgorithm(args, context);
        if (Operand.isVariable(args, 1, context) || null != algorithm && algorithm.isSecret())
        {
            return;
        }
        // with an algorithm known in traffic only it may as well be a secret
        if (!KEYS.load(args.text(1)) && null != algorithm)
        {
            throw new ConfigException("unable to read a public key from '" + args.text(1) + '\'');
        }
    }

    private static void checkCertificate(final Args args, final ExprContext context)
    {
        final JwtAlgorithm algorithm = checkAlgorithm(args, context);
        if (null != algorithm && algorithm.isSecret())
        {
            throw new ConfigException("HMAC-signed tokens can't be processed by this converter");
        }
        if (!Operand.isVariable(args, 1, context))
        {
            CERTIFICATES.load(args.text(1)); // what cannot be read is an unknown certificate in traffic, as in HAProxy
        }
    }

    private static boolean verify(
        final Args args, final FetchContext ctx, final Sample token, final JwtKeys keys)
    {
        final Sample key = ctx.scratch().pushSample();
        final Sample name = ctx.scratch().pushSample();
        final boolean isKnown = Operand.text(args, 1, ctx, key) && 0 < key.length &&
            Operand.text(args, 0, ctx, name) && 0 < name.length;
        if (isKnown)
        {
            final JwtAlgorithm algorithm =
                null == args.state() ? JwtAlgorithm.ofName(name.text()) : (JwtAlgorithm)args.state();
            token.sint(null == algorithm ? JwtAlgorithm.UNKNOWN_ALGORITHM : verify(algorithm, key, token, keys));
        }
        ctx.scratch().popSample();
        ctx.scratch().popSample();
        return isKnown;
    }

    private static int verify(
        final JwtAlgorithm algorithm, final Sample key, final Sample token, final JwtKeys keys)
    {
        final int claims = partEnd(token, 0) + 1;
        final int signed = partEnd(token, claims);
        final int begin = signed + 1;
        if (signed < 0 || signed >= token.length || token.length != partEnd(token, begin))
        {
            return JwtAlgorithm.INVALID_TOKEN;
        }
        if (JwtAlgorithm.NONE == algorithm)
        {
            return begin == token.length ? JwtAlgorithm.GOOD : JwtAlgorithm.WRONG;
        }
        final ByteWriter signature = token.scratch().chunk();
        if (begin == token.length ||
            !Base64Text.decode(token.buffer, token.offset + begin, token.length - begin, true, signature))
        {
            return JwtAlgorithm.INVALID_TOKEN;
        }
        token.length = signed;
        if (algorithm.isSecret())
        {
            return CERTIFICATES == keys ? JwtAlgorithm.UNMANAGED_ALGORITHM
                : isHash(algorithm, key, token, signature) ? JwtAlgorithm.GOOD : JwtAlgorithm.WRONG;
        }
        final PublicKey publicKey = keys.find(key.text());
        final byte[] bytes = new byte[signature.length()];
        signature.buffer().getBytes(signature.start(), bytes);
        return null == publicKey ? JwtAlgorithm.UNKNOWN_CERTIFICATE
            : algorithm.verify(publicKey, AesConverters.bytes(token), bytes);
    }

    /** In a time that does not tell where they differ. */
    private static boolean isHash(
        final JwtAlgorithm algorithm, final Sample key, final Sample signed, final ByteWriter signature)
    {
        algorithm.digest().hmac(key, signed);
        int difference = signed.length ^ signature.length();
        for (int i = 0; i < signed.length && i < signature.length(); i++)
        {
            difference |= signed.byteAt(i) ^ signature.buffer().getByte(signature.start() + i) & 0xFF;
        }
        return 0 == difference;
    }
}
