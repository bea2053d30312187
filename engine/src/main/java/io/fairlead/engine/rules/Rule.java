/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.acl.Condition;

/**
 * An action with the condition under which it runs.
 *
 * @param action    what to do.
 * @param condition when, or null for always.
 * @param text      the line as written behind the phase, for explanations.
 * @param file      of the configuration.
 * @param line      of the configuration.
 */
public record Rule(Action action, Condition condition, String text, String file, int line)
{
}
