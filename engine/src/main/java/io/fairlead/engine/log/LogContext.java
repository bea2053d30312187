/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

/**
 * What the records of a process have in common.
 *
 * @param pid              shown behind the tag.
 * @param tag              {@code log-tag} of the global section, or the program's name.
 * @param hostName         {@code log-send-hostname}, already looked up; null to send none.
 * @param sendBufferLength {@code tune.sndbuf.backend} for datagram sockets, bytes; 0 = system's.
 * @param isQuiet          whether nothing may be written to stderr any more.
 */
public record LogContext(long pid, String tag, String hostName, int sendBufferLength, boolean isQuiet)
{
}
