/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** A sample type as keyword descriptions need it; implemented by the type enumeration of package {@code sample}. */
public interface TypeName
{
    /**
     * Name as HAProxy's {@code -dKsmp} prints it: {@code str}, {@code bin}, {@code sint}, {@code bool}, {@code ipv4},
     * ...
     */
    String label();
}
