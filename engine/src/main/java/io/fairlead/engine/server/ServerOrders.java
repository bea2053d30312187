/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * Orders to servers as texts, of an operator at the runtime API or of an agent: read, refused in HAProxy's words, or
 * carried out by the {@link ServerMonitor}. Conductor only.
 */
public final class ServerOrders
{
    private static final int MAX_PERCENT = 25_600;
    private static final int MAX_DIGITS = 18;

    private ServerOrders()
    {
    }

    /**
     * Change the user's weight as an operator or an agent asks.
     *
     * @param monitor of the server.
     * @param server whose weight.
     * @param text   0 to 256, or a percentage of the configured weight.
     * @param nowMs  monotonic clock, milliseconds.
     * @return null, or why not, with a newline.
     */
    public static String weight(
        final ServerMonitor monitor, final Server server, final String text, final long nowMs)
    {
        final int digits = numberLength(text);
        if (text.isEmpty())
        {
            return "Require <weight> or <weight%>.\n";
        }
        if (0 == digits)
        {
            return "Empty weight string empty or preceded by garbage\n";
        }
        long weight = number(text, digits);
        final int configured = server.settings().weight;
        if ("%".equals(text.substring(digits)))
        {
            if (weight < 0)
            {
                return "Relative weight must be positive.\n";
            }
            weight = Math.min(Server.MAX_WEIGHT, configured * Math.min(weight, MAX_PERCENT) / 100);
        }
        else if (weight < 0 || weight > Server.MAX_WEIGHT)
        {
            return "Absolute weight can only be between 0 and 256 inclusive.\n";
        }
        else if (digits < text.length())
        {
            return "Trailing garbage in weight string\n";
        }
        if (0 != weight && weight != configured && !server.backend().isDynamicWeight())
        {
            return "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n";
        }
        monitor.weight(server, (int)weight, nowMs);
        return null;
    }

    /**
     * Change the most requests at once as an operator or an agent asks.
     *
     * @param monitor of the server.
     * @param server whose limit.
     * @param text   limit, 0 for none.
     * @return null, or why not, with a newline.
     */
    public static String maxConn(final ServerMonitor monitor, final Server server, final String text)
    {
        final int digits = numberLength(text);
        if (text.isEmpty())
        {
            return "Require <maxconn>.\n";
        }
        if (0 == digits)
        {
            return "maxconn string empty or preceded by garbage\n";
        }
        if (digits < text.length())
        {
            return "Trailing garbage in maxconn string\n";
        }
        monitor.maxConn(server, (int)number(text, digits));
        return null;
    }

    /** Characters of the number a text begins with, its sign included; 0 without one. */
    private static int numberLength(final String text)
    {
        int i = !text.isEmpty() && ('-' == text.charAt(0) || '+' == text.charAt(0)) ? 1 : 0;
        final int begin = i;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9')
        {
            i++;
        }
        return i == begin ? 0 : i;
    }

    private static long number(final String text, final int length)
    {
        return length > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(text.substring(0, length));
    }
}
