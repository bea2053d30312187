/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteOrder;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.server.HealthStatus;

/**
 * The first frame of a stream processing offload agent.
 * <pre>
 *  0        4      5       9           10         11
 *  | length | type | flags | stream id | frame id | items: name, type, value ...
 * </pre>
 * Source: SPOE.txt sections 3.1 and 3.2.5.
 */
public final class SpopReply implements CheckReply
{
    /** The one judge of them all. */
    public static final SpopReply INSTANCE = new SpopReply();

    private static final int HEADER_LENGTH = 11;
    private static final int AGENT_HELLO = 101;
    private static final int AGENT_DISCONNECT = 102;
    private static final int MIN_FRAME_SIZE = 256;
    private static final long MAX_FRAME_SIZE = 0x7FFF_FFFFL;
    private static final int ERROR_INVALID = 4;
    private static final int ERROR_NO_VERSION = 5;
    private static final int ERROR_NO_FRAME_SIZE = 6;
    private static final int ERROR_NO_CAPABILITIES = 7;
    private static final int ERROR_BAD_VERSION = 8;
    private static final int ERROR_BAD_FRAME_SIZE = 9;
    private static final int TYPE_MASK = 0x0F;
    private static final int TYPE_BOOLEAN = 1;
    private static final int TYPE_INT32 = 2;
    private static final int TYPE_UINT64 = 5;
    private static final int TYPE_IPV4 = 6;
    private static final int TYPE_IPV6 = 7;
    private static final int TYPE_STRING = 8;
    private static final int TYPE_BINARY = 9;

    private SpopReply()
    {
    }

    @Override
    public Verdict judge(
        final CheckRun run, final UnsafeBuffer buffer, final int offset, final int length, final boolean isLast)
    {
        if (length < HEADER_LENGTH)
        {
            return isLast ? fail(run, ERROR_INVALID) : Verdict.WAIT;
        }
        final int type = buffer.getByte(offset + 4) & 0xFF;
        if (AGENT_HELLO != type && AGENT_DISCONNECT != type || 1 != buffer.getInt(offset + 5, ByteOrder.BIG_ENDIAN) ||
            0 != buffer.getByte(offset + 9) || 0 != buffer.getByte(offset + 10))
        {
            return fail(run, ERROR_INVALID);
        }
        final long frameLength = buffer.getInt(offset, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
        if (length < 4 + frameLength)
        {
            return isLast ? fail(run, ERROR_INVALID) : Verdict.WAIT;
        }
        final Items items = new Items(buffer, offset + HEADER_LENGTH, offset + length);
        if (!items.read())
        {
            return fail(run, ERROR_INVALID);
        }
        // HAProxy 3.4 looks for the values of a hello in a farewell too
        final int error = items.helloError();
        if (0 != error)
        {
            return fail(run, error);
        }
        run.report(run.okStatus(), "SPOA server is ok");
        return Verdict.CONTINUE;
    }

    private static Verdict fail(final CheckRun run, final int code)
    {
        run.code(code);
        run.fail(HealthStatus.L7_RESPONSE, false, reason(code));
        return Verdict.STOP;
    }

    private static String reason(final int code)
    {
        return switch (code)
        {
            case ERROR_INVALID -> "invalid frame received";
            case ERROR_NO_VERSION -> "version value not found";
            case ERROR_NO_FRAME_SIZE -> "max-frame-size value not found";
            case ERROR_NO_CAPABILITIES -> "capabilities value not found";
            case ERROR_BAD_VERSION -> "unsupported version";
            case ERROR_BAD_FRAME_SIZE -> "max-frame-size too big or too small";
            default -> "an unknown error occurred";
        };
    }

    /** The named values of a frame. */
    private static final class Items
    {
        private final UnsafeBuffer buffer;
        private final int end;
        private int at;
        private long number;
        private String text;
        private String version;
        private long frameSize = -1;
        private boolean hasCapabilities;

        private Items(final UnsafeBuffer buffer, final int at, final int end)
        {
            this.buffer = buffer;
            this.at = at;
            this.end = end;
        }

        private boolean read()
        {
            while (at < end)
            {
                if (!string() || text.isEmpty() || at >= end)
                {
                    return false;
                }
                final String name = text;
                final int type = buffer.getByte(at++) & TYPE_MASK;
                if (!value(type) || !keep(name, type))
                {
                    return false;
                }
            }
            return true;
        }

        private boolean keep(final String name, final int type)
        {
            final boolean isNumber = type >= TYPE_INT32 && type <= TYPE_UINT64;
            switch (name)
            {
                case "version" ->
                {
                    version = text;
                    return TYPE_STRING == type;
                }
                case "max-frame-size" ->
                {
                    frameSize = number;
                    return isNumber;
                }
                case "capabilities" ->
                {
                    hasCapabilities = true;
                    return TYPE_STRING == type;
                }
                default ->
                {
                    return true;
                }
            }
        }

        private int helloError()
        {
            if (null != version && !version.matches(" *[0-9]+\\.[0-9]+ *"))
            {
                return ERROR_INVALID;
            }
            if (null != version && !version.trim().startsWith("2."))
            {
                return ERROR_BAD_VERSION;
            }
            if (frameSize >= 0 && (frameSize < MIN_FRAME_SIZE || frameSize > MAX_FRAME_SIZE))
            {
                return ERROR_BAD_FRAME_SIZE;
            }
            return null == version ? ERROR_NO_VERSION : frameSize < 0 ? ERROR_NO_FRAME_SIZE :
                hasCapabilities ? 0 : ERROR_NO_CAPABILITIES;
        }

        private boolean value(final int type)
        {
            switch (type)
            {
                case 0, TYPE_BOOLEAN ->
                {
                    return true;
                }
                case TYPE_IPV4, TYPE_IPV6 ->
                {
                    at += TYPE_IPV4 == type ? 4 : 16;
                    return at <= end;
                }
                case TYPE_STRING, TYPE_BINARY ->
                {
                    return string();
                }
                default ->
                {
                    return type <= TYPE_UINT64 && number();
                }
            }
        }

        private boolean string()
        {
            if (!number() || number < 0 || number > end - at)
            {
                return false;
            }
            final byte[] bytes = new byte[(int)number];
            buffer.getBytes(at, bytes);
            at += bytes.length;
            text = new String(bytes, ISO_8859_1);
            return true;
        }

        /** A number of one byte below 240, else of 4 bits and then 7 more in each byte. */
        private boolean number()
        {
            if (at >= end)
            {
                return false;
            }
            number = buffer.getByte(at++) & 0xFF;
            if (number < 240)
            {
                return true;
            }
            int shift = 4;
            int b;
            do
            {
                if (at >= end || shift > 60)
                {
                    return false;
                }
                b = buffer.getByte(at++) & 0xFF;
                number += (long)b << shift;
                shift += 7;
            }
            while (b >= 128);
            return true;
        }
    }
}
