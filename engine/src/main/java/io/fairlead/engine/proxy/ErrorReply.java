/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.rules.Reply;

/**
 * What is answered instead of a built-in error page: one {@code errorfile}, {@code errorloc*} or {@code http-error}
 * line. Immutable once read.
 *
 * @param status   status it stands for.
 * @param kind     what is answered.
 * @param argument file name or location, for messages and dumps; empty for {@code http-error}.
 * @param reply    the answer.
 */
public record ErrorReply(int status, Kind kind, String argument, Reply reply)
{
    /** What is answered. */
    public enum Kind
    {
        /** A file holding a complete answer; an empty one closes without an answer. */
        FILE,
        /** A 302 redirection. */
        LOCATION_302,
        /** A 303 redirection. */
        LOCATION_303,
        /** A reply described by {@code http-error}. */
        HTTP_ERROR
    }
}
