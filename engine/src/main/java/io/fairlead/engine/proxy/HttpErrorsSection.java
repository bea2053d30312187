/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.LinkedHashMap;
import java.util.Map;

/** An {@code http-errors} section. Filled while reading, immutable afterwards. */
public final class HttpErrorsSection
{
    /** File of the section. */
    public String file = "";
    /** Line of the section. */
    public int line;
    /** Name. */
    public String name;
    /** Replies by status. */
    public final Map<Integer, ErrorReply> replies = new LinkedHashMap<>();
}
