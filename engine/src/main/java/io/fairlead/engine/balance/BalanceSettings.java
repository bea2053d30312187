/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

/**
 * {@code balance} and {@code hash-type} of a backend. Filled while reading, immutable afterwards, hence plain public
 * fields.
 * Source: configuration.txt 4.2 "balance", "hash-type".
 */
public final class BalanceSettings
{
    /** Algorithms. */
    public enum Algorithm
    {
        /** One after the other by weight. */
        ROUNDROBIN,
        /** The same with fixed weights. */
        STATIC_RR,
        /** Fewest connections. */
        LEASTCONN,
        /** First one with room. */
        FIRST,
        /** Hash of the client's address. */
        SOURCE,
        /** Hash of the URI. */
        URI,
        /** Hash of a URL parameter. */
        URL_PARAM,
        /** Hash of a header. */
        HDR,
        /** Hash of the RDP cookie. */
        RDP_COOKIE,
        /** Hash of an expression. */
        HASH,
        /** Power of several random choices. */
        RANDOM,
        /** Log backends: hash of the record, as converters make it. */
        LOG_HASH,
        /** Log backends: always the same server. */
        STICKY
    }

    /** How a hash selects a server. */
    public enum HashMethod
    {
        /** Map of all servers by weight. */
        MAP_BASED,
        /** Ring of points. */
        CONSISTENT
    }

    /** Algorithm; null = not written, which means {@link Algorithm#ROUNDROBIN}. */
    public Algorithm algorithm;
    /** Header, parameter or cookie name; null. */
    public String name;
    /** {@code uri}: {@code len}; 0 = no limit. */
    public int uriLength;
    /** {@code uri}: {@code depth}; 0 = no limit. */
    public int uriDepth;
    /** {@code uri}: {@code whole}. */
    public boolean isUriWhole;
    /** {@code uri}: {@code path-only}. */
    public boolean isUriPathOnly;
    /** {@code hdr}: {@code use_domain_only}. */
    public boolean isDomainOnly;
    /** {@code url_param}: {@code check_post}. */
    public boolean isPostChecked;
    /** {@code url_param check_post}: bytes to wait for. */
    public int postWaitLength;
    /** {@code random}: number of draws. */
    public int draws = 2;
    /** {@code hash}: the expression, a compiled sample expression; null. */
    public Object expression;
    /** {@code hash}: the expression as written; null. */
    public String expressionText;
    /** {@code hash-type} method. */
    public HashMethod hashMethod = HashMethod.MAP_BASED;
    /** {@code hash-type} function: sdbm, djb2, wt6, crc32, none; null = default of the method. */
    public String hashFunction;
    /** {@code hash-type ... avalanche}. */
    public boolean isAvalanche;
    /** {@code hash-balance-factor}, percent; 0 = off. */
    public int hashBalanceFactor;
    /** {@code hash-preserve-affinity}: always, maxconn or maxqueue. */
    public String hashPreserveAffinity = "always";

    /** Take all values of {@code other}. */
    public void inherit(final BalanceSettings other)
    {
        algorithm = other.algorithm;
        name = other.name;
        uriLength = other.uriLength;
        uriDepth = other.uriDepth;
        isUriWhole = other.isUriWhole;
        isUriPathOnly = other.isUriPathOnly;
        isDomainOnly = other.isDomainOnly;
        isPostChecked = other.isPostChecked;
        postWaitLength = other.postWaitLength;
        draws = other.draws;
        expression = other.expression;
        expressionText = other.expressionText;
        hashMethod = other.hashMethod;
        hashFunction = other.hashFunction;
        isAvalanche = other.isAvalanche;
        hashBalanceFactor = other.hashBalanceFactor;
        hashPreserveAffinity = other.hashPreserveAffinity;
    }
}
