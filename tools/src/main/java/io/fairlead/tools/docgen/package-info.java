/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Makes the keyword reference, {@code engine/docs/keywords.md}, from what the keywords say about themselves.
 */
package io.fairlead.tools.docgen;
