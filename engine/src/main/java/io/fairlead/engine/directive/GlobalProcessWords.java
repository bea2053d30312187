/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.function.BiConsumer;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;

/** Words of {@code global} about the process: identity, privileges, background, environment, names. */
final class GlobalProcessWords
{
    private static final String MODES = "3.1";

    private GlobalProcessWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        identity(registry);
        modes(registry);
        environment(registry);
        names(registry);
        permissions(registry);
        sockets(registry);
    }

    private static void identity(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("uid").words(1, 1).expects("an integer argument").syntax("uid <number>").manual(MODES)
                .summary("User id the process changes to once its sockets are bound")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::uid),
            Keyword.global("gid").words(1, 1).expects("an integer argument").syntax("gid <number>").manual(MODES)
                .summary("Group id the process changes to once its sockets are bound")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::gid),
            Keyword.global("user").words(0, 1).syntax("user <name>").manual(MODES)
                .summary("As uid, with the name of a user")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::user),
            Keyword.global("group").words(0, 1).syntax("group <name>").manual(MODES)
                .summary("As gid, with the name of a group")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::group),
            Keyword.global("chroot").words(1, 1).missing("'chroot' expects a directory as an argument.\n\n")
                .syntax("chroot <directory>").manual(MODES)
                .subset("kept and reported at start, not done: a JVM cannot load classes or read files from there")
                .summary("Directory to change the root to")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::chroot),
            Keyword.global("setcap").words(0, Keyword.UNLIMITED).syntax("setcap <name>[,<name>...]").manual(MODES)
                .subset("names are checked and kept; capabilities come from the service manager")
                .summary("Capabilities to keep after changing the user")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::setcap));
    }

    private static void modes(final KeywordRegistry registry)
    {
        registry.registerAll(
            mode("daemon", "Run in the background", (settings, on) -> settings.isDaemon = true),
            mode("quiet", "Print no messages at start", (settings, on) -> settings.isQuiet = true),
            mode("zero-warning", "Refuse to start when there is any warning",
                (settings, on) -> settings.isZeroWarning = true),
            Keyword.global("master-worker").words(0, 1).discovered().syntax("master-worker [no-exit-on-failure]")
                .manual(MODES).summary("Run with a master that watches the worker")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::masterWorker),
            Keyword.global("mworker-max-reloads").words(1, 1).discovered().expects("an integer argument")
                .syntax("mworker-max-reloads <number>").manual(MODES)
                .summary("Reloads an old worker may survive")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::maxReloads),
            Keyword.global("pidfile").words(1, 1).discovered().expects("a file name as an argument")
                .syntax("pidfile <file>").manual(MODES).summary("File to write the process id into")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::pidFile),
            Keyword.global("expose-experimental-directives").words(0, 0).manual(MODES)
                .summary("Allow keywords marked as experimental")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::exposeExperimental),
            Keyword.global("expose-deprecated-directives").words(0, 0).discovered().manual(MODES)
                .summary("Allow keywords marked as deprecated")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::exposeDeprecated),
            Keyword.global("insecure-fork-wanted").words(0, 0).negatable().manual(MODES)
                .ignored("no other program is ever started")
                .summary("Allow to start other programs")
                .parsedBy(GlobalSettings.class,
                    (settings, words, context) -> settings.isInsecureForkWanted = !words.line().isNegated()),
            Keyword.global("insecure-setuid-wanted").words(0, 0).manual(MODES)
                .ignored("no other program is ever started")
                .summary("Allow set-uid programs")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.isInsecureSetuidWanted = true),
            Keyword.global("set-dumpable").words(0, 1).negatable().syntax("set-dumpable [on|off|libs]").manual(MODES)
                .ignored("the JVM's own options decide about core dumps")
                .summary("Allow core dumps after changing the user")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::dumpable),
            Keyword.global("external-check").words(0, 1).syntax("external-check [preserve-env]").manual(MODES)
                .summary("Allow health checks by external programs")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::externalCheck));
    }

    private static Keyword mode(
        final String name, final String summary, final BiConsumer<GlobalSettings, Boolean> effect)
    {
        return Keyword.global(name).words(0, 0).discovered().manual(MODES).summary(summary)
            .parsedBy(GlobalSettings.class, (settings, words, context) -> effect.accept(settings, true));
    }

    private static void environment(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("setenv").words(0, 2).discovered().syntax("setenv <name> <value>").manual(MODES)
                .summary("Set a variable").parsedBy(GlobalSettings.class, GlobalProcessWords::setenv),
            Keyword.global("presetenv").words(0, 2).discovered().syntax("presetenv <name> <value>").manual(MODES)
                .summary("Set a variable unless it is set").parsedBy(GlobalSettings.class, GlobalProcessWords::setenv),
            Keyword.global("unsetenv").words(1, Keyword.UNLIMITED).discovered()
                .missing("'unsetenv' expects at least one variable name.\n\n").syntax("unsetenv <name>...").manual(
                    MODES)
                .summary("Remove variables").parsedBy(GlobalSettings.class, GlobalProcessWords::unsetenv),
            Keyword.global("resetenv").words(0, Keyword.UNLIMITED).discovered().syntax("resetenv [<name>...]")
                .manual(MODES).summary("Remove all variables but those named")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::resetenv),
            Keyword.global("default-path").words(0, Keyword.UNLIMITED)
                .syntax("default-path {current | config | parent | origin <path>}").manual(MODES)
                .summary("Directory relative file names start from")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::defaultPath));
    }

    private static void names(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("node").words(0, 1).syntax("node <name>").manual(MODES)
                .summary("Name of this node, shown in statistics")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::node),
            Keyword.global("description").syntax("description <text>").manual(MODES)
                .summary("Text shown in statistics")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::description),
            Keyword.global("localpeer").words(1,
                1).discovered().missing("'localpeer' expects a name as an argument.\n\n")
                .syntax("localpeer <name>").manual(MODES).summary("Name of this process among peers")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::localPeer),
            Keyword.global("cluster-secret").words(1, 1).missing("expects an ASCII string argument.")
                .syntax("cluster-secret <secret>").manual(MODES).summary("Secret shared by a cluster")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::clusterSecret),
            Keyword.global("anonkey").words(0, Keyword.UNLIMITED).syntax("anonkey <key>").manual(MODES)
                .summary("Key of anonymised dumps")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::anonymizingKey),
            Keyword.global("server-state-base").words(0, Keyword.UNLIMITED).syntax("server-state-base <directory>")
                .manual(MODES).summary("Directory of server state files")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.serverStateBase = once(
                    "server-state-base", settings.serverStateBase, "expects one argument: a directory path.", words,
                    context)),
            Keyword.global("server-state-file").words(0, Keyword.UNLIMITED).syntax("server-state-file <file>")
                .manual(MODES).summary("File with the servers' states")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.serverStateFile = once(
                    "server-state-file", settings.serverStateFile, "expect one argument: a file path.", words,
                    context)),
            Keyword.global("nbproc").words(0, Keyword.UNLIMITED).manual("removed").summary("Number of processes")
                .refused("nbproc is not supported any more since HAProxy 2.5. " +
                    "Threads will automatically be used on multi-processor machines if available."));
    }

    private static void permissions(final KeywordRegistry registry)
    {
        registry.register(Keyword.global("unix-bind").words(0, Keyword.UNLIMITED)
            .syntax("unix-bind [prefix <path>] [mode <mode>] [user <name>] [uid <id>] [group <name>] [gid <id>]")
            .manual(MODES).summary("Settings of all UNIX sockets that proxies bind")
            .parsedBy(GlobalSettings.class, GlobalProcessWords::unixBind));
    }

    private static void sockets(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("noreuseport").words(0, 0).manual("3.2").summary("Do not share ports among sockets")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.isReusePortForbidden = true),
            Keyword.global("nosplice").words(0, 0).manual("3.2")
                .ignored("data is always copied, in large pieces").summary("Never splice")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.isSpliceForbidden = true),
            Keyword.global("nogetaddrinfo").words(0, 0).manual("3.2")
                .ignored("names are resolved through the JDK").summary("Resolve names the old way")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.isGetAddrInfoForbidden = true),
            Keyword.global("pp2-never-send-local").words(0, 0).manual("3.2")
                .summary("Send full PROXY headers on checks instead of LOCAL ones")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> settings.isProxyV2LocalNeverSent = true),
            Keyword.global("harden.reject-privileged-ports.tcp").words(0, Keyword.UNLIMITED).syntax(
                "harden.reject-privileged-ports.tcp { on | off }").manual("3.1")
                .summary("Drop TCP clients that come from ports below 1024")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::privilegedPorts),
            Keyword.global("harden.reject-privileged-ports.quic").words(0, Keyword.UNLIMITED).syntax(
                "harden.reject-privileged-ports.quic { on | off }").manual("3.1")
                .ignored("QUIC is refused").summary("Drop QUIC clients that come from ports below 1024")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::privilegedPorts));
        for (final String poller : new String[]{"noepoll", "nokqueue", "noevports", "nopoll"})
        {
            registry.register(Keyword.global(poller).words(0, 0).discovered().manual("3.2")
                .ignored("the JDK chooses how to poll").summary("Do not use this way of polling")
                .parsedBy(GlobalSettings.class, GlobalProcessWords::poller));
        }
    }

    private static void uid(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (settings.uid >= 0)
        {
            Report.alertOnly(context, "user/uid already specified. Continuing.");
            return;
        }
        final String text = words.next();
        if (!isId(text))
        {
            context.messages().warning("parsing [" + context.line().where() + "] :  uid: string '" + text +
                "' is not a number.\n   | You might want to use the 'user' parameter to use a system user name.");
            return;
        }
        settings.uid = Numbers.atoi(text);
    }

    /** Whether the system may have such a number of a user or a group. */
    private static boolean isId(final String text)
    {
        return Numbers.isWholeNumber(text) && Numbers.atol(text) == (int)Numbers.atol(text);
    }

    private static void gid(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (settings.gid >= 0)
        {
            Report.alertOnly(context, "group/gid already specified. Continuing.");
            return;
        }
        final String text = words.next();
        if (!isId(text))
        {
            context.messages().warning("parsing [" + context.line().where() + "] :  gid: string '" + text +
                "' is not a number.\n   | You might want to use the 'group' parameter to use a system group name.");
            return;
        }
        settings.gid = Numbers.atoi(text);
    }

    private static void user(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (settings.uid >= 0)
        {
            Report.alertOnly(context, "user/uid already specified. Continuing.");
            return;
        }
        settings.userName = words.next();
        settings.uid = SystemNames.userId(settings.userName);
        if (settings.uid < 0)
        {
            throw new ConfigException("cannot find user id for '" + settings.userName + "' (0:Success)");
        }
    }

    private static void group(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (settings.gid >= 0)
        {
            Report.alertOnly(context, "gid/group was already specified. Continuing.");
            return;
        }
        settings.groupName = words.next();
        settings.gid = SystemNames.groupId(settings.groupName);
        if (settings.gid < 0)
        {
            throw new ConfigException("cannot find group id for '" + settings.groupName + "' (0:Success)");
        }
    }

    private static void chroot(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (null != settings.chroot)
        {
            context.warning("'chroot' is already specified. Continuing.\n\n");
            return;
        }
        settings.chroot = words.next();
    }

    private static void setcap(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String names = words.next();
        final String supported = "cap_net_raw, cap_net_admin, cap_net_bind_service and cap_sys_admin";
        if (names.isEmpty())
        {
            throw new ConfigException("'setcap' : missing capability name(s).  Supported ones are: " + supported + ".");
        }
        for (final String name : names.split(","))
        {
            switch (name)
            {
                case "cap_net_raw", "cap_net_admin", "cap_net_bind_service", "cap_sys_admin" ->
                {
                }
                default -> throw new ConfigException(
                    "'setcap' : unsupported capability '" + name + "'.  Supported ones are: " + supported + ".");
            }
        }
        settings.capabilities = names;
    }

    private static void masterWorker(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (!context.isDiscovery())
        {
            return;
        }
        final String option = words.next();
        if (option.isEmpty())
        {
            if (settings.isMasterWorker)
            {
                context.messages().warning("master-worker mode is already configured.");
            }
            context.messages().warning("The 'master-worker' keyword is deprecated in 3.3 and will be removed in 3.5. " +
                "Use -W or -Ws in the startup script instead.");
        }
        else if ("no-exit-on-failure".equals(option))
        {
            settings.isNoExitOnFailure = true;
        }
        else
        {
            throw new ConfigException("'master-worker' only supports 'no-exit-on-failure' option");
        }
        settings.isMasterWorker = true;
    }

    private static void maxReloads(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.masterMaxReloads = Numbers.atoi(words.next());
        if (settings.masterMaxReloads < 0)
        {
            throw new ConfigException("'mworker-max-reloads' expects a positive value or zero.");
        }
    }

    private static void pidFile(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (!context.isDiscovery())
        {
            return;
        }
        if (null != settings.pidFile)
        {
            context.warning("'pidfile' already specified. Continuing.");
            return;
        }
        settings.pidFile = words.next();
    }

    private static void exposeExperimental(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.isExperimentalExposed = true;
        context.allowExperimental();
    }

    private static void exposeDeprecated(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.isDeprecatedExposed = true;
        context.allowDeprecated();
    }

    private static void dumpable(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (words.line().isNegated())
        {
            settings.isDumpable = false;
            return;
        }
        final String value = words.next();
        switch (value)
        {
            case "", "on", "libs" -> settings.isDumpable = true;
            case "off" -> settings.isDumpable = false;
            default -> throw new ConfigException(
                "'set-dumpable' only supports 'on' and 'off' as an argument, found '" + value + "'.");
        }
    }

    private static void externalCheck(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.isExternalCheckAllowed = true;
        final String option = words.next();
        settings.isExternalCheckEnvironmentKept = "preserve-env".equals(option);
        if (!option.isEmpty() && !"preserve-env".equals(option))
        {
            throw new ConfigException(
                "'external-check' only supports 'preserve-env' as an argument, found '" + option + "'.");
        }
    }

    private static void setenv(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        final String name = words.next();
        final String value = words.next();
        if (name.isEmpty())
        {
            throw new ConfigException("'" + keyword + "' expects environment variable name.\n.");
        }
        if (value.isEmpty())
        {
            throw new ConfigException("'" + keyword + "' expects environment variable value for '" + name + "'.\n.");
        }
        if (name.indexOf('=') >= 0)
        {
            throw new ConfigException("'" + keyword + "' failed on variable '" + name + "' : Invalid argument.\n\n");
        }
        final Environment environment = context.environment();
        if ("setenv".equals(keyword))
        {
            environment.set(name, value);
        }
        else
        {
            environment.preset(name, value);
        }
    }

    private static void unsetenv(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        while (words.hasNext())
        {
            context.environment().unset(words.next());
        }
    }

    private static void resetenv(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final java.util.List<String> kept = new java.util.ArrayList<>();
        while (words.hasNext())
        {
            kept.add(words.next());
        }
        context.environment().reset(kept);
    }

    private static void defaultPath(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String mode = words.next();
        final ParseContext.DefaultPath path = switch (mode)
        {
            case "current" -> ParseContext.DefaultPath.CURRENT;
            case "config" -> ParseContext.DefaultPath.CONFIG;
            case "parent" -> ParseContext.DefaultPath.PARENT;
            case "origin" -> ParseContext.DefaultPath.ORIGIN;
            default -> throw new ConfigException((mode.isEmpty() ? "missing" : "unsupported") + " default-path mode '" +
                mode + "' for 'default-path', supported modes include 'current', 'config', 'parent', and 'origin'.");
        };
        settings.defaultPathMode = mode;
        if (ParseContext.DefaultPath.ORIGIN == path)
        {
            if (!words.hasNext())
            {
                throw new ConfigException("'default-path origin' expects a directory as an argument.");
            }
            settings.defaultPathOrigin = words.next();
        }
        context.defaultPath(path, settings.defaultPathOrigin);
    }

    private static void node(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String name = words.next();
        if (0 != Names.invalidDomainChar(name))
        {
            Report.tight(context,
                "'node' requires valid node name - non-empty string with digits(0-9), letters(A-Z, a-z), " +
                "dot(.), hyphen(-) or underscode(_).");
            return;
        }
        settings.node = name;
    }

    /** The value of a word that may be given once. */
    private static String once(
        final String keyword, final String present, final String problem, final Words words, final ParseContext context)
    {
        final String value = words.next();
        if (null != present)
        {
            context.messages().alert("parsing [" + words.line().where() + "] : '" + keyword +
                "' already specified. Continuing.");
            return present;
        }
        if (value.isEmpty())
        {
            context.alert("'" + keyword + "' " + problem);
            return null;
        }
        return value;
    }

    private static void description(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            Report.tight(context, "'description' expects a string argument.");
            return;
        }
        settings.description = words.rest();
    }

    private static void localPeer(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (!context.isDiscovery())
        {
            return;
        }
        settings.localPeer = words.next();
        context.localPeer(settings.localPeer);
    }

    private static void clusterSecret(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        if (null != settings.clusterSecret)
        {
            Report.alertOnly(context, "'cluster-secret' already specified. Continuing.");
            return;
        }
        settings.clusterSecret = words.next();
    }

    private static void anonymizingKey(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String text = words.next();
        if (text.isEmpty())
        {
            Report.tight(context, "a key is expected after 'anonkey'.");
            return;
        }
        final long key = Numbers.atol(text);
        if (0 == settings.anonymizingKey)
        {
            if (key < 0 || key > 0xFFFF_FFFFL)
            {
                Report.tight(context, "'anonkey' value must be within range 0-4294967295 (was '" + text + "').");
                return;
            }
            settings.anonymizingKey = key;
        }
    }

    private static void unixBind(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        while (words.hasNext())
        {
            final String option = words.next();
            final String value = words.next();
            switch (option)
            {
                case "prefix" -> unixPrefix(settings, value, context);
                case "mode" -> settings.unixBindMode = Math.max(0, Numbers.octal(value));
                case "uid" -> settings.unixBindUid = Numbers.atoi(value);
                case "gid" -> settings.unixBindGid = Numbers.atoi(value);
                case "user" -> settings.unixBindUid = known(SystemNames.userId(value), value, "user");
                case "group" -> settings.unixBindGid = known(SystemNames.groupId(value), value, "group");
                default -> throw new ConfigException(
                    "'unix-bind' only supports the 'prefix', 'mode', 'uid', 'gid', 'user' and 'group' options.");
            }
        }
    }

    private static void unixPrefix(final GlobalSettings settings, final String value, final ParseContext context)
    {
        if (null != settings.unixBindPrefix)
        {
            Report.alertOnly(context, "unix-bind 'prefix' already specified. Continuing.");
            return;
        }
        if (value.isEmpty())
        {
            throw new ConfigException("unix_bind 'prefix' expects a path as an argument.");
        }
        settings.unixBindPrefix = value;
    }

    private static int known(final int id, final String name, final String kind)
    {
        if (id < 0)
        {
            throw new ConfigException("'unix-bind' : '" + name + "' unknown " + kind + ".");
        }
        return id;
    }

    private static void privilegedPorts(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        final String value = words.next();
        if (!"on".equals(value) && !"off".equals(value))
        {
            throw new ConfigException("'" + keyword + "' expects either 'on' or 'off'.");
        }
        if (keyword.endsWith(".tcp"))
        {
            settings.isPrivilegedSourcePortRejected = "on".equals(value);
        }
    }

    private static void poller(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        settings.forbiddenPollers.add(words.line().word(0));
    }

    /** Keeps a TLS word; nothing uses it before TLS itself is offered. */
    static void keepTlsWord(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        Configuration.of(context).tlsWords.put(keyword, words.rest());
    }
}
