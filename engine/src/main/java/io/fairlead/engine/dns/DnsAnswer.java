/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.Hashes;

import static java.nio.ByteOrder.BIG_ENDIAN;

/**
 * Reads an answer to one question. Anything may come: whatever is wrong is a {@link Status}, and then no record of the
 * message is used. Reused by its owner; one thread.
 * <p>
 * Unlike HAProxy, which stops reading rightly at the first additional record of another kind or of the root (as OPT),
 * such records are stepped over wherever they stand.
 */
final class DnsAnswer
{
    /** What is to be said of an answer. */
    enum Status
    {
        /** Records were read. */
        VALID,
        /** The message breaks the rules or ends too early. */
        INVALID,
        /** Not exactly one question. */
        QUERY_COUNT,
        /** Another name than the one asked for. */
        WRONG_NAME,
        /** The name does not exist. */
        NO_NAME,
        /** The server refuses. */
        REFUSED,
        /** Another error of the server. */
        ERROR,
        /** No answer records. */
        EMPTY,
        /** Names of records do not follow from each other, or the last one is an alias. */
        ALIAS_ERROR,
        /** The server could not send all of it. */
        TRUNCATED
    }

    /** Shortest record: a root name, type, class. */
    private static final int MIN_RECORD_LENGTH = 6;
    private static final int FIXED_LENGTH = 10;
    private static final int SRV_FIXED_LENGTH = 6;
    private static final int FLAG_TRUNCATED = 0x0200;
    private static final int CODE_MASK = 0x000F;
    private static final int CODE_NO_NAME = 3;
    private static final int CODE_REFUSED = 5;

    private final List<DnsRecord> records = new ArrayList<>();
    private final List<DnsRecord> additional = new ArrayList<>();
    private DirectBuffer message = new UnsafeBuffer(new byte[0]);
    private int limit;
    private int position;
    private int type;
    private int dataLength;

    /** Id of a message, or -1 when it has none. */
    static int id(final DirectBuffer message, final int length)
    {
        return length < 2 ? -1 : message.getShort(0, BIG_ENDIAN) & 0xFFFF;
    }

    /** Answer records in the order of the message. */
    List<DnsRecord> records()
    {
        return records;
    }

    /** Addresses the server added to service records, in the order of the message. */
    List<DnsRecord> additional()
    {
        return additional;
    }

    /**
     * Read a message.
     *
     * @param source      from the id on.
     * @param length      bytes received.
     * @param asked       name of the question.
     * @param isSrv       whether service records were asked for.
     * @param payloadSize longest answer, by which the number of records is limited.
     */
    Status read(
        final DirectBuffer source, final int length, final DnsName asked, final boolean isSrv, final int payloadSize)
    {
        records.clear();
        additional.clear();
        message = source;
        limit = length;
        final Status status = readAll(asked, isSrv, (payloadSize - DnsQuery.HEADER_LENGTH) / MIN_RECORD_LENGTH);
        if (Status.VALID != status)
        {
            records.clear();
            additional.clear();
        }
        return status;
    }

    private Status readAll(final DnsName asked, final boolean isSrv, final int maxRecords)
    {
        if (limit <= 4)
        {
            return Status.INVALID;
        }
        final int flags = u16(2);
        if (0 != (flags & CODE_MASK))
        {
            return switch (flags & CODE_MASK)
            {
                case CODE_NO_NAME -> Status.NO_NAME;
                case CODE_REFUSED -> Status.REFUSED;
                default -> Status.ERROR;
            };
        }
        if (limit > 6 && 1 != u16(4))
        {
            return Status.QUERY_COUNT;
        }
        if (limit > 8 && 0 == u16(6))
        {
            return Status.EMPTY;
        }
        if (limit <= DnsQuery.HEADER_LENGTH || u16(6) > maxRecords)
        {
            return Status.INVALID;
        }
        position = DnsQuery.HEADER_LENGTH;
        final DnsName question = name();
        if (null == question || question.isRoot())
        {
            return Status.INVALID;
        }
        if (!question.equals(asked))
        {
            return Status.WRONG_NAME;
        }
        if (position + 4 > limit || isSrv != (RecordType.SRV == u16(position)))
        {
            return Status.INVALID;
        }
        position += 4;
        if (!isSrv && 0 != (flags & FLAG_TRUNCATED))
        {
            return Status.TRUNCATED;
        }
        final Status status = readAnswers(asked, isSrv, u16(6));
        return Status.VALID == status && isSrv ? readMore(u16(8), u16(10)) : status;
    }

    private Status readAnswers(final DnsName asked, final boolean isSrv, final int count)
    {
        DnsName expected = asked;
        for (int i = 0; i < count; i++)
        {
            final DnsName owner = name();
            if (null == owner || owner.isRoot())
            {
                return Status.INVALID;
            }
            if (!isSrv && !owner.equals(expected))
            {
                return 0 == i ? Status.INVALID : Status.ALIAS_ERROR;
            }
            if (!fixed())
            {
                return Status.INVALID;
            }
            if (RecordType.CNAME == type && i + 1 == count)
            {
                return Status.ALIAS_ERROR;
            }
            if (isUnderstood(type))
            {
                final DnsRecord record = record(owner);
                if (null == record)
                {
                    return Status.INVALID;
                }
                records.add(record);
                expected = RecordType.CNAME == type ? record.target() : expected;
            }
            position += dataLength;
        }
        return Status.VALID;
    }

    /** Authority records are stepped over, addresses among the additional ones are kept. */
    private Status readMore(final int authorityCount, final int additionalCount)
    {
        for (int i = 0; i < authorityCount + additionalCount; i++)
        {
            final DnsName owner = name();
            if (null == owner || !fixed())
            {
                return Status.INVALID;
            }
            if (i >= authorityCount && RecordType.isAddress(type))
            {
                final DnsRecord record = record(owner);
                if (null == record)
                {
                    return Status.INVALID;
                }
                additional.add(record);
            }
            position += dataLength;
        }
        return Status.VALID;
    }

    private static boolean isUnderstood(final int type)
    {
        return RecordType.isAddress(type) || RecordType.CNAME == type || RecordType.SRV == type;
    }

    /** Type, class, time to live and length of a record; false when it leaves the message. */
    private boolean fixed()
    {
        if (position + FIXED_LENGTH > limit)
        {
            return false;
        }
        type = u16(position);
        dataLength = u16(position + 8);
        position += FIXED_LENGTH;
        return position + dataLength <= limit;
    }

    /** The record whose data begin at the position, or null when they cannot be. */
    private DnsRecord record(final DnsName owner)
    {
        switch (type)
        {
            case RecordType.A, RecordType.AAAA ->
            {
                if ((RecordType.A == type ? 4 : 16) != dataLength)
                {
                    return null;
                }
                final int key = Hashes.xxh32(message, position, dataLength, type);
                return new DnsRecord(owner, type, address(), null, 0, 0, key);
            }
            case RecordType.CNAME ->
            {
                final DnsName target = DnsName.read(message, position, limit);
                return null == target || target.isRoot() ? null :
                    new DnsRecord(owner, type, null, target, 0, 0, key(target));
            }
            default ->
            {
                final DnsName target = dataLength <= SRV_FIXED_LENGTH ? null :
                    DnsName.read(message, position + SRV_FIXED_LENGTH, limit);
                return null == target || target.isRoot() ? null :
                    new DnsRecord(owner, type, null, target, u16(position + 2), u16(position + 4), key(target));
            }
        }
    }

    private int key(final DnsName name)
    {
        final DirectBuffer labels = name.labels();
        return Hashes.xxh32(labels, 0, labels.capacity(), type);
    }

    private NetAddress address()
    {
        if (RecordType.A == type)
        {
            return new NetAddress().inet(message.getInt(position, BIG_ENDIAN), 0);
        }
        return new NetAddress()
            .inet6(message.getLong(position, BIG_ENDIAN), message.getLong(position + 8, BIG_ENDIAN), 0);
    }

    /** The name at the position, which moves behind it; null when there is none. */
    private DnsName name()
    {
        final DnsName name = DnsName.read(message, position, limit);
        if (null != name)
        {
            position = DnsName.end(message, position);
        }
        return name;
    }

    private int u16(final int offset)
    {
        return message.getShort(offset, BIG_ENDIAN) & 0xFFFF;
    }
}
