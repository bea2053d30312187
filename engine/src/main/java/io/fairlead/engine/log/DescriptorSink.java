/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.log;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.Errno;

/** Records for an open descriptor: {@code stdout}, {@code stderr}, {@code fd@N}. The descriptor is not closed here. */
final class DescriptorSink extends LogSink
{
    private static final int WAIT_MS = 100;

    private final int descriptor;

    DescriptorSink(final int descriptor)
    {
        super("log-fd" + descriptor, Descriptors.Kind.OTHER == Descriptors.kind(descriptor));
        this.descriptor = descriptor;
    }

    @Override
    boolean isReady()
    {
        return true;
    }

    @Override
    void write(final UnsafeBuffer bytes, final int length)
    {
        int done = 0;
        while (done < length)
        {
            final int result = Descriptors.write(descriptor, bytes.addressOffset() + done, length - done);
            if (result >= 0)
            {
                done += result;
            }
            else if (-Errno.EAGAIN == result)
            {
                if (isClosing())
                {
                    return;
                }
                Descriptors.poll(descriptor, Descriptors.POLL_OUT, WAIT_MS);
            }
            else if (-Errno.EINTR != result)
            {
                broken();
                return;
            }
        }
    }

    @Override
    void onClosed()
    {
        // the descriptor belongs to the process
    }
}
