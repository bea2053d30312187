/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.DescriptorProbe;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;

/** {@code log} of the global section and of proxies. Source: configuration.txt 4.2 "log". */
public final class LogLine
{
    private static final String RING = "ring@";
    private static final String BACKEND = "backend@";
    private static final int MIN_LENGTH = 80;
    private static final int MAX_LENGTH = 65535;
    private static final int SYSLOG_PORT = 514;
    private static final int TARGET = AddressParser.RESOLVE | AddressParser.PORT_OK | AddressParser.RAW_DESCRIPTOR |
        AddressParser.DATAGRAM | AddressParser.STREAM | AddressParser.DEFAULT_DATAGRAM;
    private static final List<String> FACILITIES = List.of(
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "auth2", "ftp", "ntp",
            "audit",
        "alert", "cron2", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7");
    private static final List<String> LEVELS = List.of(
        "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    private LogLine()
    {
    }

    /**
     * Read a line and change a list of targets accordingly.
     *
     * @param targets  list of the section.
     * @param isGlobal whether it is the global section's list.
     * @param words    cursor behind {@code log}.
     * @param context  the line, whether it is negated.
     */
    static void parse(
        final List<LogTargetSettings> targets, final boolean isGlobal, final Words words, final ParseContext context)
    {
        try
        {
            if (words.line().isNegated())
            {
                removeAll(targets, words);
            }
            else if (1 == words.remaining() && "global".equals(words.peek()))
            {
                addGlobal(targets, isGlobal, context);
            }
            else
            {
                targets.add(target(isGlobal, words, context));
            }
        }
        catch (final ConfigException e)
        {
            throw new ConfigException("log : " + e.getMessage());
        }
    }

    /** Severity by name, -1 if there is none of that name. */
    public static int level(final String name)
    {
        return LEVELS.indexOf(name);
    }

    private static void removeAll(final List<LogTargetSettings> targets, final Words words)
    {
        if (words.hasNext())
        {
            throw new ConfigException("'no log' does not expect arguments");
        }
        targets.clear();
    }

    private static void addGlobal(
        final List<LogTargetSettings> targets, final boolean isGlobal, final ParseContext context)
    {
        if (isGlobal)
        {
            throw new ConfigException("'global' is not supported for a global syslog server");
        }
        for (final LogTargetSettings target : Configuration.of(context).global.logs)
        {
            if (targets.stream().noneMatch(present -> present == target))
            {
                targets.add(target);
            }
        }
    }

    private static LogTargetSettings target(final boolean isGlobal, final Words words, final ParseContext context)
    {
        if (words.remaining() < 2)
        {
            throw new ConfigException("expects <address> and <facility> " + (isGlobal ? "" : "or global") +
                " as arguments");
        }
        final LogTargetSettings target = new LogTargetSettings();
        target.file = context.line().file();
        target.line = context.line().number();
        final String address = words.next();
        length(target, words);
        format(target, words);
        sample(target, words);
        if (words.accept("profile"))
        {
            target.profile = words.next();
        }
        target.facility = FACILITIES.indexOf(words.peek());
        if (target.facility < 0)
        {
            throw new ConfigException("unknown log facility '" + words.peek() + "'");
        }
        words.next();
        if (words.hasNext())
        {
            target.level = optionalLevel("level", words.next());
        }
        if (words.hasNext())
        {
            target.minLevel = optionalLevel("minimum log level", words.next());
        }
        if (words.hasNext())
        {
            throw new ConfigException("cannot handle unexpected argument '" + words.peek() + "'");
        }
        if (address.startsWith(BACKEND))
        {
            target.backendName = address.substring(BACKEND.length());
        }
        else if (address.startsWith(RING))
        {
            target.ringName = address.substring(RING.length());
        }
        else
        {
            target.address = address(address, context);
        }
        return target;
    }

    private static int optionalLevel(final String what, final String name)
    {
        final int level = level(name);
        if (level < 0)
        {
            throw new ConfigException("unknown optional " + ("level".equals(what) ? "log level" : what) + " '" + name +
                "'");
        }
        return level;
    }

    private static void length(final LogTargetSettings target, final Words words)
    {
        if (words.accept("len"))
        {
            final String text = words.next();
            final int length = Numbers.atoi(text);
            if (length < MIN_LENGTH || length > MAX_LENGTH)
            {
                throw new ConfigException("invalid log length '" + text + "', must be between 80 and 65535");
            }
            target.maxLength = length;
        }
    }

    private static void format(final LogTargetSettings target, final Words words)
    {
        if (words.accept("format"))
        {
            final String name = words.next();
            target.format = format(name);
            if (null == target.format)
            {
                throw new ConfigException("unknown log format '" + name + "'");
            }
        }
    }

    /** Format by name, or null. */
    static LogTargetSettings.Format format(final String name)
    {
        return switch (name)
        {
            case "local" -> LogTargetSettings.Format.LOCAL;
            case "rfc3164" -> LogTargetSettings.Format.RFC3164;
            case "rfc5424" -> LogTargetSettings.Format.RFC5424;
            case "priority" -> LogTargetSettings.Format.PRIORITY;
            case "short" -> LogTargetSettings.Format.SHORT;
            case "timed" -> LogTargetSettings.Format.TIMED;
            case "iso" -> LogTargetSettings.Format.ISO;
            case "raw" -> LogTargetSettings.Format.RAW;
            default -> null;
        };
    }

    private static void sample(final LogTargetSettings target, final Words words)
    {
        if (!words.accept("sample"))
        {
            return;
        }
        final String text = words.next();
        final int colon = text.indexOf(':');
        if (colon < 0)
        {
            throw new ConfigException("Missing sample size");
        }
        final List<int[]> ranges = new ArrayList<>();
        int highest = 0;
        if (colon > 0)
        {
            String rest = text.substring(0, colon);
            while (!rest.isEmpty())
            {
                final int comma = rest.indexOf(',');
                final int[] range = sampleRange(comma < 0 ? rest : rest.substring(0, comma), rest);
                checkOverlap(ranges, range);
                ranges.add(range);
                highest = Math.max(highest, range[1]);
                rest = comma < 0 ? "" : rest.substring(comma + 1);
            }
        }
        if (ranges.isEmpty())
        {
            throw new ConfigException("no sampling ranges given");
        }
        final String size = text.substring(colon + 1);
        target.sampleSize = Numbers.atoi(size);
        if (0 == target.sampleSize || Numbers.endOfNumber(size) != size.length())
        {
            throw new ConfigException("wrong sample size '" + size + "' for sample range '" + text.substring(0, colon) +
                "'");
        }
        if (target.sampleSize < highest)
        {
            throw new ConfigException("sample size " + target.sampleSize + " should be greater or equal to " + highest +
                " the maximum of the high ranges limits");
        }
        ranges.sort((a, b) -> Integer.compare(a[0], b[0]));
        target.sampleRanges = ranges.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static int[] sampleRange(final String text, final String rest)
    {
        final int dash = text.indexOf('-');
        final String lowText = dash < 0 ? text : text.substring(0, dash);
        final String highText = dash < 0 ? text : text.substring(dash + 1);
        final int low = Numbers.atoi(lowText);
        final int high = Numbers.atoi(highText);
        final boolean areNumbers = Numbers.endOfNumber(lowText) == lowText.length() &&
            Numbers.endOfNumber(highText) == highText.length();
        if (0 == low || !areNumbers || dash >= 0 && high <= low)
        {
            throw new ConfigException("wrong sample range '" + rest + "'");
        }
        return new int[]{low, high};
    }

    private static void checkOverlap(final List<int[]> ranges, final int[] range)
    {
        for (final int[] other : ranges)
        {
            if (range[0] <= other[1] && range[1] >= other[0])
            {
                throw new ConfigException("ranges are overlapping");
            }
        }
    }

    private static AddressSpec address(final String text, final ParseContext context)
    {
        final String expanded = switch (text)
        {
            case "stdout" -> "fd@1";
            case "stderr" -> "fd@2";
            default -> text;
        };
        final AddressSpec address = new AddressParser(context, DescriptorProbe.NONE).parse(expanded, TARGET, null);
        if (AddressSpec.Form.IP == address.form && 0 == address.port)
        {
            address.port = SYSLOG_PORT;
            address.address.port(SYSLOG_PORT);
        }
        return address;
    }
}
