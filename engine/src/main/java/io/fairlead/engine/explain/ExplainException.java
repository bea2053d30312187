/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.io.Serial;

/** What was asked cannot be answered; the message says why, for people. */
public final class ExplainException extends RuntimeException
{
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A question without an answer.
     *
     * @param message whole sentence without its end.
     */
    public ExplainException(final String message)
    {
        super(message);
    }
}
