/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

/**
 * Kinds of counted objects. The ordinal is the code in the file.
 */
public enum ObjectKind
{
    /** The process itself; always object 0. */
    PROCESS,

    /** Client side of a proxy section. */
    FRONTEND,

    /** Server side of a proxy section. */
    BACKEND,

    /** One server of a backend; its parent is the backend. */
    SERVER,

    /** One bind line of a frontend with {@code option socket-stats}; its parent is the frontend. */
    LISTENER,

    /** What a backend of {@code dispatch} connects to instead of servers, shown nowhere; its parent is the backend. */
    DISPATCH;

    private static final ObjectKind[] KINDS = values();

    /**
     * Columns of an object of this kind.
     *
     * @return all columns in layout order; a fresh array.
     */
    public CounterColumn[] columns()
    {
        return switch (this)
        {
            case PROCESS -> ProcessColumn.values();
            case FRONTEND, LISTENER -> FrontendColumn.values();
            case BACKEND, SERVER, DISPATCH -> BackendColumn.values();
        };
    }

    /**
     * Bytes of one object's record in each region.
     *
     * @return a multiple of 64.
     */
    public int recordLength()
    {
        return switch (this)
        {
            case PROCESS -> ProcessColumn.RECORD_LENGTH;
            case FRONTEND, LISTENER -> FrontendColumn.RECORD_LENGTH;
            case BACKEND, SERVER, DISPATCH -> BackendColumn.RECORD_LENGTH;
        };
    }

    /**
     * Kind of a code read from a file.
     *
     * @param code ordinal.
     * @return the kind, or null when there is none with this code.
     */
    public static ObjectKind ofCode(final int code)
    {
        return 0 <= code && code < KINDS.length ? KINDS[code] : null;
    }
}
