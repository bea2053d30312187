/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.compress.Coding;
import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;

/** {@code filter comp-res}: compresses bodies of responses. Source: configuration.txt 4.2 "compression", 9.2. */
public final class ResponseCompression extends FilterSettings
{
    @Override
    public String name()
    {
        return "comp-res";
    }

    @Override
    protected StreamFilter make()
    {
        return new Filter(this);
    }

    /**
     * Coding in which a stream's response is being compressed.
     *
     * @param filter a filter, of whatever kind.
     * @return null when it does not compress a response.
     */
    public static Coding codingOf(final StreamFilter filter)
    {
        return filter instanceof final Filter own && null != own.encoder() ? own.encoder().coding() : null;
    }

    private static final class Filter extends EncodingFilter
    {
        private static final byte[] NO_TRANSFORM = "no-transform".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] MULTIPART = "multipart".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] OLD_AGENT = "Mozilla/4".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] MSIE = "MSIE ".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] SERVICE_PACK = "SV1".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] WEAK_TAG = "W/\"".getBytes(StandardCharsets.US_ASCII);
        private static final int MSIE_OFFSET = 25;
        private static final int MSIE_VERSION_OFFSET = 30;
        private static final int SERVICE_PACK_OFFSET = 51;

        private Coding coding;
        private boolean isVersion11;
        private boolean isHead;

        private Filter(final FilterSettings settings)
        {
            super(settings, false);
        }

        @Override
        protected void onDetach()
        {
            super.onDetach();
            coding = null;
        }

        // ---- request

        @Override
        protected void onRequestHead(final HttpMessage head)
        {
            final CompressionSettings front = context().frontCompression();
            final CompressionSettings back = context().backCompression();
            coding = null;
            if (!(null != front && front.hasResponses || null != back && back.hasResponses) || isOldAgent(head))
            {
                return;
            }
            isVersion11 = head.has(HttpMessage.VERSION_11);
            isHead = Method.HEAD == head.method();
            final CompressionSettings settings = null != back && !back.responseCodings.isEmpty() ? back : front;
            if (null == settings || settings.responseCodings.isEmpty())
            {
                return;
            }
            coding = accepted(head, settings.responseCodings);
            if (null != coding)
            {
                if (null != front && front.isOffloading || null != back && back.isOffloading)
                {
                    head.removeHeaders(HeaderId.ACCEPT_ENCODING);
                }
            }
            else if (settings.responseCodings.contains(Coding.IDENTITY))
            {
                coding = Coding.IDENTITY;
            }
        }

        /** Browsers of long ago that say they can and cannot. */
        private static boolean isOldAgent(final HttpMessage head)
        {
            final int agent = head.findHeader(HeaderId.USER_AGENT, -1);
            if (agent < 0)
            {
                return false;
            }
            final UnsafeBuffer buffer = head.valueBuffer(agent);
            final int offset = head.valueOffset(agent);
            final int length = head.valueLength(agent);
            if (!isAt(buffer, offset, length, 0, OLD_AGENT))
            {
                return false;
            }
            if (!isAt(buffer, offset, length, MSIE_OFFSET, MSIE) || length <= MSIE_VERSION_OFFSET)
            {
                return true;
            }
            final byte version = buffer.getByte(offset + MSIE_VERSION_OFFSET);
            return version < '6' ||
                '6' == version && !isAt(buffer, offset, length, SERVICE_PACK_OFFSET, SERVICE_PACK);
        }

        private static boolean isAt(
            final UnsafeBuffer buffer, final int offset, final int length, final int at, final byte[] word)
        {
            if (length < at + word.length)
            {
                return false;
            }
            for (int i = 0; i < word.length; i++)
            {
                if (buffer.getByte(offset + at + i) != word[i])
                {
                    return false;
                }
            }
            return true;
        }

        /**
         * The coding a client likes best; of two it likes as much, the one it names first. With codings HAProxy does
         * not have, which clients name last, it is the one the configuration names first.
         */
        private Coding accepted(final HttpMessage head, final List<Coding> codings)
        {
            final boolean isByOurOrder = codings.contains(Coding.BROTLI) || codings.contains(Coding.ZSTD);
            final HeaderElements elements = elements();
            Coding best = null;
            int bestQuality = 0;
            elements.begin(head, HeaderId.ACCEPT_ENCODING);
            while (elements.next())
            {
                final int quality = elements.quality();
                if (quality < bestQuality || 0 == quality || quality == bestQuality && !isByOurOrder)
                {
                    continue;
                }
                final Coding found = named(codings, isByOurOrder);
                if (null != found && (quality > bestQuality || codings.indexOf(found) < codings.indexOf(best)))
                {
                    best = found;
                    bestQuality = quality;
                }
            }
            return best;
        }

        private Coding named(final List<Coding> codings, final boolean isByOurOrder)
        {
            final HeaderElements elements = elements();
            final boolean isAny = elements.length() > 0 && '*' == elements.buffer().getByte(elements.offset());
            for (int i = 0; i < codings.size(); i++)
            {
                // HAProxy tries the last one first
                final Coding candidate = codings.get(isByOurOrder ? i : codings.size() - 1 - i);
                if (isAny || elements.isToken(candidate.token()))
                {
                    return candidate;
                }
            }
            return null;
        }

        // ---- response

        @Override
        protected void onResponse(final HttpMessage head)
        {
            if (null == coding)
            {
                return;
            }
            if (!isResponseEncoded() &&
                isVersion11 && !isHead && isSuitable(head) && isAllowed(head) && context().mayCompress())
            {
                begin(coding);
            }
            else
            {
                coding = null;
            }
        }

        private boolean isSuitable(final HttpMessage head)
        {
            if (!head.has(HttpMessage.VERSION_11) || head.status() < 200 || head.status() > 203 ||
                !(head.has(HttpMessage.CONTENT_LENGTH) || head.isChunked()) ||
                head.has(HttpMessage.BODYLESS_RESPONSE) ||
                head.has(HttpMessage.CONTENT_LENGTH) && 0 == head.contentLength())
            {
                return false;
            }
            if (head.findHeader(HeaderId.CONTENT_ENCODING, -1) >= 0)
            {
                return false;
            }
            final HeaderElements elements = elements();
            elements.begin(head, HeaderId.CACHE_CONTROL);
            while (elements.next())
            {
                if (elements.is(NO_TRANSFORM))
                {
                    return false;
                }
            }
            final int tag = head.findHeader(HeaderId.ETAG, -1);
            return tag < 0 || isTag(head.valueBuffer(tag), head.valueOffset(tag), head.valueLength(tag)) &&
                head.findHeader(HeaderId.ETAG, tag) < 0;
        }

        /** Whether a tag begins and ends as one (RFC 9110 section 8.8.3). */
        private static boolean isTag(final UnsafeBuffer buffer, final int offset, final int length)
        {
            return length >= 2 && '"' == buffer.getByte(offset + length - 1) &&
                ('"' == buffer.getByte(offset) || isAt(buffer, offset, length, 0, WEAK_TAG));
        }

        private boolean isAllowed(final HttpMessage head)
        {
            final CompressionSettings front = context().frontCompression();
            final CompressionSettings back = context().backCompression();
            final long least = null != back && back.responseMinLength > 0 ? back.responseMinLength :
                null == front ? 0 : front.responseMinLength;
            final long length = context().knownLength(false);
            if (least > 0 && length >= 0 && length < least)
            {
                return false;
            }
            final int type = head.findHeader(HeaderId.CONTENT_TYPE, -1);
            if (type >= 0 && HeaderElements.startsWith(
                head.valueBuffer(type), head.valueOffset(type), head.valueLength(type), MULTIPART))
            {
                return false;
            }
            final CompressionSettings types = null != back && !back.responseTypes.isEmpty() ? back : front;
            return null == types || isWanted(head, types.responseTypes);
        }

        @Override
        protected void onResponseHead(final HttpMessage head)
        {
            if (null != encoder())
            {
                encode(head);
            }
        }

        @Override
        protected void onEnd(final boolean isRequest)
        {
            if (!isRequest && null != encoder())
            {
                context().onEncodedResponse();
            }
        }
    }
}
