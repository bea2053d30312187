/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Errors of connections in fetches, as recorded from HAProxy 3.4.0. */
@Timeout(60)
class ConnectionErrorsTest
{
    private static final Map<String, String> RECORDS = Map.of(
        "PROXY FOO\r\n", "17/PRX_BAD_PROTO/Received an unhandled protocol in the PROXY protocol header\n",
        "", "11/PRX_EMPTY/Connection closed while waiting for PROXY protocol header\n",
        "PROXY TCP4 1.1.1.1", "14/PRX_TRUNCATED/Truncated PROXY protocol header received\n",
        "GET / HTTP/1.1\r\n", "15/PRX_NOT_HDR/Received something which does not look like a PROXY protocol header\n");

    @TempDir
    private Path directory;

    @Test
    void shouldNameWhatIsWrongWithAProxyHeader() throws Exception
    {
        final int port = RunningDaemon.freePort();
        try (RunningDaemon daemon = RunningDaemon.start(directory, "global\n    log stderr format raw local0\n" +
            "frontend f\n    log global\n    bind 127.0.0.1:" + port + " accept-proxy\n" +
            "    error-log-format %[fc_err]/%[fc_err_name]/%[fc_err_str]\n    http-request deny\n"))
        {
            for (final Map.Entry<String, String> each : RECORDS.entrySet())
            {
                try (Socket client = RunningDaemon.connect(port))
                {
                    client.getOutputStream().write(each.getKey().getBytes(ISO_8859_1));
                    client.shutdownOutput();
                    daemon.await(each.getValue(), () -> daemon.words().contains("\n" + each.getValue()));
                }
            }
        }
    }
}
