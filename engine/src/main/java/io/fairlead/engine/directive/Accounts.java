/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Users and groups of the system by name, read from the account files of {@code /etc}. */
final class Accounts
{
    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");
    private static final int USER_ID = 2;
    private static final int GROUP_ID = 2;

    private Accounts()
    {
    }

    /** Id of a user, -1 if there is none of that name. */
    static int userId(final String name)
    {
        return find(USERS, name, USER_ID);
    }

    /** Id of a group, -1 if there is none of that name. */
    static int groupId(final String name)
    {
        return find(GROUPS, name, GROUP_ID);
    }

    private static int find(final Path file, final String name, final int column)
    {
        try
        {
            for (final String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1))
            {
                final String[] columns = line.split(":", -1);
                if (columns.length > column && columns[0].equals(name))
                {
                    return Numbers.atoi(columns[column]);
                }
            }
        }
        catch (final IOException e)
        {
            return -1; // a system without account files knows no names
        }
        return -1;
    }
}
