/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.acl.Condition;

/**
 * One {@code use_backend} line. Filled while its line is read; hence plain fields.
 */
final class BackendRule
{
    /** When; null = always. */
    Condition condition;
    /** Name or format as written. */
    String text;
    /** File of the line. */
    String file;
    /** Line number. */
    int line;
}
