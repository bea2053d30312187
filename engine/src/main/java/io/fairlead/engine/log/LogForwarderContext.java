/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.function.LongConsumer;

import io.fairlead.engine.buffer.NetAddress;

/**
 * What a {@code log-forward} section is made of at run time.
 *
 * @param name            of the section.
 * @param targets         where messages go.
 * @param writer          of the section's own thread.
 * @param received        told how many messages came.
 * @param streams         listening sockets; the forwarder closes them.
 * @param datagrams       bound datagram sockets; the forwarder closes them.
 * @param maxConnections  clients at a time.
 * @param idleMs          how long a client may say nothing; 0 = for ever.
 * @param maxLength       longest message, bytes.
 * @param host            what becomes of the host field.
 * @param isUnparsed      {@code option dont-parse-log}.
 * @param areAllLines     {@code option assume-rfc6587-ntf}.
 */
public record LogForwarderContext(
    String name,
    LogTargets targets,
    LogWriter writer,
    LongConsumer received,
    int[] streams,
    int[] datagrams,
    int maxConnections,
    int idleMs,
    int maxLength,
    HostField host,
    boolean isUnparsed,
    boolean areAllLines)
{
    /** What {@code option host} says. */
    public enum HostField
    {
        /** The sender's address always. */
        REPLACE,
        /** The sender's address where there is no host. */
        FILL,
        /** As it came. */
        KEEP,
        /** The sender's address behind the host. */
        APPEND;

        /** Change a message accordingly; a sender without an IP address changes nothing. */
        void apply(final SyslogMessage message, final NetAddress sender)
        {
            if (KEEP != this && sender.isIp() && (FILL != this || !message.has(SyslogMessage.Field.HOST)))
            {
                message.host(sender, APPEND == this);
            }
        }
    }
}
