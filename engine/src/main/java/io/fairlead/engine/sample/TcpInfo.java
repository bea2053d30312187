/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * Values the kernel knows about a TCP connection.
 */
public final class TcpInfo
{
    /** Smoothed round trip time in microseconds. */
    public static final int RTT_US = 0;
    /** Its variance in microseconds. */
    public static final int RTT_VARIANCE_US = 1;
    public static final int UNACKED = 2;
    public static final int SACKED = 3;
    public static final int RETRANSMITS = 4;
    public static final int FACKETS = 5;
    public static final int LOST = 6;
    public static final int REORDERING = 7;

    private TcpInfo()
    {
    }
}
