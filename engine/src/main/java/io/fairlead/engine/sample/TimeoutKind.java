/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Time limits of a stream that rules may look at or change.
 */
public enum TimeoutKind
{
    CLIENT, CONNECT, QUEUE, SERVER, TARPIT, TUNNEL
}
