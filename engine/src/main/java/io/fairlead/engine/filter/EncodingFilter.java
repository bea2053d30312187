/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.compress.BodyEncoder;
import io.fairlead.engine.compress.Coding;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;

/** What compression of requests and of responses have in common: an encoder for the body, and a head that says so. */
abstract class EncodingFilter extends StreamFilter
{
    private static final byte[] CHUNKED = "chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACCEPT_ENCODING = "Accept-Encoding".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEAK = "W/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEPARATOR = ",".getBytes(StandardCharsets.US_ASCII);

    private final boolean isRequest;
    private final HeaderElements elements = new HeaderElements();
    private BodyEncoder encoder;
    private boolean isEncoding;

    EncodingFilter(final FilterSettings settings, final boolean isRequest)
    {
        super(settings);
        this.isRequest = isRequest;
    }

    final HeaderElements elements()
    {
        return elements;
    }

    final BodyEncoder encoder()
    {
        return encoder;
    }

    /** Borrow an encoder. */
    final void begin(final Coding coding)
    {
        encoder = context().encoders().take(coding, Math.max(1, context().maxLevel()));
    }

    @Override
    protected void onDetach()
    {
        isEncoding = false;
        if (null != encoder)
        {
            encoder.end();
            encoder = null;
        }
    }

    /** Change a head to what will become of the body, and let the body go through the encoder. */
    final void encode(final HttpMessage head)
    {
        if (!head.isChunked())
        {
            head.addHeader(HeaderId.TRANSFER_ENCODING, CHUNKED);
        }
        head.removeHeaders(HeaderId.CONTENT_LENGTH);
        head.contentLength(-1);
        head.removeFlags(HttpMessage.CONTENT_LENGTH);
        head.addFlags(HttpMessage.CHUNKED | HttpMessage.TRANSFER_ENCODING | HttpMessage.LENGTH_KNOWN);
        weaken(head);
        vary(head);
        if (Coding.IDENTITY != encoder.coding())
        {
            head.addHeader(HeaderId.CONTENT_ENCODING, encoder.coding().token());
        }
        isEncoding = true;
        watch(isRequest);
    }

    /** Another body than the one the server means is no longer the same byte for byte (RFC 9110 section 8.8.1). */
    private static void weaken(final HttpMessage head)
    {
        final int tag = head.findHeader(HeaderId.ETAG, -1);
        if (tag < 0 || 0 == head.valueLength(tag) || '"' != head.valueBuffer(tag).getByte(head.valueOffset(tag)))
        {
            return;
        }
        final int length = head.valueLength(tag);
        final int at = head.reserve(WEAK.length + length);
        head.editBuffer().putBytes(at, WEAK);
        head.editBuffer().putBytes(at + WEAK.length, head.valueBuffer(tag), head.valueOffset(tag), length);
        head.replaceValue(tag, head.editBuffer(), at, WEAK.length + length);
    }

    private void vary(final HttpMessage head)
    {
        elements.begin(head, HeaderId.VARY);
        while (elements.next())
        {
            if (elements.is(ACCEPT_ENCODING))
            {
                return;
            }
        }
        int last = -1;
        for (int i = head.findHeader(HeaderId.VARY, -1); i >= 0; i = head.findHeader(HeaderId.VARY, i))
        {
            last = i;
        }
        if (last < 0)
        {
            head.addHeader(HeaderId.VARY, ACCEPT_ENCODING);
            return;
        }
        final int length = head.valueLength(last);
        if (0 == length)
        {
            head.replaceValue(last, ACCEPT_ENCODING);
            return;
        }
        final int total = length + SEPARATOR.length + ACCEPT_ENCODING.length;
        final int at = head.reserve(total);
        head.editBuffer().putBytes(at, head.valueBuffer(last), head.valueOffset(last), length);
        head.editBuffer().putBytes(at + length, SEPARATOR);
        head.editBuffer().putBytes(at + length + SEPARATOR.length, ACCEPT_ENCODING);
        head.replaceValue(last, head.editBuffer(), at, total);
    }

    /** Whether the type of a body is one of those that are to be compressed. */
    static boolean isWanted(final HttpMessage head, final java.util.List<byte[]> types)
    {
        if (types.isEmpty())
        {
            return true;
        }
        final int type = head.findHeader(HeaderId.CONTENT_TYPE, -1);
        for (int i = 0; type >= 0 && i < types.size(); i++)
        {
            if (HeaderElements.startsWith(
                head.valueBuffer(type), head.valueOffset(type), head.valueLength(type), types.get(i)))
            {
                return true;
            }
        }
        return false;
    }

    @Override
    protected final boolean isTransforming(final boolean ofRequest)
    {
        return isEncoding && ofRequest == isRequest;
    }

    @Override
    protected final int transform(
        final boolean ofRequest, final PooledBuffer buffer, final int offset, final int length, final PooledBuffer out)
    {
        final int before = out.length();
        final int taken = encoder.encode(buffer, offset, length, out);
        count(taken, out.length() - before);
        return taken;
    }

    @Override
    protected final boolean flush(final boolean ofRequest, final PooledBuffer out)
    {
        final int before = out.length();
        final boolean isDone = encoder.flush(out);
        count(0, out.length() - before);
        adjust();
        return isDone;
    }

    @Override
    protected final boolean finish(final boolean ofRequest, final PooledBuffer out)
    {
        final int before = out.length();
        final boolean isDone = encoder.finish(out);
        count(0, out.length() - before);
        return isDone;
    }

    private void count(final int taken, final int made)
    {
        if (!isRequest)
        {
            context().onEncoded(taken, made, 0 == encoder.level());
        }
    }

    /** Work less while the process is beyond its limits, and more again afterwards. */
    private void adjust()
    {
        final int level = encoder.level();
        if (context().isOverloaded())
        {
            encoder.level(Math.max(0, level - 1));
        }
        else if (level < context().maxLevel())
        {
            encoder.level(level + 1);
        }
    }
}
