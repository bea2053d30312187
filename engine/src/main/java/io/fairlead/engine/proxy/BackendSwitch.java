/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.sample.ByteWriter;

/** One {@code use_backend} line, ready to run. Immutable; any loop. */
final class BackendSwitch
{
    private final ProxyRules.BackendSwitch rule;
    private final Condition condition;
    private final Backend backend;
    private final LogFormat name;
    private final Map<String, Backend> byName;

    BackendSwitch(final ProxyRules.BackendSwitch rule, final Backend backend, final Map<String, Backend> byName)
    {
        this.rule = rule;
        this.condition = rule.condition();
        this.backend = backend;
        this.name = rule.name();
        this.byName = byName;
    }

    /** The line. */
    ProxyRules.BackendSwitch rule()
    {
        return rule;
    }

    /** When it applies; null for always. */
    Condition condition()
    {
        return condition;
    }

    /** Tell what became of the line. */
    void tell(
        final StreamObserver observer, final StreamContext context, final boolean isPassed, final boolean isKnown)
    {
        observer.onBackendRule(rule, isPassed,
            !isPassed ? null : null == name ? backend.settings().name : text(name, context), isKnown);
    }

    boolean isDynamic()
    {
        return null != name;
    }

    /** Where it leads; null when a computed name is not known. */
    Backend backend(final StreamContext context)
    {
        if (null == name)
        {
            return backend;
        }
        return byName.get(text(name, context));
    }

    /** What a format says about a stream. */
    static String text(final LogFormat format, final StreamContext context)
    {
        final ByteWriter out = context.scratch().chunk();
        format.eval(context, out);
        final byte[] text = new byte[out.length()];
        out.buffer().getBytes(out.start(), text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
