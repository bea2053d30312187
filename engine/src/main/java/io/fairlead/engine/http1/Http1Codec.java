/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.HttpMessage;

/** What an HTTP/1 connection needs only while a message is under way; lent by {@link Http1Codecs}. Loop-confined. */
final class Http1Codec
{
    final HttpMessage message = new HttpMessage();
    final Http1Parser parser = new Http1Parser();
    final Http1Encoder encoder = new Http1Encoder();
    final ChunkDecoder chunks = new ChunkDecoder();
    private Http1Codec next;

    Http1Codec next()
    {
        return next;
    }

    void next(final Http1Codec value)
    {
        next = value;
    }
}
