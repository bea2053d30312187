/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Requests that nobody thought of. Every build replays the kept corpus beside this class in the test resources; with
 * {@code JAZZER_FUZZ=1} each test makes up new ones for two minutes, or as many as it is told.
 */
class Http1RequestFuzzTest
{
    @DictionaryEntries({
        "GET / HTTP/1.1\\x0d\\x0a", "HTTP/1.1", "\\x0d\\x0a", "\\x0d\\x0a\\x0d\\x0a", "\\x0d\\x0a ", ": ", "Host: ",
        "http://", "Content-Length: ",
        "Transfer-Encoding: ", "chunked", "Connection: ", "close", "upgrade", "Upgrade: ", "websocket", "CONNECT ",
        ":80", ":443"
    })
    @FuzzTest(maxDuration = "2m")
    void shouldMeanTheSameToEveryReader(final byte[] data)
    {
        Http1Properties.checkRequest(data, false);
        Http1Properties.checkRequest(data, true);
    }
}
