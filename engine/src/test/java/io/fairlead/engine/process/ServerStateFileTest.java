/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What servers take over from a state file and what not, as recorded from HAProxy 3.4.0. */
@Timeout(60)
class ServerStateFileTest
{
    private static final String CHECKED = " check inter 100s";

    /** Name, options of the line; state in the file; state HAProxy then had, in fields 5 to 15, 18 and 19. */
    private static final String[][] SERVERS = {
        {"pad", CHECKED, "2 0 1 1 50 6 3 4 6 0 - 1", null},
        {"down", CHECKED, "0 0 1 1 50 8 2 0 6 0 - 2", "127.0.0.1 0 0 1 1 50 8 2 0 6 0 - 2"},
        {"stopping", CHECKED, "3 0 1 1 50 6 3 2 6 0 - 3", "127.0.0.1 3 0 1 1 50 6 3 2 6 0 - 3"},
        {"maint", CHECKED, "0 1 1 1 50 6 3 0 14 0 - 5", "127.0.0.1 0 1 1 1 50 6 3 0 14 0 - 5"},
        {"drain", CHECKED, "2 8 1 1 50 6 3 4 6 0 - 6", "127.0.0.1 2 8 1 1 50 6 3 4 6 0 - 6"},
        {"nocheck", "", "2 0 1 1 50 1 0 0 0 0 - 7", "127.0.0.1 2 0 1 1 50 1 0 4 0 0 - 7"},
        {"weight", " weight 10", "2 0 77 10 50 6 3 4 0 0 - 8", "127.0.0.1 2 0 77 10 50 6 3 4 0 0 - 8"},
        {"weightchg", " weight 10", "2 0 77 20 50 6 3 4 0 0 - 9", "127.0.0.1 2 0 10 10 50 6 3 4 0 0 - 9"},
        {"port", "", "2 0 1 1 50 6 3 4 0 0 - 9999", "127.0.0.1 2 0 1 1 50 6 3 4 0 0 - 9999"},
        {"fqlast", " init-addr last", "2 0 1 1 50 6 3 4 0 0 nowhere.invalid 13",
            "127.0.0.7 2 0 1 1 50 6 3 4 0 0 nowhere.invalid 13"},
        {"held", CHECKED, "2 0 1 1 50 6 3 4 2 0 - 14", "127.0.0.1 2 0 1 1 50 6 3 4 2 0 - 14"},
        {"cfgmaint", " disabled", "0 5 1 1 50 6 3 0 8 0 - 16", "127.0.0.1 0 5 1 1 50 6 3 0 8 0 - 16"},
        {"wascmaint", "", "0 5 1 1 50 6 3 0 8 0 - 18", "127.0.0.1 0 0 1 1 50 6 3 0 0 0 - 18"},
        {"tracker", " track b/maint", null, "127.0.0.1 0 2 1 1 0 1 0 0 0 0 - 19"},
        {"bad", "", "9 x 300 1 50 6 3 4 0 0 - 20", "127.0.0.1 2 0 1 1 0 1 0 0 0 0 - 20"},
        {"zerodrain", "", "2 8 0 0 50 6 3 4 0 0 - 22", "127.0.0.1 2 0 1 1 50 6 3 4 0 0 - 22"},
    };

    @TempDir
    private Path directory;

    private void write(final String file, final String... lines) throws IOException
    {
        Files.writeString(directory.resolve(file), "1\n# fields\n" + String.join("", lines));
    }

    private static String line(final String backend, final int id, final String server, final String state)
    {
        final int last = state.lastIndexOf(' ', state.lastIndexOf(' ') - 1);
        final String address = server.startsWith("fq") ? "127.0.0.7" : "127.0.0.9";
        return id + " " + backend + " 1 " + server + ' ' + address + ' ' + state.substring(0, last) + " 0 0" +
            state.substring(last) + " - 0 0 - - 0\n";
    }

    private String sections()
    {
        final StringBuilder text = new StringBuilder("global\n    server-state-base " + directory +
            "\n    server-state-file all\nfrontend f\n    bind unix@" + directory.resolve("f.sock") +
            "\n    default_backend b\nbackend b\n    load-server-state-from-file global\n");
        for (final String[] server : SERVERS)
        {
            final String wanted = null == server[3] ? "1" : server[3].substring(server[3].lastIndexOf(' ') + 1);
            text.append("    server ").append(server[0]).append(' ')
                .append(server[0].startsWith("fq") ? "nowhere.invalid" : "127.0.0.1").append(':')
                .append("9999".equals(wanted) ? "10" : wanted).append(server[1]).append('\n');
        }
        for (final String local : List.of("local", "missing", "corrupt", "empty"))
        {
            text.append("backend ").append(local).append("\n    load-server-state-from-file local\n")
                .append("    server s1 127.0.0.1:1\n");
        }
        return text.toString();
    }

    @Test
    void shouldTakeOverFromFilesWhatHaproxyTakesOver() throws Exception
    {
        final StringBuilder all = new StringBuilder();
        for (final String[] server : SERVERS)
        {
            all.append(null == server[2] ? "" : line("b", 3, server[0], server[2]));
        }
        write("all", all.toString());
        write("local", line("local", 99, "s1", "0 1 1 1 50 6 3 0 0 0 - 1"),
            line("local", 4, "s9", "2 0 1 1 50 6 3 4 0 0 - 1"));
        write("corrupt", "8 corrupt 1 s1 127.0.0.1 2 0\n");
        Files.writeString(directory.resolve("empty"), "");
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections()))
        {
            final List<String> rows = daemon.api("show servers state b").lines().filter(row -> row.startsWith("3 b "))
                .toList();
            for (int i = 1; i < SERVERS.length; i++)
            {
                final String[] fields = rows.get(i).split(" ");
                assertEquals(SERVERS[i][0] + ": " + SERVERS[i][3], fields[3] + ": " +
                    withoutAge(String.join(" ", List.of(fields).subList(4, 15)), SERVERS[i][3]) + ' ' + fields[17] +
                    ' ' + fields[18]);
            }
            assertTrue(daemon.api("show servers state local").contains(" s1 127.0.0.1 0 1 1 1 "), "forced maintenance");
            assertEquals(said(directory), daemon.words().lines().filter(text -> text.contains("roxy '") ||
                text.contains("server-state app")).map(text -> text.replaceFirst("\\(\\d+\\) : ", ""))
                .collect(Collectors.joining("\n")));
        }
    }

    /** The age of a state goes on while the test does. */
    private static String withoutAge(final String state, final String expected)
    {
        final String[] fields = state.split(" ");
        final int age = Integer.parseInt(fields[5]);
        fields[5] = Integer.toString(age >= 50 && age < 80 ? 50 : expected.contains(" 50 ") ? age : 0);
        return String.join(" ", fields);
    }

    private static String said(final Path directory)
    {
        return "[WARNING]  Proxy 'local': backend ID mismatch: from server state file: '99', from running config '4'" +
            "\n" +
            "[WARNING]  Proxy 'local': can't find server 's9' in backend 'local'\n" +
            "[NOTICE]   Proxy 'missing': Can't open server state file '" + directory.resolve("missing") +
            "': No such file or directory.\n" +
            "[WARNING]  Proxy 'corrupt': corrupted server state file '" + directory.resolve("corrupt") +
            "' at line 2.\n" +
            "[NOTICE]   Proxy 'empty': Empty server state file '" + directory.resolve("empty") + "'.\n" +
            "[WARNING]  server-state application failed for server 'b/bad', invalid srv_op_state value '9', " +
            "invalid srv_admin_state value 'x', invalid srv_uweight value '300'";
    }

    @Test
    void shouldReadWhatItWroteAfterARestart() throws Exception
    {
        write("all", line("b", 3, "fqlast", SERVERS[9][2]));
        final String saved;
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections()))
        {
            daemon.api("set server b/nocheck state drain; set server b/weight weight 33; disable server b/port");
            saved = daemon.api("show servers state").stripTrailing() + '\n';
        }
        Files.writeString(directory.resolve("all"), saved);
        try (RunningDaemon daemon = RunningDaemon.start(directory, sections()))
        {
            final String now = daemon.api("show servers state b");
            assertTrue(now.contains(" nocheck 127.0.0.1 2 8 "), now);
            assertTrue(now.contains(" weight 127.0.0.1 2 0 33 10 "), now);
            assertTrue(now.contains(" port 127.0.0.1 0 1 "), now);
        }
    }
}
