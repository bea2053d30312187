/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

/** Writes a frontend's log records. Called on any loop, with streams of that loop. */
interface AccessLog
{
    /** No log. */
    AccessLog NONE = new AccessLog()
    {
        @Override
        public void onResponseHead(final Stream stream)
        {
            // no record wanted
        }

        @Override
        public void onEnd(final Stream stream)
        {
            // no record wanted
        }
    };

    /**
     * The response begins.
     *
     * @param stream whose response head was sent.
     */
    void onResponseHead(Stream stream);

    /**
     * The stream is over.
     *
     * @param stream that ends.
     */
    void onEnd(Stream stream);
}
