/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.HashMap;
import java.util.Map;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ParseContext;

/** Names given by {@code guid}, which must be unique in the whole configuration. */
final class Guids
{
    private static final int MAX_LENGTH = 127;

    private final Map<String, String> owners = new HashMap<>();

    private Guids()
    {
    }

    /**
     * Take a name for an object.
     *
     * @throws ConfigException if it is taken or malformed.
     */
    static void claim(final String keyword, final String guid, final String owner, final ParseContext context)
    {
        if (guid.length() > MAX_LENGTH)
        {
            throw new ConfigException("'" + keyword + "': guid too big");
        }
        final int invalid = Names.invalidChar(guid);
        if (0 != invalid)
        {
            throw new ConfigException("'" + keyword + "': invalid character '" + (char)invalid + "'");
        }
        final String other = of(context).putIfAbsent(guid, owner);
        if (null != other)
        {
            throw new ConfigException("'" + keyword + "': duplicate entry with " + other);
        }
    }

    /** The object of a name is gone. */
    static void release(final String guid, final ParseContext context)
    {
        of(context).remove(guid);
    }

    private static Map<String, String> of(final ParseContext context)
    {
        return context.shared(Guids.class, Guids::new).owners;
    }
}
