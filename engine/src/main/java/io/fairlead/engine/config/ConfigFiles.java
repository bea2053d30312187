/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds and loads the files named on the command line. */
public final class ConfigFiles
{
    private static final int MAX_STREAM_LENGTH = 10 * 1024 * 1024;
    private static final String EXTENSION = ".cfg";

    private ConfigFiles()
    {
    }

    /**
     * Load files; a directory stands for its files ending in {@code .cfg}, in the order of their bytes.
     *
     * @param names    as given with {@code -f}.
     * @param base     directory that relative names are relative to.
     * @param messages where problems go.
     * @return the files, or null if one cannot be read.
     */
    public static List<ConfigFile> load(final List<String> names, final Path base, final Messages messages)
    {
        messages.prefix("config");
        final List<ConfigFile> files = new ArrayList<>();
        boolean isGood = true;
        final List<String> expanded = expand(names, base, messages);
        if (null == expanded)
        {
            isGood = false;
        }
        else
        {
            for (final String name : expanded)
            {
                final ConfigFile file = isGood ? loadOne(name, base, messages) : null;
                isGood &= null != file;
                files.add(file);
            }
        }
        messages.prefix(null);
        return isGood ? files : null;
    }

    private static List<String> expand(final List<String> names, final Path base, final Messages messages)
    {
        final List<String> expanded = new ArrayList<>();
        for (final String name : names)
        {
            final Path path = base.resolve(name);
            if (!Files.exists(path))
            {
                messages.alert("Cannot open configuration file/directory " + name + " : No such file or directory");
                return null;
            }
            if (!Files.isDirectory(path))
            {
                expanded.add(name);
                continue;
            }
            try
            {
                expanded.addAll(list(name, path));
            }
            catch (final IOException e)
            {
                messages.alert("Cannot open configuration directory " + name + " : " + reason(e));
                return null;
            }
        }
        return expanded;
    }

    private static List<String> list(final String name, final Path directory) throws IOException
    {
        final List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory))
        {
            for (final Path entry : entries)
            {
                final String entryName = entry.getFileName().toString();
                final boolean isNamed = !entryName.startsWith(".") && entryName.indexOf(EXTENSION) >= 0 &&
                    entryName.indexOf(EXTENSION) == entryName.length() - EXTENSION.length();
                if (isNamed && Files.isRegularFile(entry))
                {
                    found.add(name + '/' + entryName);
                }
            }
        }
        found.sort((a, b) -> compareBytes(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        return found;
    }

    private static int compareBytes(final byte[] a, final byte[] b)
    {
        return Arrays.compareUnsigned(a, b);
    }

    private static ConfigFile loadOne(final String name, final Path base, final Messages messages)
    {
        try (InputStream in = Files.newInputStream(base.resolve(name)))
        {
            final boolean isRegular = Files.isRegularFile(base.resolve(name));
            final byte[] bytes = isRegular ? in.readAllBytes() : in.readNBytes(MAX_STREAM_LENGTH + 1);
            if (!isRegular && bytes.length > MAX_STREAM_LENGTH)
            {
                messages.alert("Loading " + name + ": input is too large " + bytes.length / (1024 * 1024) +
                    "MB, limited to 10MB. Exiting.");
                return null;
            }
            return new ConfigFile(name, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        catch (final IOException e)
        {
            messages.alert("Could not open configuration file " + name + " : " + reason(e));
            return null;
        }
    }

    private static String reason(final IOException e)
    {
        if (e instanceof NoSuchFileException)
        {
            return "No such file or directory";
        }
        return e instanceof AccessDeniedException ? "Permission denied" : String.valueOf(e.getMessage());
    }
}
