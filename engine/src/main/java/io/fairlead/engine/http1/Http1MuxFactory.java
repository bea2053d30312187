/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import java.util.IdentityHashMap;
import java.util.Map;

import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.HttpFrontMux;
import io.fairlead.engine.mux.HttpMuxFactory;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.mux.StreamFactory;

/** Makes HTTP/1 muxes for one loop. Loop-confined. */
public final class Http1MuxFactory implements HttpMuxFactory
{
    private final Http1Codecs codecs = new Http1Codecs();
    private final Map<HttpOptions, Http1Settings> settings = new IdentityHashMap<>();

    @Override
    public HttpFrontMux front(final LoopContext context, final HttpOptions options, final StreamFactory streams)
    {
        return new Http1FrontMux(context, codecs, settings(options), streams);
    }

    @Override
    public HttpBackMux back(
        final LoopContext context, final HttpOptions options, final byte[] nameHeader, final byte[] name)
    {
        return new Http1BackMux(context, codecs, settings(options), nameHeader, name);
    }

    @Override
    public void reconfigure(final HttpFrontMux mux, final HttpOptions options)
    {
        ((Http1FrontMux)mux).nextSettings(settings(options));
    }

    @Override
    public void forget()
    {
        settings.clear();
    }

    private Http1Settings settings(final HttpOptions options)
    {
        Http1Settings known = settings.get(options);
        if (null == known)
        {
            known = Http1Settings.of(options);
            settings.put(options, known);
        }
        return known;
    }
}
