/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

/**
 * What an action, or a whole rule set, wants to happen next.
 */
public enum ActionResult
{
    /** Go on with the next rule; for a rule set: go on with the next phase. */
    CONTINUE,
    /** Leave this rule set, go on with the next phase. */
    STOP,
    /** Wait, then run the same action again. */
    YIELD,
    /** Data are missing for a condition or an expression: run the same rule again when more arrive. */
    WAIT,
    /** The stream was answered or taken over by the action; nothing more to do. */
    DONE,
    /** Refuse, with {@link ActionContext#denial(Reply)} where given. */
    DENY,
    /** As DENY, after the tarpit's time. */
    TARPIT,
    /** The action has answered or closed already; end the stream without error. */
    ABORT,
    /** Close to the sender of the data (tcp-response close). */
    CLOSE,
    /** The message became unusable. */
    INVALID,
    /** Internal error. */
    ERROR
}
