/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * Administrative state of a server as bits of an int; the values are those of the server state file.
 * <pre>
 *   forced maintenance | inherited maintenance | resolution maintenance -> MAINT
 *   else forced drain | inherited drain                                 -> DRAIN
 *   else                                                                -> READY
 * </pre>
 * Source: management.txt "show servers state".
 */
public final class AdminFlags
{
    /** Put into maintenance by name. */
    public static final int FORCED_MAINT = 0x01;
    /** In maintenance because the tracked server is. */
    public static final int INHERITED_MAINT = 0x02;
    /** In maintenance by {@code disabled} in the configuration; always with {@link #FORCED_MAINT}. */
    public static final int CONFIGURED_MAINT = 0x04;
    /** Put into drain by name. */
    public static final int FORCED_DRAIN = 0x08;
    /** In drain because the tracked server is. */
    public static final int INHERITED_DRAIN = 0x10;
    /** In maintenance because its name has no address. */
    public static final int RESOLUTION_MAINT = 0x20;
    /** The name was changed at run time; not a state. */
    public static final int NAME_CHANGED = 0x40;

    /** Any reason for maintenance. */
    public static final int MAINT = FORCED_MAINT | INHERITED_MAINT | RESOLUTION_MAINT;
    /** Any reason for drain. */
    public static final int DRAIN = FORCED_DRAIN | INHERITED_DRAIN;

    private AdminFlags()
    {
    }
}
