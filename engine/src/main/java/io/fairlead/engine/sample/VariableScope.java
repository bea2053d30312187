/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * How long a variable lives. Source: configuration.txt 2.8.
 */
public enum VariableScope
{
    PROC("proc"), SESS("sess"), TXN("txn"), REQ("req"), RES("res"), CHECK("check"),
    /** Of a stream that made this one, which no stream of a client has. */
    PSESS("psess"), PTXN("ptxn"), PREQ("preq"), PRES("pres");

    private final String text;

    VariableScope(final String text)
    {
        this.text = text;
    }

    /** Word before the first dot of a name. */
    public String text()
    {
        return text;
    }
}
