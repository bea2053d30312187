/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * One use of a converter in an expression.
 */
record ConverterStep(ConverterKeyword keyword, Converter converter, SampleType input, SampleType output, Args args)
{
    ConverterStep(final ConverterKeyword keyword, final Args args)
    {
        this(keyword, keyword.converter(), keyword.input(), keyword.output(), args);
    }
}
