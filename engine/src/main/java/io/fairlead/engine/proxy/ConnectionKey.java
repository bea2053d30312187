/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

/**
 * What sets connections to one server apart, so that a stream may take over only one that was made as its own would
 * be: the PROXY header it began with, the client's address it comes from, the address it goes to, its mark and type of
 * service, and what {@code pool-conn-name} says. HAProxy compares a hash of the same things. Loop-confined.
 * <pre>
 *  | PROXY header | source (sockaddr) | destination (sockaddr) | mark (4) | tos (4) | pool-conn-name |
 *    each only where it may differ
 * </pre>
 */
final class ConnectionKey
{
    private static final int CAPACITY =
        ServerGreeting.CAPACITY + 2 * NetAddress.SOCKADDR_INET6_LENGTH + 2 * Integer.BYTES;

    private final ServerTarget target;
    private final ServerGreeting greeting;
    private final SampleExpr name;
    private byte[] bytes = new byte[CAPACITY];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int length;

    ConnectionKey(final ServerTarget target)
    {
        this.target = target;
        name = target.poolName();
        greeting = ServerGreeting.isNeeded(target.settings()) ? new ServerGreeting(target.settings()) : null;
    }

    /** Key of the connection that a stream would make now. */
    ConnectionKey compose(final Stream stream)
    {
        length = null == greeting ? 0 : greeting.compose(stream, buffer);
        if (target.isSourceOfClient())
        {
            final NetAddress source = target.sourceFor(stream);
            length += null == source || !source.isIp() ? 0 : source.putSockaddr(buffer, length);
        }
        if (target.isDestinationOfClient())
        {
            length += target.destination(stream).putSockaddr(buffer, length);
        }
        final OutgoingMarks marks = stream.context().marks();
        if (marks.isSet())
        {
            length += marks.put(buffer, length);
        }
        if (null != name)
        {
            addName(stream);
        }
        return this;
    }

    private void addName(final Stream stream)
    {
        final Sample sample = stream.worker().scratch().pushSample();
        if (name.evalAs(stream.context(), SampleType.STR, Sample.OPT_FINAL, sample))
        {
            if (length + sample.length > bytes.length)
            {
                bytes = Arrays.copyOf(bytes, length + sample.length);
                buffer.wrap(bytes);
            }
            sample.buffer.getBytes(sample.offset, bytes, length, sample.length);
            length += sample.length;
        }
        stream.worker().scratch().popSample();
    }

    /** The PROXY header at the beginning of what {@link #compose} made; null when the server wants none. */
    ServerGreeting greeting()
    {
        return greeting;
    }

    /** What {@link #compose} made, which {@link #greeting} begins; valid until the next. */
    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** A copy of that header. */
    byte[] greetingCopy()
    {
        return Arrays.copyOf(bytes, greeting.length());
    }

    /** A copy to leave with the connection. */
    byte[] copy()
    {
        return Arrays.copyOf(bytes, length);
    }

    /** Whether a connection with that key would be made alike; null is the key of the others. */
    boolean isSame(final byte[] other)
    {
        return null != other && Arrays.equals(other, 0, other.length, bytes, 0, length);
    }
}
