/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code resolvers} section. Filled while a configuration is read and treated as immutable afterwards, but for the
 * running section it is given when its generation is made; a record of values, therefore with public fields.
 * Source: configuration.txt 5.3.2.
 */
public final class ResolversSettings
{
    /** Least {@code accepted_payload_size}. */
    public static final int MIN_PAYLOAD_SIZE = 12;
    /** Greatest {@code accepted_payload_size}. */
    public static final int MAX_PAYLOAD_SIZE = 65535;

    private static final int HOLD_MS = 30_000;

    /** Name of the section. */
    public final String name;
    /** File of its first line. */
    public final String file;
    /** Number of that line. */
    public final int line;
    /** Name servers in order. */
    public final List<NameserverSettings> nameservers = new ArrayList<>();
    /** {@code accepted_payload_size}, bytes. */
    public int payloadSize = 512;
    /** {@code resolve_retries}: queries sent before giving up. */
    public int retries = 3;
    /** {@code timeout resolve}: time between two resolutions of a name, ms. */
    public int resolveMs = 1000;
    /** {@code timeout retry}: time to wait for an answer before asking again, ms. */
    public int retryMs = 1000;
    /** {@code hold valid}: time an answer serves streams that ask for the same name, ms. */
    public int holdValidMs = 10_000;
    /** {@code hold obsolete}: time a record stays that answers no longer have, ms. */
    public int holdObsoleteMs;
    /** {@code hold nx}: time without a good answer after which a name that does not exist takes a server down, ms. */
    public int holdNoNameMs = HOLD_MS;
    /** {@code hold refused}, ms. */
    public int holdRefusedMs = HOLD_MS;
    /** {@code hold timeout}, ms. */
    public int holdTimeoutMs = HOLD_MS;
    /** {@code hold other}, ms. */
    public int holdOtherMs = HOLD_MS;

    private volatile Resolvers running;

    /**
     * An empty section.
     *
     * @param name of the section.
     * @param file of its first line.
     * @param line number of that line.
     */
    public ResolversSettings(final String name, final String file, final int line)
    {
        this.name = name;
        this.file = file;
        this.line = line;
    }

    /**
     * The running section. Any thread.
     *
     * @return null before the generation is made.
     */
    public Resolvers running()
    {
        return running;
    }

    void running(final Resolvers value)
    {
        running = value;
    }
}
