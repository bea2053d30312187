/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.stats;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ShowStatTest
{
    private final FakeStats stats = new FakeStats();

    @Test
    void shouldPrintCsvAsHaproxy() throws IOException
    {
        assertEquals(expected("csv"), FakeStats.run(new ShowStat(stats).legends(true)));
    }

    @Test
    void shouldHideAddressesFromUsers() throws IOException
    {
        assertEquals(expected("user"), FakeStats.run(new ShowStat(stats)));
    }

    @Test
    void shouldHideServersThatAreDown() throws IOException
    {
        assertEquals(expected("up"), FakeStats.run(new ShowStat(stats).legends(true).hideDown(true)));
    }

    @Test
    void shouldHideServersInMaintenance() throws IOException
    {
        assertEquals(expected("nomaint"), FakeStats.run(new ShowStat(stats).legends(true).hideMaintenance(true)));
    }

    @Test
    void shouldPrintTypedAsHaproxy() throws IOException
    {
        final String output = FakeStats.run(
            new ShowStat(stats).legends(true).format(StatFormat.TYPED).described(true));
        final String picked = output.lines()
            .filter((line) -> line.matches("(F\\.2|S\\.3\\.2|B\\.4|L)\\..*"))
            .collect(Collectors.joining("\n", "", "\n"));
        assertEquals(expected("typed"), picked);
    }

    @Test
    void shouldPrintJsonAsHaproxy() throws IOException
    {
        final ShowStat dump = new ShowStat(stats).legends(true).format(StatFormat.JSON);
        assertEquals(expected("json"), FakeStats.run(dump.only(3, 4, 2)).replace("},{", "},\n{"));
    }

    @Test
    void shouldSeparateObjectsInJson()
    {
        final String output = FakeStats.run(new ShowStat(stats).format(StatFormat.JSON));
        assertTrue(output.startsWith("[[{\"objType\":\"Frontend\""));
        assertTrue(output.contains("}],[{\"objType\":\"Server\""));
        assertTrue(output.endsWith("}]]\n"));
    }

    @Test
    void shouldShowOnlyWhatWasAskedFor()
    {
        assertEquals(List.of("be,s2"), names(new ShowStat(stats).only(3, 4, 2)));
        assertEquals(List.of("be,BACKEND", "tcpl,BACKEND"), names(new ShowStat(stats).only(-1, 2, -1)));
        assertEquals(List.of("fe,FRONTEND", "fe,web"), names(new ShowStat(stats).only(2, -1, -1)));
        assertEquals(List.of(), names(new ShowStat(stats).only(77, -1, -1)));
    }

    @Test
    void shouldPrintInSmallPieces()
    {
        final ShowStat dump = new ShowStat(stats);
        boolean hasMore = true;
        while (hasMore)
        {
            final StringBuilder piece = new StringBuilder();
            hasMore = dump.next(piece);
            assertTrue(piece.toString().lines().count() <= 1, piece.toString());
        }
    }

    @Test
    void shouldPrintServerStateAsHaproxy() throws IOException
    {
        assertEquals(expected("state"), FakeStats.run(new ShowServers(stats, null, false)));
    }

    @Test
    void shouldPrintServerConnectionsAsHaproxy() throws IOException
    {
        assertEquals(expected("conn"), FakeStats.run(new ShowServers(stats, null, true)));
    }

    @Test
    void shouldPrintOneBackendOnly()
    {
        final String output = FakeStats.run(new ShowServers(stats, stats.proxies().get(2), false));
        assertEquals(3, output.lines().count());
        assertTrue(output.lines().toList().get(2).startsWith("4 tcpl 1 t1 ::1 2 0 5 5 6 "));
    }

    @Test
    void shouldHaveTheFieldsOfInfoInHaproxysOrder() throws IOException
    {
        final List<String> ours = labels(FakeStats.run(new ShowInfo(stats)));
        final List<String> theirs = labels(expected("info"));
        assertEquals(theirs, ours.subList(0, theirs.size()));
        assertEquals(
            List.of("Fairlead_version", "Heap_used_bytes", "CaughtThrowables"),
            ours.subList(theirs.size(), ours.size()));
    }

    @Test
    void shouldTagAndDescribeInfoAsHaproxy() throws IOException
    {
        final List<String> ours = FakeStats.run(new ShowInfo(stats).format(StatFormat.TYPED).described(true))
            .lines().map(ShowStatTest::withoutValue).toList();
        final List<String> theirs = expected("info-typed").lines().map(ShowStatTest::withoutValue).toList();
        assertEquals(theirs, ours.subList(0, theirs.size()));
    }

    @Test
    void shouldShowValuesOfInfo()
    {
        final List<String> lines = FakeStats.run(new ShowInfo(stats)).lines().toList();
        assertEquals("Name: HAProxy", lines.getFirst());
        assertTrue(lines.contains("Version: 3.4.0"));
        assertTrue(lines.contains("Uptime: 0d 0h00m05s"));
        assertTrue(lines.contains("Uptime_sec: 5"));
        assertTrue(lines.contains("description: \"two words, and a comma\""));
        assertTrue(FakeStats.run(new ShowInfo(stats).fractions(true)).contains("\nUptime_sec: 5.902\n"));
    }

    @Test
    void shouldQuoteTextsInCsvAndEscapeThemInJson()
    {
        final StatLine line = new StatLine(StatColumn.values().length);
        line.text(StatColumn.PXNAME, StatLine.NAME, "a \"b\",\r\nc  ");
        line.text(StatColumn.SVNAME, StatLine.NAME, "plain \\");
        final StringBuilder csv = new StringBuilder();
        StatPrinter.csv(line, csv);
        assertTrue(csv.toString().startsWith("\"a \"\"b\"\", c\",plain \\,,"), csv.toString());
        final StringBuilder json = new StringBuilder();
        StatPrinter.json(line, 'F', json);
        assertTrue(json.toString().contains("\"value\":\"a \\\"b\\\",\\u000d\\u000ac  \"}"), json.toString());
        assertTrue(json.toString().contains("\"value\":\"plain \\\\\"}"), json.toString());
    }

    private static List<String> names(final ShowStat dump)
    {
        final List<String> names = new ArrayList<>(FakeStats.run(dump).lines().skip(1).toList());
        names.replaceAll((line) -> line.substring(0, line.indexOf(',', line.indexOf(',') + 1)));
        return names;
    }

    private static List<String> labels(final String info)
    {
        return info.lines().map((line) -> line.substring(0, line.indexOf(':'))).toList();
    }

    private static String withoutValue(final String line)
    {
        final String[] parts = line.split(":", 4);
        final int quote = parts[3].indexOf(":\"");
        final String type = line.startsWith("0.") || !parts[2].equals("str") ? parts[2] : "str";
        return parts[0] + ":" + parts[1] + ":" + type + parts[3].substring(quote);
    }

    private static String expected(final String name) throws IOException
    {
        try (InputStream in = ShowStatTest.class.getResourceAsStream("haproxy-" + name + ".txt"))
        {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
