/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import io.fairlead.engine.buffer.BufferPool;
import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.loop.EventLoop;
import io.fairlead.engine.loop.Task;
import io.fairlead.engine.loop.Timer;
import io.fairlead.engine.transport.Channel;
import io.fairlead.engine.transport.ChannelHandler;

/**
 * One client of the runtime API: carries bytes between its socket and its {@link CliSession}. It holds a buffer only
 * while bytes are on their way; a client that does not read its answer holds one. Conductor only.
 */
final class CliConnection implements ChannelHandler
{
    private static final int TURN_LENGTH = 64 * 1024;
    private static final int RETRY_MS = 10;

    private final CliServer server;
    private final EventLoop loop;
    private final BufferPool buffers;
    private final Channel channel;
    private final CliSession session;
    private final byte[] scratch;
    private PooledBuffer output;
    private long activeMs;

    private final Task turn = new Task()
    {
        @Override
        protected void run(final long nowMs)
        {
            pump();
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            close();
        }
    };
    private final Timer timer = new Timer()
    {
        @Override
        protected void onTimer(final long nowMs)
        {
            onTime(nowMs);
        }

        @Override
        protected void onFault(final Throwable cause)
        {
            close();
        }
    };

    CliConnection(
        final CliServer server,
        final EventLoop loop,
        final BufferPool buffers,
        final Channel channel,
        final CliSession session)
    {
        this.server = server;
        this.loop = loop;
        this.buffers = buffers;
        this.channel = channel;
        this.session = session;
        scratch = new byte[buffers.bufferSize()];
        session.descriptor(channel.descriptor());
    }

    void begin()
    {
        channel.handler(this);
        channel.wantRead(true);
        onActive();
        schedule();
    }

    void close()
    {
        if (channel.isOpen())
        {
            channel.close();
            release();
            loop.timers().cancel(timer);
            session.onAbort();
            server.onClosed(this);
        }
    }

    @Override
    public void onConnected(final boolean isConnected)
    {
        // only accepted connections are served
    }

    @Override
    public void onReadable()
    {
        final PooledBuffer input = buffers.tryTake();
        if (null == input)
        {
            channel.wantRead(false);
            loop.timers().schedule(timer, loop.clock().nowMs() + RETRY_MS);
            return;
        }
        final int count = channel.read(input);
        if (0 < count)
        {
            input.memory().getBytes(input.head(), scratch, 0, count);
        }
        input.release();
        if (Channel.FAILED == count)
        {
            close();
            return;
        }
        if (Channel.END == count)
        {
            session.onInputEnd();
        }
        else if (0 < count)
        {
            onActive();
            session.onInput(scratch, 0, count);
        }
        pump();
    }

    @Override
    public void onWritable()
    {
        pump();
    }

    @Override
    public void onFault(final Throwable cause)
    {
        close();
    }

    /* Send what there is to say, a limited amount a turn. */
    private void pump()
    {
        int sent = 0;
        while (channel.isOpen())
        {
            if (null == output && !fill())
            {
                break;
            }
            final int count = channel.write(output, output.head(), output.length());
            if (count < 0)
            {
                close();
                return;
            }
            output.consume(count);
            sent += count;
            if (0 < count)
            {
                onActive();
            }
            if (!output.isEmpty())
            {
                channel.wantWrite(true);
                break;
            }
            release();
            if (sent >= TURN_LENGTH)
            {
                loop.queue(turn);
                break;
            }
        }
        if (channel.isOpen())
        {
            channel.wantRead(null == output && session.wantsInput());
            schedule();
        }
    }

    /* Fill a buffer from the session; false when nothing is to be sent now. */
    private boolean fill()
    {
        final PooledBuffer buffer = buffers.tryTake();
        if (null == buffer)
        {
            loop.timers().schedule(timer, loop.clock().nowMs() + RETRY_MS);
            return false;
        }
        final int count = session.produce(scratch, 0, Math.min(scratch.length, buffer.space()));
        if (0 == count)
        {
            if (session.isFinished())
            {
                channel.shutdownOutput();
                channel.read(buffer); // what is left unread would make the system reset the connection
            }
            buffer.release();
            if (session.isFinished())
            {
                close();
            }
            return false;
        }
        buffer.memory().putBytes(buffer.tail(), scratch, 0, count);
        buffer.produced(count);
        output = buffer;
        return true;
    }

    private void onTime(final long nowMs)
    {
        if (isIdle() && nowMs - activeMs >= session.timeoutMs())
        {
            close();
        }
        else
        {
            pump();
        }
    }

    /* Waiting for the client, to write or to read. */
    private boolean isIdle()
    {
        return null != output || Long.MAX_VALUE == session.wakeAtMs();
    }

    private void onActive()
    {
        activeMs = loop.clock().nowMs();
    }

    private void schedule()
    {
        if (null == output)
        {
            channel.wantWrite(false);
        }
        long deadlineMs = activeMs + session.timeoutMs();
        if (!isIdle())
        {
            deadlineMs = loop.clock().nowMs() + Math.max(1, session.wakeAtMs() - loop.clock().machineMs());
        }
        if (timer.isScheduled() && timer.deadlineMs() <= deadlineMs)
        {
            return;
        }
        loop.timers().schedule(timer, deadlineMs);
    }

    private void release()
    {
        if (null != output)
        {
            output.release();
            output = null;
        }
    }
}
