/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.config.Words;

/**
 * Reads the arguments of an action.
 */
@FunctionalInterface
public interface ActionParser
{
    /**
     * Read.
     *
     * @param words   cursor behind the action's word; left at the condition or the end.
     * @param context place and helpers.
     * @throws io.fairlead.engine.config.ConfigException with the bare message.
     */
    Action parse(Words words, RuleContext context);
}
