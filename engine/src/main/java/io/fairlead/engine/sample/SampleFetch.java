/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Where a value comes from. Implementations are stateless; they read the views of the context and allocate nothing.
 */
@FunctionalInterface
public interface SampleFetch
{
    /**
     * Find the value.
     *
     * @param args resolved at load time.
     * @param ctx  views on traffic; a view may be null where nothing exists.
     * @param out  receives type and value; {@link Sample#options} tells direction, finality and iteration;
     *             {@link Sample#MAY_CHANGE} in its flags says that more data may change the answer, found or not.
     * @return whether there is a value.
     */
    boolean fetch(Args args, FetchContext ctx, Sample out);
}
