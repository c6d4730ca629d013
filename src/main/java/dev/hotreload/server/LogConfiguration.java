package dev.hotreload.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/**
 * How this process logs, until {@link LogFormat} changes it: JSON lines on stderr, as stdout is for the results of a
 * command. Logback finds it as a service. A file of XML would say the same, and take two hundred more classes.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    /** The name of the appender of all lines. */
    static final String APPENDER = "stderr";

    /** Libraries whose information is not for the people who run the webhook. */
    private static final List<String> QUIET = List.of("org.eclipse.jetty", "io.javalin");

    /**
     * The first warns of every kubeconfig with insecure-skip-tls-verify, which its owner has chosen. The second writes
     * what a credential plugin has printed, if that is not what it should be: perhaps a token. The third warns of
     * versions such as v1alpha1, which the reports of openreports.io have.
     */
    private static final List<String> SILENT = List.of(
            "io.fabric8.kubernetes.client.internal.SSLUtils", "io.fabric8.kubernetes.client.internal.KubeConfigUtils");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        StderrAppender appender = new StderrAppender();
        appender.setName(APPENDER);
        appender.setContext(context);
        appender.setEncoder(json(context));
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        QUIET.forEach(library -> context.getLogger(library).setLevel(Level.WARN));
        SILENT.forEach(logger -> context.getLogger(logger).setLevel(Level.OFF));
        rehearse(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** The lines of the warm-up are made like all others and written nowhere. */
    private static void rehearse(LoggerContext context) {
        DiscardingAppender discard = new DiscardingAppender(json(context));
        discard.setContext(context);
        discard.start();
        Logger rehearsed = context.getLogger(DecisionLog.REHEARSAL);
        rehearsed.setAdditive(false);
        rehearsed.addAppender(discard);
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        FlatJsonEncoder json = new FlatJsonEncoder();
        json.setContext(context);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithThreadName(false);
        json.setWithContext(false);
        json.setWithMDC(false);
        json.setWithArguments(false);
        json.setWithMessage(false);
        json.setWithFormattedMessage(true);
        json.start();
        return json;
    }
}
