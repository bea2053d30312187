/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.PrintStream;
import java.nio.file.Path;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.explain.Account;
import io.fairlead.engine.explain.ExplainException;
import io.fairlead.engine.explain.InquiryText;
import io.fairlead.engine.explain.JsonReport;
import io.fairlead.engine.explain.Rehearsal;
import io.fairlead.engine.explain.TextReport;
import io.fairlead.engine.os.Terminal;
import io.fairlead.engine.proxy.Configuration;

/** {@code fairlead explain}: what a configuration does with one request, and why. Nothing is opened or sent. */
final class ExplainCommand
{
    private static final int BAD_CONFIGURATION = 1;
    private static final int BAD_QUESTION = 2;
    private static final int DEFAULT_WIDTH = 100;
    private static final String USAGE = """
        Usage: fairlead explain -f <file|dir> --request 'GET /path' [options]
        Shows what the configuration does with one request: every rule in order with
        the values it looked at, the backend, the server, and what would be sent. No
        socket is opened, nothing is logged.

        The configuration:
          -f <file|dir>              as for the daemon, may be repeated
          -C <dir>                   directory to change to before files are read
        The request:
          -r, --request <text>       [METHOD] TARGET [VERSION], or @FILE with all bytes
          -H, --header <text>        'Name: value', may be repeated
          -d, --data <text>          body, or what is sent in TCP mode, or @FILE
              --src <addr[:port]>    client (assumed: 127.0.0.1:50000)
              --dst <addr:port>      where it connects to; decides the frontend
              --frontend <name>      the frontend, whatever the destination
              --tls                  refused: TLS is not supported yet
        What is supposed of the servers:
              --server-down <be/srv> this server is down, may be repeated
              --response <text>      '200 OK', or @FILE with all bytes; runs the rules
                                     for responses
              --response-header <text>, --response-data <text>
        The output:
              --applied              leave out rules that did not apply
              --json                 for programs; see README.md
              --color <when>         auto, always or never; NO_COLOR is honoured
              --width <columns>      of the text; 0 for any
          -h, --help

        Exit code: 0, or 1 when the configuration has errors, 2 when the question has.
        """;

    private final Options options;
    private final PrintStream out;
    private final PrintStream err;
    private final InquiryText inquiry = new InquiryText(Path.of(""));
    private final ConfigurationWords configuration = new ConfigurationWords();
    private boolean isJson;
    private boolean isBrief;
    private String colour = "auto";
    private int width = -1;

    private ExplainCommand(final String[] words, final PrintStream out, final PrintStream err)
    {
        this.options = new Options(words);
        this.out = out;
        this.err = err;
    }

    /**
     * Run it.
     *
     * @param words behind {@code explain}.
     * @param executable shown in messages about the configuration.
     * @return exit code.
     */
    static int run(final String[] words, final String executable, final PrintStream out, final PrintStream err)
    {
        if (0 == words.length)
        {
            err.print(USAGE);
            return BAD_QUESTION;
        }
        try
        {
            return new ExplainCommand(words, out, err).run(executable);
        }
        catch (final ExplainException ex)
        {
            err.println("fairlead explain: " + ex.getMessage() + ".");
            return BAD_QUESTION;
        }
    }

    private int run(final String executable)
    {
        while (options.hasNext())
        {
            if (!take(options.next()))
            {
                return 0;
            }
        }
        if (configuration.isEmpty())
        {
            throw new ExplainException("which configuration? Name it with -f");
        }
        final Messages messages = Messages.printing(err, executable);
        final Configuration read = configuration.load(messages);
        if (null == read)
        {
            return BAD_CONFIGURATION;
        }
        final Account account;
        try (Rehearsal rehearsal = new Rehearsal(read, RehearsalProcess.of(read)))
        {
            account = rehearsal.play(inquiry.build());
        }
        print(account);
        return 0;
    }

    private boolean take(final String word)
    {
        switch (word)
        {
            case "-h", "--help" ->
            {
                out.print(USAGE);
                return false;
            }
            case "-r", "--request" -> inquiry.request(options.value());
            case "-H", "--header" -> inquiry.header(options.value());
            case "-d", "--data" -> inquiry.data(options.value());
            case "--src" -> inquiry.source(options.value());
            case "--dst" -> inquiry.destination(options.value());
            case "--frontend" -> inquiry.frontend(options.value());
            case "--server-down" -> inquiry.serverDown(options.value());
            case "--response" -> inquiry.response(options.value());
            case "--response-header" -> inquiry.responseHeader(options.value());
            case "--response-data" -> inquiry.responseData(options.value());
            case "--applied" -> isBrief = true;
            case "--json" -> isJson = true;
            case "--color", "--colour" -> colour = options.oneOf("auto", "always", "never");
            case "--width" -> width = options.number();
            case "--tls" -> throw new ExplainException(
                "TLS is not supported yet, so what a client says in its handshake cannot be supposed");
            default ->
            {
                if (!configuration.take(word, options))
                {
                    throw new ExplainException("'" + word + "' is not known; see --help");
                }
            }
        }
        return true;
    }

    private void print(final Account account)
    {
        if (isJson)
        {
            out.print(JsonReport.of(account));
            return;
        }
        final int columns = Terminal.columns(Terminal.OUTPUT);
        final boolean isColoured = "always".equals(colour) ||
            "auto".equals(colour) && columns >= 0 && null == System.getenv("NO_COLOR") &&
                !"dumb".equals(System.getenv("TERM"));
        out.print(TextReport.of(
            account, width >= 0 ? width : columns > 0 ? columns : DEFAULT_WIDTH, isColoured, isBrief));
    }
}
