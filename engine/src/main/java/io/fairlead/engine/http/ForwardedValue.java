/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import io.fairlead.engine.buffer.NetAddress;
import org.agrona.DirectBuffer;

/**
 * Reader of one element of a {@code forwarded} header, or of a node of it, in place. As strict as HAProxy: only the
 * parameters for, by, host and proto, in lower case, each once; protocols http and https. Reused, never allocates.
 * One thread. Source: RFC 7239 sections 4 and 6.
 */
public final class ForwardedValue
{
    /** What a node's name or port is. */
    public enum Kind
    {
        /** Not given, or the word "unknown". */
        UNKNOWN,
        /** A word that begins with an underscore. */
        OBFUSCATED,
        /** An address, or a port number. */
        LITERAL
    }

    /** The parameters of an element. */
    public enum Parameter
    {
        FOR, BY, HOST, PROTO;

        private static final Parameter[] ALL = values();

        private final String prefix = name().toLowerCase(java.util.Locale.ROOT) + '=';

        /** Parameter by its name, or null. */
        public static Parameter ofName(final String name)
        {
            for (final Parameter parameter : ALL)
            {
                if (parameter.prefix.equals(name + '='))
                {
                    return parameter;
                }
            }
            return null;
        }
    }

    private static final int MAX_IPV4_LENGTH = 15;
    private static final int MAX_IPV6_LENGTH = 45;
    private static final int MAX_PORT = 65535;
    private static final String UNKNOWN = "unknown";

    private final NetAddress address = new NetAddress();
    private final int[] offsets = new int[Parameter.ALL.length];
    private final int[] lengths = new int[Parameter.ALL.length];
    private DirectBuffer buffer;
    private int position;
    private int limit;
    private Kind name = Kind.UNKNOWN;
    private int nameOffset;
    private int nameLength;
    private Kind port = Kind.UNKNOWN;
    private int portNumber;
    private int portOffset;
    private int portLength;

    /** Name of the node read last. */
    public Kind name()
    {
        return name;
    }

    /** Address of a literal name; valid until the next call. */
    public NetAddress address()
    {
        return address;
    }

    /** Where an obfuscated name begins, underscore included. */
    public int nameOffset()
    {
        return nameOffset;
    }

    /** Length of an obfuscated name. */
    public int nameLength()
    {
        return nameLength;
    }

    /** Port of the node read last. */
    public Kind port()
    {
        return port;
    }

    /** Number of a literal port. */
    public int portNumber()
    {
        return portNumber;
    }

    /** Where an obfuscated port begins, underscore included. */
    public int portOffset()
    {
        return portOffset;
    }

    /** Length of an obfuscated port. */
    public int portLength()
    {
        return portLength;
    }

    /** Whether the element read last has a parameter. */
    public boolean has(final Parameter parameter)
    {
        return offsets[parameter.ordinal()] >= 0;
    }

    /** Where a parameter's value begins, quotes left out. */
    public int offset(final Parameter parameter)
    {
        return offsets[parameter.ordinal()];
    }

    /** Length of a parameter's value, quotes left out. */
    public int length(final Parameter parameter)
    {
        return lengths[parameter.ordinal()];
    }

    private void wrap(final DirectBuffer source, final int offset, final int length)
    {
        buffer = source;
        position = offset;
        limit = offset + length;
    }

    /**
     * Read an element. What follows once all four parameters were seen is not looked at, as in HAProxy.
     *
     * @return whether it is valid and not empty.
     */
    public boolean readElement(final DirectBuffer source, final int offset, final int length)
    {
        wrap(source, offset, length);
        java.util.Arrays.fill(offsets, -1);
        int seen = 0;
        while (position < limit && seen < Parameter.ALL.length)
        {
            if (0 < seen && ';' != source.getByte(position++))
            {
                return false;
            }
            if (!readParameter())
            {
                return false;
            }
            seen++;
        }
        return 0 < seen;
    }

    private boolean readParameter()
    {
        for (final Parameter parameter : Parameter.ALL)
        {
            final int prefixLength = parameter.prefix.length();
            if (!has(parameter) && limit - position > prefixLength && isAt(parameter.prefix))
            {
                position += prefixLength;
                final boolean isQuoted = Parameter.PROTO != parameter && '"' == buffer.getByte(position);
                position += isQuoted ? 1 : 0;
                offsets[parameter.ordinal()] = position;
                final boolean isValid = switch (parameter)
                {
                    case FOR, BY -> readNode(isQuoted);
                    case HOST -> readHost(isQuoted);
                    case PROTO -> readProtocol();
                };
                lengths[parameter.ordinal()] = position - offsets[parameter.ordinal()];
                return isValid && (!isQuoted || accept('"'));
            }
        }
        return false;
    }

    private boolean isAt(final String text)
    {
        if (limit - position < text.length())
        {
            return false;
        }
        for (int i = 0; i < text.length(); i++)
        {
            if (text.charAt(i) != buffer.getByte(position + i))
            {
                return false;
            }
        }
        return true;
    }

    private boolean accept(final int b)
    {
        if (position < limit && b == buffer.getByte(position))
        {
            position++;
            return true;
        }
        return false;
    }

    private boolean readProtocol()
    {
        if (!isAt("http"))
        {
            return false;
        }
        position += 4;
        accept('s');
        return true;
    }

    private boolean readHost(final boolean isQuoted)
    {
        if (position >= limit)
        {
            return false;
        }
        if (isQuoted && '[' == buffer.getByte(position))
        {
            if (!readIpv6())
            {
                return false;
            }
        }
        else
        {
            while (position < limit && (isAlphanumeric(buffer.getByte(position)) || '.' == buffer.getByte(position)))
            {
                position++;
            }
        }
        return !accept(':') || isQuoted && readPortNumber();
    }

    /**
     * Read a node, as of the parameters for and by; what follows it is not looked at.
     *
     * @return whether one was there.
     */
    public boolean readNode(final DirectBuffer source, final int offset, final int length)
    {
        wrap(source, offset, length);
        return readNode(true);
    }

    /** Whether all of it is a host as the parameter of that name has it in quotes; nothing at all is none. */
    public boolean isHost(final DirectBuffer source, final int offset, final int length)
    {
        wrap(source, offset, length);
        return readHost(true) && position == limit;
    }

    /** Whether all of it is a node's name: an address, unknown, or a word that begins with an underscore. */
    public boolean isName(final DirectBuffer source, final int offset, final int length)
    {
        wrap(source, offset, length);
        return readName(true) && position == limit;
    }

    /** Whether all of it is a node's port: a number, or a word that begins with an underscore. */
    public boolean isPort(final DirectBuffer source, final int offset, final int length)
    {
        wrap(source, offset, length);
        return position < limit && readPort() && position == limit;
    }

    private boolean readNode(final boolean isQuoted)
    {
        port = Kind.UNKNOWN;
        if (!readName(isQuoted))
        {
            return false;
        }
        return !accept(':') || isQuoted && readPort();
    }

    private boolean readName(final boolean isQuoted)
    {
        if (position >= limit)
        {
            return false;
        }
        nameOffset = position;
        final byte first = buffer.getByte(position);
        if ('_' == first)
        {
            name = Kind.OBFUSCATED;
            final boolean isValid = readObfuscated();
            nameLength = position - nameOffset;
            return isValid;
        }
        if ('u' == first)
        {
            name = Kind.UNKNOWN;
            final boolean isUnknown = isAt(UNKNOWN);
            position += isUnknown ? UNKNOWN.length() : 0;
            return isUnknown;
        }
        name = Kind.LITERAL;
        return isQuoted && '[' == first ? readIpv6() : readIpv4();
    }

    private boolean readPort()
    {
        if (position < limit && '_' == buffer.getByte(position))
        {
            portOffset = position;
            port = Kind.OBFUSCATED;
            final boolean isValid = readObfuscated();
            portLength = position - portOffset;
            return isValid;
        }
        port = Kind.LITERAL;
        return readPortNumber();
    }

    private boolean readPortNumber()
    {
        int number = 0;
        while (position < limit && isDigit(buffer.getByte(position)) && number <= MAX_PORT)
        {
            number = number * 10 + buffer.getByte(position++) - '0';
        }
        portNumber = number;
        return 0 < number && number <= MAX_PORT;
    }

    private boolean readObfuscated()
    {
        position++;
        final int begin = position;
        while (position < limit && isObfuscated(buffer.getByte(position)))
        {
            position++;
        }
        return position > begin;
    }

    /** Whether all bytes, at least one, may stand behind the underscore of an obfuscated identifier. */
    public static boolean isObfuscated(final DirectBuffer source, final int offset, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (!isObfuscated(source.getByte(offset + i)))
            {
                return false;
            }
        }
        return 0 < length;
    }

    private static boolean isObfuscated(final byte b)
    {
        return isAlphanumeric(b) || '.' == b || '-' == b || '_' == b;
    }

    private boolean readIpv4()
    {
        final int begin = position;
        while (position < limit && position - begin < MAX_IPV4_LENGTH &&
            (isDigit(buffer.getByte(position)) || '.' == buffer.getByte(position)))
        {
            position++;
        }
        return address.tryParseIpv4(buffer, begin, position - begin);
    }

    private boolean readIpv6()
    {
        position++;
        final int begin = position;
        while (position < limit && position - begin < MAX_IPV6_LENGTH &&
            (isAlphanumeric(buffer.getByte(position)) || ':' == buffer.getByte(position)))
        {
            position++;
        }
        final int length = position - begin;
        return accept(']') && address.tryParseIpv6(buffer, begin, length);
    }

    private static boolean isDigit(final byte b)
    {
        return b >= '0' && b <= '9';
    }

    private static boolean isAlphanumeric(final byte b)
    {
        final int letter = b | 0x20;
        return isDigit(b) || letter >= 'a' && letter <= 'z';
    }
}
