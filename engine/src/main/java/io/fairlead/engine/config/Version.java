/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Version numbers shown to users and asked for by conditions. */
public final class Version
{
    /** HAProxy version whose behaviour is followed. */
    public static final String HAPROXY = "3.4.0";
    /** Branch of {@link #HAPROXY}. */
    public static final String HAPROXY_BRANCH = "3.4";
    /** Version of this product. */
    public static final String FAIRLEAD = "0.1.0";
    /** Date of this version, as scripts expect it. */
    public static final String DATE = "2026/11/22";
    /** Home page. */
    public static final String URL = "https://fairlead.io/";

    private Version()
    {
    }

    /** First line of {@code -v}; scripts read its third word. */
    public static String line()
    {
        return "HAProxy version " + HAPROXY + " (Fairlead " + FAIRLEAD + ") " + DATE + " - " + URL;
    }
}
