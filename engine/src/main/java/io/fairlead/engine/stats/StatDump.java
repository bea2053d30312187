/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

/**
 * A dump that is made piece by piece. Conductor only.
 */
public interface StatDump
{
    /**
     * Append the next piece, a line or so.
     *
     * @param out where to; characters above 127 are those of the configuration.
     * @return false when there is nothing more to come.
     */
    boolean next(StringBuilder out);
}
