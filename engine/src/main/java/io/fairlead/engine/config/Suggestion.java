/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Finds the word that looks most like a mistyped one, among words offered in order. */
public final class Suggestion
{
    private final WordDistance distance;

    public Suggestion(final String mistyped)
    {
        distance = new WordDistance(mistyped);
    }

    /** Consider a word; of equally near ones the first wins. */
    public void offer(final String word)
    {
        distance.offer(word);
    }

    /** Nearest word, or null if none is near enough to be helpful. */
    public String nearest()
    {
        return distance.nearest();
    }
}
