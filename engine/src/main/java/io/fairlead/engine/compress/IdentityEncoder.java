/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import io.fairlead.engine.buffer.PooledBuffer;

/** Changes nothing. */
final class IdentityEncoder extends BodyEncoder
{
    @Override
    protected void begin(final int level)
    {
        // no state
    }

    @Override
    public int encode(final PooledBuffer source, final int offset, final int length, final PooledBuffer out)
    {
        final int count = Math.min(length, out.space());
        out.memory().putBytes(out.tail(), source.memory(), offset, count);
        out.produced(count);
        return count;
    }

    @Override
    public boolean flush(final PooledBuffer out)
    {
        return true;
    }

    @Override
    public boolean finish(final PooledBuffer out)
    {
        return true;
    }

    @Override
    public void level(final int value)
    {
        // there is only one
    }

    @Override
    public int level()
    {
        return 0;
    }
}
