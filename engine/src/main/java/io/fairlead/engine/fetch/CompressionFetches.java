/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;

/** Whether and how the response is compressed: {@code res.comp}. Source: configuration.txt 7.3.6. */
final class CompressionFetches
{
    private CompressionFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        return List.of(
            FetchKeyword.of("res.comp").returns(SampleType.BOOL).from(Source.RESPONSE_LINE).manual("7.3.6")
                .summary("Whether the response is being compressed here")
                .by((args, ctx, out) -> out.bool(null != ctx.responseCoding())),
            FetchKeyword.of("res.comp_algo").returns(SampleType.STR).from(Source.RESPONSE_LINE).manual("7.3.6")
                .summary("Coding in which the response is being compressed here")
                .by((args, ctx, out) ->
                {
                    final UnsafeBuffer name = ctx.responseCoding();
                    return null != name && out.str(name);
                }));
    }
}
