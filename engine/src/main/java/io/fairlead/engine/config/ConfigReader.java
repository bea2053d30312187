/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads configuration files: cuts lines, follows conditional blocks, finds sections and hands them their lines. All
 * errors of all files are reported in one run. As in HAProxy every file is read twice: the first time only for the few
 * settings of {@code global} that decide how the process runs and for variables, then for everything.
 */
public final class ConfigReader
{
    private static final int MAX_NESTED_CONDITIONS = 100;
    private static final int MAX_FATAL_ERRORS = 50;
    private static final int SHOWN_WIDTH = 80;
    private static final Set<String> NEGATABLE = Set.of(
        "option", "log", "busy-polling", "set-dumpable", "strict-limits", "insecure-fork-wanted", "numa-cpu-mapping");

    /** State of one level of {@code .if} blocks. */
    private enum Block
    {
        /** The lines count. */
        TAKEN,
        /** The lines do not count, a later {@code .elif} or {@code .else} may. */
        DROPPED,
        /** No branch of this block counts any more. */
        SKIPPED,
        /** Lines of an {@code .else} that count. */
        ELSE_TAKEN,
        /** Lines of an {@code .else} that do not count. */
        ELSE_DROPPED
    }

    private final KeywordRegistry registry;
    private final ParseContext context;
    private final Messages messages;
    private final Lexer lexer;
    private final ConditionEvaluator conditions;
    private final Map<String, SectionParser> parsers = new HashMap<>();
    private final Block[] blocks = new Block[MAX_NESTED_CONDITIONS];
    private ConfigDump dump;
    private int blockDepth;
    private ConfigFile file;
    private int lineNumber;
    private String sectionName;
    private String sectionTitle;
    private SectionParser section;
    private boolean isDiscovery;
    private boolean hasOtherSection;
    private boolean hasExplainedEmptyWord;
    private boolean isStopped;
    private boolean isAbortPending;
    private int errorCount;
    private int fatalCount;

    /**
     * A reader for one configuration.
     *
     * @param context messages, variables and registry; keeps the result.
     * @param enabled names that the condition {@code enabled()} affirms, each between blanks.
     */
    public ConfigReader(final ParseContext context, final String enabled)
    {
        this.context = context;
        this.registry = context.registry();
        this.messages = context.messages();
        this.lexer = new Lexer(context.environment());
        this.conditions = new ConditionEvaluator(context.environment(), Version.FEATURES, enabled);
    }

    /** Print every line instead of giving it to its section ({@code -dC}). */
    public ConfigReader dump(final ConfigDump to)
    {
        dump = to;
        return this;
    }

    /**
     * Read all files.
     *
     * @return whether no error forbids to start.
     */
    public boolean read(final List<ConfigFile> files)
    {
        messages.prefix("config");
        final boolean isGood = readAll(files, true) && readAll(files, false);
        messages.prefix(null);
        return isGood;
    }

    private boolean readAll(final List<ConfigFile> files, final boolean discovery)
    {
        isDiscovery = discovery;
        context.discovery(discovery);
        hasOtherSection = false;
        DefaultVariables.define(context.environment());
        if (!discovery)
        {
            context.environment().set("HAPROXY_LOCALPEER", context.localPeer());
        }
        final StringBuilder names = new StringBuilder();
        boolean isGood = true;
        for (final ConfigFile each : files)
        {
            names.append(names.isEmpty() ? "" : ";").append(each.name());
            if (!readFile(each))
            {
                messages.alert("Error(s) found in configuration file : " + each.name());
                isGood = false;
                if (context.isAborted())
                {
                    return false;
                }
            }
        }
        DefaultVariables.remove(context.environment());
        if (!isGood)
        {
            messages.alert("Fatal errors found in configuration.");
            return false;
        }
        context.environment().set("HAPROXY_CFGFILES", names.toString());
        return true;
    }

    private boolean readFile(final ConfigFile each)
    {
        file = each;
        lineNumber = 0;
        blockDepth = 0;
        errorCount = 0;
        fatalCount = 0;
        isStopped = false;
        isAbortPending = false;
        section = null;
        sectionName = null;
        sectionTitle = null;
        final int fatalBefore = context.fatalCount();
        context.enterFile(each.name());
        readLines();
        if (context.isAbortDeferred())
        {
            context.abort();
        }
        if (!context.isAborted())
        {
            endSection();
        }
        if (!context.isAborted() && blockDepth > 0)
        {
            alert("non-terminated '.if' block.");
            isAbortPending = true;
        }
        if (isAbortPending)
        {
            context.abort();
        }
        context.section("");
        return fatalBefore == context.fatalCount() && 0 == errorCount;
    }

    private void readLines()
    {
        final String text = file.text();
        int from = 0;
        int truncatedAt = -1;
        while (from < text.length() && !isStopped && !context.isAborted())
        {
            if (truncatedAt >= 0)
            {
                alert("Stray NUL character at position " + (truncatedAt + 1) + ".");
                return;
            }
            lineNumber++;
            if (fatalCount >= MAX_FATAL_ERRORS)
            {
                alert("too many fatal errors (" + fatalCount + "), stopping now.");
                return;
            }
            final int lineFeed = text.indexOf('\n', from);
            final int end = lineFeed < 0 ? text.length() : lineFeed;
            final int nul = text.indexOf('\0', from, end);
            final int shownEnd = nul >= 0 ? nul : end;
            truncatedAt = shownEnd == lineFeed ? -1 : shownEnd - from;
            readLine(text.substring(from, shownEnd));
            from = lineFeed < 0 ? text.length() : lineFeed + 1;
        }
        if (truncatedAt >= 0 && !context.isAborted())
        {
            alert("Missing LF on last line, file might have been truncated at position " + (truncatedAt + 1) + ".");
        }
    }

    private void readLine(final String raw)
    {
        int indent = 0;
        while (indent < raw.length() && Lexer.isSpace(raw.charAt(indent)))
        {
            indent++;
        }
        final String line = raw.substring(indent);
        if (line.startsWith("["))
        {
            scope(line);
            return;
        }
        lexer.at(file.name(), lineNumber, sectionTitle);
        final Lexer.Fault fault = lexer.cut(line);
        if (Lexer.Fault.NONE != fault)
        {
            reportFault(fault, indent);
            return;
        }
        if (null != dump)
        {
            printLine();
            return;
        }
        if (lexer.word(0).isEmpty())
        {
            return;
        }
        if ('.' == lexer.word(0).charAt(0) && conditional())
        {
            return;
        }
        if (isMaskedOut())
        {
            return;
        }
        if ('.' == lexer.word(0).charAt(0) && !isDiscovery)
        {
            message();
            return;
        }
        if (!isDiscovery && reportEmptyWord(line, indent))
        {
            return;
        }
        dispatch();
    }

    private void printLine()
    {
        if (!isDiscovery)
        {
            dump.print(lineNumber, registry.sections().containsKey(lexer.word(0)), lexer);
        }
    }

    private void reportFault(final Lexer.Fault fault, final int indent)
    {
        if (Lexer.Fault.TOO_MANY_WORDS == fault)
        {
            final int last = Lexer.MAX_WORDS - 1;
            alert("too many words, truncating after word " + Lexer.MAX_WORDS + ", position " +
                (lexer.outputOffset(last) + 1) + ": <" + lexer.word(last) + ">.");
        }
        else
        {
            final String what = switch (fault)
            {
                case QUOTE -> "unmatched quote";
                case BRACE -> "unmatched brace in environment variable name";
                case VARIABLE_NAME -> "forbidden first char in environment variable name";
                case HEX -> "truncated or invalid hexadecimal sequence";
                default -> "truncated or invalid word expansion sequence";
            };
            final ShownLine shown = ShownLine.of(lexer.shownText(), lexer.faultOffset(), SHOWN_WIDTH);
            alert(what + " at position " + (indent + lexer.faultOffset() + 1) + ":\n  " + shown.text() + "\n  " +
                shown.caret(0));
        }
        fatalCount++;
    }

    private boolean reportEmptyWord(final String line, final int indent)
    {
        for (int i = 0; i < lexer.wordCount(); i++)
        {
            if (lexer.word(i).isEmpty())
            {
                int offset = lexer.emptyWordOffset();
                String suggestion = null;
                if (offset < 0)
                {
                    final int inOutput = lexer.outputOffset(i);
                    offset = inOutput >= line.length() ? 0 : inOutput;
                }
                else
                {
                    suggestion = suggestVariable(line, offset);
                }
                final ShownLine shown = ShownLine.of(lexer.shownText(), offset, SHOWN_WIDTH);
                alert("argument number " + i + " at position " + (indent + offset + 1) +
                    " is empty and marks the end of the argument list:\n  " + shown.text() + "\n  " + shown.caret(0) +
                    '\n' + emptyWordAdvice());
                if (null != suggestion)
                {
                    messages.notice("Hint: maybe you meant " + suggestion + " instead ?");
                }
                fatalCount++;
                return true;
            }
        }
        return false;
    }

    private String emptyWordAdvice()
    {
        final boolean isFirst = !hasExplainedEmptyWord;
        hasExplainedEmptyWord = true;
        return isFirst ?
            "Aborting to prevent all subsequent arguments from being silently ignored. If this is caused by an " +
            "environment variable expansion, please have a look at section 2.3 of the configuration manual to find " +
            "solutions to address this.\n" : "";
    }

    private String suggestVariable(final String line, final int offset)
    {
        int end = offset;
        while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || '_' == line.charAt(end)))
        {
            end++;
        }
        if (end == offset)
        {
            return null;
        }
        final WordDistance distance = new WordDistance(line.substring(offset, end));
        for (final String name : context.environment().names())
        {
            distance.offer(name);
        }
        return distance.nearest();
    }

    private void scope(final String line)
    {
        final int end = line.indexOf(']');
        if (end <= 1)
        {
            alertLoose("empty scope name is forbidden.");
            return;
        }
        for (int i = 1; i < end; i++)
        {
            final char c = line.charAt(i);
            if (!(c < 128 && Character.isLetterOrDigit(c)) && "_:.-".indexOf(c) < 0)
            {
                alertLoose("character '" + c + "' is not permitted in a scope name.");
                isAbortPending = true;
                return;
            }
        }
        int rest = end + 1;
        while (rest < line.length() && Lexer.isSpace(line.charAt(rest)))
        {
            rest++;
        }
        if (rest < line.length() && '#' != line.charAt(rest))
        {
            alertLoose("character '" + line.charAt(rest) + "' is not permitted after scope declaration.");
            isAbortPending = true;
        }
    }

    /** Whether the line was one of {@code .if}, {@code .elif}, {@code .else}, {@code .endif}. */
    private boolean conditional()
    {
        switch (lexer.word(0))
        {
            case ".if" -> openBlock();
            case ".elif" -> turnBlock();
            case ".else" -> elseBlock();
            case ".endif" -> closeBlock();
            default ->
            {
                return false;
            }
        }
        return true;
    }

    private void openBlock()
    {
        final boolean isHidden = isMaskedOut();
        blockDepth++;
        if (blockDepth >= MAX_NESTED_CONDITIONS)
        {
            alert("too many nested '.if', max is " + MAX_NESTED_CONDITIONS + ".");
            context.abort();
            return;
        }
        blocks[blockDepth] = isHidden ? Block.SKIPPED : evaluate(".if");
    }

    private void turnBlock()
    {
        if (0 == blockDepth)
        {
            alert("lone '.elif' with no matching '.if'.");
            context.abort();
            return;
        }
        switch (blocks[blockDepth])
        {
            case ELSE_TAKEN, ELSE_DROPPED ->
            {
                alert("'.elif' after '.else' is not permitted.");
                context.abort();
            }
            case TAKEN, SKIPPED -> blocks[blockDepth] = Block.SKIPPED;
            default -> blocks[blockDepth] = evaluate(".elif");
        }
    }

    private void elseBlock()
    {
        if (refuseArgument())
        {
            return;
        }
        if (0 == blockDepth)
        {
            alert("lone '.else' with no matching '.if'.");
            context.abort();
            return;
        }
        switch (blocks[blockDepth])
        {
            case ELSE_TAKEN, ELSE_DROPPED ->
            {
                alert("'.else' after '.else' is not permitted.");
                context.abort();
            }
            case TAKEN, SKIPPED -> blocks[blockDepth] = Block.ELSE_DROPPED;
            default -> blocks[blockDepth] = Block.ELSE_TAKEN;
        }
    }

    private void closeBlock()
    {
        if (refuseArgument())
        {
            return;
        }
        if (0 == blockDepth)
        {
            alert("lone '.endif' with no matching '.if'.");
            stop();
            return;
        }
        blockDepth--;
    }

    private boolean refuseArgument()
    {
        final boolean hasArgument = !lexer.word(1).isEmpty();
        if (hasArgument)
        {
            alert("Unexpected argument '" + lexer.word(1) + "' for '" + lexer.word(0) + "'.");
            stop();
        }
        return hasArgument;
    }

    /** Read no further line of this file, but finish it, and then give up. */
    private void stop()
    {
        isStopped = true;
        isAbortPending = true;
    }

    private Block evaluate(final String word)
    {
        final String expression = lexer.joined(1);
        final int result = conditions.evaluate(expression);
        if (ConditionEvaluator.ERROR == result)
        {
            final int offset = conditions.errorOffset();
            final ShownLine shown = ShownLine.of(expression, offset, SHOWN_WIDTH - word.length() - 1);
            alert(conditions.error() + " in '" + word + "' at position " + (offset + 1) + ":\n  " + word + ' ' +
                shown.text() + "\n  " + shown.caret(word.length() + 1));
            context.abort();
        }
        return ConditionEvaluator.TRUE == result ? Block.TAKEN : Block.DROPPED;
    }

    private boolean isMaskedOut()
    {
        return blockDepth > 0 && Block.TAKEN != blocks[blockDepth] && Block.ELSE_TAKEN != blocks[blockDepth];
    }

    private void message()
    {
        final String word = lexer.word(0);
        switch (word)
        {
            case ".alert", ".warning", ".notice", ".diag" ->
            {
                if (!lexer.word(2).isEmpty())
                {
                    alert("Unexpected argument '" + lexer.word(2) + "' for '" + word +
                        "'. Use quotes if the message should contain spaces.");
                    return;
                }
                final String text = located("'" + lexer.word(1) + "'.", ": ");
                switch (word)
                {
                    case ".alert" ->
                    {
                        messages.alert(text);
                        context.abort();
                    }
                    case ".warning" -> messages.warning(text);
                    case ".notice" -> messages.notice(text);
                    default -> messages.diag(text);
                }
            }
            default ->
            {
                alert("unknown directive '" + word + "'.");
                fatalCount++;
                isStopped = true;
            }
        }
    }

    private void dispatch()
    {
        final ConfigLine line = line();
        final String word = line.word(0);
        if (ConfigLine.Modifier.NONE != line.modifier() && !NEGATABLE.contains(word))
        {
            alert("negation/default currently supported only for options, log, busy-polling, set-dumpable, " +
                "strict-limits, insecure-fork-wanted and numa-cpu-mapping.");
            fatalCount++;
        }
        context.line(line);
        final Supplier<SectionParser> maker = registry.sections().get(word);
        final int fatalBefore = context.fatalCount();
        if (null != maker)
        {
            endSection();
            beginSection(word, maker, line);
        }
        else if (LanguageIndex.isSection(word))
        {
            endSection();
            refuseSection(word);
        }
        else if (null != section)
        {
            if (!isDiscovery || "global".equals(sectionName))
            {
                section.keyword(line, context);
            }
        }
        else if (null == sectionName && !isDiscovery)
        {
            alert("unknown keyword '" + word + "' out of section.");
            fatalCount++;
        }
        fatalCount += context.fatalCount() > fatalBefore ? 1 : 0;
        if (isAbortPending)
        {
            context.abort();
        }
    }

    /** A section HAProxy has and this product has not: its lines are passed over. */
    private void refuseSection(final String name)
    {
        sectionName = name;
        context.section(name);
        if (!isDiscovery)
        {
            context.alert(LanguageIndex.refusal(name) + " (section)");
        }
    }

    private void beginSection(final String name, final Supplier<SectionParser> maker, final ConfigLine line)
    {
        sectionName = name;
        sectionTitle = line.word(1).isEmpty() ? name : line.word(1);
        context.section(name);
        if ("global".equals(name))
        {
            if (hasOtherSection)
            {
                context.diag("global section detected after a non-global one, " +
                    "the prevalence of their statements is unspecified");
            }
        }
        else
        {
            hasOtherSection = true;
        }
        section = parsers.computeIfAbsent(name, key -> maker.get());
        if (!isDiscovery || "global".equals(name))
        {
            section.begin(line, context);
        }
    }

    private void endSection()
    {
        if (null != section && !isDiscovery)
        {
            section.end(context);
        }
        section = null;
    }

    private ConfigLine line()
    {
        final ConfigLine.Modifier modifier = switch (lexer.word(0))
        {
            case "no" -> ConfigLine.Modifier.NO;
            case "default" -> ConfigLine.Modifier.DEFAULT;
            default -> ConfigLine.Modifier.NONE;
        };
        final int first = ConfigLine.Modifier.NONE == modifier ? 0 : 1;
        final String[] words = new String[lexer.wordCount() - first];
        for (int i = 0; i < words.length; i++)
        {
            words[i] = lexer.word(first + i);
        }
        return new ConfigLine(file.name(), lineNumber, modifier, words);
    }

    /** An error, in the layout of the reader: no blank before the colon. */
    private void alert(final String text)
    {
        messages.alert(located(text, ": "));
        errorCount++;
    }

    private void alertLoose(final String text)
    {
        messages.alert(located(text, " : "));
        errorCount++;
    }

    private String located(final String text, final String separator)
    {
        return "parsing [" + file.name() + ':' + lineNumber + ']' + separator + text;
    }
}
