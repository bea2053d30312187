/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Capture slots a frontend declares: by {@code capture request header}, {@code declare capture} and {@code capture}
 * rules, in the order of the configuration. Load time; read-only afterwards.
 */
public final class CaptureSlots
{
    /**
     * A slot.
     *
     * @param header name of the header it takes, or null when rules fill it.
     * @param length longest text in bytes.
     */
    public record Slot(String header, int length)
    {
    }

    private final List<Slot> request = new ArrayList<>();
    private final List<Slot> response = new ArrayList<>();

    /** Add a slot; its index. */
    public int add(final boolean isRequest, final String header, final int length)
    {
        final List<Slot> slots = isRequest ? request : response;
        slots.add(new Slot(header, length));
        return slots.size() - 1;
    }

    /** Take the slots of a defaults section, before any of its own. */
    public void inherit(final CaptureSlots defaults)
    {
        request.addAll(defaults.request);
        response.addAll(defaults.response);
    }

    public int count(final boolean isRequest)
    {
        return isRequest ? request.size() : response.size();
    }

    public Slot slot(final boolean isRequest, final int index)
    {
        return isRequest ? request.get(index) : response.get(index);
    }
}
