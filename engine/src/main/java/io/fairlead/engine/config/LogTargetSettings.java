/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * One {@code log} line: where records go and which. Filled while reading, immutable afterwards, hence plain public
 * fields. Source: configuration.txt 4.2 "log".
 */
public final class LogTargetSettings
{
    /** Header format of records. */
    public enum Format
    {
        /** Not written; rfc3164 for network targets, as {@code local} inside rings where given. */
        UNSPECIFIED,
        /** Priority, BSD date and tag without host name. */
        LOCAL,
        /** BSD syslog with host name. */
        RFC3164,
        /** IETF syslog. */
        RFC5424,
        /** {@code <prio>} and the message only. */
        PRIORITY,
        /** {@code <severity>} and the message only. */
        SHORT,
        /** Short form with a time in front. */
        TIMED,
        /** ISO time in front of the message. */
        ISO,
        /** The message only. */
        RAW
    }

    /** File of the line, for messages. */
    public String file = "";
    /** Line number, for messages. */
    public int line;
    /** Destination; null for a ring. */
    public AddressSpec address;
    /** Name of the ring that is the destination, or null. */
    public String ringName;
    /** Name of the backend whose servers share the records, or null. */
    public String backendName;
    /** Longest record, bytes. */
    public int maxLength = 1024;
    /** Header format. */
    public Format format = Format.UNSPECIFIED;
    /** Syslog facility, 0 (kern) to 23 (local7). */
    public int facility;
    /** Least important severity that is sent, 0 (emerg) to 7 (debug). */
    public int level = 7;
    /** Most important severity shown, 0 to 7; records above are lowered to it. */
    public int minLevel;
    /** Sample size of {@code sample}, 0 = no sampling. */
    public int sampleSize;
    /** Ranges of sampled indexes, pairs of first and last, counted from 1. */
    public int[] sampleRanges = {};
    /** Name of a {@code log-profile}, or null. */
    public String profile;
}
