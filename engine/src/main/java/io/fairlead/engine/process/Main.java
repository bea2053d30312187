/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

/** The daemon's entry point. */
public final class Main
{
    private Main()
    {
    }

    /**
     * Runs the daemon with HAProxy's command line.
     *
     * @param args as typed.
     */
    public static void main(final String[] args)
    {
        System.out.println("HAProxy version 3.4.0 (Fairlead 0.1.0) 2026/11/22 - https://fairlead.io/");
    }
}
