/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code ring} section: the latest records in memory, and where they are sent on to. Filled while reading, immutable
 * afterwards, hence plain public fields. Source: configuration.txt 12.6.
 */
public final class LogRingSettings
{
    /** Bytes a ring has that says nothing else. */
    public static final int DEFAULT_LENGTH = 16384;
    /** Bytes of a ring that cannot hold a record: its own, and those around a record. */
    private static final int OVERHEAD = 197;

    /** A server records are sent on to. */
    public static final class Target
    {
        /** Name. */
        public final String name;
        /** Where it listens. */
        public final AddressSpec address;
        /** {@code log-proto octet-count}: the length in front of each record instead of a line end behind it. */
        public boolean isOctetCounted;

        /**
         * A server that takes lines.
         *
         * @param name    of the server.
         * @param address where it listens.
         */
        public Target(final String name, final AddressSpec address)
        {
            this.name = name;
            this.address = address;
        }
    }

    /** Name of the section. */
    public final String name;
    /** {@code description}. */
    public String description;
    /** {@code format}: header of records; UNSPECIFIED leaves it to the log line. */
    public LogTargetSettings.Format format = LogTargetSettings.Format.RAW;
    /** {@code maxlen}: longest record, bytes; 0 = whatever the log line allows. */
    public int maxLength;
    /** {@code size}, bytes. */
    public int length = DEFAULT_LENGTH;
    /** {@code timeout connect}; 0 = none. */
    public int connectTimeoutMs;
    /** {@code timeout server}; 0 = none. */
    public int serverTimeoutMs;
    /** {@code server} lines. */
    public final List<Target> targets = new ArrayList<>();

    /**
     * A ring as it is before its first line.
     *
     * @param name of the section.
     */
    public LogRingSettings(final String name)
    {
        this.name = name;
        description = name;
    }

    /**
     * Longest record that fits.
     *
     * @return bytes.
     */
    public int maxPayload()
    {
        return Math.max(0, length - OVERHEAD);
    }

    /**
     * All that makes a ring another one, so that a reload can keep those that stayed as they were.
     *
     * @return text to compare.
     */
    public String fingerprint()
    {
        final StringBuilder text = new StringBuilder(name).append(' ').append(format).append(' ').append(maxLength)
            .append(' ').append(length).append(' ').append(connectTimeoutMs).append(' ').append(serverTimeoutMs);
        for (final Target target : targets)
        {
            text.append(' ').append(target.name).append('=').append(target.address.text).append('/')
                .append(target.isOctetCounted);
        }
        return text.toString();
    }
}
