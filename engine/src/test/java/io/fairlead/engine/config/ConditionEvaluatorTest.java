/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionEvaluatorTest
{
    private final ConditionEvaluator conditions = new ConditionEvaluator(
        new Environment(Map.of("HOME", "/root")), Version.FEATURES, " EPOLL SPLICE FAST-FORWARD ");

    @ParameterizedTest
    @ValueSource(strings = {
        "1", "-1", "0x10", "010", "!0", "!!1", "! ! 1", "(1)", "( ( 1 ) )", "1&&1", "0||1", "1 && ( 0 || 1 )",
        " 1",
        "defined(HOME)", "!defined(OTHER)", "streq(a,a)", "streq( a, a)", "strneq(a,b)", "strstr(abc,b)",
        "strstr(abc,)",
        "streq(\"a,b\",'a,b')", "streq(a\\ b,\"a b\")", "streq(,)",
        "feature(OPENSSL)", "feature(THREAD)", "feature(LINUX_SPLICE)", "feature(TPROXY)", "feature(PCRE2)",
        "!feature(QUIC)", "!feature(OPENSSL_AWSLC)", "!feature(OPENSSL_WOLFSSL)", "!feature(OPEN)", "!feature(OTHER)",
        "version_atleast(3.4-dev14)", "version_atleast(3.4.0)", "version_atleast(3)", "version_before(3.4.1)",
        "!version_atleast(3.5-dev0)", "version_before(3.5-dev3-abcdef-7)", "version_atleast(x)",
        "ssllib_name_startswith(OpenSSL)", "!ssllib_name_startswith(wolfSSL)", "!ssllib_name_startswith(AWS-LC)",
        "openssl_version_atleast(3.0.0)", "openssl_version_atleast(1.1.1k)", "openssl_version_before(4.0.0)",
        "enabled(SPLICE)", "enabled(FAST-FORWARD)", "!enabled(KQUEUE)", "0 || 0 || 1 && 1",
        "1 || openssl_version_atleast(x)"})
    void shouldHold(final String expression)
    {
        assertEquals(ConditionEvaluator.TRUE, conditions.evaluate(expression), conditions.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "0", "00", "0x0", "!1", "(0)", "1 && 0", "0 && openssl_version_atleast(x)", "defined(OTHER)", "defined",
        "defined()", "feature()", "enabled(epoll)", "streq(a,b)", "version_before(3.4.0)"})
    void shouldNotHold(final String expression)
    {
        assertEquals(ConditionEvaluator.FALSE, conditions.evaluate(expression), conditions.error());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', ignoreLeadingAndTrailingWhitespace = true, value = {
        "foo          ; 0 ; unparsable conditional expression 'foo'",
        "1 foo        ; 2 ; unexpected character 'f' at the end of conditional expression '1 foo'",
        "09           ; 1 ; unexpected character '9' at the end of conditional expression '09'",
        "(1           ; 0 ; expected ')' after conditional expression '(1'",
        "( )          ; 2 ; unparsable conditional expression ')'",
        "1 &&         ; 2 ; unparsable conditional expression '&&'",
        "1 &          ; 2 ; unexpected character '&' at the end of conditional expression '1 &'",
        "1 ||         ; 2 ; unparsable conditional expression '1 ||'",
        "streq(a)     ; 7 ; missing arguments (got 1/2), type 'string' expected in argument 1 of predicate " +
            "'streq' used in conditional expression",
        "defined(a,b) ; 9 ; expected ')' before ',b)' in argument 1 of predicate 'defined' used in " +
            "conditional expression",
        "streq(a,b)x  ; 10 ; unexpected character 'x' at the end of conditional expression 'streq(a,b)x'",
        "openssl_version_atleast(foo) ; 28 ; invalid argument to conditional expression predicate " +
            "'openssl_version_atleast': 'foo'",
        "awslc_api_atleast(3)         ; 20 ; invalid argument to conditional expression predicate " +
            "'awslc_api_atleast': '3'"})
    void shouldSayWhatIsWrong(final String expression, final int offset, final String error)
    {
        assertEquals(ConditionEvaluator.ERROR, conditions.evaluate(expression));
        assertEquals(error, conditions.error());
        assertEquals(offset, conditions.errorOffset());
    }

    @Test
    void shouldLimitNesting()
    {
        assertEquals(ConditionEvaluator.TRUE, conditions.evaluate("(".repeat(200) + 1 + ")".repeat(200)));
        assertEquals(ConditionEvaluator.ERROR, conditions.evaluate("(".repeat(2000) + 1 + ")".repeat(2000)));
        assertEquals(ConditionEvaluator.ERROR, conditions.evaluate("1 && ".repeat(3000) + 1));
    }
}
