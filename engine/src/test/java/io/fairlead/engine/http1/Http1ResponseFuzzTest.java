/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fairlead.engine.http.Method;

/**
 * Responses that no server should send. The first byte chooses the method of the request that is answered.
 */
class Http1ResponseFuzzTest
{
    private static final Method[] METHODS = {Method.GET, Method.HEAD, Method.CONNECT};

    @DictionaryEntries({
        "HTTP/1.1 200 OK\\x0d\\x0a", "HTTP/1.0 ", "HTTP/1.1 204", "HTTP/1.1 304", "HTTP/1.1 101", "HTTP/1.1 100",
        "\\x0d\\x0a", "\\x0d\\x0a\\x0d\\x0a",
        "\\x0d\\x0a ", ": ", "Content-Length: ", "Transfer-Encoding: ", "chunked", "Connection: ", "close", "Upgrade: ",
        "websocket"
    })
    @FuzzTest(maxDuration = "2m")
    void shouldMeanTheSameToEveryReader(final byte[] data)
    {
        if (0 < data.length)
        {
            final byte[] response = new byte[data.length - 1];
            System.arraycopy(data, 1, response, 0, response.length);
            final Method method = METHODS[(data[0] & 0x7F) % METHODS.length];
            Http1Properties.checkResponse(response, false, method);
            Http1Properties.checkResponse(response, true, method);
        }
    }
}
