/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.fairlead.engine.dns.DnsMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Names of servers and of requests resolved while the daemon runs, by name servers that are right, wrong, slow or
 * silent. What is expected was seen with HAProxy 3.4.0, which {@code -Dscenario.balancer=/path} runs these tests with.
 */
@Timeout(60)
class NameResolutionTest
{
    private static final String DEFAULTS = """
        global
          stats socket "${DIR}/api" level admin
        defaults
          mode http
          timeout connect 2s
          timeout client 20s
          timeout server 20s
        """;
    private static final String COMMON = DEFAULTS + """
        resolvers r
          nameserver one 127.0.0.1:"${DNS}"
          timeout resolve 100ms
          timeout retry 100ms
          hold nx 200ms
          hold timeout 200ms
          hold refused 200ms
          hold other 200ms
          hold obsolete 200ms
        listen www
          bind 127.0.0.1:"${PORT_WWW}"
        """;

    private static LiveBalancer start(final String config, final DnsPeer... peers)
        throws IOException, InterruptedException
    {
        return LiveBalancer.start(config, List.of(), 1 == peers.length ? Map.of("DNS", peers[0].port()) :
            Map.of("DNS", peers[0].port(), "DNS_TWO", peers[1].port()));
    }

    /** Of each server: name, address, administrative flags, weight, name that is resolved, port, service record. */
    private static String state(final LiveBalancer balancer)
    {
        try
        {
            return balancer.api("show servers state").lines().skip(2).filter(line -> !line.isEmpty())
                .map(line -> line.split(" "))
                .map(words -> String.join(" ", words[3], words[4], words[6], words[7], words[17], words[18], words[19]))
                .collect(Collectors.joining("; "));
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }

    private static void awaitState(final LiveBalancer balancer, final String... possible)
        throws IOException, InterruptedException
    {
        final List<String> wanted = Arrays.asList(possible);
        try
        {
            balancer.await(wanted.toString(), () -> wanted.contains(state(balancer)));
        }
        catch (final IOException ex)
        {
            throw new IOException("it is " + state(balancer) + "; " + ex.getMessage(), ex);
        }
    }

    private static long counter(final LiveBalancer balancer, final String nameserver, final String name)
    {
        try
        {
            final String all = balancer.api("show resolvers r");
            return all.substring(all.indexOf(" nameserver " + nameserver + ':')).lines()
                .filter(line -> line.startsWith("  " + name + ':')).map(line -> line.split(":")[1].trim())
                .mapToLong(Long::parseLong).findFirst().orElseThrow();
        }
        catch (final IOException ex)
        {
            return -1;
        }
    }

    @Test
    void shouldFollowANameAndStopTheServerWithoutOne() throws Exception
    {
        try (DnsPeer dns = new DnsPeer("a.test A 127.0.1.1", "a.test AAAA ::1");
            LiveBalancer balancer = start(COMMON + """
                server s1 a.test:81 resolvers r init-addr none resolve-prefer ipv4
                """, dns))
        {
            awaitState(balancer, "s1 127.0.1.1 0 1 a.test 81 -");
            dns.zone("a.test CNAME b.test", "b.test A 127.0.1.2");
            awaitState(balancer, "s1 127.0.1.2 0 1 a.test 81 -");
            dns.zone();
            awaitState(balancer, "s1 - 32 1 a.test 81 -");
            dns.zone("a.test CODE 5");
            balancer.await("refusals", () -> counter(balancer, "one", "refused") > 0);
            dns.zone("a.test A 127.0.1.3");
            awaitState(balancer, "s1 127.0.1.3 0 1 a.test 81 -");
            dns.zone("a.test SILENT");
            awaitState(balancer, "s1 - 32 1 a.test 81 -");
            assertTrue(balancer.api("set server www/s1 fqdn c.test").contains(
                "www/s1 changed its FQDN from a.test to c.test by 'stats socket command'"));
            dns.zone("c.test A 127.0.1.4");
            awaitState(balancer, "s1 127.0.1.4 64 1 c.test 81 -", "s1 127.0.1.4 0 1 c.test 81 -");
            final String words = balancer.words();
            for (final String expected : List.of(
                "www/s1: IP changed from '(none)' to '127.0.1.1' by 'r/one'.",
                "Server www/s1 ('a.test') is UP/READY (resolves again).",
                "Server www/s1 administratively READY thanks to valid DNS answer.",
                "www/s1: IP changed from '127.0.1.1' to '127.0.1.2' by 'r/one'.",
                "Server www/s1 is going DOWN for maintenance (DNS NX status). 0 active and 0 backup servers left.",
                "Server www/s1 is going DOWN for maintenance (DNS timeout status). 0 active and 0 backup servers left.",
                "proxy 'www' has no server available!"))
            {
                assertTrue(words.contains(expected), expected + " is not in " + words);
            }
        }
    }

    @Test
    void shouldGiveEachServerOfATemplateAnAddressOfItsOwn() throws Exception
    {
        try (DnsPeer dns = new DnsPeer("a.test A 127.0.1.1", "a.test A 127.0.1.2");
            LiveBalancer balancer = start(COMMON + """
                server-template s 3 a.test:81 resolvers r init-addr none
                server t a.test:82 resolvers r init-addr none resolve-opts allow-dup-ip resolve-net 127.0.1.2/32
                """, dns))
        {
            awaitState(balancer, "s1 127.0.1.2 0 1 a.test 81 -; s2 127.0.1.1 0 1 a.test 81 -; " +
                "s3 - 32 1 a.test 81 -; t 127.0.1.2 0 1 a.test 82 -");
            dns.zone("a.test A 127.0.1.1", "a.test A 127.0.1.2", "a.test A 127.0.1.3");
            awaitState(balancer, "s1 127.0.1.2 0 1 a.test 81 -; s2 127.0.1.1 0 1 a.test 81 -; " +
                "s3 127.0.1.3 0 1 a.test 81 -; t 127.0.1.2 0 1 a.test 82 -");
            dns.zone("a.test A 127.0.1.3");
            awaitState(balancer, "s1 - 32 1 a.test 81 -; s2 - 32 1 a.test 81 -; " +
                "s3 127.0.1.3 0 1 a.test 81 -; t 127.0.1.3 0 1 a.test 82 -");
        }
    }

    @Test
    void shouldTakeServersPortsAndWeightsFromServiceRecords() throws Exception
    {
        final String record = "_http._tcp.test";
        final String s1 = "s1 127.0.1.1 64 1 y.test 81 " + record + "; ";
        try (DnsPeer dns = new DnsPeer(record + " SRV 100 81 y.test", record + " SRV 600 82 x.test",
            "y.test A 127.0.1.1", "x.test A 127.0.1.2");
            LiveBalancer balancer = start(COMMON + """
                server-template s 2 _http._tcp.test resolvers r init-addr none
                """, dns))
        {
            awaitState(balancer, s1 + "s2 127.0.1.2 64 3 x.test 82 " + record);
            dns.zone(record + " SRV 100 81 y.test", "y.test A 127.0.1.1");
            awaitState(balancer, s1 + "s2 - 96 3 - 0 " + record);
            dns.zone(record + " SRV 100 81 y.test", record + " SRV 0 84 z.test",
                record + " ADDITIONAL z.test 127.0.1.9", "y.test A 127.0.1.1");
            awaitState(balancer, s1 + "s2 127.0.1.9 64 0 z.test 84 " + record);
            assertTrue(balancer.api("set server www/s1 fqdn q.test").contains("SRV resolution is configured"));
            dns.zone();
            awaitState(balancer, "s1 - 96 1 - 0 " + record + "; s2 - 96 0 - 0 " + record);
            final String words = balancer.words();
            assertTrue(words.contains(
                "www/s2: IP changed from '(none)' to '127.0.1.9', port changed from '0' to '84' " +
                "by 'DNS additional record'."), words);
            assertTrue(words.contains("Server www/s2 is going DOWN for maintenance (entry removed from SRV record). 1"),
                words);
        }
    }

    @Test
    void shouldBelieveNothingALyingNameServerSays() throws Exception
    {
        try (DnsPeer liar = new DnsPeer(); DnsPeer dns = new DnsPeer("a.test A 127.0.1.1"))
        {
            liar.special(question -> lies(question));
            try (LiveBalancer balancer = start(COMMON.replace("  timeout resolve", """
                  nameserver two 127.0.0.1:"${DNS_TWO}"
                  accepted_payload_size 8192
                  timeout resolve""") + """
                server s1 a.test:81 resolvers r init-addr none resolve-prefer ipv4
                """, liar, dns))
            {
                awaitState(balancer, "s1 127.0.1.1 0 1 a.test 81 -");
                balancer.await("lies of all kinds", () -> counter(balancer, "one", "invalid") > 20 &&
                    counter(balancer, "one", "too_big") > 0 && counter(balancer, "one", "outdated") > 0 &&
                    counter(balancer, "one", "cname_error") > 0 && counter(balancer, "one", "truncated") > 0);
                assertEquals("s1 127.0.1.1 0 1 a.test 81 -", state(balancer));
                assertEquals(0, counter(balancer, "one", "valid"));
                assertTrue(counter(balancer, "two", "valid") > 0);
                assertEquals(1, counter(balancer, "two", "update"));
                final long before = balancer.descriptors();
                balancer.await("more lies", () -> counter(balancer, "one", "invalid") > 60);
                assertTrue(balancer.descriptors() <= before + 2, "descriptors are left behind");
            }
        }
    }

    /** Messages that must have no effect, each to the right question unless that is the lie. */
    private static List<byte[]> lies(final DnsPeer.Question question)
    {
        final int id = question.id();
        final String name = question.name();
        final int type = question.type();
        final String evil = "127.6.6.6";
        final List<byte[]> lies = new ArrayList<>();
        lies.add(new DnsMessage(id + 1 & 0xFFFF, DnsMessage.GOOD, name, type).address(name, evil).bytes());
        lies.add(new DnsMessage(id, DnsMessage.GOOD, "b.test", type).address("b.test", evil).bytes());
        lies.add(new DnsMessage(id, DnsMessage.GOOD, name, type).address("b.test", evil).bytes());
        lies.add(new DnsMessage(id, DnsMessage.GOOD, name, type).alias(name, name).bytes());
        lies.add(new DnsMessage(id, DnsMessage.GOOD | 0x0200, name, type).address(name, evil).bytes());
        lies.add(new DnsMessage(id, DnsMessage.GOOD, name, type).record(new byte[]{(byte)0xC0, 24}, type,
            new byte[4]).bytes());
        lies.add(new DnsMessage(id, DnsMessage.GOOD, name, type).address(name, evil).counts(1, 9999).bytes());
        lies.add(Arrays.copyOf(new DnsMessage(id, DnsMessage.GOOD, name, type).address(name, evil).bytes(), 30));
        lies.add(new byte[]{(byte)(id >> 8), (byte)id});
        lies.add(new byte[]{1});
        final DnsMessage big = new DnsMessage(id, DnsMessage.GOOD, name, type);
        for (int i = 0; i < 4000; i++)
        {
            big.record(new byte[]{(byte)0xC0, 12}, DnsMessage.A, new byte[]{127, 6, 6, 6});
        }
        lies.add(big.bytes());
        return lies;
    }

    @Test
    void shouldAskAgainWhatWasLostAndSpeakOverConnections() throws Exception
    {
        try (DnsPeer dns = new DnsPeer("a.test A 127.0.1.1"))
        {
            // two of three questions are lost
            dns.special(question -> 0 == dns.questions() % 3 ? null : List.of());
            try (LiveBalancer balancer = start(COMMON.replace("hold timeout 200ms", "hold timeout 30s") + """
                server s1 a.test:81 resolvers r init-addr none resolve-prefer ipv4
                """, dns))
            {
                awaitState(balancer, "s1 127.0.1.1 0 1 a.test 81 -");
                balancer.await("many answers", () -> counter(balancer, "one", "valid") > 5);
                assertEquals("s1 127.0.1.1 0 1 a.test 81 -", state(balancer));
            }
            dns.special(question -> null);
            try (LiveBalancer balancer = start(COMMON.replace("one 127", "one tcp@127") + """
                server s1 a.test:81 resolvers r init-addr none resolve-prefer ipv4
                server s2 b.test:81 resolvers r init-addr none resolve-prefer ipv4
                """, dns))
            {
                awaitState(balancer, "s1 127.0.1.1 0 1 a.test 81 -; s2 - 32 1 b.test 81 -");
                dns.zone("a.test A 127.0.1.2", "b.test A 127.0.1.3");
                awaitState(balancer, "s1 127.0.1.2 0 1 a.test 81 -; s2 127.0.1.3 0 1 b.test 81 -");
            }
        }
    }

    @Test
    void shouldAskForThousandsOfNamesWithoutLosingAnswers() throws Exception
    {
        final int count = 2000;
        final StringBuilder config = new StringBuilder(DEFAULTS).append("""
            resolvers r
              nameserver one 127.0.0.1:"${DNS}"
              timeout resolve 10m
              timeout retry 1s
            listen www
              bind 127.0.0.1:"${PORT_WWW}"
            """);
        for (int i = 0; i < count; i++)
        {
            config.append("  server s").append(i).append(" n").append(i)
                .append(".test:81 resolvers r init-addr none resolve-prefer ipv4\n");
        }
        try (DnsPeer dns = new DnsPeer())
        {
            dns.special(question -> List.of(
                new DnsMessage(question.id(), DnsMessage.GOOD, question.name(), question.type())
                    .address(question.name(), "127.0.9.9").bytes()));
            try (LiveBalancer balancer = start(config.toString(), dns))
            {
                balancer.await("all names", () -> count == state(balancer).split(" 127.0.9.9 ", -1).length - 1);
                // asked all at once, most answers would find no room in a socket
                assertTrue(dns.questions() < 2 * count, () -> dns.questions() + " questions");
            }
        }
    }

    @Test
    void shouldResolveNamesOfRequestsAndGoThere() throws Exception
    {
        try (DnsPeer dns = new DnsPeer("a.test A 127.0.0.3", "slow.test A 127.0.0.3");
            ServerSocket origin = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.3")))
        {
            Thread.ofVirtual().start(() -> serve(origin));
            // the first two questions for this name are lost
            final int[] lost = {2};
            dns.special(question -> "slow.test".equals(question.name()) && lost[0]-- > 0 ? List.of() : null);
            try (LiveBalancer balancer = LiveBalancer.start(COMMON + """
                http-request do-resolve(txn.ip,r,ipv4) hdr(host),host_only
                http-request deny deny_status 421 unless { var(txn.ip) -m found }
                http-request set-dst var(txn.ip)
                server any 0.0.0.0:"${ORIGIN}"
                listen tcp
                mode tcp
                bind 127.0.0.1:"${PORT_TCP}"
                tcp-request inspect-delay 10s
                tcp-request content do-resolve(sess.ip,r,ipv4) str(slow.test)
                tcp-request content set-dst var(sess.ip)
                tcp-request content accept if { var(sess.ip) -m ip 127.0.0.3 }
                tcp-request content reject
                server any 0.0.0.0:"${ORIGIN}"
                """, List.of(), Map.of("DNS", dns.port(), "ORIGIN", origin.getLocalPort())))
            {
                assertEquals("HTTP/1.1 200 OK", ask(balancer, "PORT_TCP", "tcp"));
                assertEquals("HTTP/1.1 200 OK", ask(balancer, "PORT_WWW", "a.test:8080"));
                final int questions = dns.questions();
                assertEquals("HTTP/1.1 200 OK", ask(balancer, "PORT_WWW", "A.test"), "from the cache");
                assertEquals(questions, dns.questions());
                assertEquals("HTTP/1.1 421 Misdirected Request", ask(balancer, "PORT_WWW", "none.test"));
                assertEquals("HTTP/1.1 421 Misdirected Request", ask(balancer, "PORT_WWW", "a..test"));
                assertEquals("HTTP/1.1 200 OK", ask(balancer, "PORT_WWW", "slow.test"));
            }
        }
    }

    private static void serve(final ServerSocket origin)
    {
        try
        {
            while (true)
            {
                try (Socket socket = origin.accept())
                {
                    socket.getInputStream().read(new byte[1000]);
                    socket.getOutputStream().write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        catch (final IOException ex)
        {
            // closed
        }
    }

    private static String ask(final LiveBalancer balancer, final String port, final String host) throws IOException
    {
        try (Socket socket = balancer.connect(port))
        {
            socket.getOutputStream().write(
                ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(
                    StandardCharsets.US_ASCII));
            final String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines().findFirst().orElse("nothing");
        }
    }
}
