/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsPageTest
{
    @TempDir
    private Path results;

    @Test
    void shouldShowForEachLoadTheNewestRunAndSayWherePeersAreBehind() throws IOException
    {
        run("2026-01-01-full", "2026-01-01T00:00:00Z", ratio("keep-alive-64", "fairlead", "0.8", "5") + ',' +
            ratio("connection", "fairlead", "1.2", "40"));
        run("2026-02-01-quick", "2026-02-01T00:00:00Z", ratio("keep-alive-64", "fairlead", "0.7", "4") + ',' +
            ratio("keep-alive-64", "nginx", "null", "6"));
        ResultsPage.main(new String[]{results.toString()});
        final String markdown = Files.readString(results.resolve("README.md"));
        assertTrue(markdown.contains(
            "| load keep-alive-64 | 10.0 | **0.70 [0.50-1.50], 4.0 us** | no ratio [0.50-1.50], 6.0 us | " +
            "2026-02-01-quick |"),
            markdown);
        assertTrue(markdown.contains("| load connection | 10.0 | 1.20 [0.50-1.50], 40.0 us | – | 2026-01-01-full |"),
            markdown);
        final String html = Files.readString(results.resolve("index.html"));
        assertTrue(html.contains("<td class=\"behind\">1.20 [0.50-1.50], 40.0 us</td>"));
        assertTrue(html.contains("<td class=\"ahead\">0.70 [0.50-1.50], 4.0 us</td>"));
    }

    @Test
    void shouldCountAtAGlanceWhereItIsAheadAndSayWhereTurnsDisagree() throws IOException
    {
        run("2026-01-01-full", "2026-01-01T00:00:00Z", ratio("keep-alive-64", "fairlead", "0.8", "5") + ',' +
            ratio("connection", "fairlead", "1.2", "40").replace("0.5", "1.1") + ',' +
            ratio("log", "fairlead", "null", "6") + ',' + ratio("rules-50", "fairlead", "2.5", "25"));
        ResultsPage.main(new String[]{results.toString()});
        final String markdown = Files.readString(results.resolve("README.md"));
        assertTrue(markdown.contains("Of 4 figures Fairlead is ahead of HAProxy in 1, level in 0 and behind in 2; 1 "),
            markdown);
        assertTrue(markdown.contains("| 5.0 us | 10.0 us | **ahead: 20 % less, not in every turn** |"), markdown);
        assertTrue(markdown.contains("| 40.0 us | 10.0 us | behind: 20 % more |"), markdown);
        assertTrue(markdown.contains("| 6.0 us | 10.0 us | too noisy to say |"), markdown);
        assertTrue(markdown.contains("| behind: 2.5 times as much, not in every turn |"), markdown);
    }

    @Test
    void shouldKeepOtherFlagsAndEarlierStatesApartFromProducts() throws IOException
    {
        run("2026-01-01-full", "2026-01-01T00:00:00Z", ratio("keep-alive-64", "fairlead", "0.8", "5") + ',' +
            ratio("keep-alive-64", "nginx", "0.9", "6"));
        final Path flags = run("2026-02-01-flags", "2026-02-01T00:00:00Z",
            ratio("keep-alive-64", "fairlead", "0.7", "4") + ',' + ratio("keep-alive-64", "g1", "0.6", "3"));
        Files.writeString(flags.resolve("run.json"), Files.readString(flags.resolve("run.json")).replace("\"machine\"",
            "\"peers\": [{\"name\": \"g1\", \"version\": \"HAProxy version 3.4.0 (Fairlead 0.1.0)\"}], \"machine\""));
        ResultsPage.main(new String[]{results.toString()});
        final String markdown = Files.readString(results.resolve("README.md"));
        assertTrue(markdown.contains("| Load | haproxy, us | fairlead | nginx | run |"), markdown);
        assertTrue(markdown.contains("**0.80 [0.50-1.50], 5.0 us** | **0.90 [0.50-1.50], 6.0 us** | 2026-01-01-full |"),
            markdown);
        assertTrue(markdown.contains(
            "| load keep-alive-64 | g1 | 0.60 [0.50-1.50], 3.0 us | 0.70 [0.50-1.50], 4.0 us | 2026-02-01-flags |"),
            markdown);
    }

    @Test
    void shouldNeedNothingFromOutside() throws IOException
    {
        run("2026-01-01-full", "2026-01-01T00:00:00Z", ratio("keep-alive-64", "<script>", "0.8", "5"));
        ResultsPage.main(new String[]{results.toString()});
        final String html = Files.readString(results.resolve("index.html"));
        assertFalse(html.matches("(?s).*<(script|link|img)[^>]* (src|href)=.*"));
        assertFalse(html.contains("@DATA@") || html.contains("@CHARTS@") || html.contains("@TABLES@"));
        assertEquals(2, html.split("</script>", -1).length - 1, "what a run says cannot end a script");
    }

    @Test
    void shouldNameAFileThatItCannotRead() throws IOException
    {
        final Path directory = Files.createDirectory(results.resolve("2026-01-01-torn"));
        Files.writeString(directory.resolve("run.json"), "{\"ratios\": [");
        final IOException ex = assertThrows(
            IOException.class, () -> ResultsPage.main(new String[]{results.toString()}));
        assertTrue(ex.getMessage().contains("2026-01-01-torn"), ex.getMessage());
    }

    private Path run(final String name, final String when, final String ratios) throws IOException
    {
        final Path directory = Files.createDirectory(results.resolve(name));
        Files.writeString(directory.resolve("run.json"), "{\"format\": 1, \"when\": \"" + when +
            "\", \"commit\": \"c\"," +
            " \"command\": \"bench/compare\", \"machine\": {}, \"ratios\": [" + ratios + "]}");
        return directory;
    }

    private static String ratio(final String scenario, final String peer, final String value, final String costUs)
    {
        return "{\"scenario\": \"" + scenario + "\", \"title\": \"load " + scenario + "\", \"peer\": \"" + peer +
            "\", \"pairs\": 5, \"low\": 0.5, \"high\": 1.5, \"costUs\": " + costUs + ", \"referenceCostUs\": 10," +
            " \"ratio\": " + value + "}";
    }
}
