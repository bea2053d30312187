/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/** Why a server changes state; the text ends the notice. Source: HAProxy's notices, on which users match. */
public enum StateCause
{
    /** Nothing to tell. */
    NONE(""),
    /** A health check; the notice tells its result. */
    HEALTH(""),
    /** An agent check; the notice tells its result. */
    AGENT(""),
    /** The runtime API. */
    CLI("changed from CLI"),
    /** The statistics page. */
    WEB("changed from Web interface"),
    /** A server state file. */
    STATE_FILE("changed from server-state after a reload"),
    /** The SRV record lost its entry. */
    DNS_NO_ENTRY("entry removed from SRV record"),
    /** The name has no address. */
    DNS_NO_ADDRESS("No IP for server "),
    /** The name does not exist. */
    DNS_NO_NAME("DNS NX status"),
    /** The resolvers do not answer. */
    DNS_TIMEOUT("DNS timeout status"),
    /** The resolvers refuse. */
    DNS_REFUSED("DNS refused status"),
    /** The resolvers answer with another error. */
    DNS_UNSPECIFIED("unspecified DNS error"),
    /** {@code disable server} of old. */
    DISABLED("'disable' on stats page"),
    /** Stop on the statistics page. */
    STOPPED("'stop' on stats page");

    private final String text;

    StateCause(final String text)
    {
        this.text = text;
    }

    /**
     * Words for the notice.
     *
     * @return text, maybe empty.
     */
    public String text()
    {
        return text;
    }
}
