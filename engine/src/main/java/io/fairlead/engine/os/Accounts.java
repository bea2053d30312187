/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Users and groups by name, from {@code /etc/passwd} and {@code /etc/group}; other name services are not asked. */
public final class Accounts
{
    /** No such name. */
    public static final int UNKNOWN = -1;

    private static final int ID_FIELD = 2;
    private static final int GROUP_FIELD = 3;

    private Accounts()
    {
    }

    /**
     * A user's number.
     *
     * @param name of the user.
     * @return the number or {@link #UNKNOWN}.
     * @throws IOException when the file cannot be read.
     */
    public static int userId(final String name) throws IOException
    {
        return field(Path.of("/etc/passwd"), name, ID_FIELD);
    }

    /**
     * A user's own group.
     *
     * @param name of the user.
     * @return the group's number or {@link #UNKNOWN}.
     * @throws IOException when the file cannot be read.
     */
    public static int groupIdOfUser(final String name) throws IOException
    {
        return field(Path.of("/etc/passwd"), name, GROUP_FIELD);
    }

    /**
     * A group's number.
     *
     * @param name of the group.
     * @return the number or {@link #UNKNOWN}.
     * @throws IOException when the file cannot be read.
     */
    public static int groupId(final String name) throws IOException
    {
        return field(Path.of("/etc/group"), name, ID_FIELD);
    }

    static int field(final Path file, final String name, final int field) throws IOException
    {
        for (final String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1))
        {
            final String[] fields = line.split(":", -1);
            if (fields.length > field && fields[0].equals(name) && fields[field].matches("[0-9]{1,10}"))
            {
                return (int)Long.parseLong(fields[field]);
            }
        }
        return UNKNOWN;
    }
}
