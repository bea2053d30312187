/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static io.fairlead.engine.counters.CounterFileDescriptor.CAPACITY_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEADER_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.PRODUCT_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.PRODUCT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGIONS_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGION_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGION_LENGTH_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.SIGNATURE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.START_EPOCH_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.VERSION;
import static io.fairlead.engine.counters.CounterFileDescriptor.VERSION_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.layoutSignature;

/**
 * Finds, opens and tidies counter files. They are named {@code fairlead-PID.counters} and lie in {@code /dev/shm}, or
 * in the directory for temporary files where there is none.
 * <p>
 * A daemon holds a lock on its file while it lives. A starting daemon removes the files of dead ones of its user but
 * for the newest, which may still be wanted.
 */
public final class CounterFileLocator
{
    private static final String PREFIX = "fairlead-";
    private static final String SUFFIX = ".counters";

    private CounterFileLocator()
    {
    }

    /**
     * Directory of counter files.
     *
     * @return {@code /dev/shm} when it can be written, else the directory for temporary files.
     */
    public static Path directory()
    {
        final Path shared = Path.of("/dev/shm");
        return Files.isDirectory(shared) && Files.isWritable(shared) ?
            shared : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Path for the counter file of this process.
     *
     * @return a path in {@link #directory()}.
     */
    public static Path newPath()
    {
        return directory().resolve(PREFIX + ProcessHandle.current().pid() + SUFFIX);
    }

    /**
     * Counter files of a directory.
     *
     * @param directory where to look.
     * @return paths, the most recently begun first.
     * @throws IOException when the directory cannot be read.
     */
    public static List<Path> list(final Path directory) throws IOException
    {
        final List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX))
        {
            for (final Path path : stream)
            {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                {
                    paths.add(path);
                }
            }
        }
        paths.sort(Comparator.comparingLong(CounterFileLocator::startEpochMs).reversed());
        return paths;
    }

    /**
     * Remove the files of dead daemons, but for the newest. Files that may not be touched are left alone.
     *
     * @param directory where to look.
     * @return how many were removed.
     * @throws IOException when the directory cannot be read.
     */
    public static int removeStale(final Path directory) throws IOException
    {
        int removed = 0;
        boolean isNewest = true;
        for (final Path path : list(directory))
        {
            if (Files.isWritable(path) && !isAlive(path) && !isLocked(path))
            {
                if (!isNewest && path.toFile().delete())
                {
                    removed++;
                }
                isNewest = false;
            }
        }
        return removed;
    }

    /**
     * Open a counter file to read it.
     *
     * @param path of the file.
     * @return a reader over its live memory.
     * @throws IOException with a sentence for the user when it cannot be read or is of another version.
     */
    public static CounterReader open(final Path path) throws IOException
    {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ))
        {
            final long length = channel.size();
            if (length < HEADER_LENGTH || length > Integer.MAX_VALUE)
            {
                throw new IOException(path + " is no counter file of Fairlead (" + length + " bytes)");
            }
            final MappedByteBuffer memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
            final UnsafeBuffer buffer = new UnsafeBuffer(memory);
            final int version = buffer.getIntVolatile(VERSION_OFFSET);
            if (0 == version)
            {
                throw new IOException(path + " is not ready yet: the daemon that makes it is starting, or died then");
            }
            if (VERSION >>> 16 != version >>> 16)
            {
                throw new IOException(path + " is no counter file of Fairlead");
            }
            if (VERSION != version || layoutSignature() != buffer.getInt(SIGNATURE_OFFSET))
            {
                throw new IOException(String.format(
                    "%s was written by another version of Fairlead (%s; layout %d/%08x, this program reads %d/%08x):" +
                    " use the fairctl of that version",
                    path, product(buffer), version & 0xFFFF, buffer.getInt(SIGNATURE_OFFSET),
                    VERSION & 0xFFFF, layoutSignature()));
            }
            checkLengths(path, buffer, length);
            return new CounterReader(buffer);
        }
    }

    private static void checkLengths(final Path path, final DirectBuffer buffer, final long length) throws IOException
    {
        final long regions = buffer.getInt(REGION_COUNT_OFFSET);
        final long end = buffer.getInt(REGIONS_OFFSET_OFFSET) + regions * buffer.getInt(REGION_LENGTH_OFFSET);
        final long capacity = buffer.getInt(CAPACITY_OFFSET);
        if (regions < 1 || end > length || capacity < 1 || HEADER_LENGTH + capacity * ENTRY_LENGTH > length)
        {
            throw new IOException(path + " is damaged: it ends before the rooms its header names");
        }
    }

    private static String product(final DirectBuffer buffer)
    {
        final int length = Math.min(PRODUCT_LIMIT, Math.max(0, buffer.getInt(PRODUCT_OFFSET)));
        final String product = buffer.getStringWithoutLengthUtf8(PRODUCT_OFFSET + Integer.BYTES, length);
        return product.isEmpty() ? "unnamed" : product;
    }

    /* The name tells the process; looked at first, since closing a descriptor of our own file would drop its lock. */
    private static boolean isAlive(final Path path)
    {
        final String name = path.getFileName().toString();
        final String pid = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        try
        {
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        }
        catch (final NumberFormatException ex)
        {
            return true; // not a name we made: not ours to remove
        }
    }

    private static boolean isLocked(final Path path)
    {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock lock = channel.tryLock())
        {
            return null == lock;
        }
        catch (final OverlappingFileLockException | IOException ex)
        {
            return true;
        }
    }

    private static long startEpochMs(final Path path)
    {
        final ByteBuffer start = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
        {
            return Long.BYTES == channel.read(start, START_EPOCH_MS_OFFSET) ? start.getLong(0) : 0;
        }
        catch (final IOException ex)
        {
            return 0;
        }
    }
}
