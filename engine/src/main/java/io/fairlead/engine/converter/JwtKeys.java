/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys by the file they were read from at load time. Kept for the whole process, as variables may name a file
 * that another converter has made known; read again by every configuration that names it. Any thread.
 */
final class JwtKeys
{
    private static final Pattern PEM =
        Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final Pattern CERTIFICATE =
        Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private final Map<String, PublicKey> byPath = new ConcurrentHashMap<>();
    private final boolean isCertificate;

    /** Keys of files with certificates, or with bare public keys. */
    JwtKeys(final boolean isCertificate)
    {
        this.isCertificate = isCertificate;
    }

    /** Key read from a file, or null when it was never named or held none. */
    PublicKey find(final String path)
    {
        return byPath.get(path);
    }

    /** Read a file; false when it holds no key. Load time only. */
    boolean load(final String path)
    {
        final PublicKey key = read(path);
        if (null != key)
        {
            byPath.put(path, key);
        }
        return null != key;
    }

    private PublicKey read(final String path)
    {
        try
        {
            final String pem = Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
            return isCertificate ? certificateKey(pem) : publicKey(pem);
        }
        catch (final IOException | InvalidPathException | GeneralSecurityException ex)
        {
            return null; // said by the caller, who knows whether a key was needed
        }
    }

    private static PublicKey certificateKey(final String pem) throws GeneralSecurityException
    {
        final Matcher matcher = CERTIFICATE.matcher(pem);
        return matcher.find() ? CertificateFactory.getInstance("X.509").generateCertificate(
            new ByteArrayInputStream(matcher.group().getBytes(StandardCharsets.US_ASCII))).getPublicKey() : null;
    }

    private static PublicKey publicKey(final String pem)
    {
        final Matcher matcher = PEM.matcher(pem);
        if (!matcher.find())
        {
            return null;
        }
        final byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        for (final String algorithm : ALGORITHMS)
        {
            try
            {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            }
            catch (final GeneralSecurityException ex)
            {
                continue; // a key of the other kind, or none
            }
        }
        return null;
    }
}
