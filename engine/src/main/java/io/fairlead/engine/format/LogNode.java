/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

/**
 * One part of a format; immutable after compiling.
 */
final class LogNode
{
    /** What it is. */
    enum Kind
    {
        TEXT, SEPARATOR, ALIAS, EXPRESSION
    }

    final Kind kind;
    final byte[] text;
    final LogAlias alias;
    final SampleExpr expr;
    /** Name for JSON and CBOR, or null. */
    final byte[] name;
    /** Type to force, SAME for none, ANY for "raw". */
    final SampleType typecast;
    int options;

    LogNode(
        final Kind kind, final byte[] text, final LogAlias alias, final SampleExpr expr, final byte[] name,
        final SampleType typecast, final int options)
    {
        this.kind = kind;
        this.text = text;
        this.alias = alias;
        this.expr = expr;
        this.name = name;
        this.typecast = typecast;
        this.options = options;
    }

    static LogNode text(final byte[] text)
    {
        return new LogNode(Kind.TEXT, text, null, null, null, SampleType.SAME, 0);
    }

    static LogNode separator()
    {
        return new LogNode(Kind.SEPARATOR, null, null, null, null, SampleType.SAME, 0);
    }
}
