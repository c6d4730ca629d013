package dev.hotreload.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** How log lines are written. */
public enum LogFormat {
    /** One JSON object a line, as {@link LogConfiguration} has it. */
    json {
        @Override
        public void use() {
            // It is in use from the start.
        }
    },
    /** For people. */
    text {
        @Override
        public void use() {
            ILoggerFactory factory = LoggerFactory.getILoggerFactory();
            if (factory instanceof LoggerContext context) {
                PatternLayoutEncoder lines = new PatternLayoutEncoder();
                lines.setContext(context);
                lines.setPattern("%d{HH:mm:ss.SSS} %-5level %msg  %kvp%n");
                lines.start();
                encode(context, lines);
            }
        }
    };

    /** Switches the log of this process to this format. */
    public abstract void use();

    private static void encode(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        Appender<ILoggingEvent> appender =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(LogConfiguration.APPENDER);
        if (appender instanceof StderrAppender stream) {
            stream.setEncoder(encoder);
        }
    }
}
