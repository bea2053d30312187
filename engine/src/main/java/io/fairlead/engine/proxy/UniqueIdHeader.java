/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.Sample;

/** The header of {@code unique-id-header}. Immutable; any loop. */
final class UniqueIdHeader
{
    private final byte[] name;

    UniqueIdHeader(final String name)
    {
        this.name = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    }

    void add(final Stream stream, final HttpMessage request)
    {
        final Sample id = stream.worker().scratch().pushSample();
        if (stream.context().uniqueId(id))
        {
            request.addHeader(name, id.buffer, id.offset, id.length);
        }
        stream.worker().scratch().popSample();
    }
}
