/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.sample.Base64Text;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Values of a small JSON object, as headers of tokens and keys are. Lives within one call.
 */
final class JsonFields
{
    private final EvalScratch scratch;
    private final UnsafeBuffer json;

    JsonFields(final byte[] json, final EvalScratch scratch)
    {
        this.json = new UnsafeBuffer(json);
        this.scratch = scratch;
    }

    /** Text of a member, or null when there is none or it is no string. */
    String text(final JsonPath path)
    {
        final Sample sample = sample();
        final int begin = path.find(sample);
        final boolean isText = begin >= 0 && '"' == sample.byteAt(begin) && JsonConverters.query(path, false, sample);
        final String text = isText ? sample.text() : null;
        scratch.popSample();
        return text;
    }

    /** Bytes of a member written in base64url, or null. */
    byte[] bytes(final JsonPath path)
    {
        final String text = text(path);
        return null == text ? null : decode(new UnsafeBuffer(text.getBytes(StandardCharsets.ISO_8859_1)), 0,
            text.length(), scratch);
    }

    /** The object that is a member, or null. */
    JsonFields object(final JsonPath path)
    {
        final Sample sample = sample();
        final int begin = path.find(sample);
        JsonFields object = null;
        if (begin >= 0 && '{' == sample.byteAt(begin))
        {
            final byte[] bytes = new byte[JsonPath.valueEnd(sample, begin) - begin];
            json.getBytes(begin, bytes);
            object = new JsonFields(bytes, scratch);
        }
        scratch.popSample();
        return object;
    }

    private Sample sample()
    {
        final Sample sample = scratch.pushSample();
        sample.str(json, 0, json.capacity());
        return sample;
    }

    /** Bytes of base64url text, or null when it is none. */
    static byte[] decode(final UnsafeBuffer text, final int offset, final int length, final EvalScratch scratch)
    {
        final ByteWriter out = scratch.chunk();
        if (!Base64Text.decode(text, offset, length, true, out))
        {
            return null;
        }
        final byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(out.start(), bytes);
        return bytes;
    }
}
