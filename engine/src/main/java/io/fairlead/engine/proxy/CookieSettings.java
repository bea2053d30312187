/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;

/**
 * The {@code cookie} line of a backend: how a client is kept with its server. Source: configuration.txt 4.2 "cookie".
 */
public final class CookieSettings
{
    /** Name of the cookie; null when there is none. */
    public String name;
    /** {@code rewrite}: the server sets the cookie, its value is replaced. */
    public boolean isRewrite;
    /** {@code insert}: the cookie is set here. */
    public boolean isInsert;
    /** {@code prefix}: the server's name stands before the value of a cookie of the server. */
    public boolean isPrefix;
    /** {@code indirect}: the server does not see the cookie. */
    public boolean isIndirect;
    /** {@code nocache}: responses with the cookie are marked private. */
    public boolean isNoCache;
    /** {@code postonly}: only responses to POST set the cookie. */
    public boolean isPostOnly;
    /** {@code preserve}: a cookie the server sets stays as it is. */
    public boolean isPreserve;
    /** {@code httponly}. */
    public boolean isHttpOnly;
    /** {@code secure}. */
    public boolean isSecure;
    /** {@code dynamic}: values are made of the servers' addresses. */
    public boolean isDynamic;
    /** {@code domain} values as they are written into the cookie; null. */
    public String domain;
    /** {@code attr} values as they are written into the cookie; null. */
    public String attributes;
    /** {@code maxidle}, seconds; 0 for none. */
    public int maxIdleS;
    /** {@code maxlife}, seconds; 0 for none. */
    public int maxLifeS;
    /** {@code dynamic-cookie-key}; null. */
    public String dynamicKey;

    /** What a {@code cookie} line begins with: all but the key of dynamic cookies and attributes is forgotten. */
    public void clear()
    {
        final String key = dynamicKey;
        final String attr = attributes;
        inherit(new CookieSettings());
        dynamicKey = key;
        attributes = attr;
    }

    /** Become as another one is. */
    public void inherit(final CookieSettings other)
    {
        name = other.name;
        isRewrite = other.isRewrite;
        isInsert = other.isInsert;
        isPrefix = other.isPrefix;
        isIndirect = other.isIndirect;
        isNoCache = other.isNoCache;
        isPostOnly = other.isPostOnly;
        isPreserve = other.isPreserve;
        isHttpOnly = other.isHttpOnly;
        isSecure = other.isSecure;
        isDynamic = other.isDynamic;
        domain = other.domain;
        attributes = other.attributes;
        maxIdleS = other.maxIdleS;
        maxLifeS = other.maxLifeS;
        dynamicKey = other.dynamicKey;
    }

    /** Whether logs show the states of the cookie. */
    boolean hasMode()
    {
        return isRewrite || isIndirect || isInsert || isPrefix;
    }

    static byte[] bytes(final String text)
    {
        return null == text ? null : text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
