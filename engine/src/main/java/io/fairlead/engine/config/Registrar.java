/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Lists the keywords of one package. The catalog calls each registrar once at start. */
@FunctionalInterface
public interface Registrar
{
    /** Register everything; a name registered twice stops the start. */
    void register(KeywordRegistry registry);
}
