/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * What a server state file says of one server, as {@code show servers state} writes it:
 * <pre>
 *   be_id be_name srv_id srv_name | srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight
 *   srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state
 *   bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord | srv_use_ssl srv_check_port srv_check_addr
 *   srv_agent_addr srv_agent_port
 * </pre>
 * The last five may be missing. Source: management.txt 9.3 "show servers state".
 */
public final class SavedState
{
    private static final int LEAST_FIELDS = 20;
    private static final int MOST_FIELDS = 25;
    private static final int FIRST = 4;
    private static final int MAX_PORT = 65535;
    private static final int CHECK_FLAGS = 0x1F;

    private final String[] fields;

    private SavedState(final String[] fields)
    {
        this.fields = fields;
    }

    /**
     * Read a line.
     *
     * @param line without its end, not empty and no comment.
     * @return what it says; null when it has too few or too many fields.
     */
    public static SavedState of(final String line)
    {
        final String[] fields = line.strip().split("[ \t]+");
        return fields.length < LEAST_FIELDS || fields.length > MOST_FIELDS ? null : new SavedState(fields);
    }

    /**
     * A field by the order of the file.
     *
     * @param index from 0.
     * @return text; null when it is missing.
     */
    public String field(final int index)
    {
        return index < fields.length ? fields[index] : null;
    }

    /**
     * Address the server had.
     *
     * @return address without port, or {@code -}.
     */
    public String address()
    {
        return fields[FIRST];
    }

    /** What is wrong with it, each begun by a comma and a blank; empty when it can be applied. */
    String problems()
    {
        final StringBuilder problems = new StringBuilder();
        check(problems, "srv_op_state", 1, 0, 3);
        if (!isNumber(2) || !isAdminState(adminState()))
        {
            tell(problems, "srv_admin_state", 2);
        }
        check(problems, "srv_uweight", 3, 0, Server.MAX_WEIGHT);
        check(problems, "srv_iweight", 4, 0, Server.MAX_WEIGHT);
        check(problems, "srv_last_time_change", 5, Long.MIN_VALUE, Long.MAX_VALUE);
        check(problems, "srv_check_status", 6, Long.MIN_VALUE, HealthStatus.values().length - 1);
        check(problems, "srv_check_result", 7, 0, HealthStatus.Result.values().length - 1);
        check(problems, "srv_check_health", 8, Long.MIN_VALUE, Long.MAX_VALUE);
        check(problems, "srv_check_state", 9, 0, CHECK_FLAGS);
        check(problems, "srv_agent_state", 10, 0, CHECK_FLAGS);
        check(problems, "bk_f_forced_id", 11, 0, 1);
        check(problems, "srv_f_forced_id", 12, 0, 1);
        if (port() > MAX_PORT)
        {
            tell(problems, "srv_port", 14);
        }
        return problems.toString();
    }

    private void check(
        final StringBuilder problems, final String name, final int index, final long least, final long most)
    {
        if (!isNumber(index) || number(index) < least || number(index) > most)
        {
            tell(problems, name, index);
        }
    }

    private void tell(final StringBuilder problems, final String name, final int index)
    {
        problems.append(", invalid ").append(name).append(" value '").append(fields[FIRST + index]).append('\'');
    }

    private static boolean isAdminState(final int flags)
    {
        final int rest = flags & ~AdminFlags.CONFIGURED_MAINT;
        return 0 == rest || AdminFlags.FORCED_MAINT == rest || AdminFlags.FORCED_DRAIN == rest;
    }

    /* A number may have anything behind it, as strtol reads it. */
    private boolean isNumber(final int index)
    {
        return fields[FIRST + index].matches("[-+]?[0-9]{1,18}(?![0-9]).*");
    }

    /** A field behind the names, which {@link #problems()} found good. */
    long number(final int index)
    {
        final String text = fields[FIRST + index];
        int end = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        while (end < text.length() && Character.isDigit(text.charAt(end)))
        {
            end++;
        }
        return Long.parseLong(text.substring(0, end));
    }

    /** Flags of maintenance and drain that administrators or the configuration set; see {@link AdminFlags}. */
    int adminState()
    {
        return (int)number(2) & ~(AdminFlags.INHERITED_MAINT | AdminFlags.INHERITED_DRAIN |
            AdminFlags.RESOLUTION_MAINT | AdminFlags.NAME_CHANGED);
    }

    /** Port of the server, digits up to the first other character. */
    int port()
    {
        return digits(fields[FIRST + 14]);
    }

    /** Port of checks; 0 for the server's. */
    int checkPort()
    {
        return null == field(FIRST + 17) ? 0 : digits(field(FIRST + 17));
    }

    /** Address of checks, or null. */
    String checkAddress()
    {
        return orNull(field(FIRST + 18));
    }

    /** Address of the agent, or null. */
    String agentAddress()
    {
        return orNull(field(FIRST + 19));
    }

    /** Port of the agent; 0 for none. */
    int agentPort()
    {
        return null == field(FIRST + 20) ? 0 : digits(field(FIRST + 20));
    }

    private static String orNull(final String text)
    {
        return null == text || "-".equals(text) ? null : text;
    }

    private static int digits(final String text)
    {
        int value = 0;
        for (int i = 0; i < text.length() && Character.isDigit(text.charAt(i)) && value < 1_000_000; i++)
        {
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }
}
