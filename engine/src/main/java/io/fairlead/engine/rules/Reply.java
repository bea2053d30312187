/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;

/**
 * An answer made here instead of by a server. Immutable, any loop.
 */
public interface Reply
{
    /** Status of the answer. */
    int status();

    /**
     * Write the answer.
     *
     * @param ctx  stream that is answered.
     * @param head reset by the caller; becomes a response of known length with all its headers.
     * @param body empty; receives the body.
     * @return false when the connection is to be closed without an answer.
     */
    boolean render(FetchContext ctx, HttpMessage head, ByteWriter body);
}
