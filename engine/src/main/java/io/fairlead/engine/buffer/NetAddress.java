/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.buffer;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A socket address as a mutable value: family, 128 address bits and a port. One object lives as long as its session and
 * is overwritten in place, so nothing here allocates except the conversions from and to JDK types that say so. Not
 * thread-safe: the owner of the object alone touches it.
 * <p>
 * An IPv4 address is kept as its IPv4-mapped IPv6 form, so that one pair of longs serves both families:
 * <pre>
 *            hi (network order)          lo (network order)
 *  INET      0                           0x0000FFFF_aabbccdd     a.b.c.d
 *  INET6     first 8 bytes               last 8 bytes
 *  UNIX      0                           0                       path() names the socket, NUL first when abstract
 *  NONE      0                           0                       no address known
 * </pre>
 * The family tells an IPv4 address from a real IPv4-mapped IPv6 address.
 */
public final class NetAddress
{
    /** No address. */
    public static final int NONE = 0;
    /** A UNIX stream or datagram socket; the value is Linux's AF_UNIX. */
    public static final int UNIX = 1;
    /** IPv4; the value is Linux's AF_INET. */
    public static final int INET = 2;
    /** IPv6; the value is Linux's AF_INET6. */
    public static final int INET6 = 10;

    /** The longest text {@link #appendTo} writes, in bytes. */
    public static final int MAX_TEXT_LENGTH = 45;
    /** The longest text {@link #appendWithPortTo} writes, in bytes. */
    public static final int MAX_TEXT_WITH_PORT_LENGTH = MAX_TEXT_LENGTH + 6;
    /** Length of an IPv4 socket address of the kernel, in bytes. */
    public static final int SOCKADDR_INET_LENGTH = 16;
    /** Length of an IPv6 socket address of the kernel, in bytes. */
    public static final int SOCKADDR_INET6_LENGTH = 28;

    private static final long MAPPED_PREFIX = 0x0000_FFFF_0000_0000L;
    private static final long MAPPED_MASK = 0xFFFF_FFFF_0000_0000L;
    private static final int IPV6_WORDS = 8;

    private int family;
    private int port;
    private long hi;
    private long lo;
    private String path;

    /** One of {@link #NONE}, {@link #UNIX}, {@link #INET}, {@link #INET6}. */
    public int family()
    {
        return family;
    }

    /** The port, 0 to 65535; 0 for families without ports. */
    public int port()
    {
        return port;
    }

    /**
     * Changes the port and nothing else.
     *
     * @param value 0 to 65535; higher bits are dropped.
     * @return this.
     */
    public NetAddress port(final int value)
    {
        port = value & 0xFFFF;
        return this;
    }

    /** The first eight bytes of the 128-bit form, network order; 0 for IPv4. */
    public long hi()
    {
        return hi;
    }

    /** The last eight bytes of the 128-bit form, network order; for IPv4 {@code 0x0000FFFF_aabbccdd}. */
    public long lo()
    {
        return lo;
    }

    /** The IPv4 address in network order as an int; meaningful for INET and for IPv4-mapped INET6. */
    public int ipv4()
    {
        return (int)lo;
    }

    /** The path of a UNIX address: NUL first for an abstract one, empty when unnamed; null for other families. */
    public String path()
    {
        return path;
    }

    /**
     * The address without its port; allocates.
     *
     * @return text of an IP address, the path of a UNIX one, or an empty text.
     */
    public String hostText()
    {
        if (!isIp())
        {
            return UNIX == family ? path() : "";
        }
        final UnsafeBuffer text = new UnsafeBuffer(new byte[MAX_TEXT_LENGTH]);
        return text.getStringWithoutLengthAscii(0, appendTo(text, 0));
    }

    /** Whether an address is present. */
    public boolean isSet()
    {
        return NONE != family;
    }

    /** Whether the family is INET or INET6. */
    public boolean isIp()
    {
        return INET == family || INET6 == family;
    }

    /** Whether this is an INET6 address of the form {@code ::ffff:a.b.c.d}. */
    public boolean isIpv4Mapped()
    {
        return INET6 == family && isMapped(hi, lo);
    }

    /** Whether this is the unspecified address of its family ({@code 0.0.0.0} or {@code ::}). */
    public boolean isAny()
    {
        return INET == family ? 0 == (int)lo : INET6 == family && 0 == (hi | lo);
    }

    /**
     * Forgets the address.
     *
     * @return this, of family NONE.
     */
    public NetAddress clear()
    {
        return assign(NONE, 0, 0, 0, null);
    }

    /**
     * Becomes an IPv4 address.
     *
     * @param address network order, {@code a} in the highest byte.
     * @param newPort 0 to 65535.
     * @return this.
     */
    public NetAddress inet(final int address, final int newPort)
    {
        return assign(INET, newPort, 0, mappedLo(address), null);
    }

    /**
     * Becomes an IPv6 address.
     *
     * @param newHi first eight bytes, network order.
     * @param newLo last eight bytes, network order.
     * @param newPort 0 to 65535.
     * @return this.
     */
    public NetAddress inet6(final long newHi, final long newLo, final int newPort)
    {
        return assign(INET6, newPort, newHi, newLo, null);
    }

    /**
     * Becomes a UNIX address.
     *
     * @param newPath kept by reference; empty for an unnamed peer, NUL first for an abstract name.
     * @return this.
     */
    public NetAddress unix(final String newPath)
    {
        return assign(UNIX, 0, 0, 0, newPath);
    }

    /**
     * Becomes a copy of another address.
     *
     * @param other left as it is.
     * @return this.
     */
    public NetAddress copyFrom(final NetAddress other)
    {
        return assign(other.family, other.port, other.hi, other.lo, other.path);
    }

    /**
     * Becomes the address given by the JDK. IPv4 costs no allocation, IPv6 one short array.
     *
     * @param address an {@link InetSocketAddress} (resolved), a {@link UnixDomainSocketAddress}, or null; anything else
     *                clears.
     * @return this.
     */
    public NetAddress from(final SocketAddress address)
    {
        if (address instanceof final InetSocketAddress inet && null != inet.getAddress())
        {
            return from(inet.getAddress(), inet.getPort());
        }
        if (address instanceof final UnixDomainSocketAddress unix)
        {
            return unix(unix.getPath().toString());
        }
        return clear();
    }

    /**
     * Becomes the address given by the JDK. IPv4 costs no allocation, IPv6 one short array.
     *
     * @param address an IPv4 or IPv6 address.
     * @param newPort 0 to 65535.
     * @return this.
     */
    public NetAddress from(final InetAddress address, final int newPort)
    {
        if (address instanceof Inet4Address)
        {
            return inet(address.hashCode(), newPort); // the address itself, without the copy getAddress() makes
        }
        final UnsafeBuffer bytes = new UnsafeBuffer(address.getAddress());
        return inet6(bytes.getLong(0, ByteOrder.BIG_ENDIAN), bytes.getLong(8, ByteOrder.BIG_ENDIAN), newPort);
    }

    /**
     * The address as a JDK socket address; allocates. The JDK cannot express an IPv4-mapped INET6 address and gives the
     * IPv4 one.
     *
     * @return a socket address, or null when none is set or a UNIX name is abstract.
     */
    public SocketAddress toSocketAddress()
    {
        if (isIp())
        {
            return new InetSocketAddress(toInetAddress(), port);
        }
        return UNIX == family && !path.startsWith("\0") ? UnixDomainSocketAddress.of(path) : null;
    }

    /**
     * The address without port as a JDK address; allocates.
     *
     * @return the address, or null when the family is not INET or INET6.
     */
    public InetAddress toInetAddress()
    {
        if (!isIp())
        {
            return null;
        }
        final byte[] bytes = new byte[INET == family ? 4 : 16];
        final UnsafeBuffer view = new UnsafeBuffer(bytes);
        putAddress(view, 0);
        try
        {
            return InetAddress.getByAddress(bytes);
        }
        catch (final UnknownHostException ex)
        {
            throw new UncheckedIOException(ex); // only thrown for a wrong length
        }
    }

    /**
     * Turns an IPv4-mapped INET6 address into the INET address it stands for; anything else stays.
     *
     * @return this.
     */
    public NetAddress unmapIpv4()
    {
        if (isIpv4Mapped())
        {
            family = INET;
        }
        return this;
    }

    /**
     * Turns an INET address into its IPv4-mapped INET6 form; anything else stays.
     *
     * @return this.
     */
    public NetAddress mapToIpv6()
    {
        if (INET == family)
        {
            family = INET6;
        }
        return this;
    }

    /**
     * Whether the 128-bit form begins with the first bits of a network. For an IPv4 network give {@code
     * mappedLo(network)} and {@code 96 + prefix}; an IPv4-mapped INET6 address then matches too, so check {@link
     * #family()} when it must not.
     *
     * @param networkHi first eight bytes of the network.
     * @param networkLo last eight bytes of the network.
     * @param prefixLength bits to compare, 0 to 128.
     * @return true when this is an IP address inside the network.
     */
    public boolean isInSubnet(final long networkHi, final long networkLo, final int prefixLength)
    {
        return isIp() && isInSubnet(hi, lo, networkHi, networkLo, prefixLength);
    }

    /**
     * Compares the first bits of two 128-bit addresses.
     *
     * @param hi first eight bytes of the address.
     * @param lo last eight bytes of the address.
     * @param networkHi first eight bytes of the network.
     * @param networkLo last eight bytes of the network.
     * @param prefixLength bits to compare, 0 to 128.
     * @return true when they are the same.
     */
    public static boolean isInSubnet(
        final long hi, final long lo, final long networkHi, final long networkLo, final int prefixLength)
    {
        final long maskHi = prefixMask(prefixLength);
        final long maskLo = prefixMask(prefixLength - Long.SIZE);
        return 0 == ((((hi ^ networkHi) & maskHi)) | ((lo ^ networkLo) & maskLo));
    }

    /**
     * The low half of an IPv4 address's 128-bit form.
     *
     * @param ipv4 network order.
     * @return {@code 0x0000FFFF_aabbccdd}.
     */
    public static long mappedLo(final int ipv4)
    {
        return MAPPED_PREFIX | (ipv4 & 0xFFFF_FFFFL);
    }

    /**
     * Whether a 128-bit address lies in {@code ::ffff:0:0/96}.
     *
     * @param hi first eight bytes.
     * @param lo last eight bytes.
     * @return true when it does.
     */
    public static boolean isMapped(final long hi, final long lo)
    {
        return 0 == hi && MAPPED_PREFIX == (lo & MAPPED_MASK);
    }

    /**
     * Whether both name the same host, whatever their ports.
     *
     * @param other to compare with.
     * @return true when family, address and path are equal.
     */
    public boolean isSameHost(final NetAddress other)
    {
        return family == other.family && hi == other.hi && lo == other.lo &&
            (UNIX != family || path.equals(other.path));
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof final NetAddress that && port == that.port && isSameHost(that);
    }

    /**
     * Mixes family, address and port; changes when the object is overwritten, so never use one as a key while it can
     * change.
     */
    @Override
    public int hashCode()
    {
        return Long.hashCode((hi * 31 + lo) * 31 + port) * 31 + family + (UNIX == family ? path.hashCode() : 0);
    }

    /**
     * Writes the address as HAProxy prints it: dotted IPv4, IPv6 as {@code inet_ntop} shortens it, {@code unix} for
     * UNIX sockets, nothing when there is no address.
     *
     * @param target needs {@link #MAX_TEXT_LENGTH} bytes from offset.
     * @param offset of the first byte written.
     * @return the offset after the last byte written.
     */
    public int appendTo(final MutableDirectBuffer target, final int offset)
    {
        switch (family)
        {
            case INET:
                return appendIpv4(target, offset, (int)lo);
            case INET6:
                return appendIpv6(target, offset, hi, lo);
            case UNIX:
                return appendUnix(target, offset);
            default:
                return offset;
        }
    }

    /**
     * Writes {@code address:port}; without brackets for IPv6, as HAProxy's logs do, and without a port for UNIX
     * sockets.
     *
     * @param target needs {@link #MAX_TEXT_WITH_PORT_LENGTH} bytes from offset.
     * @param offset of the first byte written.
     * @return the offset after the last byte written.
     */
    public int appendWithPortTo(final MutableDirectBuffer target, final int offset)
    {
        int end = appendTo(target, offset);
        if (isIp())
        {
            target.putByte(end++, (byte)':');
            end += target.putNaturalIntAscii(end, port);
        }
        return end;
    }

    /** The text of {@link #appendWithPortTo}, or the path of a UNIX address; allocates. */
    @Override
    public String toString()
    {
        if (UNIX == family)
        {
            return path.startsWith("\0") ? "abns@" + path.substring(1) : path;
        }
        final UnsafeBuffer text = new UnsafeBuffer(new byte[MAX_TEXT_WITH_PORT_LENGTH]);
        return text.getStringWithoutLengthAscii(0, appendWithPortTo(text, 0));
    }

    /**
     * Writes the bare address bytes in network order.
     *
     * @param target takes 4 bytes for INET, 16 for INET6.
     * @param offset of the first byte.
     * @return bytes written; 0 for other families.
     */
    public int putAddress(final MutableDirectBuffer target, final int offset)
    {
        if (INET == family)
        {
            target.putInt(offset, (int)lo, ByteOrder.BIG_ENDIAN);
            return 4;
        }
        if (INET6 == family)
        {
            target.putLong(offset, hi, ByteOrder.BIG_ENDIAN);
            target.putLong(offset + 8, lo, ByteOrder.BIG_ENDIAN);
            return 16;
        }
        return 0;
    }

    /**
     * Writes the kernel's {@code sockaddr_in} or {@code sockaddr_in6}.
     *
     * @param target takes up to {@link #SOCKADDR_INET6_LENGTH} bytes.
     * @param offset of the first byte.
     * @return bytes written; 0 for other families.
     */
    public int putSockaddr(final MutableDirectBuffer target, final int offset)
    {
        if (!isIp())
        {
            return 0;
        }
        final int length = INET == family ? SOCKADDR_INET_LENGTH : SOCKADDR_INET6_LENGTH;
        target.setMemory(offset, length, (byte)0);
        target.putShort(offset, (short)family, ByteOrder.nativeOrder());
        target.putShort(offset + 2, (short)port, ByteOrder.BIG_ENDIAN);
        putAddress(target, offset + (INET == family ? 4 : 8));
        return length;
    }

    /**
     * Becomes the address in a kernel {@code sockaddr_in} or {@code sockaddr_in6}; anything else clears. A UNIX one
     * becomes an unnamed UNIX address, since its path is text.
     *
     * @param source holds the structure.
     * @param offset of its first byte.
     * @param length bytes present.
     * @return this.
     */
    public NetAddress fromSockaddr(final DirectBuffer source, final int offset, final int length)
    {
        final int kind = length < Short.BYTES ? NONE : source.getShort(offset, ByteOrder.nativeOrder());
        if (INET == kind && length >= 8)
        {
            return inet(source.getInt(offset + 4, ByteOrder.BIG_ENDIAN), portAt(source, offset + 2));
        }
        if (INET6 == kind && length >= 24)
        {
            return inet6(
                source.getLong(offset + 8, ByteOrder.BIG_ENDIAN),
                source.getLong(offset + 16, ByteOrder.BIG_ENDIAN),
                portAt(source, offset + 2));
        }
        return UNIX == kind ? unix("") : clear();
    }

    /**
     * Becomes the IPv4 address written in dotted form, as {@code inet_pton} reads it: four decimal numbers without
     * leading zeros. The port becomes 0. On failure the address keeps its old value.
     *
     * @param source holds the text.
     * @param offset of its first byte.
     * @param length of the text in bytes.
     * @return whether the whole text is an IPv4 address.
     */
    public boolean tryParseIpv4(final DirectBuffer source, final int offset, final int length)
    {
        final long parsed = parseIpv4(source, offset, length);
        if (parsed >= 0)
        {
            inet((int)parsed, 0);
        }
        return parsed >= 0;
    }

    /**
     * Becomes the IPv6 address written in text, as {@code inet_pton} reads it, dotted tail included. The port becomes
     * 0. On failure the address keeps its old value.
     *
     * @param source holds the text, without brackets or scope.
     * @param offset of its first byte.
     * @param length of the text in bytes.
     * @return whether the whole text is an IPv6 address.
     */
    public boolean tryParseIpv6(final DirectBuffer source, final int offset, final int length)
    {
        final int end = offset + length;
        int position = offset;
        int words = 0;
        int gapAt = -1;
        long headHi = 0;
        long headLo = 0;
        if (length < 2)
        {
            return false;
        }
        if (':' == source.getByte(offset))
        {
            if (':' != source.getByte(offset + 1))
            {
                return false;
            }
            position++; // the loop below meets the second colon and takes it for the gap
        }
        while (position < end)
        {
            if (':' == source.getByte(position))
            {
                if (gapAt >= 0)
                {
                    return false;
                }
                gapAt = words;
                position++;
                continue;
            }
            final int wordEnd = hexWordEnd(source, position, end);
            if (wordEnd < end && '.' == source.getByte(wordEnd))
            {
                final long tail = words <= 6 ? parseIpv4(source, position, end - position) : -1;
                if (tail < 0)
                {
                    return false;
                }
                headHi = pushedHi(headHi, headLo, 32);
                headLo = (headLo << 32) | tail;
                words += 2;
                position = end;
                break;
            }
            if (wordEnd == position || wordEnd - position > 4 || IPV6_WORDS == words)
            {
                return false;
            }
            headHi = pushedHi(headHi, headLo, 16);
            headLo = (headLo << 16) | hexWord(source, position, wordEnd);
            words++;
            position = wordEnd;
            if (position < end)
            {
                if (':' != source.getByte(position) || position + 1 == end)
                {
                    return false;
                }
                position++;
            }
        }
        return acceptIpv6(words, gapAt, headHi, headLo);
    }

    /**
     * Reads dotted IPv4 text as {@code inet_pton} does.
     *
     * @param source holds the text.
     * @param offset of its first byte.
     * @param length of the text in bytes.
     * @return 0 to 0xFFFFFFFF, or -1 when the text is not an IPv4 address.
     */
    public static long parseIpv4(final DirectBuffer source, final int offset, final int length)
    {
        long address = 0;
        int octet = -1;
        int octets = 0;
        for (int i = offset, end = offset + length; i < end; i++)
        {
            final byte b = source.getByte(i);
            if ('.' == b)
            {
                if (octet < 0 || 3 == octets)
                {
                    return -1;
                }
                address = (address << 8) | octet;
                octets++;
                octet = -1;
                continue;
            }
            final int digit = b - '0';
            if (digit < 0 || digit > 9 || 0 == octet)
            {
                return -1;
            }
            octet = octet < 0 ? digit : octet * 10 + digit;
            if (octet > 255)
            {
                return -1;
            }
        }
        return 3 == octets && octet >= 0 ? (address << 8) | octet : -1;
    }

    private boolean acceptIpv6(final int words, final int gapAt, final long allHi, final long allLo)
    {
        if (gapAt < 0)
        {
            if (IPV6_WORDS == words)
            {
                inet6(allHi, allLo, 0);
            }
            return IPV6_WORDS == words;
        }
        if (words >= IPV6_WORDS)
        {
            return false;
        }
        final int tailBits = (words - gapAt) * 16;
        final long tailMaskLo = lowMask(tailBits);
        final long tailMaskHi = lowMask(tailBits - Long.SIZE);
        final int shift = (IPV6_WORDS - words) * 16;
        final long headHi = allHi & ~tailMaskHi;
        final long headLo = allLo & ~tailMaskLo;
        final long movedHi = shift >= 128 ? 0 : pushedHi(headHi, headLo, shift);
        final long movedLo = shift >= Long.SIZE ? 0 : headLo << shift;
        inet6(movedHi | (allHi & tailMaskHi), movedLo | (allLo & tailMaskLo), 0);
        return true;
    }

    private static int hexWordEnd(final DirectBuffer source, final int start, final int end)
    {
        int position = start;
        while (position < end && Character.digit(source.getByte(position), 16) >= 0)
        {
            position++;
        }
        return position;
    }

    private static long hexWord(final DirectBuffer source, final int start, final int end)
    {
        long value = 0;
        for (int i = start; i < end; i++)
        {
            value = (value << 4) | Character.digit(source.getByte(i), 16);
        }
        return value;
    }

    /** The high half of a 128-bit value after a shift to the left by 1 to 127 bits. */
    private static long pushedHi(final long hi, final long lo, final int bits)
    {
        return bits >= Long.SIZE ? lo << (bits - Long.SIZE) : (hi << bits) | (lo >>> (Long.SIZE - bits));
    }

    private static long lowMask(final int bits)
    {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : (1L << bits) - 1;
    }

    private static long prefixMask(final int bits)
    {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }

    private static int portAt(final DirectBuffer source, final int offset)
    {
        return source.getShort(offset, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }

    private NetAddress assign(
        final int newFamily, final int newPort, final long newHi, final long newLo, final String newPath)
    {
        family = newFamily;
        port = newPort & 0xFFFF;
        hi = newHi;
        lo = newLo;
        path = newPath;
        return this;
    }

    private static int appendUnix(final MutableDirectBuffer target, final int offset)
    {
        target.putByte(offset, (byte)'u');
        target.putByte(offset + 1, (byte)'n');
        target.putByte(offset + 2, (byte)'i');
        target.putByte(offset + 3, (byte)'x');
        return offset + 4;
    }

    private static int appendIpv4(final MutableDirectBuffer target, final int offset, final int address)
    {
        int end = offset;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            end += target.putNaturalIntAscii(end, (address >>> shift) & 0xFF);
            if (shift > 0)
            {
                target.putByte(end++, (byte)'.');
            }
        }
        return end;
    }

    /**
     * As glibc's inet_ntop: the first longest run of two or more zero words shrinks, mapped and compatible addresses
     * end dotted.
     */
    private static int appendIpv6(final MutableDirectBuffer target, final int offset, final long hi, final long lo)
    {
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < IPV6_WORDS; i++)
        {
            int run = 0;
            while (i + run < IPV6_WORDS && 0 == word(hi, lo, i + run))
            {
                run++;
            }
            if (run > gapLength)
            {
                gapStart = i;
                gapLength = run;
            }
            i += run;
        }
        final boolean isDotted = 0 == gapStart && (6 == gapLength || (5 == gapLength && 0xFFFF == word(hi, lo, 5)));
        int end = offset;
        for (int i = 0; i < IPV6_WORDS; i++)
        {
            if (i == gapStart)
            {
                target.putByte(end++, (byte)':');
                i += gapLength - 1;
                if (IPV6_WORDS - 1 == i)
                {
                    target.putByte(end++, (byte)':');
                }
                continue;
            }
            if (i > 0)
            {
                target.putByte(end++, (byte)':');
            }
            if (6 == i && isDotted)
            {
                return appendIpv4(target, end, (int)lo);
            }
            end = appendHex(target, end, word(hi, lo, i));
        }
        return end;
    }

    private static int word(final long hi, final long lo, final int index)
    {
        return (int)((index < 4 ? hi : lo) >>> (48 - 16 * (index & 3))) & 0xFFFF;
    }

    private static int appendHex(final MutableDirectBuffer target, final int offset, final int value)
    {
        int end = offset;
        for (int shift = value > 0xFFF ? 12 : value > 0xFF ? 8 : value > 0xF ? 4 : 0; shift >= 0; shift -= 4)
        {
            final int digit = (value >>> shift) & 0xF;
            target.putByte(end++, (byte)(digit < 10 ? '0' + digit : 'a' - 10 + digit));
        }
        return end;
    }
}
