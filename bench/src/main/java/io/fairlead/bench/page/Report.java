/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The page in its two forms, while its sections are written one after the other. */
final class Report
{
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode data = mapper.createObjectNode();
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder();

    /** What the page's script draws, by the name it looks for. */
    ObjectNode data()
    {
        return data;
    }

    void section(final String id, final String title, final String text)
    {
        html.append("<section id=\"").append(id).append("\"><h2>").append(Table.escape(title)).append("</h2>\n");
        markdown.append("\n## ").append(title).append("\n\n");
        paragraph(text);
    }

    /** A smaller heading inside a section. */
    void heading(final String title)
    {
        html.append("<h3>").append(Table.escape(title)).append("</h3>\n");
        markdown.append("\n### ").append(title).append("\n\n");
    }

    void paragraph(final String text)
    {
        html.append("<p>").append(Table.escape(text)).append("</p>\n");
        markdown.append(text).append("\n\n");
    }

    void table(final Table table)
    {
        html.append(table.html());
        markdown.append(table.markdown()).append('\n');
    }

    /** A place for a chart; only the page with charts has it. */
    void chart(final String id, final String label)
    {
        html.append("<div class=\"chart\"><canvas id=\"").append(id).append("\" role=\"img\" aria-label=\"")
            .append(Table.escape(label)).append("\"></canvas></div>\n");
    }

    void openRow()
    {
        html.append("<div class=\"row\">");
    }

    void closeRow()
    {
        html.append("</div>");
    }

    /** Ends a section and says which run its figures are from. */
    void end(final Runs.Run run)
    {
        final String source = "From " + run.directory() + ": " + run.facts().path("command").asText() + ", commit " +
            run.facts().path("commit").asText() + ", " + run.when() + ".";
        html.append("<p class=\"source\">").append(Table.escape(source)).append("</p>");
        markdown.append('_').append(source).append("_\n");
        end();
    }

    void end()
    {
        html.append("</section>\n");
    }

    /**
     * Writes {@code index.html} and {@code README.md}.
     *
     * @throws IOException if one cannot be written.
     */
    void write(final Path results) throws IOException
    {
        Files.writeString(results.resolve("index.html"), resource("page.html")
            .replace("@TABLES@", html).replace("@DATA@", mapper.writeValueAsString(data).replace("</", "<\\/"))
            .replace("@SCRIPT@", resource("page.js")).replace("@CHARTS@", resource(CHARTS)));
        Files.writeString(results.resolve("README.md"), resource("summary.md").replace("@TABLES@", markdown));
    }

    static String number(final String format, final JsonNode value)
    {
        return String.format(Locale.ROOT, format, value.asDouble());
    }

    private static String resource(final String name) throws IOException
    {
        try (InputStream in = Report.class.getResourceAsStream(name))
        {
            if (null == in)
            {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
