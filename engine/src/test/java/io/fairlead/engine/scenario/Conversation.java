/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Questions to the runtime API of the program under test. */
final class Conversation
{
    private static final Set<String> NOT_COMPARED = Set.of("pxname", "svname", "pid", "rate", "rate_max", "lastchg",
        "downtime", "check_duration", "check_status", "check_desc", "check_code", "last_chk", "lastsess", "qtime",
        "ctime", "rtime", "ttime", "qtime_max", "ctime_max", "rtime_max", "ttime_max", "req_rate", "req_rate_max",
        "conn_rate", "conn_rate_max", "addr", "type", "weight", "act", "bck", "slim", "algo", "mode", "check_rise",
        "check_fall", "check_health", "uweight", "iid", "sid", "resbout",
        "need_conn_est", "h1_bytes_in", "h1_bytes_out", "-");

    private final Path socket;

    Conversation(final Path socket)
    {
        this.socket = socket;
    }

    /** What one command answers, to the end. */
    String ask(final String command) throws IOException
    {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX))
        {
            channel.connect(UnixDomainSocketAddress.of(socket));
            final ByteBuffer question = ByteBuffer.wrap((command + '\n').getBytes(ISO_8859_1));
            while (question.hasRemaining())
            {
                channel.write(question);
            }
            final StringBuilder answer = new StringBuilder();
            final ByteBuffer bytes = ByteBuffer.allocate(65536);
            while (channel.read(bytes) >= 0)
            {
                answer.append(new String(bytes.array(), 0, bytes.position(), ISO_8859_1));
                bytes.clear();
            }
            return answer.toString();
        }
    }

    /** The columns of {@code show stat} that traffic moves, one object a line. */
    String counters(final String proxies) throws IOException
    {
        final List<String> wanted = List.of(proxies.split(" +"));
        final StringBuilder out = new StringBuilder();
        String[] columns = {};
        for (final String line : ask("show stat").split("\n"))
        {
            final String[] fields = line.split(",", -1);
            if (line.startsWith("# "))
            {
                columns = fields;
                columns[0] = "pxname";
            }
            else if (fields.length > 1 && wanted.contains(fields[0]))
            {
                append(out.append(fields[0]).append('/').append(fields[1]), columns, fields);
            }
        }
        return out.toString();
    }

    private static void append(final StringBuilder out, final String[] columns, final String[] fields)
    {
        for (int i = 2; i < Math.min(columns.length, fields.length); i++)
        {
            if (!fields[i].isEmpty() && !"0".equals(fields[i]) && !NOT_COMPARED.contains(columns[i]))
            {
                out.append(' ').append(columns[i]).append('=').append(fields[i]);
            }
        }
        out.append('\n');
    }
}
