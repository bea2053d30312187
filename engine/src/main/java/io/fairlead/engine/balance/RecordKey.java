/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.balance;

import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

/** {@code log-hash}: what converters make of a record of a log. Source: configuration.txt 4.2 "balance". */
final class RecordKey extends ContentKey
{
    private final SampleExpr converters;

    RecordKey(final SampleExpr converters, final HashFunction function, final boolean isAvalanche)
    {
        super(function, isAvalanche);
        this.converters = converters;
    }

    @Override
    long hash(final BalanceContext context)
    {
        final Sample record = context.record();
        return null != record && converters.convert(context.traffic(), record) &&
            SampleCasts.cast(record, SampleType.BIN) ? hash(record.buffer, record.offset, record.length) : NONE;
    }

    @Override
    boolean isRequired()
    {
        return true;
    }

    @Override
    boolean isNeededWhenAlone()
    {
        return true;
    }
}
