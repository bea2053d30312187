/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

import java.net.InetSocketAddress;

/**
 * A {@code nameserver} line, or one of the system's name servers.
 *
 * @param name           unique in its section.
 * @param address        where it listens.
 * @param isStream       whether it is asked over TCP.
 * @param maxConnections most connections at once over TCP; 0 for any number.
 * @param file           where it was written.
 * @param line           number of the line.
 */
public record NameserverSettings(
    String name, InetSocketAddress address, boolean isStream, int maxConnections, String file, int line)
{
}
