/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.ParseContext;

/** Reads {@code h1-case-adjust-file}: two words a line. */
final class CaseAdjustFile
{
    private CaseAdjustFile()
    {
    }

    /** Load the file, if one is wanted; whether it is good. */
    static boolean load(final GlobalSettings global, final ParseContext context)
    {
        final String name = global.h1CaseAdjustFile;
        if (null == name)
        {
            return true;
        }
        final List<String> lines;
        try
        {
            lines = Files.readAllLines(context.resolve(name), StandardCharsets.ISO_8859_1);
        }
        catch (final IOException e)
        {
            context.fatal("h1-headers-case-adjust-file '" + name + "': failed to open file.");
            return false;
        }
        int number = 0;
        for (final String line : lines)
        {
            number++;
            final String text = line.strip();
            if (text.isEmpty() || text.startsWith("#"))
            {
                continue;
            }
            final String[] words = text.split("[ \t]+");
            try
            {
                GlobalTuneWords.addCaseAdjust(global, words[0], words.length > 1 ? words[1] : "");
            }
            catch (final ConfigException e)
            {
                context.fatal("h1-headers-case-adjust-file '" + name + "': " + e.getMessage() + " at line " +
                    number + ".");
                return false;
            }
        }
        return true;
    }
}
