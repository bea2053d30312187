/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Looks at the arguments of one use of a keyword at load time and prepares what traffic needs.
 */
@FunctionalInterface
public interface ArgsChecker
{
    /** Accepts everything. */
    ArgsChecker NONE = (args, context) -> { };

    /**
     * Check and prepare.
     *
     * @throws io.fairlead.engine.config.ConfigException with the words that follow "invalid args in ...".
     */
    void check(Args args, ExprContext context);
}
