/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

/** Which chars may stand in names. */
final class Names
{
    private Names()
    {
    }

    /**
     * First char that may not stand in the name of a proxy or server, 0 if all are fine; NUL of an empty name is -1.
     */
    static int invalidChar(final String name)
    {
        return firstOther(name, ".:_-");
    }

    /** First char that may not stand in the prefix of {@code server-template}, 0 if all are fine. */
    static int invalidPrefixChar(final String name)
    {
        return firstOther(name, "._-");
    }

    /** First char that may not stand in a domain name, 0 if all are fine. */
    static int invalidDomainChar(final String name)
    {
        return firstOther(name, "._-");
    }

    static boolean isAlphanumeric(final char c)
    {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static int firstOther(final String name, final String extra)
    {
        if (name.isEmpty())
        {
            return -1;
        }
        for (int i = 0; i < name.length(); i++)
        {
            final char c = name.charAt(i);
            if (!isAlphanumeric(c) && extra.indexOf(c) < 0)
            {
                return c;
            }
        }
        return 0;
    }
}
