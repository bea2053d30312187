/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.Map;

/**
 * The {@code resolvers} sections of the configuration being read, for rules that name them.
 *
 * @param byName filled while reading goes on; complete when late checks run.
 */
public record ResolverSections(Map<String, ResolversSettings> byName)
{
}
