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
    @DictionaryEntries({"0\r\n\r\n", "\r\n", "5\r\nhello\r\n", ";a=\"", "\\\"", "ffffffff\r\n", "X: y\r\n", "\r\n "})
    @FuzzTest(maxDuration = "1m")
    void shouldGiveTheSameDataToEveryReader(final byte[] data)
    {
        Http1Properties.checkChunks(data, false);
        Http1Properties.checkChunks(data, true);
    }
}
