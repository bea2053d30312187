/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import io.fairlead.engine.sample.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One pattern of a list, with its value when the list is a map. Immutable.
 *
 * @param id      number of the entry in the process, for the runtime API.
 * @param pattern text to compare with.
 * @param value   text it maps to, or null.
 * @param key     the pattern as bytes.
 * @param bytes   the value as bytes, or null.
 * @param line    in the file, 0 when it came from elsewhere.
 */
public record PatternEntry(long id, String pattern, String value, UnsafeBuffer key, UnsafeBuffer bytes, int line)
{
    static PatternEntry of(final long id, final String pattern, final String value, final int line)
    {
        return new PatternEntry(
            id, pattern, value, Texts.buffer(pattern), null == value ? null : Texts.buffer(value), line);
    }
}
