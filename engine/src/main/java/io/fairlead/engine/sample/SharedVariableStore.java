/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Variables of the process, which all loops set and read: each call is one step, and a text is copied out.
 */
public final class SharedVariableStore extends VariableStore
{
    @Override
    public synchronized void clear()
    {
        super.clear();
    }

    @Override
    public synchronized boolean isSet(final int index)
    {
        return super.isSet(index);
    }

    /** Variables of the process are known as soon as they are mentioned anywhere. */
    @Override
    public boolean isKnown(final int index)
    {
        return true;
    }

    @Override
    public synchronized long value(final int index)
    {
        return super.value(index);
    }

    @Override
    public synchronized SampleType type(final int index)
    {
        return super.type(index);
    }

    @Override
    public synchronized boolean load(final int index, final Sample out)
    {
        if (!super.load(index, out))
        {
            return false;
        }
        if (out.hasSlice())
        {
            final ByteWriter copy = out.scratch().chunk().put(out.buffer, out.offset, out.length);
            out.slice(copy.buffer(), copy.start(), copy.length());
        }
        return true;
    }

    @Override
    public synchronized boolean store(final int index, final Sample value)
    {
        return super.store(index, value);
    }

    @Override
    public synchronized void unset(final int index)
    {
        super.unset(index);
    }
}
