/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.concurrent.atomic.AtomicLong;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.config.LogTargetSettings.Format;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.os.IpSockets;
import io.fairlead.engine.os.UnixSockets;

/**
 * One destination of a proxy's records, made from a {@code log} line: which records it takes, the constant parts of
 * their headers, the way there. Immutable but for its place in the sampling; any thread.
 * <pre>
 *  rfc3164   PRI date host tag[pid]: text          local   PRI date tag[pid]: text
 *  rfc5424   PRI 1 time host tag pid - sd text     timed   PRI time text
 *  priority  PRI text                              short   PRI text      (level only)
 *  iso       time text                             raw     text
 * </pre>
 */
final class LogTarget
{
    private static final int LEVEL_COUNT = 8;
    private static final byte[] NO_BYTES = {};
    private static final int INDEX_BITS = 32;

    /** How records get there. */
    enum Way
    {
        /** A datagram over IPv4. */
        INET,
        /** A datagram over IPv6. */
        INET6,
        /** A datagram to a UNIX socket. */
        UNIX,
        /** A thread of the destination's own. */
        SINK,
        /** The servers of a backend share the records. */
        BACKEND
    }

    /** Which time a header begins with. */
    enum Time
    {
        /** None. */
        NONE,
        /** {@code Nov 22 14:06:11 }. */
        LEGACY,
        /** {@code 2026-11-22T14:06:11.070445+00:00 }. */
        ISO
    }

    final Way way;
    final Time time;
    final byte[] socketAddress;
    final LogOutlet sink;
    private final boolean isRing;
    private final String backendName;
    final int maxLength;
    final boolean hasStructuredData;
    final LogProfile profile;
    final int number;
    /** Format asked for, which a message that is sent on may keep to be UNSPECIFIED. */
    final Format wanted;
    /** Of messages that name none. */
    final int facility;
    private final Format format;
    private final LogService service;
    private final byte[] headerEnd;
    private final byte[][] priorities;
    private final int level;
    private final int minLevel;
    private final int sampleSize;
    private final int[] sampleRanges;
    private volatile OwnHeader ownHeader;
    private final AtomicLong sampleState = new AtomicLong();

    LogTarget(
        final LogTargetSettings settings, final int number, final String tag, final LogProfile profile,
        final LogService service)
    {
        this.profile = profile;
        this.service = service;
        final LogRing ring = null == settings.ringName ? null : service.ring(settings.ringName);
        isRing = null != ring;
        wanted = null != ring && Format.UNSPECIFIED != ring.settings().format ? ring.settings().format :
            settings.format;
        facility = settings.facility;
        format = effectiveFormat(wanted, service.hostName());
        this.number = number;
        maxLength = settings.maxLength;
        level = settings.level;
        minLevel = settings.minLevel;
        sampleSize = settings.sampleSize;
        sampleRanges = settings.sampleRanges;
        time = time(format);
        hasStructuredData = Format.RFC5424 == format;
        priorities = priorities(format, settings.facility);
        headerEnd = headerEnd(format, tag, service);
        final AddressSpec address = settings.address;
        backendName = settings.backendName;
        way = null != backendName ? Way.BACKEND : null == address ? Way.SINK : way(address);
        socketAddress = switch (way)
        {
            case INET, INET6 -> IpSockets.address(address.address);
            case UNIX -> unixAddress(address);
            case SINK, BACKEND -> NO_BYTES;
        };
        sink = Way.SINK != way ? null : null != ring ? ring : sink(address, service);
    }

    private static LogOutlet sink(final AddressSpec address, final LogService service)
    {
        return AddressSpec.Form.DESCRIPTOR == address.form || AddressSpec.Form.STANDARD_STREAM == address.form ?
            service.descriptor(address.descriptor) : service.stream(address);
    }

    private static Format effectiveFormat(final Format format, final String hostName)
    {
        return Format.UNSPECIFIED != format ? format : null == hostName ? Format.LOCAL : Format.RFC3164;
    }

    private static Way way(final AddressSpec address)
    {
        if (address.isUnix() && address.isDatagram)
        {
            return Way.UNIX;
        }
        if (AddressSpec.Form.IP == address.form && address.isDatagram)
        {
            return NetAddress.INET6 == address.address.family() ? Way.INET6 : Way.INET;
        }
        return Way.SINK;
    }

    static byte[] unixAddress(final AddressSpec address)
    {
        final byte[] bytes = AddressSpec.Form.UNIX == address.form ? UnixSockets.pathAddress(address.path) :
            UnixSockets.abstractAddress(address.path, AddressSpec.Form.ABSTRACT_PADDED == address.form);
        if (null == bytes)
        {
            throw new IllegalArgumentException("socket path '" + address.path + "' too long");
        }
        return bytes;
    }

    private static Time time(final Format format)
    {
        return switch (format)
        {
            case LOCAL, RFC3164, UNSPECIFIED -> Time.LEGACY;
            case RFC5424, TIMED, ISO -> Time.ISO;
            case PRIORITY, SHORT, RAW -> Time.NONE;
        };
    }

    private static byte[][] priorities(final Format format, final int facility)
    {
        final byte[][] all = new byte[LEVEL_COUNT][];
        for (int i = 0; i < LEVEL_COUNT; i++)
        {
            all[i] = switch (format)
            {
                case ISO, RAW -> NO_BYTES;
                case TIMED, SHORT -> bytes("<" + i + '>');
                case RFC5424 -> bytes("<" + (facility << 3 | i) + ">1 ");
                default -> bytes("<" + (facility << 3 | i) + '>');
            };
        }
        return all;
    }

    private static byte[] headerEnd(final Format format, final String tag, final LogService service)
    {
        final String host = service.hostName();
        final String local = tag.isEmpty() ? "" : tag + '[' + service.pid() + "]: ";
        return switch (format)
        {
            case LOCAL, UNSPECIFIED -> bytes(local);
            case RFC3164 -> bytes((null == host ? "localhost" : host) + ' ' + local);
            case RFC5424 -> bytes(
                (null == host ? "-" : host) + ' ' + (tag.isEmpty() ? "-" : tag) + ' ' + service.pid() + " - ");
            default -> NO_BYTES;
        };
    }

    /** End of the header under a profile, or null for none. */
    byte[] headerEnd(final LogProfile used)
    {
        if (null == used || null == used.tag)
        {
            return headerEnd;
        }
        final OwnHeader known = ownHeader;
        if (null != known && known.profile == used)
        {
            return known.bytes;
        }
        final OwnHeader made = new OwnHeader(used, headerEnd(format, used.tag, service));
        ownHeader = made;
        return made.bytes;
    }

    /** End of the header with the tag of a profile; the last one used is kept. */
    private record OwnHeader(LogProfile profile, byte[] bytes)
    {
    }

    private static byte[] bytes(final String text)
    {
        final byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = (byte)text.charAt(i);
        }
        return bytes;
    }

    /** Whether a record of this level goes there; counts it in the sampling. */
    boolean takes(final int recordLevel)
    {
        return recordLevel <= level && (0 == sampleSize || isSampled());
    }

    /**
     * Whether the next record is among the sampled ones. The state is the current range in the high half and the number
     * of records seen of the current sample in the low half.
     */
    private boolean isSampled()
    {
        while (true)
        {
            final long state = sampleState.get();
            int range = (int)(state >>> INDEX_BITS);
            final int index = (int)state + 1;
            final int last = sampleRanges[2 * range + 1];
            final boolean isWithin = sampleRanges[2 * range] <= index && index <= last;
            if (isWithin && index == last)
            {
                range = (range + 1) % (sampleRanges.length / 2);
            }
            if (sampleState.compareAndSet(state, (long)range << INDEX_BITS | index % sampleSize))
            {
                return isWithin;
            }
        }
    }

    /** Whether records end without a line end. */
    boolean isRing()
    {
        return isRing || null != backendName && service.isStreamBackend(backendName);
    }

    /** Where a record goes by way of a backend; null for nowhere. */
    LogTarget chosen(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final LogRoute route = service.route(backendName);
        final LogDestination destination = null == route ? null : route.choose(buffer, offset, length);
        return null == destination ? null : destination.target;
    }

    /** Level that is shown for one. */
    int shownLevel(final int recordLevel)
    {
        return Math.max(recordLevel, minLevel);
    }

    /** Bytes in front of the time. */
    byte[] priority(final int recordLevel)
    {
        return priorities[Math.max(recordLevel, minLevel)];
    }

    /** Bytes a header without structured data may have at most. */
    int maxHeaderLength()
    {
        return priorities[LEVEL_COUNT - 1].length + LogTime.ISO_LENGTH + headerEnd.length;
    }

    static int put(final MutableDirectBuffer target, final int offset, final byte[] source)
    {
        target.putBytes(offset, source);
        return offset + source.length;
    }
}
