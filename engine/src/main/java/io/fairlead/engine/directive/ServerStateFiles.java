/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.server.SavedState;
import io.fairlead.engine.server.ServerSettings;

/**
 * Reads the server state files a configuration names and gives each server its line. Source: configuration.txt 3.1
 * "server-state-file", 4.2 "load-server-state-from-file".
 */
final class ServerStateFiles
{
    private final Configuration configuration;
    private final ParseContext context;
    private Map<String, SavedState> global;

    ServerStateFiles(final Configuration configuration, final ParseContext context)
    {
        this.configuration = configuration;
        this.context = context;
    }

    /** Read all files; what is wrong with them is told and never an error. */
    void read()
    {
        for (final ProxySettings proxy : configuration.proxies)
        {
            if ("global".equals(proxy.loadServerState) && null == configuration.global.serverStateFile)
            {
                messages().warning("backend '" + proxy.name + "' configured to load server state file from global " +
                    "section 'server-state-file' directive. Unfortunately, 'server-state-file' is not set!");
            }
        }
        if (null != configuration.global.serverStateFile)
        {
            final String file = path(configuration.global.serverStateFile);
            global = new File(file, null, "config: ", "global server state file '" + file + '\'', "").lines();
        }
        for (final ProxySettings proxy : configuration.proxies)
        {
            if (proxy.isBackend() && !proxy.isDisabled && !proxy.servers.isEmpty())
            {
                read(proxy);
            }
        }
    }

    private Messages messages()
    {
        return context.messages();
    }

    private void read(final ProxySettings proxy)
    {
        if ("global".equals(proxy.loadServerState) && null != global)
        {
            give(proxy, global);
        }
        else if ("local".equals(proxy.loadServerState))
        {
            final String file = path(null == proxy.serverStateFileName ? proxy.name : proxy.serverStateFileName);
            final Map<String, SavedState> lines =
                new File(file, proxy, "Proxy '" + proxy.name + "': ", "server state file '" + file + '\'', ".").lines();
            if (null != lines)
            {
                give(proxy, lines);
                for (final SavedState unused : lines.values())
                {
                    messages().warning("Proxy '" + proxy.name + "': can't find server '" + unused.field(3) +
                        "' in backend '" + proxy.name + '\'');
                }
            }
        }
    }

    private static void give(final ProxySettings proxy, final Map<String, SavedState> lines)
    {
        for (final ServerSettings server : proxy.servers)
        {
            server.saved = lines.remove(proxy.name + ' ' + server.name);
        }
    }

    private String path(final String name)
    {
        final String base = configuration.global.serverStateBase;
        return name.startsWith("/") || null == base ? name : base + (base.endsWith("/") ? "" : "/") + name;
    }

    /** One file. */
    private final class File
    {
        private final String file;
        private final ProxySettings proxy;
        private final String owner;
        private final String name;
        private final String end;

        private File(
            final String file, final ProxySettings proxy, final String owner, final String name, final String end)
        {
            this.file = file;
            this.proxy = proxy;
            this.owner = owner;
            this.name = name;
            this.end = end;
        }

        /** Lines by backend and server; null when the file is of no use. */
        private Map<String, SavedState> lines()
        {
            final String text = text();
            if (null == text)
            {
                return null;
            }
            final String version = text.substring(0, Math.max(0, text.indexOf('\n')));
            if (text.isEmpty())
            {
                messages().notice(owner + "Empty " + name + '.');
                return null;
            }
            if (!version.matches("[ \t]*[+]?0*1"))
            {
                messages().warning(owner + "Can't get version of the " + name + '.');
                return null;
            }
            final Map<String, SavedState> lines = new LinkedHashMap<>();
            int number = 0;
            for (int at = version.length() + 1; at < text.length(); )
            {
                number++;
                final int next = text.indexOf('\n', at);
                final String line = next < 0 ? null : text.substring(at, next).strip();
                final boolean isEmpty = null != line && (line.isEmpty() || '#' == line.charAt(0));
                final SavedState saved = null == line || isEmpty ? null : SavedState.of(line);
                if (null == saved && !isEmpty)
                {
                    messages().warning(owner + "corrupted " + name + " at line " + number + '.');
                    return null;
                }
                if (null != saved && isOfProxy(saved))
                {
                    lines.putIfAbsent((null == proxy ? saved.field(1) : proxy.name) + ' ' + saved.field(3), saved);
                }
                at = next + 1;
            }
            return lines;
        }

        private String text()
        {
            try
            {
                final Path path = Path.of(file);
                return Files.isDirectory(path) ? "" : Files.readString(path, ISO_8859_1);
            }
            catch (final NoSuchFileException ex)
            {
                messages().notice(owner + "Can't open " + name + ": No such file or directory" + end);
            }
            catch (final AccessDeniedException ex)
            {
                messages().warning(owner + "Can't open " + name + ": Permission denied" + end);
            }
            catch (final IOException ex)
            {
                messages().warning(owner + "Can't open " + name + ": " + ex.getMessage() + end);
            }
            return null;
        }

        private boolean isOfProxy(final SavedState saved)
        {
            if (null == proxy)
            {
                return true;
            }
            final boolean isSameId = Numbers.atoi(saved.field(0)) == proxy.id;
            final boolean isSameName = proxy.name.equals(saved.field(1));
            if (isSameId && isSameName || !isSameId && !isSameName)
            {
                return isSameId;
            }
            messages().warning(owner + "backend " + (isSameName ? "ID" : "name") +
                " mismatch: from server state file: '" + saved.field(isSameName ? 0 : 1) +
                "', from running config '" + (isSameName ? Integer.toString(proxy.id) : proxy.name) + '\'');
            return isSameName;
        }
    }
}
