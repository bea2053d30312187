/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.compress.EncoderStock;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.LoopContext;

/** A stream as its filters see it. Loop only. */
public interface FilterContext
{
    /** Resources of the loop. */
    LoopContext loop();

    /** Wall clock, microseconds since the epoch. */
    long dateUs();

    /** A number that clients cannot foresee but that needs no secrecy. */
    int random();

    /** Encoders of the loop. */
    EncoderStock encoders();

    /** What the client's side says of compression; null. */
    CompressionSettings frontCompression();

    /** What the server's side says of compression; null while there is none. */
    CompressionSettings backCompression();

    /** How hard encoders may work, {@code tune.comp.maxlevel}. */
    int maxLevel();

    /** Whether limits of the process let the compression of another message begin. */
    boolean mayCompress();

    /** Whether limits of the process ask for less compression of what is under way. */
    boolean isOverloaded();

    /** Data of a response was encoded, or passed by for lack of resources. */
    void onEncoded(int taken, int made, boolean isBypassed);

    /** A response that a filter was to compress is complete. */
    void onEncodedResponse();

    /** The request; null for bare bytes. Its slices are there until it was sent. */
    HttpMessage request();

    /** Bytes of the body that a head announces, or that came with it; -1 when that is not known yet. */
    long knownLength(boolean isRequest);

    /** Go on with the stream: something a filter waited for has happened. */
    void resume();

    /** Number of the stream, the same as in records. */
    long streamId();

    /** Name of the proxy that serves the stream now, the frontend or the backend. */
    boolean hasBackend();

    /** Whether the proxy that serves the stream now speaks HTTP. */
    boolean isHttp();
}
