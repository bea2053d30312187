/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * One working object for each loop, made when the loop first asks. Any thread.
 */
public final class PerLoop<T>
{
    private final Supplier<T> maker;
    private volatile Object[] all = {};

    /** With what makes an object. */
    public PerLoop(final Supplier<T> maker)
    {
        this.maker = maker;
    }

    /** The object of the loop this scratch belongs to. */
    @SuppressWarnings("unchecked")
    public T of(final EvalScratch scratch)
    {
        final Object[] known = all;
        final Object mine = scratch.id() < known.length ? known[scratch.id()] : null;
        return (T)(null == mine ? add(scratch.id()) : mine);
    }

    private synchronized Object add(final int id)
    {
        final Object[] more = Arrays.copyOf(all, Math.max(all.length, id + 1));
        more[id] = maker.get();
        all = more;
        return more[id];
    }
}
