/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.nio.ByteOrder;

import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Fields of Protocol Buffers messages, found by the path of their numbers. Reused, never allocates. One thread.
 * Source: configuration.txt 7.3.1 "protobuf", "ungrpc"; protobuf.dev "Encoding".
 */
final class Protobuf
{
    /** How the field is to be understood. */
    enum Type
    {
        BINARY, INT32, UINT32, SINT32, INT64, UINT64, SINT64, BOOL, ENUM, FIXED32, SFIXED32, FLOAT, FIXED64, SFIXED64,
        DOUBLE;

        /** Type by its name, or null. */
        static Type ofName(final String name)
        {
            for (final Type type : values())
            {
                if (BINARY != type && type.name().toLowerCase(java.util.Locale.ROOT).equals(name))
                {
                    return type;
                }
            }
            return null;
        }
    }

    private static final int VARINT = 0;
    private static final int BITS_64 = 1;
    private static final int DELIMITED = 2;
    private static final int BITS_32 = 5;
    private static final int GRPC_HEADER_LENGTH = 5;
    private static final int MAX_VARINT_LENGTH = 10;

    private UnsafeBuffer buffer;
    private int position;
    private int limit;
    private long number;

    /** Make a sample of messages with gRPC's framing the field of the first that has it. */
    boolean ungrpc(final Sample sample, final long[] path, final Type type)
    {
        int at = sample.offset;
        int left = sample.length;
        while (left > GRPC_HEADER_LENGTH)
        {
            final long length = sample.buffer.getInt(at + 1, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
            at += GRPC_HEADER_LENGTH;
            left -= GRPC_HEADER_LENGTH;
            if (left < length)
            {
                return false;
            }
            if (find(sample, at, (int)length, path, type))
            {
                return true;
            }
            at = position;
            left -= (int)length;
        }
        return false;
    }

    /** Make a sample of a message the field with this path. */
    boolean find(final Sample sample, final long[] path, final Type type)
    {
        return find(sample, sample.offset, sample.length, path, type);
    }

    private boolean find(
        final Sample sample, final int offset, final int length, final long[] path, final Type type)
    {
        buffer = sample.buffer;
        position = offset;
        limit = offset + length;
        long inner = 0; // bytes left of the message the path has led into
        int depth = 0;
        while (position < limit)
        {
            int begin = position;
            if (!varint())
            {
                return false;
            }
            final int wire = (int)number & 7;
            final boolean isWanted = path[depth] == (number >>> 3 & 0xFFFF_FFFFL);
            if (DELIMITED == wire)
            {
                if (!varint() || Long.compareUnsigned(number, limit - position) > 0)
                {
                    return false;
                }
                inner = number;
                begin = position;
            }
            if (isWanted && path.length - 1 == depth)
            {
                return give(sample, wire, (int)inner, type);
            }
            if (!isWanted && !skip(wire, (int)inner) || isWanted && !isWireType(wire))
            {
                return false;
            }
            if (inner > 0)
            {
                inner -= position - begin;
            }
            if (isWanted)
            {
                depth++;
            }
            else if (inner <= 0)
            {
                depth = 0;
            }
        }
        return false;
    }

    private static boolean isWireType(final int wire)
    {
        return VARINT == wire || BITS_64 == wire || DELIMITED == wire || BITS_32 == wire;
    }

    private boolean skip(final int wire, final int length)
    {
        return switch (wire)
        {
            case VARINT -> varint();
            case BITS_64 -> advance(Long.BYTES);
            case DELIMITED -> advance(length);
            case BITS_32 -> advance(Integer.BYTES);
            default -> false;
        };
    }

    private boolean advance(final int length)
    {
        if (limit - position < length)
        {
            return false;
        }
        position += length;
        return true;
    }

    /** Groups of seven bits, the lowest first; nothing at all counts as zero. */
    private boolean varint()
    {
        number = 0;
        for (int i = 0; i < MAX_VARINT_LENGTH; i++)
        {
            if (position >= limit)
            {
                return 0 == i;
            }
            final int b = buffer.getByte(position++);
            number |= (long)(b & 0x7F) << 7 * i;
            if (b >= 0)
            {
                return true;
            }
        }
        return false;
    }

    private boolean give(final Sample sample, final int wire, final int length, final Type type)
    {
        final int begin = position;
        if (VARINT == wire)
        {
            if (!varint())
            {
                return false;
            }
            return switch (type)
            {
                case BINARY -> sample.bin(buffer, begin, position - begin);
                case INT32, UINT32, INT64, UINT64, BOOL, ENUM -> sample.sint(number);
                case SINT32, SINT64 -> sample.sint(number >>> 1 ^ -(number & 1));
                default -> false;
            };
        }
        return switch (wire)
        {
            case BITS_64 -> limit - position >= Long.BYTES && give64(sample, type);
            case DELIMITED -> Type.BINARY == type && sample.bin(buffer, begin, length);
            case BITS_32 -> limit - position >= Integer.BYTES && give32(sample, type);
            default -> false;
        };
    }

    private boolean give64(final Sample sample, final Type type)
    {
        final long bits = buffer.getLong(position, ByteOrder.LITTLE_ENDIAN);
        return switch (type)
        {
            case BINARY -> sample.bin(buffer, position, Long.BYTES);
            case FIXED64, SFIXED64 -> sample.sint(bits);
            case DOUBLE -> sample.sint(whole(Double.longBitsToDouble(bits)));
            default -> false;
        };
    }

    /** What the C library makes of it: not a number becomes the least number. */
    private static long whole(final double value)
    {
        return Double.isNaN(value) ? Long.MIN_VALUE : (long)value;
    }

    private boolean give32(final Sample sample, final Type type)
    {
        final int bits = buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
        return switch (type)
        {
            case BINARY -> sample.bin(buffer, position, Integer.BYTES);
            case FIXED32 -> sample.sint(bits & 0xFFFF_FFFFL);
            case SFIXED32 -> sample.sint(bits);
            case FLOAT -> sample.sint((long)Float.intBitsToFloat(bits) & 0xFFFF_FFFFL);
            default -> false;
        };
    }
}
