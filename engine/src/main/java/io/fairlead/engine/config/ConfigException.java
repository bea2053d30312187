/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * A configuration word that cannot be accepted. The message is the part after {@code parsing [file:line] : }, without a
 * line end; the section dispatcher turns it into an alert and goes on with the next line.
 */
public final class ConfigException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final boolean isTight;

    public ConfigException(final String message)
    {
        this(message, false);
    }

    private ConfigException(final String message, final boolean isTight)
    {
        super(message, null, false, false);
        this.isTight = isTight;
    }

    /** A message in HAProxy's other layout, without a blank: {@code parsing [file:line]: message}. */
    public static ConfigException tight(final String message)
    {
        return new ConfigException(message, true);
    }

    /** Whether there is no blank between the place and the colon. */
    public boolean isTight()
    {
        return isTight;
    }
}
