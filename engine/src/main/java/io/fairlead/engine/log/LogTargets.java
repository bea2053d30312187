/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import java.util.List;
import java.util.Map;

import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.format.LogProfile;

/** All destinations of a proxy's records. Made by {@link LogService#targets}; any thread. */
public final class LogTargets
{
    /** No destination. */
    public static final LogTargets NONE = new LogTargets();

    private static final int PID_ROOM = 16;

    private final LogTarget[] targets;
    private final int maxLength;
    private final int maxHeaderLength;

    private LogTargets()
    {
        targets = new LogTarget[0];
        maxLength = 0;
        maxHeaderLength = 0;
    }

    LogTargets(
        final List<LogTargetSettings> settings, final String tag, final Map<String, LogProfile> profiles,
        final LogService service)
    {
        targets = new LogTarget[settings.size()];
        int longest = 0;
        int longestHeader = 0;
        for (int i = 0; i < targets.length; i++)
        {
            final String profile = settings.get(i).profile;
            targets[i] = new LogTarget(
                settings.get(i), i + 1, tag, null == profile ? null : profiles.get(profile), service);
            longest = Math.max(longest, targets[i].maxLength);
            longestHeader = Math.max(longestHeader, targets[i].maxHeaderLength());
        }
        maxLength = longest;
        maxHeaderLength = longestHeader + longestTag(profiles);
    }

    private static int longestTag(final Map<String, LogProfile> profiles)
    {
        int longest = 0;
        for (final LogProfile profile : profiles.values())
        {
            longest = Math.max(longest, null == profile.tag ? 0 : profile.tag.length() + PID_ROOM);
        }
        return longest;
    }

    /**
     * Whether records go nowhere.
     *
     * @return true without a destination.
     */
    public boolean isEmpty()
    {
        return 0 == targets.length;
    }

    /**
     * Whether a destination wants structured data.
     *
     * @return true when one is of format rfc5424.
     */
    public boolean wantsStructuredData()
    {
        for (final LogTarget target : targets)
        {
            if (target.hasStructuredData)
            {
                return true;
            }
        }
        return false;
    }

    /**
     * Longest record.
     *
     * @return bytes, header and line end included.
     */
    public int maxLength()
    {
        return maxLength;
    }

    int maxHeaderLength()
    {
        return maxHeaderLength;
    }

    int size()
    {
        return targets.length;
    }

    LogTarget get(final int index)
    {
        return targets[index];
    }
}
