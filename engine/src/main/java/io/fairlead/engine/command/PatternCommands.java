/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import java.util.Iterator;
import java.util.function.Predicate;

import io.fairlead.engine.acl.MapValueType;
import io.fairlead.engine.acl.PatternEntry;
import io.fairlead.engine.acl.PatternList;
import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.acl.PatternSet;
import io.fairlead.engine.cli.CliArguments;
import io.fairlead.engine.cli.CliCommand;
import io.fairlead.engine.cli.CliContext;
import io.fairlead.engine.cli.CliLevel;
import io.fairlead.engine.cli.CliOutput;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Texts;

/**
 * Commands that show and change maps and ACLs. Source: management.txt 9.3 "add map", "prepare map", ...
 */
final class PatternCommands
{
    private static final int LINES_AT_ONCE = 50;
    private static final int HEXADECIMAL = 16;
    private static final String MALFORMED = "Malformed identifier. Please use #<id> or <file>.\n";

    /** One of the two kinds of lists, with the words the answers use for it. */
    private enum Kind
    {
        MAP("map"), ACL("ACL");

        private final String word;

        Kind(final String word)
        {
            this.word = word;
        }

        static Kind of(final CliArguments arguments)
        {
            return "map".equals(arguments.word(1)) ? MAP : ACL;
        }

        boolean isUsing(final PatternList list)
        {
            return MAP == this ? list.isUsedByMap() : list.isUsedByAcl();
        }

        String unknown()
        {
            return "Unknown " + word + " identifier. Please use #<id> or <file>.\n";
        }
    }

    private PatternCommands()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        register(registry, "add acl", "add acl [@<ver>] <acl> <pattern>", "add an acl entry", PatternCommands::add);
        register(registry, "add map", "add map [@<ver>] <map> <key> <val>",
            "add a map entry (payload supported instead of key/val)", PatternCommands::add);
        register(registry, "clear acl", "clear acl [@<ver>] <acl>", "clear the contents of this acl",
            PatternCommands::clear);
        register(registry, "clear map", "clear map [@<ver>] <map>", "clear the contents of this map",
            PatternCommands::clear);
        register(registry, "commit acl", "commit acl @<ver> <acl>", "commit the ACL at this version",
            PatternCommands::commit);
        register(registry, "commit map", "commit map @<ver> <map>", "commit the map at this version",
            PatternCommands::commit);
        register(registry, "del acl", "del acl <acl> [<key>|#<ref>]", "delete acl entries matching <key>",
            PatternCommands::delete);
        register(registry, "del map", "del map <map> [<key>|#<ref>]", "delete map entries matching <key>",
            PatternCommands::delete);
        register(registry, "get acl", "get acl <acl> <value>", "report the patterns matching a sample for an ACL",
            PatternCommands::find);
        register(registry, "get map", "get map <map> <value>",
            "report the keys and values matching a sample for a map", PatternCommands::find);
        register(registry, "prepare acl", "prepare acl <acl>", "prepare a new version for atomic ACL replacement",
            PatternCommands::prepare);
        register(registry, "prepare map", "prepare map <map>", "prepare a new version for atomic map replacement",
            PatternCommands::prepare);
        register(registry, "set map", "set map <map> [<key>|#<ref>] <value>", "modify a map entry",
            PatternCommands::set);
        register(registry, "show acl", "show acl [@<ver>] <acl>", "report available acls or dump an acl's contents",
            PatternCommands::show);
        register(registry, "show map", "show map [@<ver>] [map]", "report available maps or dump a map's contents",
            PatternCommands::show);
    }

    private static void register(
        final KeywordRegistry registry, final String name, final String syntax, final String summary,
        final CliCommand command)
    {
        registry.register(Keyword.command(name).flags("WORKER").manual("9.3").syntax(syntax).summary(summary)
            .does((CliCommand)(arguments, context) ->
                context.requires(CliLevel.ADMIN) ? command.run(arguments, context) : null));
    }

    /** Number behind the {@code @} of the third word, its digits up to the first other character; null without. */
    private static Integer version(final CliArguments arguments)
    {
        final String word = arguments.word(2);
        if (!word.startsWith("@"))
        {
            return null;
        }
        int number = 0;
        for (int i = 1; i < word.length() && '0' <= word.charAt(i) && '9' >= word.charAt(i); i++)
        {
            number = number * 10 + word.charAt(i) - '0';
        }
        return number;
    }

    private static PatternList list(final CliContext context, final String reference, final Predicate<PatternList> fits)
    {
        final PatternList list = context.services().part(PatternRegistry.class).find(reference);
        return null == list || !fits.test(list) ? null : list;
    }

    private static CliOutput show(final CliArguments arguments, final CliContext context)
    {
        final Kind kind = Kind.of(arguments);
        if (arguments.word(2).isEmpty())
        {
            final StringBuilder text = new StringBuilder("# id (file) description\n");
            for (final PatternList list : context.services().part(PatternRegistry.class).all())
            {
                if (kind.isUsing(list))
                {
                    text.append(list.id()).append(" (").append(list.name()).append(") ").append(list.display())
                        .append(". curr_ver=").append(Integer.toUnsignedString(list.currentVersion()))
                        .append(" next_ver=").append(Integer.toUnsignedString(list.nextVersion()))
                        .append(" entry_cnt=").append(list.entryCount()).append('\n');
                }
            }
            return CliOutputs.text(text);
        }
        final Integer version = version(arguments);
        final PatternList list = list(context, arguments.word(null == version ? 2 : 3), kind::isUsing);
        if (null == list)
        {
            context.error(kind.unknown());
            return null;
        }
        final Iterator<PatternEntry> entries =
            (null == version ? list.entries() : list.entries(version)).iterator();
        return (session, out) -> entries(entries, out);
    }

    private static CliOutput.Progress entries(final Iterator<PatternEntry> entries, final StringBuilder out)
    {
        for (int i = 0; i < LINES_AT_ONCE && entries.hasNext(); i++)
        {
            final PatternEntry entry = entries.next();
            out.append("0x").append(Long.toHexString(entry.id())).append(' ').append(entry.pattern());
            if (null != entry.value())
            {
                out.append(' ').append(entry.value());
            }
            out.append('\n');
        }
        return entries.hasNext() ? CliOutput.Progress.MORE : CliOutput.Progress.DONE;
    }

    private static CliOutput find(final CliArguments arguments, final CliContext context)
    {
        final Kind kind = Kind.of(arguments);
        if (arguments.word(2).isEmpty() || arguments.word(3).isEmpty())
        {
            context.error("Missing " + kind.word + " identifier and/or key.\n");
            return null;
        }
        final PatternList list = list(context, arguments.word(2), any -> true);
        if (null == list)
        {
            context.error(kind.unknown());
            return null;
        }
        final StringBuilder text = new StringBuilder();
        for (final PatternSet set : list.sets())
        {
            describe(set, kind, arguments.word(3), text);
        }
        return CliOutputs.text(text);
    }

    private static void describe(
        final PatternSet set, final Kind kind, final String value, final StringBuilder text)
    {
        final Sample sample = Sample.standAlone();
        sample.str(Texts.buffer(value));
        final PatternEntry entry = SampleCasts.cast(sample, set.method().type()) ? set.find(sample) : null;
        final boolean isMap = Kind.MAP == kind;
        text.append("type=").append(set.method().text())
            .append(", case=").append(set.isCaseIgnored() ? "insensitive" : "sensitive")
            .append(isMap ? ", found=" : ", match=").append(null == entry ? "no" : "yes");
        if (null != entry)
        {
            text.append(", idx=").append(set.isTree() ? "tree" : "list")
                .append(isMap ? ", key=\"" : ", pattern=\"").append(entry.pattern()).append('"');
            if (isMap && (null == entry.value() || MapValueType.NONE == set.valueType()))
            {
                text.append(", value=none");
            }
            else if (isMap)
            {
                set.valueType().load(entry.bytes(), sample);
                final SampleType type = sample.type;
                text.append(", value=\"").append(entry.value()).append("\", type=\"").append(type.label()).append('"');
            }
        }
        text.append('\n');
    }

    private static CliOutput prepare(final CliArguments arguments, final CliContext context)
    {
        final Kind kind = Kind.of(arguments);
        final PatternList list = list(context, arguments.word(2), kind::isUsing);
        if (null == list)
        {
            context.error(kind.unknown());
        }
        else
        {
            context.information("New version created: " + Integer.toUnsignedString(list.prepare()) + '\n');
        }
        return null;
    }

    private static CliOutput commit(final CliArguments arguments, final CliContext context)
    {
        final Kind kind = Kind.of(arguments);
        final Integer version = version(arguments);
        if (null == version)
        {
            context.error("Missing version number.\n");
            return null;
        }
        if (arguments.word(3).isEmpty())
        {
            context.error("Missing " + kind.word + " identifier.\n");
            return null;
        }
        final PatternList list = list(context, arguments.word(3), kind::isUsing);
        if (null == list)
        {
            context.error(kind.unknown());
        }
        else if (!list.commit(version))
        {
            context.error("Version number out of range.\n");
        }
        return null;
    }

    private static CliOutput clear(final CliArguments arguments, final CliContext context)
    {
        final Kind kind = Kind.of(arguments);
        final Integer version = version(arguments);
        final String reference = arguments.word(null == version ? 2 : 3);
        if (reference.isEmpty())
        {
            context.error("Missing " + kind.word + " identifier.\n");
            return null;
        }
        final PatternList list = list(context, reference, kind::isUsing);
        if (null == list)
        {
            context.error(kind.unknown());
        }
        else
        {
            list.clear(null == version ? list.currentVersion() : version);
        }
        return null;
    }

    private static CliOutput add(final CliArguments arguments, final CliContext context)
    {
        final Kind kind = Kind.of(arguments);
        final Integer version = version(arguments);
        final int first = null == version ? 2 : 3;
        final String reference = arguments.word(first);
        final String key = arguments.word(first + 1);
        final String value = arguments.word(first + 2);
        if (Kind.ACL == kind && (reference.isEmpty() || key.isEmpty()))
        {
            context.error("'add acl' expects two parameters: ACL identifier and pattern.\n");
            return null;
        }
        if (Kind.MAP == kind && (reference.isEmpty() || null == arguments.payload() &&
            (key.isEmpty() || value.isEmpty())))
        {
            context.error("'add map' expects three parameters (map identifier, key and value)" +
                " or one parameter (map identifier) and a payload\n");
            return null;
        }
        final PatternList list = list(context, reference, any -> true);
        final String refusal = null == list ? kind.unknown() : refusal(list, kind, version);
        if (null != refusal)
        {
            context.error(refusal);
            return null;
        }
        final int target = null == version ? list.currentVersion() : version;
        try
        {
            if (null == arguments.payload())
            {
                list.add(target, key, Kind.MAP == kind ? value : null);
            }
            else
            {
                addAll(list, kind, target, arguments.payload());
            }
        }
        catch (final ConfigException ex)
        {
            context.error(ex.getMessage() + ".\n");
        }
        return null;
    }

    private static String refusal(final PatternList list, final Kind kind, final Integer version)
    {
        if (null != version && version - list.nextVersion() > 0)
        {
            return "Version number in the future, please use 'prepare " +
                (Kind.MAP == kind ? "map" : "acl") + "' before.\n";
        }
        if (Kind.ACL == kind && list.isMap())
        {
            return "This ACL is shared with a map containing samples. " +
                "You must use the command 'add map' to add values.\n";
        }
        return null;
    }

    /* A key ends at a blank wherever that stands, its value at the end of the line, as in HAProxy. */
    private static void addAll(final PatternList list, final Kind kind, final int version, final String payload)
    {
        int at = 0;
        while (at < payload.length())
        {
            int end = at;
            while (end < payload.length() && ' ' != payload.charAt(end) && '\t' != payload.charAt(end))
            {
                end++;
            }
            final String key = payload.substring(at, end);
            if (end == payload.length() && Kind.MAP == kind)
            {
                throw new ConfigException("Missing value for key '" + key + '\'');
            }
            int value = Math.min(end + 1, payload.length());
            while (value < payload.length() && (' ' == payload.charAt(value) || '\t' == payload.charAt(value)))
            {
                value++;
            }
            final int newLine = payload.indexOf('\n', value);
            final int valueEnd = newLine < 0 ? payload.length() : newLine;
            list.add(version, key, Kind.MAP == kind ? payload.substring(value, valueEnd) : null);
            at = valueEnd + 1;
        }
    }

    private static CliOutput set(final CliArguments arguments, final CliContext context)
    {
        final String key = arguments.word(3);
        final String value = arguments.word(4);
        if (arguments.word(2).isEmpty() || key.isEmpty() || value.isEmpty())
        {
            context.error("'set map' expects three parameters: map identifier, key and value.\n");
            return null;
        }
        final PatternList list = list(context, arguments.word(2), any -> true);
        if (null == list)
        {
            context.error(Kind.MAP.unknown());
            return null;
        }
        try
        {
            if (!isReference(key))
            {
                if (!list.set(key, value))
                {
                    context.error("entry not found.\n");
                }
            }
            else if (reference(key) < 0)
            {
                context.error(MALFORMED);
            }
            else if (!list.set(reference(key), value))
            {
                context.error("key or pattern not found.\n");
            }
        }
        catch (final ConfigException ex)
        {
            context.error(ex.getMessage() + ".\n");
        }
        return null;
    }

    private static CliOutput delete(final CliArguments arguments, final CliContext context)
    {
        final Kind kind = Kind.of(arguments);
        final String key = arguments.word(3);
        if (arguments.word(2).isEmpty() || key.isEmpty())
        {
            context.error("This command expects two parameters: " + kind.word + " identifier and key.\n");
            return null;
        }
        final PatternList list = list(context, arguments.word(2), kind::isUsing);
        if (null == list)
        {
            context.error(Kind.MAP.unknown());
        }
        else if (isReference(key) && reference(key) < 0)
        {
            context.error(MALFORMED);
        }
        else if (!(isReference(key) ? list.remove(reference(key)) : list.remove(key)))
        {
            context.error("Key not found.\n");
        }
        return null;
    }

    private static boolean isReference(final String key)
    {
        return key.startsWith("#0x");
    }

    /** Number of an entry, negative when it is none. */
    private static long reference(final String key)
    {
        final String digits = key.substring(3);
        final boolean isNumber = digits.matches("[0-9a-fA-F]{1,15}");
        return isNumber ? Long.parseLong(digits, HEXADECIMAL) : -1;
    }
}
