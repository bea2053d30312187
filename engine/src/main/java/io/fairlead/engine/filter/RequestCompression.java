/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import io.fairlead.engine.compress.Coding;
import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;

/** {@code filter comp-req}: compresses bodies of requests. Source: configuration.txt 9.2. */
public final class RequestCompression extends FilterSettings
{
    @Override
    public String name()
    {
        return "comp-req";
    }

    @Override
    protected StreamFilter make()
    {
        return new Filter(this);
    }

    private static final class Filter extends EncodingFilter
    {
        private Coding coding;

        private Filter(final FilterSettings settings)
        {
            super(settings, true);
        }

        @Override
        protected void onDetach()
        {
            super.onDetach();
            coding = null;
        }

        @Override
        protected void onRequestHead(final HttpMessage head)
        {
            final CompressionSettings front = context().frontCompression();
            final CompressionSettings back = context().backCompression();
            if (!(null != front && front.hasRequests || null != back && back.hasRequests) || !isSuitable(head))
            {
                return;
            }
            coding = null != back && null != back.requestCoding ? back.requestCoding :
                null == front ? null : front.requestCoding;
            if (null != coding && isAllowed(head, back, front) && context().mayCompress())
            {
                begin(coding);
                encode(head);
            }
        }

        private static boolean isSuitable(final HttpMessage head)
        {
            // HAProxy announces a coded body where there is none, and sends none
            return head.hasBody() && head.findHeader(HeaderId.CONTENT_ENCODING, -1) < 0 &&
                head.has(HttpMessage.VERSION_11) &&
                Method.HEAD != head.method() && Method.CONNECT != head.method();
        }

        private boolean isAllowed(
            final HttpMessage head, final CompressionSettings back, final CompressionSettings front)
        {
            final long least = null != back && back.requestMinLength > 0 ? back.requestMinLength :
                null == front ? 0 : front.requestMinLength;
            final long length = context().knownLength(true);
            if (least > 0 && length >= 0 && length < least)
            {
                return false;
            }
            final CompressionSettings types = null != back && !back.requestTypes.isEmpty() ? back : front;
            return null == types || isWanted(head, types.requestTypes);
        }

        @Override
        protected void onRewind()
        {
            if (null != encoder())
            {
                encoder().end();
                begin(coding);
            }
        }
    }
}
