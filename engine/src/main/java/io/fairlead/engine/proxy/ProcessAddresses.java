/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.counters.ProcessColumn;

/**
 * Addresses of the process's counters that traffic touches.
 *
 * @param connections      client connections.
 * @param connectionsTotal client connections since start.
 * @param requests         requests since start.
 * @param streams          streams under way.
 * @param streamsTotal     streams since start.
 * @param connectionRate   client connections a second.
 * @param connectionMax    highest of these.
 * @param sessionRate      sessions a second.
 * @param sessionMax       highest of these.
 * @param compressionIn    bytes a second into encoders.
 * @param compressionOut   bytes a second out of them.
 * @param idlePercent      how much of its time the loop waits.
 * @param bytesOut         bytes sent to clients and servers.
 * @param bytesOutRate     these a second.
 */
record ProcessAddresses(
    int connections,
    int connectionsTotal,
    int requests,
    int streams,
    int streamsTotal,
    int connectionRate,
    int connectionMax,
    int sessionRate,
    int sessionMax,
    int compressionIn,
    int compressionOut,
    int idlePercent,
    int bytesOut,
    int bytesOutRate)
{
    static ProcessAddresses of(final CounterObject process)
    {
        return new ProcessAddresses(
            process.address(ProcessColumn.CONNECTIONS_CURRENT),
            process.address(ProcessColumn.CONNECTIONS_TOTAL),
            process.address(ProcessColumn.REQUESTS_TOTAL),
            process.address(ProcessColumn.STREAMS_CURRENT),
            process.address(ProcessColumn.STREAMS_TOTAL),
            process.address(ProcessColumn.CONNECTION_RATE),
            process.address(ProcessColumn.CONNECTION_RATE_MAX),
            process.address(ProcessColumn.SESSION_RATE),
            process.address(ProcessColumn.SESSION_RATE_MAX),
            process.address(ProcessColumn.COMPRESSION_BYTES_IN_RATE),
            process.address(ProcessColumn.COMPRESSION_BYTES_OUT_RATE),
            process.address(ProcessColumn.IDLE_PERCENT),
            process.address(ProcessColumn.BYTES_OUT_TOTAL),
            process.address(ProcessColumn.BYTES_OUT_RATE));
    }
}
