/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * Algorithms of signed tokens. Source: RFC 7518 section 3.
 */
enum JwtAlgorithm
{
    NONE(0), HS256(256), HS384(384), HS512(512), RS256(256), RS384(384), RS512(512), ES256(256), ES384(384),
    ES512(512), PS256(256), PS384(384), PS512(512);

    /** The signature is not the one this key makes. */
    static final int WRONG = 0;
    /** The signature is good. */
    static final int GOOD = 1;
    /** No such algorithm. */
    static final int UNKNOWN_ALGORITHM = -1;
    /** The algorithm is not for this converter. */
    static final int UNMANAGED_ALGORITHM = -2;
    /** Not a token of three parts with a signature. */
    static final int INVALID_TOKEN = -3;
    /** No key of that name was read at load time. */
    static final int UNKNOWN_CERTIFICATE = -5;

    private static final JwtAlgorithm[] ALL = values();

    private final int bits;
    private final Digest digest;

    JwtAlgorithm(final int bits)
    {
        this.bits = bits;
        this.digest = Digest.ofName("sha" + bits);
    }

    /** Algorithm by its name, or null. */
    static JwtAlgorithm ofName(final String name)
    {
        for (final JwtAlgorithm algorithm : ALL)
        {
            if (NONE == algorithm ? "none".equals(name) : algorithm.name().equals(name))
            {
                return algorithm;
            }
        }
        return null;
    }

    /** Whether the signature is a hash with a shared secret. */
    boolean isSecret()
    {
        return 'H' == name().charAt(0);
    }

    /** Hash of the secret ones. */
    Digest digest()
    {
        return digest;
    }

    /** GOOD, WRONG or INVALID_TOKEN. */
    int verify(final PublicKey key, final byte[] signed, final byte[] signature)
    {
        final boolean isCurve = 'E' == name().charAt(0);
        if (isCurve && 0 != (signature.length & 1))
        {
            return INVALID_TOKEN;
        }
        if (isCurve != "EC".equals(key.getAlgorithm()))
        {
            return WRONG;
        }
        try
        {
            final Signature verifier = verifier();
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature) ? GOOD : WRONG;
        }
        catch (final GeneralSecurityException ex)
        {
            return WRONG; // of a length no such key makes
        }
    }

    private Signature verifier() throws GeneralSecurityException
    {
        switch (name().charAt(0))
        {
            case 'E' ->
            {
                return Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            }
            case 'P' ->
            {
                final Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits),
                    bits / Byte.SIZE, PSSParameterSpec.TRAILER_FIELD_BC));
                return pss;
            }
            default ->
            {
                return Signature.getInstance("SHA" + bits + "withRSA");
            }
        }
    }
}
