/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

/** What happened with one name server since the start. Conductor only. Source: management.txt "show resolvers". */
public final class NameserverCounters
{
    /** Questions sent. */
    public long sent;
    /** Questions that could not be sent. */
    public long sendErrors;
    /** Good answers. */
    public long valid;
    /** Answers that gave a server another address. */
    public long update;
    /** Aliases that lead nowhere. */
    public long aliasErrors;
    /** Answers without records. */
    public long empty;
    /** Names that do not exist. */
    public long noName;
    /** Refusals. */
    public long refused;
    /** Other errors. */
    public long other;
    /** Answers that are none. */
    public long invalid;
    /** Answers longer than accepted. */
    public long tooBig;
    /** Answers that could not be sent whole. */
    public long truncated;
    /** Answers to nothing that is asked. */
    public long outdated;
}
