/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

/** Why a connection failed, in the words of HAProxy 3.4: its own classification, then the system's text. */
final class ConnectErrors
{
    private ConnectErrors()
    {
    }

    static String text(final String systemText, final boolean isUnix)
    {
        if (systemText.startsWith("Can't bind to source address") ||
            systemText.startsWith("Source port range exhausted"))
        {
            return systemText;
        }
        final String text = "Connection reset".equals(systemText) ? "Connection reset by peer" : systemText;
        return classify(text, isUnix) + " (" + text + ')';
    }

    /** Errors that connecting itself returns are general ones; those that come later have names. */
    private static String classify(final String systemText, final boolean isUnix)
    {
        if (isUnix)
        {
            return "General socket error";
        }
        return switch (systemText)
        {
            case "Connection refused" -> "ECONNREFUSED returned by OS";
            case "Connection reset by peer" -> "ECONNRESET returned by OS";
            case "No route to host" -> "ENETUNREACH returned by OS";
            case "Broken pipe" -> "EPIPE returned by OS";
            case "Cannot assign requested address" -> "Out of local source ports on the system";
            case "Address already in use" -> "Local source address already in use";
            default -> "General socket error";
        };
    }
}
