/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.DirectBuffer;

/** What takes finished records without ever holding up who brings them. Any thread may offer. */
interface LogOutlet
{
    /**
     * Hand over a record.
     *
     * @return false when it was dropped.
     */
    boolean offer(DirectBuffer buffer, int offset, int length);
}
