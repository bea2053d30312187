/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.ArgumentType;
import io.fairlead.engine.config.ConfigException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the arguments in parentheses behind a fetch, converter or ACL keyword. Source: configuration.txt 2.2 and the
 * messages of HAProxy.
 */
final class ArgsParser
{
    private final ExprContext context;
    private String text;
    private int position;
    private int argIndex;

    ArgsParser(final ExprContext context)
    {
        this.context = context;
    }

    /** Where reading stopped: the first character that belongs to no argument. */
    int position()
    {
        return position;
    }

    /** Index of the argument a message is about. */
    int argIndex()
    {
        return argIndex;
    }

    /**
     * Read from an offset.
     *
     * @throws ConfigException with the bare message.
     */
    Args parse(final String newText, final int offset, final int min, final ArgumentType[] types)
    {
        text = newText;
        position = offset;
        argIndex = 0;
        final boolean isEmpty = offset >= text.length() || '(' != text.charAt(offset);
        if (!isEmpty)
        {
            position++;
        }
        final List<Arg> args = new ArrayList<>();
        if (0 < types.length && !(isEmpty && 0 == min))
        {
            readAll(args, isEmpty, min, types);
        }
        if (argIndex < min)
        {
            throw new ConfigException("missing arguments (got " + argIndex + '/' + min + "), type '" +
                types[argIndex].label() + "' expected");
        }
        if (!isEmpty)
        {
            close();
        }
        return new Args(args.toArray(new Arg[0]));
    }

    private void close()
    {
        if (position < text.length() && ')' == text.charAt(position))
        {
            position++;
            return;
        }
        if (argIndex > 1)
        {
            argIndex--;
        }
        throw new ConfigException(position < text.length()
            ? "expected ')' before '" + text.substring(position) + '\'' : "expected ')'");
    }

    private void readAll(final List<Arg> args, final boolean isEmpty, final int min, final ArgumentType[] types)
    {
        while (argIndex < types.length)
        {
            final ArgumentType type = types[argIndex];
            final String word = isEmpty ? "" : readWord(type);
            if (word.isEmpty() && !mayBeEmpty(type))
            {
                if (argIndex >= min)
                {
                    return;
                }
                throw new ConfigException("expected type '" + type.label() + "' at position " + (argIndex + 1) +
                    ", but got nothing");
            }
            args.add(argument(type, word));
            argIndex++;
            if (isEmpty || position >= text.length() || ')' == text.charAt(position) || argIndex >= types.length)
            {
                return;
            }
            position++;
        }
    }

    private static boolean mayBeEmpty(final ArgumentType type)
    {
        return switch (type)
        {
            case STRING, IDENTIFIER, FRONTEND, BACKEND, TABLE, SERVER, USERLIST, REGEX -> true;
            default -> false;
        };
    }

    private String readWord(final ArgumentType type)
    {
        final StringBuilder word = new StringBuilder();
        boolean isSingle = false;
        boolean isDouble = false;
        for (; position < text.length(); position++)
        {
            final char c = text.charAt(position);
            if ('"' == c && !isSingle)
            {
                isDouble = !isDouble;
            }
            else if ('\'' == c && !isDouble)
            {
                isSingle = !isSingle;
            }
            else if ('\\' == c && !isSingle)
            {
                if (position + 1 >= text.length())
                {
                    throw new ConfigException("failed to parse '" + text.substring(position) + "' after '" + word +
                        "' as type '" + type.label() + "' at position " + (argIndex + 1));
                }
                appendEscape(word, text.charAt(position + 1));
            }
            else if (!isSingle && !isDouble && (',' == c || ')' == c))
            {
                break;
            }
            else
            {
                word.append(c);
            }
        }
        return word.toString();
    }

    private void appendEscape(final StringBuilder word, final char next)
    {
        position++;
        switch (next)
        {
            case '\\', ' ', '"', '\'' -> word.append(next);
            case 'r' -> word.append('\r');
            case 'n' -> word.append('\n');
            case 't' -> word.append('\t');
            default ->
            {
                position--;
                word.append('\\');
            }
        }
    }

    private Arg argument(final ArgumentType type, final String word)
    {
        final Arg arg = new Arg(type, word);
        switch (type)
        {
            case STRING, VARIABLE ->
            {
            }
            case IDENTIFIER, FRONTEND, BACKEND, TABLE, SERVER, USERLIST, REGEX ->
            {
                if (!context.mayResolveLater())
                {
                    throw new ConfigException("unresolved argument of type '" + type.label() + "' at position " +
                        (argIndex + 1) + " not allowed");
                }
                context.later(arg, argIndex);
            }
            default ->
            {
                if (!parseValue(arg, word))
                {
                    throw new ConfigException("failed to parse '" + word + "' as type '" + type.label() +
                        "' at position " + (argIndex + 1));
                }
            }
        }
        return arg;
    }

    private static boolean parseValue(final Arg arg, final String word)
    {
        return switch (arg.type())
        {
            case INTEGER -> parseInteger(arg, word);
            case TIME -> accept(arg, ValueText.timeMs(word));
            case SIZE -> accept(arg, ValueText.size(word));
            case IPV4 -> accept(arg, NetAddress.parseIpv4(Texts.buffer(word), 0, word.length()));
            case IPV4_MASK -> accept(arg, ValueText.ipv4Mask(word));
            case IPV6, IPV6_MASK -> parseIpv6(arg, word);
            case PROTOBUF_FIELD -> parsePath(arg, word);
            default -> false;
        };
    }

    private static boolean accept(final Arg arg, final long value)
    {
        arg.value(value);
        return value >= 0;
    }

    private static boolean parseInteger(final Arg arg, final String word)
    {
        int i = '-' == word.charAt(0) || '+' == word.charAt(0) ? 1 : 0;
        for (; i < word.length(); i++)
        {
            if (word.charAt(i) < '0' || word.charAt(i) > '9')
            {
                return false;
            }
        }
        arg.value(Bytes.parseLong(arg.bytes(), 0, word.length()));
        return true;
    }

    /** Numbers with dots between them; an empty one is zero. */
    private static boolean parsePath(final Arg arg, final String word)
    {
        if (!word.matches("[0-9]*(\\.[0-9]+|\\.(?=\\.))*") || word.isEmpty())
        {
            return false;
        }
        final String[] numbers = word.split("\\.", -1);
        final long[] path = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++)
        {
            final UnsafeBuffer digits = Texts.buffer(numbers[i]);
            path[i] = Bytes.parseLong(digits, 0, digits.capacity()) & 0xFFFF_FFFFL;
        }
        arg.object(path);
        return true;
    }

    private static boolean parseIpv6(final Arg arg, final String word)
    {
        final NetAddress address = new NetAddress();
        if (ArgumentType.IPV6_MASK == arg.type() && word.chars().allMatch(Character::isDigit))
        {
            final int bits = word.length() > 3 ? 129 : Integer.parseInt(word);
            if (bits > 128)
            {
                return false;
            }
            arg.ipv6(ValueText.mask64(bits), ValueText.mask64(bits - Long.SIZE));
            return true;
        }
        if (!address.tryParseIpv6(arg.bytes(), 0, arg.bytes().capacity()))
        {
            return false;
        }
        arg.ipv6(address.hi(), address.lo());
        return true;
    }
}
