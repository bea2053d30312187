/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CounterFileTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldBeReadableAfterTheDaemonStopped() throws IOException
    {
        final Path path = directory.resolve("fairlead-1.counters");
        try (CounterFile file = CounterFile.create(context(path)))
        {
            final CounterObject frontend = file.object(ObjectKind.FRONTEND, null, 2, "fe");
            final CounterObject backend = file.object(ObjectKind.BACKEND, null, 3, "be");
            final CounterObject server = file.object(ObjectKind.SERVER, backend, 1, "s1");
            file.status(server, StatusState.UP, 5, 10, 77);
            file.loop(0).add(frontend.address(FrontendColumn.REQUEST_BYTES_IN), 82);
            file.loop(1).increment(server.address(BackendColumn.CONNECTS));
        }

        final CounterReader reader = CounterFileLocator.open(path);
        final List<CounterObject> objects = reader.objects();
        assertEquals(4, objects.size());
        assertEquals("process", objects.get(0).name());
        assertEquals(ObjectKind.SERVER, objects.get(3).kind());
        assertEquals(objects.get(2).index(), objects.get(3).parentIndex());
        assertEquals(82, reader.value(objects.get(1), FrontendColumn.REQUEST_BYTES_IN, 0));
        assertEquals(1, reader.value(objects.get(3), BackendColumn.CONNECTS, 0));
        assertEquals(StatusState.UP, reader.state(objects.get(3)));
        assertEquals(5, reader.weight(objects.get(3)));
        assertEquals(CounterFileDescriptor.STATE_STOPPED, reader.state());
        assertEquals("Fairlead test", reader.product());
        assertEquals(ProcessHandle.current().pid(), reader.pid());
    }

    @Test
    void shouldUseThePlaceOfAReleasedObjectAgain()
    {
        final CounterFile file = CounterFile.inMemory(1);
        final CounterObject backend = file.object(ObjectKind.BACKEND, null, 3, "be");
        final CounterObject old = file.object(ObjectKind.SERVER, backend, 1, "s1");
        file.loop(0).add(old.address(BackendColumn.CONNECTS), 7);
        file.loop(0).add(old.address(BackendColumn.H1_OPEN_CONNECTIONS), 2);
        file.status(old, StatusState.UP, 5, 10, 77);
        file.retire(old);
        assertEquals(2, file.reader().objects().size());
        final CounterObject meanwhile = file.object(ObjectKind.SERVER, backend, 1, "s1");
        assertFalse(old.base() == meanwhile.base(), "a place that is not released yet");

        file.loop(0).erase(old);
        file.release(old);
        final CounterObject next = file.object(ObjectKind.SERVER, backend, 2, "s2");
        assertEquals(old.index(), next.index());
        assertEquals(old.base(), next.base());
        assertEquals(0, file.reader().value(next, BackendColumn.CONNECTS, 0));
        assertEquals(0, file.reader().value(next, BackendColumn.H1_OPEN_CONNECTIONS, 0));
        assertEquals(List.of("process", "be", "s2", "s1"),
            file.reader().objects().stream().map(CounterObject::name).toList());
        assertTrue(next == file.object(ObjectKind.SERVER, backend, 2, "s2"), "known by its name");
    }

    @Test
    void shouldRefuseForeignFilesWithASentence() throws IOException
    {
        final Path path = directory.resolve("fairlead-1.counters");
        CounterFile.create(context(path)).close();
        patch(path, CounterFileDescriptor.SIGNATURE_OFFSET, 12345);
        final IOException other = assertThrows(IOException.class, () -> CounterFileLocator.open(path));
        assertTrue(other.getMessage().contains("another version of Fairlead (Fairlead test;"), other.getMessage());

        patch(path, CounterFileDescriptor.VERSION_OFFSET, 0);
        final IOException young = assertThrows(IOException.class, () -> CounterFileLocator.open(path));
        assertTrue(young.getMessage().contains("not ready yet"), young.getMessage());

        patch(path, CounterFileDescriptor.VERSION_OFFSET, 0x7F454C46);
        final IOException foreign = assertThrows(IOException.class, () -> CounterFileLocator.open(path));
        assertTrue(foreign.getMessage().endsWith("is no counter file of Fairlead"), foreign.getMessage());

        Files.write(path, new byte[10]);
        assertThrows(IOException.class, () -> CounterFileLocator.open(path));
    }

    @Test
    void shouldRefuseATruncatedFile() throws IOException
    {
        final Path path = directory.resolve("fairlead-1.counters");
        CounterFile.create(context(path)).close();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
        {
            file.setLength(file.length() - 4096);
        }
        final IOException ex = assertThrows(IOException.class, () -> CounterFileLocator.open(path));
        assertTrue(ex.getMessage().contains("is damaged"), ex.getMessage());
    }

    @Test
    void shouldCountOnForObjectsKeptByANewConfigurationAndHideTheOthers() throws IOException
    {
        final CounterFile file = CounterFile.create(new CounterFileContext().objectCapacity(8));
        final CounterObject kept = file.object(ObjectKind.FRONTEND, null, 2, "kept");
        file.object(ObjectKind.FRONTEND, null, 3, "gone");
        file.loop(0).increment(kept.address(FrontendColumn.SESSIONS_TOTAL));
        file.beginGeneration();
        final CounterObject again = file.object(ObjectKind.FRONTEND, null, 5, "kept");
        file.object(ObjectKind.BACKEND, null, 6, "kept");
        file.retireOlder();
        assertEquals(kept.base(), again.base());
        final CounterReader reader = file.reader();
        assertEquals(1, reader.value(again, FrontendColumn.SESSIONS_TOTAL, 0));
        assertEquals(
            List.of("process:0", "kept:5", "kept:6"),
            reader.objects().stream().map((object) -> object.name() + ":" + object.id()).toList());
    }

    @Test
    void shouldSayWhenItIsFull() throws IOException
    {
        final CounterFile file = CounterFile.create(new CounterFileContext().objectCapacity(2));
        file.object(ObjectKind.FRONTEND, null, 2, "one");
        assertThrows(IllegalStateException.class, () -> file.object(ObjectKind.FRONTEND, null, 3, "two"));
    }

    @Test
    void shouldCutLongNamesBetweenCharacters() throws IOException
    {
        final CounterFile file = CounterFile.inMemory(1);
        final String name = "x" + "é".repeat(200);
        final String asRead = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        file.object(ObjectKind.FRONTEND, null, 2, asRead);
        assertEquals(asRead.substring(0, 223), file.reader().objects().get(1).name());
    }

    @Test
    void shouldTakeNoMemoryForUnusedRooms() throws IOException
    {
        final Path path = directory.resolve("fairlead-1.counters");
        try (CounterFile file = CounterFile.create(context(path).objectCapacity(20_000)))
        {
            assertTrue(Files.size(path) > 30_000_000);
            final Object blocks = Files.getAttribute(path, "unix:mode");
            assertEquals(0640, (int)blocks & 0777);
            file.heartbeat(1);
        }
    }

    @Test
    void shouldRemoveFilesOfDeadDaemonsButTheNewest() throws IOException
    {
        final long dead = 4_000_000_000L;
        for (int i = 0; i < 3; i++)
        {
            final Path path = directory.resolve("fairlead-" + (dead + i) + ".counters");
            CounterFile.create(context(path)).close();
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
            {
                file.seek(CounterFileDescriptor.START_EPOCH_MS_OFFSET);
                file.writeLong(Long.reverseBytes(1000 + i));
            }
        }
        final Path mine = directory.resolve("fairlead-" + ProcessHandle.current().pid() + ".counters");
        CounterFile.create(context(mine)).close();
        final Path other = Files.createFile(directory.resolve("fairlead-precious.counters"));
        assertEquals(2, CounterFileLocator.removeStale(directory));
        assertTrue(Files.exists(directory.resolve("fairlead-" + (dead + 2) + ".counters")));
        assertFalse(Files.exists(directory.resolve("fairlead-" + dead + ".counters")));
        assertTrue(Files.exists(mine));
        assertTrue(Files.exists(other));
    }

    @Test
    void shouldShowReaderOnlySoundValuesWhileAWriterCounts() throws Exception
    {
        final Path path = directory.resolve("fairlead-1.counters");
        final CounterFile file = CounterFile.create(context(path));
        final CounterObject backend = file.object(ObjectKind.BACKEND, null, 3, "be");
        final AtomicBoolean stop = new AtomicBoolean();
        final int total = 2_000_000;
        final Thread writer = new Thread(() ->
        {
            final LoopCounters loop = file.loop(0);
            for (int i = 0; i < total && !stop.get(); i++)
            {
                loop.increment(backend.address(BackendColumn.REQUESTS_TOTAL));
                loop.rate(backend.address(BackendColumn.SESSION_RATE), 1, 5_000 + i / 100);
                loop.latency(backend.address(BackendColumn.TOTAL_LATENCY), i & 0xFFFF);
            }
        });
        writer.start();
        try
        {
            final CounterReader reader = CounterFileLocator.open(path);
            long last = 0;
            while (writer.isAlive())
            {
                final long count = reader.value(backend, BackendColumn.REQUESTS_TOTAL, 0);
                assertTrue(count >= last, "a count went back");
                last = count;
                final Histogram histogram = CounterReader.newHistogram();
                reader.histogram(backend, BackendColumn.TOTAL_LATENCY, histogram);
                assertTrue(histogram.getTotalCount() <= total);
                assertTrue(histogram.getTotalCount() >= last - 1);
                final long rate = reader.value(backend, BackendColumn.SESSION_RATE, 5_000 + count / 100);
                assertTrue(0 <= rate && rate <= 250_000, "rate " + rate);
            }
            writer.join();
            final Histogram histogram = CounterReader.newHistogram();
            reader.histogram(backend, BackendColumn.TOTAL_LATENCY, histogram);
            assertEquals(total, histogram.getTotalCount());
            assertEquals(total, reader.value(backend, BackendColumn.REQUESTS_TOTAL, 0));
        }
        finally
        {
            stop.set(true);
            writer.join();
        }
    }

    private static CounterFileContext context(final Path path)
    {
        return new CounterFileContext().path(path).loopCount(2).objectCapacity(16).product("Fairlead test").node("n1");
    }

    private static void patch(final Path path, final int offset, final int value) throws IOException
    {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
        {
            file.seek(offset);
            file.writeInt(Integer.reverseBytes(value));
        }
    }
}
