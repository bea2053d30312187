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
 * The proxy's own reply for a status, looked up when it is given.
 *
 * @param status of the answer.
 */
public record DefaultReply(int status) implements Reply
{
    @Override
    public boolean render(final FetchContext ctx, final HttpMessage head, final ByteWriter body)
    {
        final Reply reply = ctx instanceof final ActionContext actions
            ? actions.errorReply(status) : BuiltInReplies.of(status);
        return (reply instanceof DefaultReply ? BuiltInReplies.of(status) : reply).render(ctx, head, body);
    }
}
