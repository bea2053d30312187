/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import org.agrona.DirectBuffer;

/** A key that consists of bytes of the request, hashed as {@code hash-type} says. */
abstract class ContentKey extends HashKey
{
    private final HashFunction function;
    private final boolean isAvalanche;

    ContentKey(final HashFunction function, final boolean isAvalanche)
    {
        this.function = function;
        this.isAvalanche = isAvalanche;
    }

    final long hash(final DirectBuffer buffer, final int offset, final int length)
    {
        final int hash = function.hash(buffer, offset, length);
        return (isAvalanche ? HashFunction.avalanche(hash) : hash) & 0xFFFF_FFFFL;
    }
}
