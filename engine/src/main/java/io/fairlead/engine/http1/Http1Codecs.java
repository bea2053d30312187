/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

/** One loop's stock of codecs, so that idle connections hold none. Loop-confined. */
final class Http1Codecs
{
    private Http1Codec free;
    private int inUse;

    Http1Codec take()
    {
        inUse++;
        final Http1Codec codec = free;
        if (null == codec)
        {
            return new Http1Codec();
        }
        free = codec.next();
        codec.next(null);
        return codec;
    }

    void release(final Http1Codec codec)
    {
        codec.message.reset();
        codec.next(free);
        free = codec;
        inUse--;
    }

    /**
     * Codecs lent and not yet returned.
     *
     * @return count.
     */
    int inUse()
    {
        return inUse;
    }
}
