/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.os.Errno;
import io.fairlead.engine.os.ProcessControl;

/** Gives up the rights of root after all sockets are open ({@code user}, {@code group}, {@code uid}, {@code gid}). */
final class Privileges
{
    private Privileges()
    {
    }

    /**
     * Whether the process stays with the rights of root without having been told so.
     *
     * @param global with the ids; -1 where none was given.
     * @return true when that deserves a warning.
     */
    static boolean areKept(final GlobalSettings global)
    {
        return global.uid < 0 && 0 == ProcessControl.userId();
    }

    /**
     * Change the group and the user, in this order. All threads of the process change.
     *
     * @param global with the ids; -1 leaves one as it is.
     * @return null, or why the start must fail.
     */
    static String drop(final GlobalSettings global)
    {
        if (global.gid > 0)
        {
            final int groups = 0 == ProcessControl.userId() ? ProcessControl.supplementaryGroups() : 0;
            final int result = groups < 0 ? groups : ProcessControl.groupId(global.gid);
            if (result < 0)
            {
                return "Cannot set gid " + global.gid + " (" + Errno.text(-result) + ").";
            }
        }
        if (global.uid > 0)
        {
            final int result = ProcessControl.userId(global.uid);
            if (result < 0)
            {
                return "Cannot set uid " + global.uid + " (" + Errno.text(-result) + ").";
            }
        }
        return null;
    }
}
