/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.sample.SampleExpr;

/**
 * Headers that tell servers about the client: {@code option forwardfor}, {@code originalto} and {@code forwarded}.
 * Filled while reading, immutable afterwards, hence plain public fields.
 */
public final class ForwardingSettings
{
    /** {@code option forwardfor} or {@code originalto}: null where the option is off. */
    public static final class AddressHeader
    {
        /** Header name as written. */
        public String header;
        /**
         * {@code except} network, first eight bytes (see NetAddress); meaningful if {@link #exceptPrefix} is not -1.
         */
        public long exceptHi;
        /** {@code except} network, last eight bytes. */
        public long exceptLo;
        /** {@code except} prefix length over 128 bits; -1 = no exception. */
        public int exceptPrefix = -1;
        /** Whether the excepted network is IPv4. */
        public boolean isExceptIpv4;
        /** {@code if-none}: only when the request has no such header. */
        public boolean isIfNone;
    }

    /** One side of a {@code forwarded} node: {@code for}, {@code by} or {@code host}. */
    public static final class Node
    {
        /** Not sent, from the connection, or from an expression. */
        public enum Kind
        {
            /** Absent. */
            NONE,
            /** From the connection. */
            DEFAULT,
            /** From {@link Node#expression}. */
            EXPRESSION
        }

        /** Where the name comes from. */
        public Kind name = Kind.NONE;
        /** Expression for the name as written; null. */
        public String expressionText;
        /** Compiled {@link #expressionText}; null. */
        public SampleExpr expression;
        /** Where the port comes from; NONE for host. */
        public Kind port = Kind.NONE;
        /** Expression for the port as written; null. */
        public String portExpressionText;
        /** Compiled {@link #portExpressionText}; null. */
        public SampleExpr portExpression;
    }

    /** {@code option forwarded}. */
    public static final class Forwarded
    {
        /** {@code proto}. */
        public boolean isProto;
        /** {@code host} or {@code host-expr}. */
        public final Node host = new Node();
        /** {@code by...}. */
        public final Node by = new Node();
        /** {@code for...}. */
        public final Node forNode = new Node();
    }

    /** {@code option forwardfor}; null = off. */
    public AddressHeader forwardFor;
    /** {@code option originalto}; null = off. */
    public AddressHeader originalTo;
    /** {@code option forwarded}; null = off. */
    public Forwarded forwarded;
}
