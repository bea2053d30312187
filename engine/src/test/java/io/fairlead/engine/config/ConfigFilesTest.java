/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest
{
    private final Messages messages = Messages.collecting();

    @TempDir
    private Path directory;

    @Test
    void shouldTakeFilesOfDirectoriesInOrderOfBytes() throws IOException
    {
        for (final String name : List.of("b.cfg", "a.cfg", "B.cfg", ".hidden.cfg", "c.txt", "d.cfg.bak", "x.cfg.cfg"))
        {
            Files.writeString(directory.resolve(name), name);
        }
        Files.createDirectory(directory.resolve("sub.cfg"));
        Files.writeString(directory.resolve("one"), "caf\u00e9", StandardCharsets.ISO_8859_1);
        final List<ConfigFile> files = ConfigFiles.load(List.of("one", "."), directory, messages);
        assertEquals(List.of("one", "./B.cfg", "./a.cfg", "./b.cfg"), files.stream().map(ConfigFile::name).toList());
        assertEquals("caf\u00e9", files.getFirst().text());
    }

    @Test
    void shouldSayWhichFileIsMissing()
    {
        assertNull(ConfigFiles.load(List.of("none.cfg"), directory, messages));
        assertEquals("config : Cannot open configuration file/directory none.cfg : No such file or directory",
            messages.given().getFirst().text());
    }

    @Test
    void shouldResolveNamesAsDefaultPathSays()
    {
        final ParseContext context = new ParseContext(messages, new Environment(Map.of()), new KeywordRegistry());
        context.workingDirectory(Path.of("/work"));
        context.enterFile("conf/a.cfg");
        context.line(ConfigLine.of("conf/a.cfg", 1, "default-path"));
        assertEquals(Path.of("/work/x"), context.resolve("x"));
        assertEquals(Path.of("/x"), context.resolve("/x"));
        context.defaultPath(ParseContext.DefaultPath.CONFIG, null);
        assertEquals(Path.of("/work/conf/x"), context.resolve("x"));
        context.enterFile("/etc/b.cfg");
        assertEquals(Path.of("/etc/x"), context.resolve("x"));
        context.defaultPath(ParseContext.DefaultPath.ORIGIN, "data");
        assertEquals(Path.of("/work/data/x"), context.resolve("x"));
        context.line(ConfigLine.of("conf/a.cfg", 2, "default-path"));
        context.defaultPath(ParseContext.DefaultPath.PARENT, null);
        assertEquals(Path.of("/work/x"), context.resolve("x").normalize());
    }

    @Test
    void shouldTakeBytesOfNamesForUtf8()
    {
        assertEquals(Path.of("\u00e9"), ParseContext.path("\u00c3\u00a9"));
    }
}
