/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as {@code %g} of C prints them.
 */
final class GeneralNumber
{
    private static final int DIGITS = 6;
    private static final int SMALLEST_EXPONENT = -4;

    private GeneralNumber()
    {
    }

    static String format(final double value)
    {
        if (0 == value)
        {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (Double.isInfinite(value))
        {
            return value < 0 ? "-inf" : "inf";
        }
        final BigDecimal rounded =
            new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        final int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_EXPONENT && exponent < DIGITS)
        {
            return rounded.toPlainString();
        }
        final String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        final String digits = String.valueOf(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" : "") + digits;
    }
}
