/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

/** Units of effective weight. */
final class Scales
{
    /** Steps of effective weight to one of the user's, for algorithms whose weights may change at run time. */
    static final int DYNAMIC = 16;

    private Scales()
    {
    }
}
