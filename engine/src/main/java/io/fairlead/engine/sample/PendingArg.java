/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * An argument that names something which may be defined later in the configuration.
 *
 * @param arg       receives the object.
 * @param position  index of the argument, from zero.
 * @param use       kind of line.
 * @param keyword   fetch or ACL keyword.
 * @param converter converter, or null.
 * @param file      of the line.
 * @param line      number.
 */
public record PendingArg(Arg arg, int position, ExprUse use, String keyword, String converter, String file, int line)
{
    /** Words of a message, from "in arg" on. */
    public String place(final String proxy)
    {
        return "in arg " + (position + 1) + " of " +
            (null == converter ? "" : "conversion keyword '" + converter + "' for ") +
            use.what() + " '" + keyword + "' " + use.where() + " proxy '" + proxy + '\'';
    }

    /** Beginning of a message. */
    public String prefix()
    {
        return "parsing [" + file + ':' + line + "]: ";
    }
}
