/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.proxyprotocol.ProxyProtocolWriter;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;

/** One check from connecting to its result; the object serves all checks of a server, one after the other. */
final class CheckRun implements ChannelHandler
{
    private static final int MIN_PROXY_LENGTH = 256;

    private final HealthCheck check;
    private final CheckContext context;
    private final CheckPlan plan;
    private Channel channel;
    private PooledBuffer output;

    CheckRun(final HealthCheck check, final CheckContext context, final CheckPlan plan)
    {
        this.check = check;
        this.context = context;
        this.plan = plan;
    }

    void begin(final long nowMs)
    {
        final SocketAddress target = plan.target();
        if (null == target)
        {
            finish(HealthStatus.SOCKET_ERROR, null, nowMs);
            return;
        }
        check.limit(nowMs, plan.connectLimitMs());
        channel = context.transport().connect(context.loop(), target, plan.tuning(), this);
    }

    @Override
    public void onConnected(final boolean isConnected)
    {
        final long nowMs = context.nowMs();
        if (!isConnected)
        {
            final boolean isUnix = plan.target() instanceof UnixDomainSocketAddress;
            finish(isUnix ? HealthStatus.SOCKET_ERROR : HealthStatus.L4_CONNECTION,
                ConnectErrors.text(channel.error(), isUnix), nowMs);
        }
        else if (plan.isSendingProxy())
        {
            sendProxyHeader(nowMs);
        }
        else
        {
            finish(HealthStatus.L4_OK, null, nowMs);
        }
    }

    private void sendProxyHeader(final long nowMs)
    {
        output = context.buffers().tryTake();
        if (null == output || output.space() < MIN_PROXY_LENGTH)
        {
            finish(HealthStatus.SOCKET_ERROR, "Out of system buffers", nowMs);
            return;
        }
        final int length;
        if (plan.settings().isSendProxyV2)
        {
            length = new ProxyProtocolWriter()
                .begin(output.memory(), output.tail(), output.space(), null, null).finish();
        }
        else
        {
            final NetAddress local = new NetAddress();
            final NetAddress remote = new NetAddress();
            channel.localAddress(local);
            channel.remoteAddress(remote);
            length = ProxyProtocolWriter.writeV1(output.memory(), output.tail(), local, remote);
        }
        output.produced(length);
        flush(nowMs);
    }

    private void flush(final long nowMs)
    {
        final int written = channel.write(output, output.head(), output.length());
        if (written < 0)
        {
            finish(HealthStatus.L4_CONNECTION, ConnectErrors.text(channel.error(), false), nowMs);
            return;
        }
        output.consume(written);
        if (output.isEmpty())
        {
            finish(HealthStatus.L4_OK, null, nowMs);
        }
        else
        {
            channel.wantWrite(true);
        }
    }

    @Override
    public void onWritable()
    {
        flush(context.nowMs());
    }

    @Override
    public void onReadable()
    {
        channel.wantRead(false);
    }

    @Override
    public void onFault(final Throwable cause)
    {
        finish(HealthStatus.SOCKET_ERROR, cause.toString(), context.nowMs());
    }

    /** The time for this stage is over. */
    void onLimit(final long nowMs)
    {
        finish(HealthStatus.L4_TIMEOUT, null, nowMs);
    }

    /** Give up without a result. */
    void cancel()
    {
        if (null != output)
        {
            output.release();
            output = null;
        }
        if (null != channel)
        {
            channel.abort(); // a reset leaves no TIME_WAIT behind
            channel = null;
        }
    }

    private void finish(final HealthStatus status, final String description, final long nowMs)
    {
        cancel();
        check.finish(status, 0, description, nowMs);
    }
}
