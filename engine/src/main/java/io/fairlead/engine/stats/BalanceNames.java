/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import io.fairlead.engine.balance.BalanceSettings;

/**
 * Words of the {@code algo} column.
 */
final class BalanceNames
{
    private BalanceNames()
    {
    }

    static String of(final BalanceSettings settings)
    {
        if (null == settings.algorithm)
        {
            return "roundrobin";
        }
        return switch (settings.algorithm)
        {
            case ROUNDROBIN -> "roundrobin";
            case STATIC_RR -> "static-rr";
            case LEASTCONN -> "leastconn";
            case FIRST -> "first";
            case SOURCE -> "source";
            case URI -> "uri";
            case URL_PARAM -> "url_param";
            case HDR -> "hdr";
            case RDP_COOKIE -> "rdp-cookie";
            case HASH -> "hash";
            default -> "unknown"; // random and sticky, as HAProxy has it
        };
    }
}
