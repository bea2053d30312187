/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The streams under way on all loops, for those who look at them or end them. Any thread. */
public final class LiveStreams
{
    private final List<Worker> workers;

    /**
     * The streams of some loops.
     *
     * @param workers of the loops.
     */
    public LiveStreams(final List<Worker> workers)
    {
        this.workers = workers;
    }

    /**
     * End the streams that a server serves; done when the loops get to it.
     *
     * @param backend name.
     * @param server  name.
     */
    public void shutdown(final String backend, final String server)
    {
        visit((stream) ->
        {
            final ServerTarget target = stream.connector().target();
            if (null != target && null != stream.backend() && target.server().settings().name.equals(server) &&
                stream.backend().settings().name.equals(backend))
            {
                stream.shutdown();
            }
        });
    }

    /**
     * End one stream.
     *
     * @param id as {@link #list()} tells it.
     * @return whether it was found, once {@link Answer#isComplete()}.
     */
    public Answer shutdown(final long id)
    {
        final Answer answer = new Answer(workers.size());
        for (final Worker worker : workers)
        {
            worker.loop().execute(() ->
            {
                final StringBuilder found = new StringBuilder();
                worker.forEachStream((stream) ->
                {
                    if (id == stream.id())
                    {
                        found.append("found");
                        stream.shutdown();
                    }
                });
                answer.add(worker.index(), found);
            });
        }
        return answer;
    }

    /**
     * Describe all streams, one a line as {@code show sess} does.
     *
     * @return the lines, once {@link Answer#isComplete()}.
     */
    public Answer list()
    {
        final Answer answer = new Answer(workers.size());
        for (final Worker worker : workers)
        {
            worker.loop().execute(() ->
            {
                final StringBuilder lines = new StringBuilder();
                worker.forEachStream((stream) -> StreamLine.append(stream, lines));
                answer.add(worker.index(), lines);
            });
        }
        return answer;
    }

    private void visit(final Consumer<Stream> visitor)
    {
        for (final Worker worker : workers)
        {
            worker.loop().execute(() -> worker.forEachStream(visitor));
        }
    }

    /** What all loops answer, each in its own time. Any thread. */
    public static final class Answer
    {
        private final StringBuilder[] parts;
        private final AtomicInteger missing;

        Answer(final int count)
        {
            parts = new StringBuilder[count];
            missing = new AtomicInteger(count);
        }

        void add(final int index, final StringBuilder text)
        {
            parts[index] = text;
            missing.decrementAndGet();
        }

        /**
         * Whether every loop has answered.
         *
         * @return true when {@link #text()} may be read.
         */
        public boolean isComplete()
        {
            return 0 == missing.get();
        }

        /**
         * What they said.
         *
         * @return texts in the order of the loops.
         */
        public String text()
        {
            final StringBuilder all = new StringBuilder();
            for (final StringBuilder part : parts)
            {
                all.append(part);
            }
            return all.toString();
        }
    }
}
