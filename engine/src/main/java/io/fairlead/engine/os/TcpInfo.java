/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the kernel knows about a TCP connection, for the fetches {@code fc_rtt}, {@code bc_rtt} and their family. One
 * object is reused: read it, ask it. Not thread-safe.
 * <pre>
 *  struct tcp_info:   0 state (u8) ... 24 unacked  28 sacked  32 lost  36 retrans  40 fackets
 *                     ... 68 rtt  72 rttvar ... 88 reordering                     (u32)
 * </pre>
 */
public final class TcpInfo
{
    private static final int LENGTH = 104;
    private static final int STATE_OFFSET = 0;
    private static final int UNACKED_OFFSET = 24;
    private static final int SACKED_OFFSET = 28;
    private static final int LOST_OFFSET = 32;
    private static final int RETRANS_OFFSET = 36;
    private static final int FACKETS_OFFSET = 40;
    private static final int RTT_OFFSET = 68;
    private static final int RTTVAR_OFFSET = 72;
    private static final int REORDERING_OFFSET = 88;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);

    /**
     * Reads the state of a connection.
     *
     * @param fd TCP socket.
     * @return whether it could be read; the fields are 0 otherwise.
     */
    public boolean tryRead(final int fd)
    {
        buffer.setMemory(0, LENGTH, (byte)0);
        return SocketOptions.tcpInfo(fd, buffer, LENGTH) > REORDERING_OFFSET;
    }

    /** State of the connection as the kernel numbers them; 1 is established. */
    public int state()
    {
        return buffer.getByte(STATE_OFFSET) & 0xFF;
    }

    /** Mean round trip time, microseconds. */
    public long rttUs()
    {
        return field(RTT_OFFSET);
    }

    /** Variance of the round trip time, microseconds. */
    public long rttVarianceUs()
    {
        return field(RTTVAR_OFFSET);
    }

    /** Segments sent and not acknowledged. */
    public long unacked()
    {
        return field(UNACKED_OFFSET);
    }

    /** Segments acknowledged selectively. */
    public long sacked()
    {
        return field(SACKED_OFFSET);
    }

    /** Segments believed lost. */
    public long lost()
    {
        return field(LOST_OFFSET);
    }

    /** Segments retransmitted and not yet acknowledged. */
    public long retransmitted()
    {
        return field(RETRANS_OFFSET);
    }

    /** Forward acknowledgements; newer kernels say 0. */
    public long forwardAcks()
    {
        return field(FACKETS_OFFSET);
    }

    /** Reordering distance, segments. */
    public long reordering()
    {
        return field(REORDERING_OFFSET);
    }

    private long field(final int offset)
    {
        return buffer.getInt(offset) & 0xFFFF_FFFFL;
    }
}
