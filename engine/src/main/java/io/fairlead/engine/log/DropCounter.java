/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

/** Where one writer counts records it could not get rid of. Called on the writer's thread. */
@FunctionalInterface
public interface DropCounter
{
    /** One record was dropped. */
    void onDropped();
}
