/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

/** What of a request decides its server: finds the key and hashes it. Any loop; allocates nothing. */
abstract class HashKey
{
    /** The request has no such key; the next server in turn is taken. */
    static final long NONE = -1;

    /**
     * Hash the key of a request.
     *
     * @param context with the request.
     * @return 0 to 2^32 - 1, or {@link #NONE}.
     */
    abstract long hash(BalanceContext context);

    /**
     * Whether there is no server without a key.
     *
     * @return false when the next server in turn is taken.
     */
    boolean isRequired()
    {
        return false;
    }

    /**
     * Whether the key is looked for even when one server only is left.
     *
     * @return false when that server is taken in any case, even if it is full.
     */
    boolean isNeededWhenAlone()
    {
        return false;
    }
}
