/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools;

/** Entry point of the tool that looks at a daemon from outside. */
public final class Fairctl
{
    private Fairctl()
    {
    }

    /**
     * Runs one command and ends with its status: 0 for done, 1 for an error.
     *
     * @param args the command and its arguments.
     */
    public static void main(final String[] args)
    {
        System.err.println("usage: fairctl COMMAND");
        System.exit(1);
    }
}
