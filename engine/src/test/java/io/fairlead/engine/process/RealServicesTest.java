/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.fairlead.engine.os.ProcessControl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Checks of real servers: PostgreSQL, MariaDB, Redis, OpenLDAP, an SMTP server, memcached and nginx. Every kind of
 * check asks every server, Fairlead's and HAProxy's side by side, so that each finds the server it is meant for and no
 * other.
 */
@Timeout(180)
class RealServicesTest
{
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final String CONNECT_FAILED = "L4CON";
    private static final int SERVICE_DEADLINE_S = 60;

    @TempDir
    private Path directory;

    private final Map<String, Process> services = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    @AfterEach
    void stopServices() throws InterruptedException
    {
        for (final Process service : services.values())
        {
            service.destroy();
        }
        for (final Process service : services.values())
        {
            if (!service.waitFor(10, TimeUnit.SECONDS))
            {
                service.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void shouldFindEachServerByItsOwnCheckOnly() throws Exception
    {
        assumeTrue(Files.isExecutable(HAPROXY), "needs " + HAPROXY);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        startServices();
        assumeTrue(!services.isEmpty(), "needs PostgreSQL, MariaDB, Redis, OpenLDAP, aiosmtpd, memcached or nginx");
        final Path ours = Files.createDirectory(directory.resolve("fairlead"));
        final Path theirs = Files.createDirectory(directory.resolve("haproxy"));
        final String sections = sections();
        RunningDaemon.configure(theirs, sections);
        try (RunningDaemon fairlead = RunningDaemon.start(ours, sections);
            RunningDaemon haproxy = RunningDaemon.launch(
                List.of(HAPROXY.toString(), "-db"), theirs, Map.of()))
        {
            fairlead.await("all checks of Fairlead", () -> isSettled(health(fairlead)));
            haproxy.await("all checks of HAProxy", () -> isSettled(health(haproxy)));
            assertEquals(text(health(haproxy)), text(health(fairlead)));
            final Map<String, String> health = health(fairlead);
            for (final String name : services.keySet())
            {
                assertEquals("UP", health.get(name + '/' + name).split(" ")[0], name + " in " + text(health));
            }
            stopServices();
            fairlead.await("all servers down", () -> health(fairlead).values().stream()
                .allMatch(state -> state.startsWith("DOWN " + CONNECT_FAILED)));
        }
    }

    private static boolean isSettled(final Map<String, String> health)
    {
        return health.values().stream().allMatch(state -> "DOWN".equals(state) || state.startsWith("UP L7OK"));
    }

    private static String text(final Map<String, String> health)
    {
        return String.join("\n", health.entrySet().stream()
            .map(entry -> entry.getKey() + ' ' + entry.getValue()).toList());
    }

    /**
     * State and kind of the last check's result, by backend and server. What exactly is wrong with a server
     * of another kind depends on whether its answer or its reset comes first, so of those only the state is told.
     */
    private static Map<String, String> health(final RunningDaemon daemon) throws IOException
    {
        final String[] lines = daemon.api("show stat -1 4 -1").split("\n");
        final List<String> columns = List.of(lines[0].substring(2).split(","));
        final Map<String, String> health = new TreeMap<>();
        for (int i = 1; i < lines.length; i++)
        {
            final String[] values = lines[i].split(",", -1);
            if (values.length >= columns.size())
            {
                final String state = values[columns.indexOf("status")];
                // a star is before the result while the next check is under way
                final String check = values[columns.indexOf("check_status")].replace("* ", "");
                health.put(values[0] + '/' + values[1],
                    "UP".equals(state) || CONNECT_FAILED.equals(check) ? state + ' ' + check : state);
            }
        }
        return health;
    }

    private String sections()
    {
        final Map<String, String> checks = new LinkedHashMap<>();
        checks.put("postgresql", "option pgsql-check user haproxy");
        checks.put("mariadb", "option mysql-check user root");
        checks.put("mariadb-greeting", "option mysql-check");
        checks.put("redis", "option redis-check");
        checks.put("ldap", "option ldap-check");
        checks.put("smtp", "option smtpchk EHLO example.org");
        checks.put("memcached", """
            option tcp-check
                tcp-check send "version\\r\\n"
                tcp-check expect rstring ^VERSION""");
        checks.put("nginx", """
            option httpchk
                http-check send meth GET uri / ver HTTP/1.1 hdr host localhost
                http-check expect status 200""");
        final StringBuilder sections = new StringBuilder();
        for (final Map.Entry<String, String> check : checks.entrySet())
        {
            sections.append("backend ").append(check.getKey()).append("\n    ").append(check.getValue())
                .append("\n    timeout check 2s\n    default-server inter 500ms fall 1 rise 1\n");
            for (final Map.Entry<String, Integer> port : ports.entrySet())
            {
                sections.append("    server ").append(port.getKey()).append(" 127.0.0.1:").append(port.getValue())
                    .append(" check\n");
            }
        }
        return sections.toString();
    }

    private void startServices() throws Exception
    {
        final int redis = RunningDaemon.freePort();
        start("redis", redis, "redis-server", "--port", "" + redis, "--bind", "127.0.0.1", "--save", "",
            "--dir", directory.toString());
        final int memcached = RunningDaemon.freePort();
        start("memcached", memcached, "memcached", "-l", "127.0.0.1", "-p", "" + memcached, "-u", "nobody");
        final int smtp = RunningDaemon.freePort();
        start("smtp", smtp, "aiosmtpd", "-n", "-l", "127.0.0.1:" + smtp);
        startLdap();
        startNginx();
        startPostgresql();
        startMariadb();
        for (final Map.Entry<String, Process> service : services.entrySet())
        {
            awaitListening(service.getKey(), service.getValue(), ports.get(service.getKey()));
        }
    }

    private void startLdap() throws IOException
    {
        final Path file = directory.resolve("slapd.conf");
        Files.writeString(file, """
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_null
            database null
            suffix "dc=x"
            pidfile\s""" + directory.resolve("slapd.pid") + '\n');
        final int port = RunningDaemon.freePort();
        start("ldap", port, "slapd", "-h", "ldap://127.0.0.1:" + port, "-f", file.toString(), "-d", "0");
    }

    private void startNginx() throws IOException
    {
        final int port = RunningDaemon.freePort();
        final Path file = directory.resolve("nginx.conf");
        Files.writeString(file, "daemon off;\nmaster_process off;\nerror_log stderr;\npid " +
            directory.resolve("nginx.pid") + ";\nevents {}\nhttp { access_log off; server { listen 127.0.0.1:" + port +
            "; location / { return 200 fine; } } }\n");
        start("nginx", port, "nginx", "-c", file.toString(), "-p", directory.toString());
    }

    private void startPostgresql() throws Exception
    {
        final Path programs = newestPostgresql();
        if (null == programs)
        {
            return;
        }
        final Path data = Files.createDirectory(directory.resolve("postgresql"));
        final List<String> asOther = new ArrayList<>();
        if (0 == ProcessControl.userId())
        {
            // it refuses to run as root
            asOther.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
            run("chown", "postgres:", data.toString());
        }
        final List<String> prepare = new ArrayList<>(asOther);
        prepare.addAll(List.of(programs.resolve("initdb").toString(), "-D", data.toString(), "-A", "trust",
            "-U", "haproxy", "--no-sync"));
        run(prepare.toArray(String[]::new));
        final int port = RunningDaemon.freePort();
        final List<String> serve = new ArrayList<>(asOther);
        serve.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port,
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"));
        launch("postgresql", port, serve);
    }

    private static Path newestPostgresql() throws IOException
    {
        final Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all))
        {
            return null;
        }
        try (var versions = Files.list(all))
        {
            return versions.map(version -> version.resolve("bin"))
                .filter(programs -> Files.isExecutable(programs.resolve("initdb"))).max(Path::compareTo).orElse(null);
        }
    }

    private void startMariadb() throws Exception
    {
        if (null == find("mariadbd") || null == find("mariadb-install-db"))
        {
            return;
        }
        final String user = System.getProperty("user.name");
        final Path data = directory.resolve("mariadb");
        run("mariadb-install-db", "--no-defaults", "--datadir=" + data, "--auth-root-authentication-method=normal",
            "--skip-test-db", "--user=" + user);
        final int port = RunningDaemon.freePort();
        start("mariadb", port, "mariadbd", "--no-defaults", "--datadir=" + data, "--port=" + port,
            "--bind-address=127.0.0.1", "--socket=" + directory.resolve("mariadb.sock"), "--user=" + user,
            "--pid-file=" + directory.resolve("mariadb.pid"), "--max-connect-errors=1000000");
    }

    private static String find(final String program)
    {
        for (final String place : List.of("/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/"))
        {
            if (Files.isExecutable(Path.of(place + program)))
            {
                return place + program;
            }
        }
        return null;
    }

    private void start(final String name, final int port, final String... command) throws IOException
    {
        final String program = find(command[0]);
        if (null != program)
        {
            final List<String> words = new ArrayList<>(List.of(command));
            words.set(0, program);
            launch(name, port, words);
        }
    }

    private void launch(final String name, final int port, final List<String> command) throws IOException
    {
        services.put(name, new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile()).start());
        ports.put(name, port);
    }

    private void run(final String... command) throws IOException, InterruptedException
    {
        final Path log = Files.createTempFile(directory, "run", ".log");
        final Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
            .redirectOutput(log.toFile()).start();
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + read(log));
    }

    private static String read(final Path log)
    {
        try
        {
            return Files.readString(log);
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }

    private void awaitListening(final String name, final Process process, final int port) throws Exception
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SERVICE_DEADLINE_S);
        while (!isListening(port))
        {
            if (System.nanoTime() > deadlineNs || !process.isAlive())
            {
                throw new AssertionError(name + " does not listen: " + read(directory.resolve(name + ".log")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean isListening(final int port)
    {
        try (Socket socket = new Socket())
        {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }
}
