/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Map;

import io.fairlead.engine.config.ConfigException;

/**
 * Key of an encrypted token written in JSON: a secret, an RSA private key, or a key of an elliptic curve. Source:
 * RFC 7517, RFC 7518 section 6. Any thread.
 */
final class JsonWebKey
{
    private static final Map<String, String> CURVES =
        Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");
    private static final JsonPath KIND = JsonPath.of("$.kty");
    private static final JsonPath CURVE = JsonPath.of("$.crv");
    private static final JsonPath SECRET = JsonPath.of("$.k");
    private static final JsonPath X = JsonPath.of("$.x");
    private static final JsonPath Y = JsonPath.of("$.y");
    private static final JsonPath D = JsonPath.of("$.d");
    private static final JsonPath[] RSA_NUMBERS = {JsonPath.of("$.n"), JsonPath.of("$.e"), D, JsonPath.of("$.p"),
        JsonPath.of("$.q"), JsonPath.of("$.dp"), JsonPath.of("$.dq"), JsonPath.of("$.qi")};

    /** Kinds of keys. */
    enum Kind
    {
        OCT, RSA, EC
    }

    private final Kind kind;
    private final byte[] secret;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private JsonWebKey(final Kind kind, final byte[] secret, final PrivateKey privateKey, final PublicKey publicKey)
    {
        this.kind = kind;
        this.secret = secret;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A shared secret. */
    static JsonWebKey secret(final byte[] secret)
    {
        return new JsonWebKey(Kind.OCT, secret, null, null);
    }

    /**
     * Read a key.
     *
     * @throws ConfigException telling what is wrong, for load time.
     */
    static JsonWebKey of(final JsonFields json)
    {
        final String kind = json.text(KIND);
        if (null == kind)
        {
            throw new ConfigException("Missing key type (expected 'oct', 'RSA' or 'EC')");
        }
        return switch (kind)
        {
            case "oct" -> secret(json);
            case "RSA" -> rsa(json);
            case "EC" -> curve(json);
            default -> throw new ConfigException("Unmanaged key type (expected 'oct', 'RSA' or 'EC'");
        };
    }

    /** Read a key, or null when it is none. */
    static JsonWebKey orNull(final JsonFields json)
    {
        try
        {
            return of(json);
        }
        catch (final ConfigException ex)
        {
            return null; // in traffic a wrong key gives no sample
        }
    }

    private static JsonWebKey secret(final JsonFields json)
    {
        if (null == json.text(SECRET))
        {
            throw new ConfigException("Missing 'k' field in JWK");
        }
        final byte[] bytes = json.bytes(SECRET);
        return new JsonWebKey(Kind.OCT, bytes, null, null);
    }

    private static JsonWebKey rsa(final JsonFields json)
    {
        final BigInteger[] numbers = new BigInteger[RSA_NUMBERS.length];
        try
        {
            for (int i = 0; i < numbers.length; i++)
            {
                numbers[i] = number(json, RSA_NUMBERS[i]);
            }
            return new JsonWebKey(Kind.RSA, null, KeyFactory.getInstance("RSA").generatePrivate(
                new RSAPrivateCrtKeySpec(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5],
                    numbers[6], numbers[7])), null);
        }
        catch (final GeneralSecurityException ex)
        {
            throw new ConfigException("Failed to parse RSA JWK");
        }
    }

    private static JsonWebKey curve(final JsonFields json)
    {
        try
        {
            final AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            final String name = json.text(CURVE);
            final String curve = null == name ? null : CURVES.get(name);
            if (null == curve)
            {
                throw new GeneralSecurityException("no such curve");
            }
            parameters.init(new ECGenParameterSpec(curve));
            final ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
            final KeyFactory factory = KeyFactory.getInstance("EC");
            final ECPoint point = new ECPoint(number(json, X), number(json, Y));
            if (!isOn(spec.getCurve(), point))
            {
                throw new GeneralSecurityException("not a point of the curve");
            }
            return new JsonWebKey(Kind.EC, null, null == json.text(D) ? null
                : factory.generatePrivate(new ECPrivateKeySpec(number(json, D), spec)),
                factory.generatePublic(new ECPublicKeySpec(point, spec)));
        }
        catch (final GeneralSecurityException ex)
        {
            throw new ConfigException("Failed to parse EC JWK");
        }
    }

    /** Whether y^2 = x^3 + ax + b. */
    private static boolean isOn(final EllipticCurve curve, final ECPoint point)
    {
        final BigInteger prime = ((ECFieldFp)curve.getField()).getP();
        final BigInteger x = point.getAffineX();
        final BigInteger y = point.getAffineY();
        return x.compareTo(prime) < 0 && y.compareTo(prime) < 0 && y.multiply(y).mod(prime).equals(
            x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime));
    }

    private static BigInteger number(final JsonFields json, final JsonPath path) throws GeneralSecurityException
    {
        final byte[] bytes = json.bytes(path);
        if (null == bytes)
        {
            throw new GeneralSecurityException("a number is missing");
        }
        return new BigInteger(1, bytes);
    }

    Kind kind()
    {
        return kind;
    }

    /** Bytes of a secret; null when they could not be read. */
    byte[] secret()
    {
        return secret;
    }

    /** Private half, or null. */
    PrivateKey privateKey()
    {
        return privateKey;
    }

    /** Public half of a curve's key, or null. */
    PublicKey publicKey()
    {
        return publicKey;
    }
}
