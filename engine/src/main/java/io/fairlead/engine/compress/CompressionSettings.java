/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.compress;

import java.util.ArrayList;
import java.util.List;

/**
 * What the {@code compression} lines of a section ask for. Filled while a configuration is read and treated as
 * immutable afterwards; a record of values, therefore with public fields. Source: configuration.txt 4.2.
 */
public final class CompressionSettings
{
    /** Codings of responses; the last one written is tried first. */
    public final List<Coding> responseCodings = new ArrayList<>();
    /** Coding of requests; null. */
    public Coding requestCoding;
    /** Beginnings of content types to be compressed, in lower case; empty = any. */
    public final List<byte[]> responseTypes = new ArrayList<>();
    /** Likewise for requests. */
    public final List<byte[]> requestTypes = new ArrayList<>();
    /** {@code compression minsize-res}, bytes. */
    public long responseMinLength;
    /** {@code compression minsize-req}, bytes. */
    public long requestMinLength;
    /** {@code compression offload}: servers do not learn what the client accepts. */
    public boolean isOffloading;
    /** Whether requests are compressed. */
    public boolean hasRequests;
    /** Whether responses are compressed. */
    public boolean hasResponses;

    /** Take over what a section of defaults says. */
    public static CompressionSettings inherit(final CompressionSettings defaults)
    {
        if (null == defaults)
        {
            return null;
        }
        final CompressionSettings settings = new CompressionSettings();
        settings.responseCodings.addAll(defaults.responseCodings);
        settings.requestCoding = defaults.requestCoding;
        settings.responseTypes.addAll(defaults.responseTypes);
        settings.requestTypes.addAll(defaults.requestTypes);
        settings.responseMinLength = defaults.responseMinLength;
        settings.requestMinLength = defaults.requestMinLength;
        settings.hasRequests = defaults.hasRequests;
        settings.hasResponses = defaults.hasResponses;
        return settings;
    }
}
