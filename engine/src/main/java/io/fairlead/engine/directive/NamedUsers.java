/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.agrona.DirectBuffer;

import io.fairlead.engine.sample.UserList;

/** Users and groups of one {@code userlist} section. Filled while reading, then read by any thread. */
final class NamedUsers implements UserList
{
    /** A user's password: plain, or as crypt(3) stores it; null = none fits. */
    private record Password(String text, boolean isPlain)
    {
    }

    private final String name;
    private final Map<String, Password> users = new LinkedHashMap<>();
    private final Map<String, String> groupsOfUser = new LinkedHashMap<>();
    private final Map<String, String> usersOfGroup = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();

    NamedUsers(final String name)
    {
        this.name = name;
    }

    boolean hasUser(final String user)
    {
        return users.containsKey(user);
    }

    void addUser(final String user, final String password, final boolean isPlain, final String groups)
    {
        users.put(user, new Password(password, isPlain));
        groupsOfUser.put(user, groups);
    }

    void addGroup(final String group, final String groupUsers)
    {
        usersOfGroup.put(group, groupUsers);
        members.put(group, new HashSet<>());
    }

    /**
     * Connect users and groups.
     *
     * @return null, or the first name that is missing, as a message.
     */
    String resolve()
    {
        for (final Map.Entry<String, String> entry : groupsOfUser.entrySet())
        {
            for (final String group : names(entry.getValue()))
            {
                if (!members.containsKey(group))
                {
                    return "userlist '" + name + "': no such group '" + group + "' specified in user '" +
                        entry.getKey() + "'";
                }
                members.get(group).add(entry.getKey());
            }
        }
        for (final Map.Entry<String, String> entry : usersOfGroup.entrySet())
        {
            for (final String user : names(entry.getValue()))
            {
                if (!users.containsKey(user))
                {
                    return "userlist '" + name + "': no such user '" + user + "' specified in group '" +
                        entry.getKey() + "'";
                }
                members.get(entry.getKey()).add(user);
            }
        }
        return null;
    }

    private static String[] names(final String list)
    {
        return list.isEmpty() ? new String[0] : list.split(",");
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public boolean isPasswordOf(
        final DirectBuffer buffer,
        final int userOffset,
        final int userLength,
        final int passwordOffset,
        final int passwordLength)
    {
        final Password wanted = users.get(text(buffer, userOffset, userLength));
        if (null == wanted || null == wanted.text)
        {
            return false;
        }
        final String given = text(buffer, passwordOffset, passwordLength);
        return wanted.isPlain ? wanted.text.equals(given) : PasswordHash.matches(given, wanted.text);
    }

    @Override
    public boolean isInGroup(
        final DirectBuffer buffer, final int userOffset, final int userLength, final String group)
    {
        final Set<String> inGroup = members.get(group);
        return null != inGroup && inGroup.contains(text(buffer, userOffset, userLength));
    }

    @Override
    public boolean hasGroup(final String group)
    {
        return members.containsKey(group);
    }

    private static String text(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, ISO_8859_1);
    }
}
