/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Kinds of proxy sections as bits of a mask. */
public final class ProxyKind
{
    /** {@code frontend} sections. */
    public static final int FRONTEND = 1;
    /** {@code backend} sections. */
    public static final int BACKEND = 1 << 1;
    /** {@code listen} sections. */
    public static final int LISTEN = 1 << 2;
    /** {@code defaults} sections. */
    public static final int DEFAULTS = 1 << 3;
    /** Only a {@code defaults} section that has a name. */
    public static final int NAMED_DEFAULTS = 1 << 4;
    /** Everything with a listening side. */
    public static final int FRONT_SIDE = FRONTEND | LISTEN;
    /** Everything with a server side. */
    public static final int BACK_SIDE = BACKEND | LISTEN;
    /** All proxies, without defaults. */
    public static final int PROXIES = FRONTEND | BACKEND | LISTEN;
    /** All proxies and defaults. */
    public static final int ANY = PROXIES | DEFAULTS | NAMED_DEFAULTS;

    private ProxyKind()
    {
    }
}
