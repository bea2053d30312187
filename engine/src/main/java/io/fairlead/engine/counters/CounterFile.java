/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.counters;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.fairlead.engine.counters.CounterFileDescriptor.CAPACITY_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.CONFIGURATION_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.CONFIGURATION_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.DIRECTORY_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_BASE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_FLAGS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_FLAG_RETIRED;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_GENERATION_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_ID_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_KIND_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_NAME_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_PARENT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ENTRY_RECORD_LENGTH_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ERROR_LOG_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.ERROR_LOG_LENGTH_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.ERROR_LOG_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.FIRST_BASE;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEADER_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEAP_CURSOR_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEAP_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.HEARTBEAT_EPOCH_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.LOOP_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.MAXCONN_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.NAME_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.NODE_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.NODE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.OBJECT_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.PID_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.PRODUCT_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.PRODUCT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGIONS_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGION_COUNT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.REGION_LENGTH_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.SIGNATURE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.START_EPOCH_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.START_MONOTONIC_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.SOCKET_LIMIT;
import static io.fairlead.engine.counters.CounterFileDescriptor.SOCKET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATE_RUNNING;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATE_STOPPED;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_ACTIVE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_BACKUP_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_CHANGED_MS_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_LENGTH;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_OFFSET_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_SESSION_LIMIT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_STATE_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.STATUS_WEIGHT_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.VERSION;
import static io.fairlead.engine.counters.CounterFileDescriptor.VERSION_OFFSET;
import static io.fairlead.engine.counters.CounterFileDescriptor.entryOffset;
import static io.fairlead.engine.counters.CounterFileDescriptor.layoutSignature;
import static io.fairlead.engine.counters.CounterFileDescriptor.pageAligned;
import static io.fairlead.engine.counters.CounterFileDescriptor.statusOffset;

/**
 * The counter file as the daemon owns it; the layout is drawn in {@link CounterFileDescriptor}.
 * <p>
 * The conductor makes it, adds objects and writes status records; each loop gets its {@link LoopCounters}. The file
 * stays when the daemon stops, so that its last counts can be read. The memory is given back when nobody refers to it
 * any more, since loops may still count while the process ends.
 */
public final class CounterFile implements AutoCloseable
{
    private static final long LENGTH_LIMIT = 1L << 30;

    private final Path path;
    private final FileChannel channel;
    private final UnsafeBuffer buffer;
    private final LoopCounters[] regions;
    private final int objectCapacity;
    private final int heapOffset;
    private final List<CounterObject> objects = new ArrayList<>();
    private final Map<Key, CounterObject> objectByKey = new HashMap<>();
    private final Map<ObjectKind, ArrayDeque<CounterObject>> free = new EnumMap<>(ObjectKind.class);
    private int nextBase = FIRST_BASE;
    private int generation;

    private CounterFile(final CounterFileContext ctx, final FileChannel channel) throws IOException
    {
        path = ctx.path();
        this.channel = channel;
        objectCapacity = ctx.objectCapacity();
        final int regionCount = ctx.loopCount() + 1;
        final int statusOffset = pageAligned(HEADER_LENGTH + (long)objectCapacity * ENTRY_LENGTH);
        final int errorLogOffset = pageAligned(statusOffset + (long)objectCapacity * STATUS_LENGTH);
        final int regionsOffset = pageAligned(errorLogOffset + ERROR_LOG_LENGTH);
        heapOffset = pageAligned(FIRST_BASE + ProcessColumn.RECORD_LENGTH +
            (long)objectCapacity * Math.max(FrontendColumn.RECORD_LENGTH, BackendColumn.RECORD_LENGTH));
        final int regionLength = pageAligned(heapOffset + heapLength(ctx, regionsOffset, regionCount));
        final long length = regionsOffset + (long)regionCount * regionLength;
        if (length > Integer.MAX_VALUE)
        {
            throw new IOException("counter file of " + length + " bytes > " + Integer.MAX_VALUE + ": " +
                regionCount + " regions, room for " + objectCapacity + " objects");
        }

        final ByteBuffer memory = null == channel ?
            ByteBuffer.allocateDirect((int)length) : channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
        buffer = new UnsafeBuffer(memory.order(ByteOrder.nativeOrder()));
        regions = new LoopCounters[regionCount];
        for (int i = 0; i < regionCount; i++)
        {
            final UnsafeBuffer region = new UnsafeBuffer(memory, regionsOffset + i * regionLength, regionLength);
            region.putLong(HEAP_CURSOR_OFFSET, heapOffset);
            regions[i] = new LoopCounters(region);
        }

        buffer.putInt(SIGNATURE_OFFSET, layoutSignature());
        buffer.putLong(PID_OFFSET, ProcessHandle.current().pid());
        buffer.putLong(START_EPOCH_MS_OFFSET, System.currentTimeMillis());
        buffer.putLong(START_MONOTONIC_MS_OFFSET, System.nanoTime() / 1_000_000);
        buffer.putLong(HEARTBEAT_EPOCH_MS_OFFSET, System.currentTimeMillis());
        buffer.putInt(LOOP_COUNT_OFFSET, ctx.loopCount());
        buffer.putInt(REGION_COUNT_OFFSET, regionCount);
        buffer.putInt(DIRECTORY_OFFSET_OFFSET, HEADER_LENGTH);
        buffer.putInt(CAPACITY_OFFSET, objectCapacity);
        buffer.putInt(STATUS_OFFSET_OFFSET, statusOffset);
        buffer.putInt(ERROR_LOG_OFFSET_OFFSET, errorLogOffset);
        buffer.putInt(ERROR_LOG_LENGTH_OFFSET, ERROR_LOG_LENGTH);
        buffer.putInt(REGIONS_OFFSET_OFFSET, regionsOffset);
        buffer.putInt(REGION_LENGTH_OFFSET, regionLength);
        buffer.putInt(HEAP_OFFSET_OFFSET, heapOffset);
        buffer.putInt(STATE_OFFSET, STATE_RUNNING);
        buffer.putInt(MAXCONN_OFFSET, ctx.maxConnections());
        putText(PRODUCT_OFFSET, PRODUCT_LIMIT, ctx.product());
        putText(NODE_OFFSET, NODE_LIMIT, ctx.node());
        putText(CONFIGURATION_OFFSET, CONFIGURATION_LIMIT, ctx.configuration());
        object(ObjectKind.PROCESS, null, 0, "process");
        buffer.putIntRelease(VERSION_OFFSET, VERSION);
    }

    /**
     * Make the counters of this process, in a new file of mode 0640 or in memory when the context names no path.
     *
     * @param ctx settings.
     * @return the file, with object 0 (the process) in it.
     * @throws IOException when the file cannot be made.
     */
    public static CounterFile create(final CounterFileContext ctx) throws IOException
    {
        if (null == ctx.path())
        {
            return new CounterFile(ctx, null);
        }
        Files.deleteIfExists(ctx.path());
        final FileChannel channel = FileChannel.open(
            ctx.path(),
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        try
        {
            channel.tryLock();
            return new CounterFile(ctx, channel);
        }
        catch (final IOException | RuntimeException ex)
        {
            channel.close();
            throw ex;
        }
    }

    /**
     * Counters in memory only, for tests and for processes that may have no file.
     *
     * @param loopCount loops that count.
     * @return counters with room for 64 objects.
     */
    public static CounterFile inMemory(final int loopCount)
    {
        try
        {
            return create(new CounterFileContext().loopCount(loopCount).objectCapacity(64).heapLength(1 << 20));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The object of a kind and name, added when it is not there yet; one that a former configuration had counts on.
     * Conductor only.
     *
     * @param kind   what it is.
     * @param parent the proxy of a server or listener, null for the others.
     * @param id     number shown in statistics.
     * @param name   its name.
     * @return the object.
     * @throws IllegalStateException when the file is full.
     */
    public CounterObject object(final ObjectKind kind, final CounterObject parent, final int id, final String name)
    {
        final Key key = new Key(kind, null == parent ? -1 : parent.index(), name);
        final CounterObject known = objectByKey.get(key);
        if (null != known)
        {
            final int entry = entryOffset(known.index());
            buffer.putIntOpaque(entry + ENTRY_ID_OFFSET, id);
            buffer.putIntOpaque(entry + ENTRY_FLAGS_OFFSET, 0);
            buffer.putIntOpaque(entry + ENTRY_GENERATION_OFFSET, generation);
            if (known.id() == id)
            {
                return known;
            }
            final CounterObject renumbered =
                new CounterObject(known.index(), kind, id, known.parentIndex(), name, known.base());
            objectByKey.put(key, renumbered);
            objects.set(known.index(), renumbered);
            return renumbered;
        }
        final ArrayDeque<CounterObject> released = free.get(kind);
        if (null != released && !released.isEmpty())
        {
            return reuse(released.poll(), id, key);
        }
        final int index = objects.size();
        final int limit = ObjectKind.PROCESS == kind ? objectCapacity : objectCapacity - 1;
        if (index > limit || nextBase + kind.recordLength() > heapOffset)
        {
            throw new IllegalStateException("counter file has room for " + objectCapacity + " objects only");
        }
        final CounterObject object = new CounterObject(index, kind, id, key.parentIndex, name, nextBase);
        nextBase += kind.recordLength();
        final int entry = entryOffset(index);
        buffer.putInt(entry + ENTRY_KIND_OFFSET, kind.ordinal());
        buffer.putInt(entry + ENTRY_ID_OFFSET, id);
        buffer.putInt(entry + ENTRY_PARENT_OFFSET, object.parentIndex());
        buffer.putInt(entry + ENTRY_BASE_OFFSET, object.base());
        buffer.putInt(entry + ENTRY_RECORD_LENGTH_OFFSET, kind.recordLength());
        buffer.putInt(entry + ENTRY_GENERATION_OFFSET, generation);
        putText(entry + ENTRY_NAME_OFFSET, NAME_LIMIT, name);
        objects.add(object);
        objectByKey.put(key, object);
        buffer.putIntRelease(OBJECT_COUNT_OFFSET, objects.size());
        return object;
    }

    /* Readers leave the entry out until all of it is written. */
    private CounterObject reuse(final CounterObject old, final int id, final Key key)
    {
        final CounterObject object =
            new CounterObject(old.index(), key.kind, id, key.parentIndex, key.name, old.base());
        final int entry = entryOffset(old.index());
        buffer.putInt(entry + ENTRY_ID_OFFSET, id);
        buffer.putInt(entry + ENTRY_PARENT_OFFSET, key.parentIndex);
        buffer.putInt(entry + ENTRY_GENERATION_OFFSET, generation);
        putText(entry + ENTRY_NAME_OFFSET, NAME_LIMIT, key.name);
        buffer.setMemory(statusOffset(buffer, old.index()), STATUS_LENGTH, (byte)0);
        buffer.putIntRelease(entry + ENTRY_FLAGS_OFFSET, 0);
        objects.set(old.index(), object);
        objectByKey.put(key, object);
        return object;
    }

    /**
     * An object is gone for good: readers leave it out, and {@link #object} makes a new one of its name. Conductor
     * only. Once nobody counts on it any longer and each loop has cleared it, {@link #release} lets its place be used
     * again.
     *
     * @param object of this file.
     */
    public void retire(final CounterObject object)
    {
        buffer.putIntOpaque(entryOffset(object.index()) + ENTRY_FLAGS_OFFSET, ENTRY_FLAG_RETIRED);
        objectByKey.remove(new Key(object.kind(), object.parentIndex(), object.name()), object);
    }

    /**
     * Let the place of a retired object be used again. Conductor only.
     *
     * @param object retired, with all its cells at zero.
     */
    public void release(final CounterObject object)
    {
        free.computeIfAbsent(object.kind(), kind -> new ArrayDeque<>()).add(object);
    }

    /**
     * Whether one more object can be added. Conductor only.
     *
     * @param kind of the object.
     * @return false when {@link #object} could fail.
     */
    public boolean hasRoomFor(final ObjectKind kind)
    {
        return null != free.get(kind) && !free.get(kind).isEmpty() || canTake(1);
    }

    /**
     * Begin a new configuration: objects asked for from now on belong to it. Conductor only.
     *
     * @return number of the generation, from 1.
     */
    public int beginGeneration()
    {
        return ++generation;
    }

    /**
     * Mark the objects that the running generation did not ask for; readers leave them out. Conductor only.
     */
    public void retireOlder()
    {
        for (int i = 1; i < objects.size(); i++)
        {
            final int entry = entryOffset(i);
            if (buffer.getInt(entry + ENTRY_GENERATION_OFFSET) != generation)
            {
                buffer.putIntOpaque(entry + ENTRY_FLAGS_OFFSET, ENTRY_FLAG_RETIRED);
            }
        }
    }

    /**
     * Whether as many objects of any kind can still be added. Conductor only.
     *
     * @param count objects; those that are known already need no room.
     * @return false when {@link #object} could fail.
     */
    public boolean canTake(final int count)
    {
        final long largest = Math.max(FrontendColumn.RECORD_LENGTH, BackendColumn.RECORD_LENGTH);
        return objects.size() + count <= objectCapacity && nextBase + count * largest <= heapOffset;
    }

    /**
     * The process as an object.
     *
     * @return object 0.
     */
    public CounterObject process()
    {
        return objects.getFirst();
    }

    /**
     * Counters of a loop; to be used by its thread only.
     *
     * @param loop number from 0.
     * @return its region.
     */
    public LoopCounters loop(final int loop)
    {
        return regions[loop];
    }

    /**
     * Counters of the conductor; to be used by its thread only.
     *
     * @return the last region.
     */
    public LoopCounters conductor()
    {
        return regions[regions.length - 1];
    }

    /**
     * A view that adds up all loops; any thread.
     *
     * @return a new reader over the same memory.
     */
    public CounterReader reader()
    {
        return new CounterReader(buffer);
    }

    /**
     * Room for the distinct error log.
     *
     * @return a buffer over it; zero when the file is new.
     */
    public UnsafeBuffer errorLogBuffer()
    {
        return new UnsafeBuffer(buffer, buffer.getInt(ERROR_LOG_OFFSET_OFFSET), ERROR_LOG_LENGTH);
    }

    /**
     * Where the file is.
     *
     * @return path, null when in memory only.
     */
    public Path path()
    {
        return path;
    }

    /**
     * Say that the process is alive; the conductor calls it about once a second.
     *
     * @param epochMs now, since 1970.
     */
    public void heartbeat(final long epochMs)
    {
        buffer.putLongOpaque(HEARTBEAT_EPOCH_MS_OFFSET, epochMs);
    }

    /**
     * Tell readers where the runtime API can be reached. Conductor only.
     *
     * @param address path of a UNIX socket, or address and port.
     */
    public void runtimeApi(final String address)
    {
        putText(SOCKET_OFFSET, SOCKET_LIMIT, address);
    }

    /**
     * Write the status record of an object. Conductor only.
     *
     * @param object       any object.
     * @param state        its state.
     * @param weight       effective weight, 0 for those without one.
     * @param sessionLimit session limit, 0 for none.
     * @param changedMs    moment of the last change of state, monotonic.
     */
    public void status(
        final CounterObject object,
        final StatusState state,
        final int weight,
        final long sessionLimit,
        final long changedMs)
    {
        final int record = statusOffset(buffer, object.index());
        buffer.putIntOpaque(record + STATUS_WEIGHT_OFFSET, weight);
        buffer.putLongOpaque(record + STATUS_SESSION_LIMIT_OFFSET, sessionLimit);
        buffer.putLongOpaque(record + STATUS_CHANGED_MS_OFFSET, changedMs);
        buffer.putIntRelease(record + STATUS_STATE_OFFSET, state.ordinal());
    }

    /**
     * Write how many servers a backend can use. Conductor only.
     *
     * @param backend any backend.
     * @param active  active servers up.
     * @param backup  backup servers up.
     */
    public void servers(final CounterObject backend, final int active, final int backup)
    {
        final int record = statusOffset(buffer, backend.index());
        buffer.putIntOpaque(record + STATUS_ACTIVE_OFFSET, active);
        buffer.putIntOpaque(record + STATUS_BACKUP_OFFSET, backup);
    }

    /**
     * Note that the daemon stopped in order. The file stays, and counting on does no harm.
     */
    @Override
    public void close()
    {
        heartbeat(System.currentTimeMillis());
        buffer.putIntRelease(STATE_OFFSET, STATE_STOPPED);
        if (null != channel)
        {
            try
            {
                channel.close();
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
    }

    private void putText(final int offset, final int limit, final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = Math.min(limit, bytes.length);
        while (0 < length && length < bytes.length && 0x80 == (bytes[length] & 0xC0))
        {
            length--;
        }
        buffer.putInt(offset, length);
        buffer.putBytes(offset + Integer.BYTES, bytes, 0, length);
    }

    private static long heapLength(final CounterFileContext ctx, final long regionsOffset, final int regionCount)
        throws IOException
    {
        long room = LENGTH_LIMIT;
        if (null != ctx.path())
        {
            final Path directory = ctx.path().toAbsolutePath().getParent();
            room = Math.min(room, Files.getFileStore(directory).getUsableSpace() / 2);
        }
        return Math.max(0, Math.min(ctx.heapLength(), (room - regionsOffset) / regionCount));
    }

    private record Key(ObjectKind kind, int parentIndex, String name)
    {
    }
}
