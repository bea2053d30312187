/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * How a value changes. Implementations are stateless and allocate nothing; new bytes go to the sample's scratch.
 */
@FunctionalInterface
public interface Converter
{
    /**
     * Change the value in place.
     *
     * @param args   resolved at load time.
     * @param ctx    views on traffic, for converters that look at variables and the like.
     * @param sample already cast to the input type; receives the result.
     * @return false when there is no result: the whole expression then has no value.
     */
    boolean convert(Args args, FetchContext ctx, Sample sample);
}
