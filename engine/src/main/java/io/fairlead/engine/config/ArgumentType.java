/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Types of the arguments of sample fetches and converters, with the names HAProxy's dumps and messages use. */
public enum ArgumentType
{
    INTEGER("integer"),
    STRING("string"),
    IPV4("IPv4 address"),
    IPV4_MASK("IPv4 mask"),
    IPV6("IPv6 address"),
    IPV6_MASK("IPv6 mask"),
    TIME("delay"),
    SIZE("size"),
    FRONTEND("frontend"),
    BACKEND("backend"),
    TABLE("table"),
    SERVER("server"),
    USERLIST("user list"),
    MAP("map"),
    REGEX("regex"),
    VARIABLE("variable"),
    PROTOBUF_FIELD("Protocol buffers field number"),
    IDENTIFIER("identifier");

    private final String label;

    ArgumentType(final String label)
    {
        this.label = label;
    }

    /** Name as printed in dumps and messages. */
    public String label()
    {
        return label;
    }
}
