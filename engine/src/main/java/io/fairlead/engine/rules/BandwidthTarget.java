/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

/** A limit of bandwidth that rules can put in force for a stream; what it is, the stream knows. */
public interface BandwidthTarget
{
    /** Name that rules know it by. */
    String limitName();
}
