/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.http.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/**
 * The two parsers against each other, on every golden case.
 */
class Http1DifferentialTest
{
    static Stream<GoldenCase> requests()
    {
        return Http1GoldenTest.requests();
    }

    static Stream<GoldenCase> responses()
    {
        return Http1GoldenTest.responses();
    }

    static Stream<GoldenCase> chunks()
    {
        return Http1GoldenTest.chunks();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldWriteRequestsThatAStrictReaderFramesAlike(final GoldenCase golden)
    {
        Http1Properties.checkRequest(golden.in(), golden.isLax());
    }

    @ParameterizedTest
    @MethodSource("responses")
    void shouldWriteResponsesThatAStrictReaderFramesAlike(final GoldenCase golden)
    {
        for (final Method method : new Method[]{Method.GET, Method.HEAD, Method.CONNECT})
        {
            Http1Properties.checkResponse(golden.in(), golden.isLax(), method);
        }
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void shouldWriteChunkedBodiesThatAStrictReaderReadsAlike(final GoldenCase golden)
    {
        Http1Properties.checkChunks(golden.in(), golden.isLax());
    }
}
