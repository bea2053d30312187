/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.INTEGER;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.BIN;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.Base64Text;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableStore;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * AES in GCM and CBC mode, through the JDK's ciphers. Source: configuration.txt 7.3.1 "aes_*".
 */
final class AesConverters
{
    private static final int TAG_LENGTH = 16;
    private static final int BLOCK_LENGTH = 16;

    private AesConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(gcm("aes_gcm_enc", "Encrypts with AES in GCM mode", false),
            gcm("aes_gcm_dec", "Decrypts with AES in GCM mode", true),
            cbc("aes_cbc_enc", "Encrypts with AES in CBC mode", false),
            cbc("aes_cbc_dec", "Decrypts with AES in CBC mode", true));
    }

    private static ConverterKeyword gcm(final String name, final String summary, final boolean isDecrypting)
    {
        return ConverterKeyword.of(name).types(BIN, BIN).args(4, INTEGER, STRING, STRING, STRING, STRING)
            .check((args, context) -> checkGcm(args, isDecrypting, context)).summary(summary)
            .by((args, ctx, sample) -> gcm(args, ctx, sample, isDecrypting));
    }

    private static ConverterKeyword cbc(final String name, final String summary, final boolean isDecrypting)
    {
        return ConverterKeyword.of(name).types(BIN, BIN).args(3, INTEGER, STRING, STRING, STRING)
            .check((args, context) ->
            {
                checkKey(args, context);
                checkExtra(args, 3, context);
            }).summary(summary).by((args, ctx, sample) -> cbc(args, ctx, sample, isDecrypting));
    }

    private static void checkKey(final Args args, final ExprContext context)
    {
        final long bits = args.value(0);
        if (128 != bits && 192 != bits && 256 != bits)
        {
            throw new ConfigException("key size must be 128, 192 or 256 (bits).");
        }
        Operand.checkBase64(args, 1, "nonce", context);
        Operand.checkBase64(args, 2, "key", context);
    }

    private static void checkExtra(final Args args, final int i, final ExprContext context)
    {
        if (args.has(i))
        {
            Operand.checkBase64(args, i, "aad", context);
        }
    }

    private static void checkGcm(final Args args, final boolean isDecrypting, final ExprContext context)
    {
        checkKey(args, context);
        if (isDecrypting)
        {
            Operand.checkBase64(args, 3, "aead_tag", context);
        }
        else
        {
            try
            {
                args.arg(3).object(context.service(VariableNames.class).of(args.text(3)));
            }
            catch (final ConfigException ex)
            {
                throw new ConfigException("failed to parse aead_tag : " + ex.getMessage());
            }
        }
        checkExtra(args, 4, context);
    }

    /** Bytes of an argument, or null when its variable has none. */
    private static byte[] bytes(final Args args, final int i, final FetchContext ctx)
    {
        final Sample value = ctx.scratch().pushSample();
        final byte[] bytes = Operand.base64(args, i, ctx, value) ? bytes(value) : null;
        ctx.scratch().popSample();
        return bytes;
    }

    static byte[] bytes(final Sample sample)
    {
        final byte[] bytes = new byte[sample.length];
        sample.buffer.getBytes(sample.offset, bytes);
        return bytes;
    }

    static boolean give(final byte[] bytes, final Sample sample)
    {
        final ByteWriter out = sample.scratch().chunk().put(bytes);
        return !out.isFull() && out.asBin(sample);
    }

    /** The first bytes of a key, filled with zeroes when it has not enough. */
    private static SecretKeySpec key(final byte[] bytes, final long bits)
    {
        return new SecretKeySpec(Arrays.copyOf(bytes, (int)bits / 8), "AES");
    }

    private static boolean gcm(
        final Args args, final FetchContext ctx, final Sample sample, final boolean isDecrypting)
    {
        final byte[] nonce = bytes(args, 1, ctx);
        final byte[] key = bytes(args, 2, ctx);
        final byte[] tag = isDecrypting ? bytes(args, 3, ctx) : new byte[TAG_LENGTH];
        final byte[] extra = args.has(4) ? bytes(args, 4, ctx) : new byte[0];
        if (null == nonce || null == key || null == tag || null == extra)
        {
            return false;
        }
        final byte[] input = bytes(sample);
        final byte[] output = gcm(isDecrypting, key(key, args.value(0)), nonce, tag, extra, input);
        if (null == output)
        {
            return false;
        }
        if (isDecrypting)
        {
            return give(output, sample);
        }
        keepTag((VariableName)args.object(3), output, input.length, ctx);
        return give(Arrays.copyOf(output, input.length), sample);
    }

    /** Output of the cipher, when encrypting with the tag behind it; null when it will not. */
    static byte[] gcm(
        final boolean isDecrypting, final SecretKeySpec key, final byte[] nonce, final byte[] tag, final byte[] extra,
        final byte[] input)
    {
        try
        {
            final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(isDecrypting ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE, key,
                new GCMParameterSpec(tag.length * Byte.SIZE, nonce));
            cipher.updateAAD(extra);
            if (!isDecrypting)
            {
                return cipher.doFinal(input);
            }
            final byte[] tagged = Arrays.copyOf(input, input.length + tag.length);
            System.arraycopy(tag, 0, tagged, input.length, tag.length);
            return cipher.doFinal(tagged);
        }
        catch (final GeneralSecurityException | IllegalArgumentException ex)
        {
            return null; // a wrong tag or an impossible nonce: no sample
        }
    }

    private static void keepTag(
        final VariableName name, final byte[] output, final int at, final FetchContext ctx)
    {
        final VariableStore store = name.in(ctx);
        if (null != store)
        {
            final Sample tag = ctx.scratch().pushSample();
            final ByteWriter text = ctx.scratch().chunk();
            Base64Text.encode(new UnsafeBuffer(output, at, TAG_LENGTH), 0, TAG_LENGTH, false, text);
            text.asStr(tag);
            store.store(name.index(), tag);
            ctx.scratch().popSample();
        }
    }

    private static boolean cbc(
        final Args args, final FetchContext ctx, final Sample sample, final boolean isDecrypting)
    {
        final byte[] nonce = bytes(args, 1, ctx);
        final byte[] key = bytes(args, 2, ctx);
        if (null == nonce || null == key || args.has(3) && null == bytes(args, 3, ctx))
        {
            return false;
        }
        final byte[] output = cbc(isDecrypting, key(key, args.value(0)), nonce, bytes(sample));
        return null != output && give(output, sample);
    }

    /** Output of the cipher with the usual padding; null when it will not. */
    static byte[] cbc(final boolean isDecrypting, final SecretKeySpec key, final byte[] nonce, final byte[] input)
    {
        try
        {
            final Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(isDecrypting ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE, key,
                new IvParameterSpec(Arrays.copyOf(nonce, BLOCK_LENGTH)));
            return cipher.doFinal(input);
        }
        catch (final GeneralSecurityException ex)
        {
            return null; // wrong padding or an odd length: no sample
        }
    }
}
