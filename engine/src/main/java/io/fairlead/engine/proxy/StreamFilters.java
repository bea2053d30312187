/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.compress.Coding;
import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.compress.EncoderStock;
import io.fairlead.engine.counters.LoopCounters;
import io.fairlead.engine.filter.FilterChain;
import io.fairlead.engine.filter.FilterContext;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.mux.StreamEndpoint;

/**
 * The filters of a stream, made when one first needs them, and the stream as they see it. Part of a {@link Stream};
 * loop-confined.
 */
final class StreamFilters implements FilterContext
{
    private final Stream stream;
    private final FilterChain chain = new FilterChain(this);
    private Coding responseCoding;

    StreamFilters(final Stream stream)
    {
        this.stream = stream;
    }

    FilterChain chain()
    {
        return chain;
    }

    /** The stream begins. */
    void begin()
    {
        responseCoding = null;
        chain.attach(stream.frontend().settings().filters, false);
    }

    /** A backend was chosen. */
    void onBackend(final Backend backend)
    {
        if (backend.settings() != stream.frontend().settings())
        {
            chain.attach(backend.settings().filters, true);
        }
        chain.onBackend(backend.settings().name);
    }

    /** A response has arrived. */
    void onResponse(final HttpMessage head)
    {
        chain.onResponse(head);
        responseCoding = chain.responseCoding();
    }

    /** How the body of the response is being encoded; null. */
    Coding responseCoding()
    {
        return responseCoding;
    }

    // ---- what filters see

    @Override
    public LoopContext loop()
    {
        return stream.worker().context();
    }

    @Override
    public long dateUs()
    {
        return stream.worker().loop().clock().epochUs();
    }

    @Override
    public int random()
    {
        return stream.worker().random();
    }

    @Override
    public EncoderStock encoders()
    {
        return stream.worker().encoders();
    }

    @Override
    public CompressionSettings frontCompression()
    {
        return stream.frontend().settings().compression;
    }

    @Override
    public CompressionSettings backCompression()
    {
        return null == stream.backend() ? null : stream.backend().settings().compression;
    }

    private CompressionLimits limits()
    {
        return stream.worker().limits().compression();
    }

    private long idlePercent()
    {
        return stream.worker().counters().value(stream.worker().addresses().idlePercent());
    }

    @Override
    public int maxLevel()
    {
        return limits().maxLevel();
    }

    @Override
    public boolean mayCompress()
    {
        return limits().mayBegin(loop().nowMs(), idlePercent());
    }

    @Override
    public boolean isOverloaded()
    {
        return limits().isOverloaded(loop().nowMs(), idlePercent());
    }

    @Override
    public void onEncoded(final int taken, final int made, final boolean isBypassed)
    {
        final LoopCounters counters = stream.worker().counters();
        final FrontendCounters front = stream.frontend().counters();
        final BackendCounters back = stream.backend().counters();
        if (isBypassed)
        {
            counters.add(front.compressionBypassed, taken);
            counters.add(back.compressionBypassed, taken);
            return;
        }
        counters.add(front.compressionIn, taken);
        counters.add(front.compressionOut, made);
        counters.add(back.compressionIn, taken);
        counters.add(back.compressionOut, made);
        final long nowMs = loop().nowMs();
        counters.rate(stream.worker().addresses().compressionIn(), taken, nowMs);
        counters.rate(stream.worker().addresses().compressionOut(), made, nowMs);
        limits().count(taken, made, nowMs);
    }

    @Override
    public void onEncodedResponse()
    {
        stream.worker().counters().increment(stream.frontend().counters().compressedResponses);
        stream.worker().counters().increment(stream.backend().counters().compressedResponses);
    }

    @Override
    public HttpMessage request()
    {
        return stream.request();
    }

    @Override
    public long knownLength(final boolean isRequest)
    {
        final StreamEndpoint endpoint = isRequest ? stream.front() : stream.connector().endpoint();
        final HttpMessage head = endpoint.message();
        if (head.has(HttpMessage.CONTENT_LENGTH))
        {
            return head.contentLength();
        }
        return endpoint.isBodyComplete() ? endpoint.inputLength() : -1;
    }

    @Override
    public void resume()
    {
        stream.process();
    }

    @Override
    public long streamId()
    {
        return stream.id();
    }

    @Override
    public boolean hasBackend()
    {
        return null != stream.backend();
    }

    @Override
    public boolean isHttp()
    {
        return null == stream.backend() ? stream.frontend().isHttp() : stream.backend().isHttp();
    }
}
