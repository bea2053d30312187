/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import org.agrona.DirectBuffer;

/** A name server of a section, over one kind of transport. Conductor only. */
public abstract class Nameserver
{
    private final NameserverSettings settings;
    private final NameserverCounters counters = new NameserverCounters();

    Nameserver(final NameserverSettings settings)
    {
        this.settings = settings;
    }

    /**
     * Its name.
     *
     * @return unique in the section.
     */
    public final String name()
    {
        return settings.name();
    }

    /**
     * What happened with it.
     *
     * @return counters, live.
     */
    public final NameserverCounters counters()
    {
        return counters;
    }

    final NameserverSettings settings()
    {
        return settings;
    }

    /**
     * Send a question.
     *
     * @param message with an array behind it.
     * @param length  of the message.
     * @return false when it could not be sent, which is counted.
     */
    abstract boolean send(DirectBuffer message, int length);

    /** Close all sockets; the next question opens them again. */
    abstract void close();
}
