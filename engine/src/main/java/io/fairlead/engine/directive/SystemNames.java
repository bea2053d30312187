/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.io.IOException;

import io.fairlead.engine.os.Accounts;

/** Users and groups of the system by name. */
final class SystemNames
{
    private SystemNames()
    {
    }

    /** Id of a user, -1 if there is none of that name or the account file cannot be read. */
    static int userId(final String name)
    {
        try
        {
            return Accounts.userId(name);
        }
        catch (final IOException e)
        {
            return Accounts.UNKNOWN; // no account file, no names: the caller words it
        }
    }

    /** Id of a group, -1 if there is none of that name or the account file cannot be read. */
    static int groupId(final String name)
    {
        try
        {
            return Accounts.groupId(name);
        }
        catch (final IOException e)
        {
            return Accounts.UNKNOWN; // no account file, no names: the caller words it
        }
    }
}
