/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.fairlead.engine.os.CryptLibrary;

/**
 * Passwords as crypt(3) stores them: {@code $5$} (SHA-256) and {@code $6$} (SHA-512), with an optional {@code rounds=}.
 * Source: U. Drepper, "Unix crypt using SHA-256 and SHA-512", version 0.6.
 */
final class PasswordHash
{
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int MAX_SALT = 16;
    private static final int DEFAULT_ROUNDS = 5000;
    private static final int MIN_ROUNDS = 1000;
    private static final int MAX_ROUNDS = 999_999_999;
    private static final String ROUNDS = "rounds=";

    private PasswordHash()
    {
    }

    /** Whether a stored password is of a kind that can be verified here. */
    static boolean isSupported(final String stored)
    {
        return isSha(stored) || null != CryptLibrary.hash(new byte[0], stored);
    }

    private static boolean isSha(final String stored)
    {
        return stored.startsWith("$5$") || stored.startsWith("$6$");
    }

    /** Whether a password, one char for each byte, is the stored one. */
    static boolean matches(final String password, final String stored)
    {
        final String computed = isSha(stored) ? hash(password, stored)
            : CryptLibrary.hash(password.getBytes(ISO_8859_1), stored);
        return null != computed && MessageDigest.isEqual(computed.getBytes(ISO_8859_1), stored.getBytes(ISO_8859_1));
    }

    /** Hash of a password with kind, rounds and salt of {@code stored}. */
    static String hash(final String password, final String stored)
    {
        final boolean isLong = stored.startsWith("$6$");
        String rest = stored.substring(3);
        String roundsText = "";
        int rounds = DEFAULT_ROUNDS;
        if (rest.startsWith(ROUNDS) && rest.indexOf('$') > 0)
        {
            final int end = rest.indexOf('$');
            rounds = (int)Math.max(MIN_ROUNDS,
                Math.min(MAX_ROUNDS, Numbers.atol(rest.substring(ROUNDS.length(), end))));
            roundsText = ROUNDS + rounds + '$';
            rest = rest.substring(end + 1);
        }
        final int saltEnd = rest.indexOf('$') < 0 ? rest.length() : rest.indexOf('$');
        final String salt = rest.substring(0, Math.min(MAX_SALT, saltEnd));
        final byte[] digest = digest(password.getBytes(ISO_8859_1), salt.getBytes(ISO_8859_1), rounds, isLong);
        return stored.substring(0, 3) + roundsText + salt + '$' + (isLong ? encodeLong(digest) : encodeShort(digest));
    }

    private static byte[] digest(final byte[] password, final byte[] salt, final int rounds, final boolean isLong)
    {
        final MessageDigest sha = sha(isLong);
        sha.update(password);
        sha.update(salt);
        final byte[] alternate = sha.digest(password);
        sha.update(password);
        sha.update(salt);
        updateRepeated(sha, alternate, password.length);
        for (int bits = password.length; bits > 0; bits >>= 1)
        {
            sha.update(0 != (bits & 1) ? alternate : password);
        }
        byte[] result = sha.digest();
        for (int i = 0; i < password.length; i++)
        {
            sha.update(password);
        }
        final byte[] passwordSequence = repeated(sha.digest(), password.length);
        for (int i = 0; i < 16 + (result[0] & 0xFF); i++)
        {
            sha.update(salt);
        }
        final byte[] saltSequence = repeated(sha.digest(), salt.length);
        for (int round = 0; round < rounds; round++)
        {
            final boolean isOdd = 0 != (round & 1);
            sha.update(isOdd ? passwordSequence : result);
            if (0 != round % 3)
            {
                sha.update(saltSequence);
            }
            if (0 != round % 7)
            {
                sha.update(passwordSequence);
            }
            sha.update(isOdd ? result : passwordSequence);
            result = sha.digest();
        }
        return result;
    }

    private static MessageDigest sha(final boolean isLong)
    {
        try
        {
            return MessageDigest.getInstance(isLong ? "SHA-512" : "SHA-256");
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException(e); // every JDK has both
        }
    }

    private static void updateRepeated(final MessageDigest sha, final byte[] source, final int length)
    {
        int left = length;
        for (; left > source.length; left -= source.length)
        {
            sha.update(source);
        }
        sha.update(source, 0, left);
    }

    private static byte[] repeated(final byte[] source, final int length)
    {
        final byte[] result = new byte[length];
        for (int i = 0; i < length; i += source.length)
        {
            System.arraycopy(source, 0, result, i, Math.min(source.length, length - i));
        }
        return result;
    }

    private static String encodeShort(final byte[] digest)
    {
        final StringBuilder text = new StringBuilder();
        int a = 0;
        int b = 10;
        int c = 20;
        for (int i = 0; i < 10; i++)
        {
            append(text, digest[a], digest[b], digest[c], 4);
            final int next = c + 1;
            c = b + 1;
            b = a + 1;
            a = next;
        }
        append(text, (byte)0, digest[31], digest[30], 3);
        return text.toString();
    }

    private static String encodeLong(final byte[] digest)
    {
        final StringBuilder text = new StringBuilder();
        int a = 0;
        int b = 21;
        int c = 42;
        for (int i = 0; i < 21; i++)
        {
            append(text, digest[a], digest[b], digest[c], 4);
            final int next = a + 1;
            a = b + 1;
            b = c + 1;
            c = next;
        }
        append(text, (byte)0, (byte)0, digest[63], 2);
        return text.toString();
    }

    private static void append(final StringBuilder text, final byte high, final byte middle, final byte low,
        final int count)
    {
        int bits = (high & 0xFF) << 16 | (middle & 0xFF) << 8 | low & 0xFF;
        for (int i = 0; i < count; i++)
        {
            text.append(ALPHABET.charAt(bits & 0x3F));
            bits >>= 6;
        }
    }
}
