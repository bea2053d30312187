/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.Sample;

/**
 * An encrypted token in its compact form, five parts in base64url with dots between them:
 * <pre>
 * header . encrypted key . initialization vector . encrypted contents . tag
 * </pre>
 * Source: RFC 7516 section 3.1, RFC 7518 sections 4 and 5. Lives within one call.
 */
final class JweToken
{
    private static final int PARTS = 5;
    private static final int TAG_LENGTH = 16;
    private static final int RANDOM_KEY_LENGTH = 64;
    private static final JsonPath ALGORITHM = JsonPath.of("$.alg");
    private static final JsonPath ENCODING = JsonPath.of("$.enc");
    private static final JsonPath TAG = JsonPath.of("$.tag");
    private static final JsonPath VECTOR = JsonPath.of("$.iv");
    private static final JsonPath EPHEMERAL_KEY = JsonPath.of("$.epk");
    private static final JsonPath SENDER = JsonPath.of("$.apu");
    private static final JsonPath RECEIVER = JsonPath.of("$.apv");

    private final JsonFields header;
    private final byte[] headerText;
    private final byte[][] parts;
    private final String algorithm;
    private final String encoding;

    private JweToken(
        final JsonFields header, final byte[] headerText, final byte[][] parts, final String algorithm,
        final String encoding)
    {
        this.header = header;
        this.headerText = headerText;
        this.parts = parts;
        this.algorithm = algorithm;
        this.encoding = encoding;
    }

    /** Read a token; null when it is none or uses algorithms that are not allowed. */
    static JweToken of(final Sample token, final JwePolicy policy)
    {
        final EvalScratch scratch = token.scratch();
        final byte[][] parts = new byte[PARTS][];
        byte[] headerText = null;
        int part = 0;
        int begin = 0;
        for (int i = 0; i <= token.length; i++)
        {
            if (i < token.length && '.' != token.byteAt(i))
            {
                continue;
            }
            final byte[] bytes = part < PARTS
                ? JsonFields.decode(token.buffer, token.offset + begin, i - begin, scratch) : null;
            if (null == bytes)
            {
                return null;
            }
            if (0 == part)
            {
                headerText = new byte[i];
                token.buffer.getBytes(token.offset, headerText);
            }
            parts[part++] = bytes;
            begin = i + 1;
        }
        if (PARTS != part)
        {
            return null;
        }
        final JsonFields header = new JsonFields(parts[0], scratch);
        final String algorithm = header.text(ALGORITHM);
        final String encoding = header.text(ENCODING);
        return null == algorithm || null == encoding || !policy.allowsAlgorithm(algorithm) ||
            !policy.allowsEncoding(encoding) ? null : new JweToken(header, headerText, parts, algorithm, encoding);
    }

    /** The contents, or null when this key does not open it. */
    byte[] decrypt(final JsonWebKey key)
    {
        try
        {
            final byte[] contentKey = contentKey(key);
            return null == contentKey ? null : contents(contentKey);
        }
        catch (final GeneralSecurityException ex)
        {
            return null; // a key or token that was tampered with: no sample
        }
    }

    private byte[] contentKey(final JsonWebKey key) throws GeneralSecurityException
    {
        final byte[] wrapped = parts[1];
        final JsonWebKey.Kind kind = algorithm.startsWith("RSA") ? JsonWebKey.Kind.RSA
            : algorithm.startsWith("ECDH") ? JsonWebKey.Kind.EC : JsonWebKey.Kind.OCT;
        if (kind != key.kind() || JsonWebKey.Kind.OCT == kind && null == key.secret())
        {
            return null;
        }
        if ("dir".equals(algorithm))
        {
            return 0 == wrapped.length ? key.secret() : null;
        }
        if ("ECDH-ES".equals(algorithm))
        {
            return agreed(key, encoding, contentKeyBits());
        }
        if (0 == wrapped.length)
        {
            return null;
        }
        if (JsonWebKey.Kind.RSA == kind)
        {
            return rsa(key.privateKey(), wrapped);
        }
        final int bits = Integer.parseInt(algorithm.replaceFirst(".*A(\\d{3}).*", "$1"));
        if (JsonWebKey.Kind.EC == kind)
        {
            final byte[] wrapping = agreed(key, algorithm, bits);
            return null == wrapping ? null : unwrap(wrapping, bits, wrapped);
        }
        return algorithm.endsWith("GCMKW") ? gcmUnwrap(key.secret(), bits, wrapped)
            : unwrap(key.secret(), bits, wrapped);
    }

    private int contentKeyBits()
    {
        final int bits = Integer.parseInt(encoding.substring(1, 4));
        return encoding.contains("CBC") ? 2 * bits : bits;
    }

    private byte[] gcmUnwrap(final byte[] secret, final int bits, final byte[] wrapped)
    {
        final byte[] tag = header.bytes(TAG);
        final byte[] vector = header.bytes(VECTOR);
        return null == tag || null == vector || TAG_LENGTH != tag.length ? null
            : AesConverters.gcm(true, aes(secret, bits), vector, tag, new byte[0], wrapped);
    }

    /** AES key wrap of RFC 3394. */
    private static byte[] unwrap(final byte[] secret, final int bits, final byte[] wrapped)
        throws GeneralSecurityException
    {
        final Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(Cipher.UNWRAP_MODE, aes(secret, bits));
        return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    }

    private static SecretKeySpec aes(final byte[] bytes, final int bits)
    {
        return new SecretKeySpec(Arrays.copyOf(bytes, bits / Byte.SIZE), "AES");
    }

    private byte[] rsa(final PrivateKey key, final byte[] wrapped) throws GeneralSecurityException
    {
        if (JwePolicy.RSA_1_5.equals(algorithm))
        {
            return rsaOrRandom(key, wrapped);
        }
        final String digest = "RSA-OAEP-256".equals(algorithm) ? "SHA-256" : "SHA-1";
        final Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.DECRYPT_MODE, key,
            new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
        return cipher.doFinal(wrapped);
    }

    /** What cannot be opened becomes a random key, so that the time taken does not tell whether it could (RFC 7516). */
    private static byte[] rsaOrRandom(final PrivateKey key, final byte[] wrapped) throws GeneralSecurityException
    {
        final byte[] random = new byte[RANDOM_KEY_LENGTH];
        new SecureRandom().nextBytes(random);
        final Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.DECRYPT_MODE, key);
        try
        {
            return cipher.doFinal(wrapped);
        }
        catch (final GeneralSecurityException ex)
        {
            return random;
        }
    }

    /** Key both sides derive from their curve keys, RFC 7518 section 4.6.2. */
    private byte[] agreed(final JsonWebKey key, final String purpose, final int bits) throws GeneralSecurityException
    {
        final JsonFields point = header.object(EPHEMERAL_KEY);
        final JsonWebKey ephemeral = null == point ? null : JsonWebKey.orNull(point);
        if (null == ephemeral || null == ephemeral.publicKey() || null == key.privateKey())
        {
            return null;
        }
        final KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key.privateKey());
        agreement.doPhase(ephemeral.publicKey(), true);
        final byte[] shared = agreement.generateSecret();
        final ByteBuffer derived = ByteBuffer.allocate(2 * RANDOM_KEY_LENGTH);
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int round = 1; derived.position() < bits / Byte.SIZE; round++)
        {
            digest.update(number(round));
            digest.update(shared);
            field(digest, purpose.getBytes(StandardCharsets.US_ASCII));
            field(digest, header.bytes(SENDER));
            field(digest, header.bytes(RECEIVER));
            digest.update(number(bits));
            derived.put(digest.digest());
        }
        return Arrays.copyOf(derived.array(), bits / Byte.SIZE);
    }

    private static void field(final MessageDigest digest, final byte[] bytes)
    {
        digest.update(number(null == bytes ? 0 : bytes.length));
        if (null != bytes)
        {
            digest.update(bytes);
        }
    }

    private static byte[] number(final int value)
    {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private byte[] contents(final byte[] key) throws GeneralSecurityException
    {
        final int bits = Integer.parseInt(encoding.substring(1, 4));
        final byte[] vector = parts[2];
        final byte[] encrypted = parts[3];
        final byte[] tag = parts[4];
        if (encoding.endsWith("GCM"))
        {
            return TAG_LENGTH != tag.length ? null
                : AesConverters.gcm(true, aes(key, bits), vector, tag, headerText, encrypted);
        }
        final int half = bits / Byte.SIZE;
        if (key.length < 2 * half)
        {
            return null;
        }
        final byte[] expected = hash(Arrays.copyOf(key, half), vector, encrypted);
        if (!MessageDigest.isEqual(Arrays.copyOf(expected, expected.length / 2), tag))
        {
            return null;
        }
        return AesConverters.cbc(true, aes(Arrays.copyOfRange(key, half, 2 * half), bits), vector, encrypted);
    }

    /** Hash over all that must not change, RFC 7518 section 5.2.2.1. */
    private byte[] hash(final byte[] key, final byte[] vector, final byte[] encrypted)
        throws GeneralSecurityException
    {
        final String name = "HmacSHA" + encoding.substring(encoding.length() - 3);
        final Mac mac = Mac.getInstance(name);
        final Key secret = new SecretKeySpec(key, name);
        mac.init(secret);
        mac.update(headerText);
        mac.update(vector);
        mac.update(encrypted);
        return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong((long)headerText.length * Byte.SIZE).array());
    }
}
