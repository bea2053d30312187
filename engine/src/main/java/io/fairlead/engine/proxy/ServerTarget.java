/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.counters.CounterObject;
import io.fairlead.engine.mux.HttpBackMux;
import io.fairlead.engine.mux.HttpOptions;
import io.fairlead.engine.mux.Mux;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.SourceSettings;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.transport.ConnectTuning;

/** A server as streams use it: counters, idle connections of each loop, the queue before it, how to connect. */
final class ServerTarget implements ServerView
{
    private static final String IDLE_POOLS_APART = "off";
    private static final byte[] NOTHING = {};

    private final Server server;
    private final Backend backend;
    private final GlobalSettings global;
    private final CounterObject object;
    private final BackendCounters counters;
    private final AtomicReferenceArray<IdlePool> pools;
    private final ConnectionKey[] keys;
    private final PortRange ports;
    private final boolean isSourceOfClient;
    private final boolean isListed;
    private final boolean isGreeted;
    private ConnectTuning tuning;
    private final PendingQueue queue = new PendingQueue();
    private final HttpOptions http;
    private final byte[] nameHeader;
    private final byte[] name;
    private final UnsafeBuffer nameBuffer;
    private volatile ServerTarget successor;
    private volatile boolean isRetired;
    private volatile byte[] cookie;

    ServerTarget(
        final Server server, final Backend backend, final CounterObject object, final int loopCount,
        final HttpOptions http, final GlobalSettings global)
    {
        this.global = global;
        this.server = server;
        this.backend = backend;
        this.http = http;
        this.object = object;
        counters = new BackendCounters(object);
        pools = new AtomicReferenceArray<>(loopCount);
        keys = new ConnectionKey[loopCount];
        final SourceSettings source = source();
        isSourceOfClient = null != source && SourceSettings.Transparent.NONE != source.transparent &&
            SourceSettings.Transparent.ADDRESS != source.transparent;
        ports = null == source || null == source.address || source.address.portHigh <= source.address.port ? null :
            new PortRange(source.address.port, source.address.portHigh);
        isGreeted = ServerGreeting.isNeeded(settings());
        isListed = ServerSettings.UNLISTED != settings().index;
        final String header = isListed ? backend.settings().sendNameHeader : null;
        nameHeader = null == header ? null :
            header.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        name = server.name().getBytes(StandardCharsets.ISO_8859_1);
        nameBuffer = new UnsafeBuffer(name);
        cookie = CookieSettings.bytes(settings().cookie);
    }

    /** Value of the persistence cookie that names this server, or null. Any thread. */
    byte[] cookie()
    {
        return cookie;
    }

    void cookie(final byte[] value)
    {
        cookie = value;
    }

    /** Whether it is a {@code server} of the backend, and not what stands for one with {@code dispatch}. */
    boolean isListed()
    {
        return isListed;
    }

    /** Whether streams may go there. */
    boolean isUsable()
    {
        return !isListed || server.isUsable();
    }

    /** Place in the counter file. */
    CounterObject object()
    {
        return object;
    }

    Server server()
    {
        return server;
    }

    ServerSettings settings()
    {
        return server.settings();
    }

    @Override
    public Backend backend()
    {
        return backend;
    }

    @Override
    public int id()
    {
        return server.id();
    }

    @Override
    public NetAddress address()
    {
        return server.location().address();
    }

    @Override
    public boolean isUp()
    {
        return server.isUp();
    }

    @Override
    public long connections()
    {
        return server.capacity().sessions();
    }

    @Override
    public long queued()
    {
        return queue.length();
    }

    @Override
    public int weight()
    {
        return server.shownWeight();
    }

    BackendCounters counters()
    {
        return counters;
    }

    PendingQueue queue()
    {
        return queue;
    }

    private boolean isAwaited()
    {
        return queue.length() > 0 || backend.queue().length() > 0 && servesBackendQueue();
    }

    /** A backup takes who waits for any server only while it stands in for the others. */
    private boolean servesBackendQueue()
    {
        final BackendServers servers = backend.servers();
        return !server.isBackup() ||
            0 == servers.activeCount() && (servers.isAllBackups() || server == servers.firstBackup());
    }

    /** Hand a slot, which the caller holds, to who has waited longest; false when nobody waits. */
    private boolean grant()
    {
        if (!servesBackendQueue())
        {
            return queue.grant(this);
        }
        return queue.isBefore(backend.queue()) ? queue.grant(this) || backend.queue().grant(this) :
            backend.queue().grant(this) || queue.grant(this);
    }

    /** Give a slot to who waits for it, or free it. Any thread. */
    void returnSlot(final long nowMs)
    {
        final int limit = server.capacity().limitNow(nowMs);
        if (!isAwaited() || !server.isUsable() || limit > 0 && server.capacity().served() > limit || !grant())
        {
            server.capacity().release();
        }
        // someone may have queued after the look and before the release, or the limit may have grown
        fill(nowMs);
    }

    /** Hand free slots to those who wait. Any thread. */
    int fill(final long nowMs)
    {
        int granted = 0;
        while (isAwaited() && server.isUsable() && server.capacity().tryAcquire(nowMs))
        {
            if (!grant())
            {
                server.capacity().release();
                break;
            }
            granted++;
        }
        return granted;
    }

    HttpOptions http()
    {
        return http;
    }

    byte[] nameHeader()
    {
        return nameHeader;
    }

    byte[] nameBytes()
    {
        return name;
    }

    @Override
    public UnsafeBuffer name()
    {
        return nameBuffer;
    }

    /**
     * A reload replaced this server: its idle connections go to the one of the same name, when that would have made
     * them alike, or end. Conductor, before the loops hear of it.
     */
    void retire(final ServerTarget next)
    {
        successor = null != next && connectsLike(next) ? next : null;
        isRetired = true;
    }

    /** The server that took over the idle connections; null for none. */
    ServerTarget successor()
    {
        return successor;
    }

    private boolean connectsLike(final ServerTarget next)
    {
        final ServerSettings mine = settings();
        final ServerSettings others = next.settings();
        return Objects.equals(server.location().socketAddress(), next.server.location().socketAddress()) &&
            http.equals(next.http) &&
            null == source() && null == next.source() && null == mine.socks4 && null == others.socks4 &&
            mine.tcpUserTimeoutMs == others.tcpUserTimeoutMs && !isKeyed() && !next.isKeyed() &&
            Objects.equals(mine.congestionControl, others.congestionControl) &&
            Arrays.equals(nameHeader, next.nameHeader);
    }

    /** Let go of the idle connections of a loop, after {@link #retire}; called on that loop. */
    void handOver(final Worker worker)
    {
        final IdlePool pool = pools.getPlain(worker.index());
        if (null != pool && null != successor)
        {
            pool.moveTo(successor.pool(worker));
        }
        else if (null != pool)
        {
            pool.clear();
        }
    }

    /** Idle connections of a loop; called on that loop. */
    IdlePool pool(final Worker worker)
    {
        final ServerTarget next = successor;
        if (null != next)
        {
            return next.pool(worker);
        }
        IdlePool pool = pools.getPlain(worker.index());
        if (null == pool)
        {
            pool = new IdlePool(worker, this);
            pools.setRelease(worker.index(), pool);
        }
        return pool;
    }

    /** Idle connections of a loop, of which another may look at no more than the count; null before the first. */
    IdlePool poolOf(final int loop)
    {
        return pools.getAcquire(loop);
    }

    int loopCount()
    {
        return pools.length();
    }

    /** Whether idle connections of other loops may be used: with few of them it is not worth the trouble. */
    boolean mayTakeOver(final Worker worker)
    {
        return pools.length() > 1 && !isRetired && !IDLE_POOLS_APART.equals(global.idlePoolShared) &&
            server.demand().idle() >= settings().poolLowConn;
    }

    /** Whether another loop seems to have an idle connection. */
    boolean isIdleElsewhere(final Worker worker, final boolean isProvenOnly)
    {
        for (int i = 0; i < pools.length(); i++)
        {
            final IdlePool pool = worker.index() == i ? null : poolOf(i);
            if (null != pool && pool.shownCount(isProvenOnly) > 0)
            {
                return true;
            }
        }
        return false;
    }

    /** Go on with a connection that another loop let go of; it is in use. */
    HttpBackMux adopt(final Worker worker, final HttpBackMux previous)
    {
        final HttpBackMux connection = worker.http().back(worker.context(), http, nameHeader, name);
        connection.takeOver(previous);
        return connection;
    }

    /** The stream for which a connection was taken over needs it no more. */
    void keepOrClose(final Worker worker, final HttpBackMux connection)
    {
        if (isUsable() && mayKeepIdle(worker, connection) && !worker.limits().isStopping())
        {
            pool(worker).add(connection);
        }
        else
        {
            onConnectionClosed(worker);
            connection.discard();
        }
    }

    /** Whether a connection may become idle instead of being closed. */
    boolean mayKeepIdle(final Worker worker, final HttpBackMux connection)
    {
        if (isRetired && null == successor)
        {
            return false;
        }
        final ServerSettings settings = settings();
        return settings.poolPurgeDelayMs > 0 && server.demand().isWorthKeeping(
            pool(worker).isWanting(connection), settings.poolMaxConn, Math.max(0, settings.poolLowConn));
    }

    /** Start a connection for a stream. */
    void open(final Stream stream, final Mux mux)
    {
        final ConnectionKey key = key(stream);
        final ConnectTuning tuning = isSourceOfClient || stream.context().marks().isSet() ?
            tuning(isSourceOfClient ? sourceFor(stream) : transparentAddress(), destination(stream),
                stream.context().marks()) : fixedTuning(server.location().address());
        final boolean hasGreeting = null != key && null != key.greeting();
        if (null != key && mux instanceof final HttpBackMux http)
        {
            http.key(key.copy());
        }
        final AddressSpec relay = settings().socks4;
        if (null == relay)
        {
            if (hasGreeting)
            {
                mux.queuePrefix(key.buffer(), 0, key.greeting().length());
            }
            mux.connect(socketAddress(stream), tuning, null);
            return;
        }
        final NetAddress destination = destination(stream);
        Socks4Handshake.ask(mux, destination);
        mux.connect(relay.address.toSocketAddress(),
            destination.family() == relay.address.family() ? tuning : Socks4Handshake.UNREACHABLE,
            new Socks4Handshake(mux, hasGreeting ? key.greetingCopy() : NOTHING));
    }

    /** What sets this stream's connection apart from others to this server; null for nothing. */
    ConnectionKey key(final Stream stream)
    {
        if (!isKeyed() && !stream.context().marks().isSet())
        {
            return null;
        }
        final int loop = stream.worker().index();
        if (null == keys[loop])
        {
            keys[loop] = new ConnectionKey(this);
        }
        return keys[loop].compose(stream);
    }

    /** Address of the server for a stream: its port may depend on the one the client came to, its address too. */
    private SocketAddress socketAddress(final Stream stream)
    {
        return isDestinationOfClient() ? destination(stream).toSocketAddress() : server.location().socketAddress();
    }

    NetAddress destination(final Stream stream)
    {
        final NetAddress fixed = server.location().address();
        if (!isDestinationOfClient())
        {
            return fixed;
        }
        final NetAddress client = stream.context().destination();
        final NetAddress result = new NetAddress().copyFrom(fixed);
        if (fixed.isAny())
        {
            result.copyFrom(client).port(fixed.port());
        }
        if (server.location().isPortOfClient())
        {
            result.port(client.port() + settings().address.port);
        }
        return result;
    }

    private ConnectTuning fixedTuning(final NetAddress address)
    {
        ConnectTuning result = tuning;
        if (null == result)
        {
            result = tuning(transparentAddress(), address, null);
            result = result.isNeeded() ? result : ConnectTuning.NONE;
            tuning = null == ports ? result : null; // a port is lent to one connection
        }
        return result;
    }

    /** Options of the connections of its checks, which have no client to speak for. */
    ConnectTuning checkTuning()
    {
        return tuning(null, server.location().address(), null);
    }

    /** Whether a stream's connection is to come from an address that is not the balancer's. */
    boolean isForeign(final Stream stream)
    {
        final SourceSettings source = source();
        return null != source && OutgoingTuning.isForeign(
            source, isSourceOfClient ? sourceFor(stream) : source.transparentAddress);
    }

    /** Whether the header that tells where to connect from is not there. */
    boolean isSourceMissing(final Stream stream)
    {
        return isSourceOfClient && SourceSettings.Transparent.HEADER == source().transparent &&
            null == sourceFor(stream);
    }

    private NetAddress transparentAddress()
    {
        final SourceSettings source = source();
        return null == source ? null : source.transparentAddress;
    }

    private SourceSettings source()
    {
        return null != settings().source ? settings().source : backend.settings().source;
    }

    private ConnectTuning tuning(final NetAddress foreign, final NetAddress address, final OutgoingMarks marks)
    {
        return new OutgoingTuning(settings(), backend.settings(), global, ports, foreign, marks, address.family());
    }

    /** Address to connect from, for {@code usesrc client}, {@code clientip} and {@code hdr_ip}. */
    NetAddress sourceFor(final Stream stream)
    {
        final SourceSettings source = source();
        if (SourceSettings.Transparent.HEADER != source.transparent)
        {
            return stream.context().source();
        }
        return HeaderAddress.find(stream.request(), source.headerName, source.headerOccurrence);
    }

    /** Whether connections come from the address of the client or of a header. */
    boolean isSourceOfClient()
    {
        return isSourceOfClient;
    }

    /** Whether connections go to the address or port that the client came to. */
    boolean isDestinationOfClient()
    {
        return server.location().isPortOfClient() || server.location().address().isAny();
    }

    /** What sets its connections apart, besides how they are made; null for nothing. */
    SampleExpr poolName()
    {
        return (SampleExpr)settings().poolConnNameExpression;
    }

    /** Whether connections serve only those who would have made the same one. */
    private boolean isKeyed()
    {
        return isSourceOfClient || isGreeted || null != poolName() || isDestinationOfClient();
    }

    /**
     * An HTTP connection is about to be made: it counts from the first attempt on.
     *
     * @return false when {@code strict-maxconn} allows no more than there are.
     */
    boolean tryOpenConnection(final Worker worker)
    {
        final int limit = server.capacity().maxConn();
        if (!settings().isStrictMaxConn || limit <= 0)
        {
            server.demand().onOpened();
        }
        else if (!server.demand().tryOpen(limit))
        {
            return false;
        }
        worker.counters().increment(counters.usedConnections);
        onConnectionOpened(worker);
        return true;
    }

    /** Have an idle connection of another loop closed for the next attempt; false when there is none. */
    boolean makeRoom(final Worker worker)
    {
        for (int i = 0; i < pools.length(); i++)
        {
            final IdlePool pool = worker.index() == i ? null : poolOf(i);
            if (null != pool && pool.shownCount(false) > 0)
            {
                pool.worker().loop().execute(pool::discardOldest);
                return true;
            }
        }
        return false;
    }

    private void onConnectionOpened(final Worker worker)
    {
        worker.counters().increment(counters.h1OpenConnections);
        worker.counters().increment(counters.h1Connections);
        worker.counters().increment(backend.counters().h1OpenConnections);
        worker.counters().increment(backend.counters().h1Connections);
    }

    /** A stream uses an HTTP connection. */
    void onStreamOpened(final Worker worker)
    {
        worker.counters().increment(counters.h1OpenStreams);
        worker.counters().increment(counters.h1Streams);
        worker.counters().increment(backend.counters().h1OpenStreams);
        worker.counters().increment(backend.counters().h1Streams);
    }

    /** A stream has done with an HTTP connection, over which it received and sent so many bytes. */
    void onStreamClosed(final Worker worker, final long bytesIn, final long bytesOut)
    {
        worker.counters().decrement(counters.h1OpenStreams);
        worker.counters().decrement(backend.counters().h1OpenStreams);
        worker.counters().add(counters.h1BytesIn, bytesIn);
        worker.counters().add(backend.counters().h1BytesIn, bytesIn);
        worker.counters().add(counters.h1BytesOut, bytesOut);
        worker.counters().add(backend.counters().h1BytesOut, bytesOut);
    }

    void onConnectionClosed(final Worker worker)
    {
        onUnused(worker);
        onIdleClosed(worker);
    }

    /** An idle connection, or one that is counted as such, was closed. */
    void onIdleClosed(final Worker worker)
    {
        worker.counters().decrement(counters.h1OpenConnections);
        worker.counters().decrement(backend.counters().h1OpenConnections);
    }

    /** A connection of any protocol is made. */
    void onUsed(final Worker worker)
    {
        server.demand().onOpened();
        worker.counters().increment(counters.usedConnections);
    }

    /** A connection of any protocol, which was not idle, is closed. */
    void onUnused(final Worker worker)
    {
        server.demand().onClosed();
        worker.counters().decrement(counters.usedConnections);
    }
}
