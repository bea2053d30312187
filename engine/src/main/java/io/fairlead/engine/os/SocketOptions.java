/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.os.Native.Call;
import io.fairlead.engine.os.Native.Scratch;

/**
 * Socket options that NIO does not offer, or offers only by boxing. All calls are safe on the path of traffic: they
 * allocate nothing (except where text is given or returned) and return 0 or a negated errno. Times are in the unit the
 * kernel wants, told by the name.
 */
public final class SocketOptions
{
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_IPV6 = 41;

    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_KEEPALIVE = 9;
    private static final int SO_PRIORITY = 12;
    private static final int SO_LINGER = 13;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_MARK = 36;

    private static final int IP_TOS = 1;
    private static final int IP_TTL = 2;
    private static final int IP_FREEBIND = 15;
    private static final int IP_TRANSPARENT = 19;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;
    private static final int SO_ORIGINAL_DST = 80;

    private static final int IPV6_UNICAST_HOPS = 16;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_TCLASS = 67;
    private static final int IPV6_TRANSPARENT = 75;
    private static final int IPV6_FREEBIND = 78;

    private static final int TCP_NODELAY = 1;
    private static final int TCP_MAXSEG = 2;
    private static final int TCP_CORK = 3;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;
    private static final int TCP_DEFER_ACCEPT = 9;
    private static final int TCP_QUICKACK = 12;
    private static final int TCP_CONGESTION = 13;
    private static final int TCP_MD5SIG = 14;
    private static final int TCP_USER_TIMEOUT = 18;
    private static final int TCP_REPAIR = 19;
    private static final int TCP_FASTOPEN = 23;
    private static final int TCP_NOTSENT_LOWAT = 25;
    private static final int TCP_SAVE_SYN = 27;
    private static final int TCP_SAVED_SYN = 28;
    private static final int TCP_FASTOPEN_CONNECT = 30;
    private static final int TCP_INFO = 11;

    private static final int TEXT_MAX_LENGTH = 64;
    private static final int MD5_KEY_MAX_LENGTH = 80;
    private static final int MD5_STRUCT_LENGTH = 128 + 8 + MD5_KEY_MAX_LENGTH;

    private SocketOptions()
    {
    }

    /**
     * Sets any option whose value is an int.
     *
     * @param fd    socket.
     * @param level of the option.
     * @param name  of the option.
     * @param value new value.
     * @return 0 or a negated errno.
     */
    public static int integer(final int fd, final int level, final int name, final int value)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, value);
        return (int)Native.syscall(scratch, Call.SETSOCKOPT, fd, level, name, scratch.address, Integer.BYTES, 0);
    }

    /**
     * Reads any option whose value is an int.
     *
     * @param fd    socket.
     * @param level of the option.
     * @param name  of the option.
     * @return the value, or a negated errno; for options that may be negative read {@link #bytes} instead.
     */
    public static int integer(final int fd, final int level, final int name)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, 0);
        scratch.buffer.putInt(8, Integer.BYTES);
        final long result =
            Native.syscall(scratch, Call.GETSOCKOPT, fd, level, name, scratch.address, scratch.address + 8, 0);
        return 0 == result ? scratch.buffer.getInt(0) : (int)result;
    }

    /**
     * Sets any option whose value is text.
     *
     * @param fd    socket.
     * @param level of the option.
     * @param name  of the option.
     * @param value at most 64 bytes in UTF-8.
     * @return 0 or a negated errno.
     */
    public static int text(final int fd, final int level, final int name, final String value)
    {
        final byte[] bytes = Native.utf8(value);
        if (bytes.length > TEXT_MAX_LENGTH)
        {
            return -Errno.EINVAL;
        }
        final Scratch scratch = Native.scratch();
        scratch.putString(0, bytes);
        return (int)Native.syscall(scratch, Call.SETSOCKOPT, fd, level, name, scratch.address, bytes.length, 0);
    }

    /**
     * Reads any option whose value is text.
     *
     * @param fd    socket.
     * @param level of the option.
     * @param name  of the option.
     * @return the text, empty when unset or not readable.
     */
    public static String text(final int fd, final int level, final int name)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, TEXT_MAX_LENGTH);
        scratch.buffer.setMemory(8, TEXT_MAX_LENGTH + 1, (byte)0);
        final long result =
            Native.syscall(scratch, Call.GETSOCKOPT, fd, level, name, scratch.address + 8, scratch.address, 0);
        return 0 == result ? Native.string(scratch.address + 8) : "";
    }

    /**
     * Sets any option whose value is a structure.
     *
     * @param fd     socket.
     * @param level  of the option.
     * @param name   of the option.
     * @param source holds the structure.
     * @param offset of its first byte.
     * @param length at most 1024 bytes.
     * @return 0 or a negated errno.
     */
    public static int bytes(
        final int fd, final int level, final int name, final DirectBuffer source, final int offset, final int length)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putBytes(0, source, offset, length);
        return (int)Native.syscall(scratch, Call.SETSOCKOPT, fd, level, name, scratch.address, length, 0);
    }

    /**
     * Reads any option whose value is a structure.
     *
     * @param fd     socket.
     * @param level  of the option.
     * @param name   of the option.
     * @param target receives the structure.
     * @param offset of its first byte.
     * @param length room in target, at most 1000 bytes.
     * @return bytes received or a negated errno.
     */
    public static int bytes(
        final int fd,
        final int level,
        final int name,
        final MutableDirectBuffer target,
        final int offset,
        final int length)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, length);
        final long result =
            Native.syscall(scratch, Call.GETSOCKOPT, fd, level, name, scratch.address + 8, scratch.address, 0);
        if (result < 0)
        {
            return (int)result;
        }
        final int received = Math.min(scratch.buffer.getInt(0), length);
        target.putBytes(offset, scratch.buffer, 8, received);
        return received;
    }

    /**
     * Takes the pending error of a socket (SO_ERROR), such as the outcome of connecting.
     *
     * @param fd socket.
     * @return 0 when there is none, the negated errno otherwise.
     */
    public static int takeError(final int fd)
    {
        final int error = integer(fd, SOL_SOCKET, SO_ERROR);
        return error > 0 ? -error : error;
    }

    /**
     * Binds to a network interface (SO_BINDTODEVICE); needs CAP_NET_RAW.
     *
     * @param fd   socket.
     * @param name of the interface.
     * @return 0 or a negated errno.
     */
    public static int bindToDevice(final int fd, final String name)
    {
        return text(fd, SOL_SOCKET, SO_BINDTODEVICE, name);
    }

    /**
     * The interface a socket is bound to.
     *
     * @param fd socket.
     * @return its name, empty when none.
     */
    public static String boundDevice(final int fd)
    {
        return text(fd, SOL_SOCKET, SO_BINDTODEVICE);
    }

    /**
     * Allows addresses that are not of this host. As HAProxy does, tries IP_TRANSPARENT or IPV6_TRANSPARENT and,
     * without the right to, IP_FREEBIND.
     *
     * @param fd     socket.
     * @param isIpv6 whether the socket is of family INET6.
     * @return 0 or a negated errno.
     */
    public static int foreignAddress(final int fd, final boolean isIpv6)
    {
        final int result = isIpv6 ?
            integer(fd, IPPROTO_IPV6, IPV6_TRANSPARENT, 1) : integer(fd, IPPROTO_IP, IP_TRANSPARENT, 1);
        return 0 == result ? 0 : integer(fd, IPPROTO_IP, IP_FREEBIND, 1);
    }

    /**
     * Whether {@link #foreignAddress} was done on a socket.
     *
     * @param fd     socket.
     * @param isIpv6 whether the socket is of family INET6.
     * @return true when one of its options is on.
     */
    public static boolean isForeignAddress(final int fd, final boolean isIpv6)
    {
        return (isIpv6 ? integer(fd, IPPROTO_IPV6, IPV6_TRANSPARENT) : integer(fd, IPPROTO_IP, IP_TRANSPARENT)) > 0 ||
            integer(fd, IPPROTO_IP, IP_FREEBIND) > 0;
    }

    /**
     * IP_TRANSPARENT or IPV6_TRANSPARENT alone.
     *
     * @param fd     socket.
     * @param isIpv6 whether the socket is of family INET6.
     * @return 0 or a negated errno.
     */
    public static int transparent(final int fd, final boolean isIpv6)
    {
        return isIpv6 ? integer(fd, IPPROTO_IPV6, IPV6_TRANSPARENT, 1) : integer(fd, IPPROTO_IP, IP_TRANSPARENT, 1);
    }

    /**
     * IP_FREEBIND or IPV6_FREEBIND: bind to an address that does not exist yet.
     *
     * @param fd     socket.
     * @param isIpv6 whether the socket is of family INET6.
     * @return 0 or a negated errno.
     */
    public static int freeBind(final int fd, final boolean isIpv6)
    {
        return isIpv6 ? integer(fd, IPPROTO_IPV6, IPV6_FREEBIND, 1) : integer(fd, IPPROTO_IP, IP_FREEBIND, 1);
    }

    /**
     * Lets the kernel choose the port of a bound source address at connect time (IP_BIND_ADDRESS_NO_PORT).
     *
     * @param fd   socket of either family.
     * @param isOn wanted.
     * @return 0 or a negated errno.
     */
    public static int bindAddressNoPort(final int fd, final boolean isOn)
    {
        return integer(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, isOn ? 1 : 0);
    }

    /**
     * IPV6_V6ONLY.
     *
     * @param fd   INET6 socket, not bound yet.
     * @param isOn true for IPv6 only, false for both families.
     * @return 0 or a negated errno.
     */
    public static int v6Only(final int fd, final boolean isOn)
    {
        return integer(fd, IPPROTO_IPV6, IPV6_V6ONLY, isOn ? 1 : 0);
    }

    /** Whether the system makes INET6 sockets IPv6 only, unless told otherwise. */
    public static boolean isV6OnlyByDefault()
    {
        final int fd = IpSockets.streamSocket(true);
        final boolean result = fd >= 0 && isV6Only(fd);
        if (fd >= 0)
        {
            Descriptors.close(fd);
        }
        return result;
    }

    /**
     * Whether an INET6 socket is IPv6 only.
     *
     * @param fd socket.
     * @return true when it is.
     */
    public static boolean isV6Only(final int fd)
    {
        return integer(fd, IPPROTO_IPV6, IPV6_V6ONLY) > 0;
    }

    /**
     * IP_TOS or IPV6_TCLASS.
     *
     * @param fd     socket.
     * @param isIpv6 whether the peer's address is IPv6 (for an IPv4-mapped one say false).
     * @param value  0 to 255.
     * @return 0 or a negated errno.
     */
    public static int typeOfService(final int fd, final boolean isIpv6, final int value)
    {
        return isIpv6 ? integer(fd, IPPROTO_IPV6, IPV6_TCLASS, value) : integer(fd, IPPROTO_IP, IP_TOS, value);
    }

    /**
     * The current IP_TOS or IPV6_TCLASS.
     *
     * @param fd     socket.
     * @param isIpv6 which of the two.
     * @return 0 to 255 or a negated errno.
     */
    public static int typeOfService(final int fd, final boolean isIpv6)
    {
        return isIpv6 ? integer(fd, IPPROTO_IPV6, IPV6_TCLASS) : integer(fd, IPPROTO_IP, IP_TOS);
    }

    /**
     * How far packets go (IP_TTL or IPV6_UNICAST_HOPS).
     *
     * @param fd     socket.
     * @param isIpv6 which of the two.
     * @param hops   1 to 255.
     * @return 0 or a negated errno.
     */
    public static int hopLimit(final int fd, final boolean isIpv6, final int hops)
    {
        return isIpv6 ? integer(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, hops) : integer(fd, IPPROTO_IP, IP_TTL, hops);
    }

    /**
     * TCP_REPAIR: the socket sends nothing any more, not even when it is closed; needs CAP_NET_ADMIN.
     *
     * @param fd socket.
     * @return 0 or a negated errno.
     */
    public static int repair(final int fd)
    {
        return integer(fd, IPPROTO_TCP, TCP_REPAIR, 1);
    }

    /**
     * SO_MARK; needs CAP_NET_ADMIN.
     *
     * @param fd   socket.
     * @param mark unsigned 32 bits.
     * @return 0 or a negated errno.
     */
    public static int mark(final int fd, final int mark)
    {
        return integer(fd, SOL_SOCKET, SO_MARK, mark);
    }

    /**
     * SO_PRIORITY.
     *
     * @param fd       socket.
     * @param priority 0 to 6, more with CAP_NET_ADMIN.
     * @return 0 or a negated errno.
     */
    public static int priority(final int fd, final int priority)
    {
        return integer(fd, SOL_SOCKET, SO_PRIORITY, priority);
    }

    /**
     * SO_REUSEADDR.
     *
     * @param fd   socket.
     * @param isOn wanted.
     * @return 0 or a negated errno.
     */
    public static int reuseAddress(final int fd, final boolean isOn)
    {
        return integer(fd, SOL_SOCKET, SO_REUSEADDR, isOn ? 1 : 0);
    }

    /**
     * SO_REUSEPORT.
     *
     * @param fd   socket.
     * @param isOn wanted.
     * @return 0 or a negated errno.
     */
    public static int reusePort(final int fd, final boolean isOn)
    {
        return integer(fd, SOL_SOCKET, SO_REUSEPORT, isOn ? 1 : 0);
    }

    /**
     * SO_LINGER with time 0: closing resets the connection and leaves no TIME_WAIT.
     *
     * @param fd socket.
     * @return 0 or a negated errno.
     */
    public static int resetOnClose(final int fd)
    {
        return linger(fd, true, 0);
    }

    /**
     * SO_LINGER.
     *
     * @param fd      socket.
     * @param isOn    wanted.
     * @param seconds to linger when on.
     * @return 0 or a negated errno.
     */
    public static int linger(final int fd, final boolean isOn, final int seconds)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, isOn ? 1 : 0);
        scratch.buffer.putInt(4, seconds);
        return (int)Native.syscall(scratch, Call.SETSOCKOPT, fd, SOL_SOCKET, SO_LINGER, scratch.address, 8, 0);
    }

    /**
     * SO_RCVTIMEO, for the few blocking exchanges of start-up.
     *
     * @param fd        socket.
     * @param timeoutMs milliseconds, 0 for none.
     * @return 0 or a negated errno.
     */
    public static int receiveTimeout(final int fd, final int timeoutMs)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putLong(0, timeoutMs / 1000);
        scratch.buffer.putLong(8, timeoutMs % 1000 * 1000L);
        return (int)Native.syscall(scratch, Call.SETSOCKOPT, fd, SOL_SOCKET, SO_RCVTIMEO, scratch.address, 16, 0);
    }

    /**
     * SO_RCVBUF; the kernel doubles it.
     *
     * @param fd    socket.
     * @param bytes wanted.
     * @return 0 or a negated errno.
     */
    public static int receiveBuffer(final int fd, final int bytes)
    {
        return integer(fd, SOL_SOCKET, SO_RCVBUF, bytes);
    }

    /**
     * SO_SNDBUF; the kernel doubles it.
     *
     * @param fd    socket.
     * @param bytes wanted.
     * @return 0 or a negated errno.
     */
    public static int sendBuffer(final int fd, final int bytes)
    {
        return integer(fd, SOL_SOCKET, SO_SNDBUF, bytes);
    }

    /**
     * SO_KEEPALIVE with its three TCP settings.
     *
     * @param fd              socket.
     * @param idleSeconds     before the first probe, 0 for the system's default.
     * @param intervalSeconds between probes, 0 for the system's default.
     * @param probes          before giving up, 0 for the system's default.
     * @return 0 or the first negated errno.
     */
    public static int keepAlive(final int fd, final int idleSeconds, final int intervalSeconds, final int probes)
    {
        int result = integer(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
        if (0 == result && 0 != probes)
        {
            result = integer(fd, IPPROTO_TCP, TCP_KEEPCNT, probes);
        }
        if (0 == result && 0 != idleSeconds)
        {
            result = integer(fd, IPPROTO_TCP, TCP_KEEPIDLE, idleSeconds);
        }
        if (0 == result && 0 != intervalSeconds)
        {
            result = integer(fd, IPPROTO_TCP, TCP_KEEPINTVL, intervalSeconds);
        }
        return result;
    }

    /**
     * TCP_NODELAY.
     *
     * @param fd   socket.
     * @param isOn wanted.
     * @return 0 or a negated errno.
     */
    public static int noDelay(final int fd, final boolean isOn)
    {
        return integer(fd, IPPROTO_TCP, TCP_NODELAY, isOn ? 1 : 0);
    }

    /**
     * TCP_CORK.
     *
     * @param fd   socket.
     * @param isOn wanted.
     * @return 0 or a negated errno.
     */
    public static int cork(final int fd, final boolean isOn)
    {
        return integer(fd, IPPROTO_TCP, TCP_CORK, isOn ? 1 : 0);
    }

    /**
     * TCP_QUICKACK.
     *
     * @param fd   socket.
     * @param isOn false delays acknowledgements ({@code tcp-smart-accept}, {@code tcp-smart-connect}).
     * @return 0 or a negated errno.
     */
    public static int quickAck(final int fd, final boolean isOn)
    {
        return integer(fd, IPPROTO_TCP, TCP_QUICKACK, isOn ? 1 : 0);
    }

    /**
     * TCP_MAXSEG.
     *
     * @param fd    socket.
     * @param bytes 88 to 32767.
     * @return 0 or a negated errno.
     */
    public static int maxSegment(final int fd, final int bytes)
    {
        return integer(fd, IPPROTO_TCP, TCP_MAXSEG, bytes);
    }

    /**
     * The current TCP_MAXSEG.
     *
     * @param fd socket.
     * @return bytes or a negated errno.
     */
    public static int maxSegment(final int fd)
    {
        return integer(fd, IPPROTO_TCP, TCP_MAXSEG);
    }

    /**
     * TCP_FASTOPEN of a listener.
     *
     * @param fd          socket.
     * @param queueLength of connections that sent data with their SYN; 0 switches it off.
     * @return 0 or a negated errno.
     */
    public static int fastOpen(final int fd, final int queueLength)
    {
        return integer(fd, IPPROTO_TCP, TCP_FASTOPEN, queueLength);
    }

    /**
     * TCP_FASTOPEN_CONNECT: data of the first write travels with the SYN.
     *
     * @param fd socket, not connected yet.
     * @return 0 or a negated errno.
     */
    public static int fastOpenConnect(final int fd)
    {
        return integer(fd, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, 1);
    }

    /**
     * TCP_DEFER_ACCEPT: accept only connections that sent data.
     *
     * @param fd      listener.
     * @param seconds to wait for data; 0 switches it off.
     * @return 0 or a negated errno.
     */
    public static int deferAccept(final int fd, final int seconds)
    {
        return integer(fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, seconds);
    }

    /**
     * TCP_USER_TIMEOUT.
     *
     * @param fd        socket.
     * @param timeoutMs how long sent data may stay unacknowledged, milliseconds; 0 for the system's default.
     * @return 0 or a negated errno.
     */
    public static int userTimeout(final int fd, final int timeoutMs)
    {
        return integer(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, timeoutMs);
    }

    /**
     * TCP_CONGESTION.
     *
     * @param fd   socket.
     * @param name of an algorithm the kernel knows.
     * @return 0 or a negated errno.
     */
    public static int congestionControl(final int fd, final String name)
    {
        return text(fd, IPPROTO_TCP, TCP_CONGESTION, name);
    }

    /**
     * The current TCP_CONGESTION.
     *
     * @param fd socket.
     * @return name of the algorithm.
     */
    public static String congestionControl(final int fd)
    {
        return text(fd, IPPROTO_TCP, TCP_CONGESTION);
    }

    /**
     * TCP_NOTSENT_LOWAT.
     *
     * @param fd    socket.
     * @param bytes unsent data below which the socket is writable.
     * @return 0 or a negated errno.
     */
    public static int notSentLowWater(final int fd, final int bytes)
    {
        return integer(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, bytes);
    }

    /**
     * TCP_SAVE_SYN of a listener: keep the SYN packet of each connection.
     *
     * @param fd    listener.
     * @param value 0 off, 1 network and transport headers, 2 link header too.
     * @return 0 or a negated errno.
     */
    public static int saveSyn(final int fd, final int value)
    {
        return integer(fd, IPPROTO_TCP, TCP_SAVE_SYN, value);
    }

    /**
     * TCP_SAVED_SYN: the SYN packet of an accepted connection, once.
     *
     * @param fd     connection.
     * @param target receives the packet.
     * @param offset of its first byte.
     * @param length room in target, at most 1000 bytes.
     * @return bytes received or a negated errno.
     */
    public static int savedSyn(final int fd, final MutableDirectBuffer target, final int offset, final int length)
    {
        return bytes(fd, IPPROTO_TCP, TCP_SAVED_SYN, target, offset, length);
    }

    /**
     * TCP_MD5SIG: sign and check segments exchanged with a peer (RFC 2385).
     *
     * @param fd   socket.
     * @param peer its address; the port does not count.
     * @param key  1 to 80 bytes.
     * @return 0 or a negated errno.
     */
    public static int md5Signature(final int fd, final NetAddress peer, final byte[] key)
    {
        if (key.length > MD5_KEY_MAX_LENGTH)
        {
            return -Errno.EINVAL;
        }
        final Scratch scratch = Native.scratch();
        scratch.buffer.setMemory(0, MD5_STRUCT_LENGTH, (byte)0);
        peer.putSockaddr(scratch.buffer, 0);
        scratch.buffer.putShort(130, (short)key.length);
        scratch.buffer.putBytes(136, key);
        return (int)Native.syscall(
            scratch, Call.SETSOCKOPT, fd, IPPROTO_TCP, TCP_MD5SIG, scratch.address, MD5_STRUCT_LENGTH, 0);
    }

    /**
     * SO_ORIGINAL_DST: where the client wanted to go before a NAT rule of this host brought it here.
     *
     * @param fd      connection.
     * @param isIpv6  whether it is of family INET6 and not IPv4-mapped.
     * @param address receives the destination, kept on failure.
     * @return 0 or a negated errno.
     */
    public static int originalDestination(final int fd, final boolean isIpv6, final NetAddress address)
    {
        final Scratch scratch = Native.scratch();
        scratch.buffer.putInt(0, NetAddress.SOCKADDR_INET6_LENGTH);
        final int level = isIpv6 ? IPPROTO_IPV6 : IPPROTO_IP;
        final long result = Native.syscall(
            scratch, Call.GETSOCKOPT, fd, level, SO_ORIGINAL_DST, scratch.address + 8, scratch.address, 0);
        if (0 == result)
        {
            address.fromSockaddr(scratch.buffer, 8, scratch.buffer.getInt(0));
        }
        return (int)result;
    }

    /** TCP_INFO into scratch memory; for {@link TcpInfo}. */
    static int tcpInfo(final int fd, final MutableDirectBuffer target, final int length)
    {
        return bytes(fd, IPPROTO_TCP, TCP_INFO, target, 0, length);
    }
}
