/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Commands of this machine. */
final class Programs
{
    private Programs()
    {
    }

    /** Where a command lies: itself if it has a slash, else as found in PATH or where Debian keeps daemons; or null. */
    static String find(final String name)
    {
        if (name.indexOf('/') >= 0)
        {
            return Files.isExecutable(Path.of(name)) ? Path.of(name).toAbsolutePath().toString() : null;
        }
        for (final String directory :
            (System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
        {
            final Path path = Path.of(directory, name);
            if (Files.isExecutable(path))
            {
                return path.toString();
            }
        }
        return null;
    }

    /** The first line a command prints, or null if there is no such command. */
    static String firstLine(final List<String> command, final Path directory) throws IOException
    {
        return null == command.get(0) || null == find(command.get(0)) ? null :
            ChildProcess.run(command, directory.resolve("version.log")).text().lines()
                .filter(line -> !line.isBlank()).findFirst().orElse("unknown");
    }

    /** Front of a command that confines what follows to processors, such as {@code 0} or {@code 0,1}. */
    static List<String> onProcessors(final String list)
    {
        return List.of("taskset", "-c", list);
    }
}
