/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * A configuration file in memory.
 *
 * @param name name as given, shown in messages.
 * @param text content; every char is one byte, 0 to 255.
 */
public record ConfigFile(String name, String text)
{
}
