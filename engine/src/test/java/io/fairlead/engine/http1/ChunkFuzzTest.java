/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Chunked bodies made to be misread.
 */
class ChunkFuzzTest
{
    @DictionaryEntries({
        "0\\x0d\\x0a\\x0d\\x0a", "\\x0d\\x0a", "5\\x0d\\x0ahello\\x0d\\x0a", ";a=\\\"", "\\x5c\\x22",
        "ffffffff\\x0d\\x0a", "X: y\\x0d\\x0a", "\\x0d\\x0a "
    })
    @FuzzTest(maxDuration = "2m")
    void shouldGiveTheSameDataToEveryReader(final byte[] data)
    {
        Http1Properties.checkChunks(data, false);
        Http1Properties.checkChunks(data, true);
    }
}
