/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.MethodNames;
import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.Texts;
import io.fairlead.engine.sample.UserList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Matchers that need no index.
 */
final class SimpleMatcher
{
    private SimpleMatcher()
    {
    }

    /** Any value at all. */
    static final class Found extends Matcher
    {
        @Override
        int find(final Sample sample)
        {
            return 0;
        }
    }

    /** Any number but zero. */
    static final class Bool extends Matcher
    {
        @Override
        int find(final Sample sample)
        {
            return 0 != sample.value ? 0 : NO_MATCH;
        }
    }

    /** Groups the user is looked for in; the fetch attaches the user list. */
    static final class Groups extends Matcher
    {
        private final String[] groups;

        Groups(final List<String> patterns)
        {
            groups = patterns.toArray(new String[0]);
        }

        @Override
        int find(final Sample sample)
        {
            for (int i = 0; i < groups.length; i++)
            {
                if (sample.attachment instanceof final UserList users &&
                    users.isInGroup(sample.buffer, sample.offset, sample.length, groups[i]))
                {
                    return i;
                }
            }
            return NO_MATCH;
        }
    }

    /** Methods, known ones by number. */
    static final class Methods extends Matcher
    {
        private final int[] known;
        private final UnsafeBuffer[] names;
        private final boolean ignoreCase;

        Methods(final List<String> patterns, final boolean ignoreCase)
        {
            this.ignoreCase = ignoreCase;
            known = new int[patterns.size()];
            names = new UnsafeBuffer[known.length];
            for (int i = 0; i < known.length; i++)
            {
                names[i] = Texts.buffer(patterns.get(i));
                known[i] = MethodNames.indexOf(names[i], 0, names[i].capacity());
            }
        }

        @Override
        int find(final Sample sample)
        {
            for (int i = 0; i < known.length; i++)
            {
                if (known[i] == sample.value && (MethodNames.OTHER != known[i] || isName(names[i], sample)))
                {
                    return i;
                }
            }
            return NO_MATCH;
        }

        private boolean isName(final UnsafeBuffer name, final Sample sample)
        {
            return name.capacity() == sample.length && (ignoreCase
                ? Bytes.equalIgnoreCase(name, 0, sample.buffer, sample.offset, sample.length)
                : Bytes.equal(name, 0, sample.buffer, sample.offset, sample.length));
        }
    }

    /** Bytes of patterns written in hexadecimal digits. */
    static List<byte[]> binaries(final List<String> patterns)
    {
        final List<byte[]> result = new ArrayList<>(patterns.size());
        for (final String pattern : patterns)
        {
            if (0 != (pattern.length() & 1))
            {
                throw new ConfigException("an even number of hex digit is expected");
            }
            final byte[] bytes = new byte[pattern.length() / 2];
            for (int i = 0; i < bytes.length; i++)
            {
                final int high = Bytes.hexDigit(pattern.charAt(i * 2));
                final int low = Bytes.hexDigit(pattern.charAt(i * 2 + 1));
                if (high < 0 || low < 0)
                {
                    throw new ConfigException("an hex digit is expected (found '" +
                        pattern.charAt(high < 0 ? i * 2 : i * 2 + 1) + "')");
                }
                bytes[i] = (byte)(high << 4 | low);
            }
            result.add(bytes);
        }
        return result;
    }
}
