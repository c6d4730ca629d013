package dev.hotreload.server;

import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Opens a port, and finds out why when that is impossible. */
record ListenAddress(String address, int port) {

    private static final int PRIVILEGED = 1_024;

    /** Where the kubelet serves its API (kubernetes.io/docs/reference/networking/ports-and-protocols). */
    private static final int KUBELET = 10_250;

    /**
     * Opens the port and closes it again, so that a mistake is found before anything else is done.
     *
     * @param option that gives the port, for the message
     * @throws UsageException when the port cannot be opened
     */
    void require(String option) throws UsageException {
        try (ServerSocket probe = new ServerSocket()) {
            // As Jetty opens it: connections of an earlier process that still wait do not matter.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1);
        } catch (IOException e) {
            throw new UsageException(why(option), e);
        }
    }

    /**
     * Opens the port.
     *
     * @param option that gives the port, for the message
     * @throws UsageException when the port cannot be opened
     */
    void open(Runnable start, String option) throws UsageException {
        try {
            start.run();
        } catch (RuntimeException e) {
            throw new UsageException(why(option), e);
        }
    }

    private String guess() {
        if (port > 0 && port < PRIVILEGED) {
            return "; is it in use, or does it need rights that this process lacks? Choose another one.";
        }
        return port == KUBELET
                ? "; is it in use? On the network of a node (hostNetwork) the kubelet has it. Choose another one."
                : "; is it in use? Choose another one.";
    }

    private String why(String option) {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return option + "=" + port + ": the port cannot be opened on "
                    + any.getInetAddress().getHostAddress()
                    + guess();
        } catch (UnknownHostException e) {
            return "--bind-address=" + address + ": this is neither an address nor a known host name.";
        } catch (BindException e) {
            return "--bind-address=" + address + ": this machine does not have this address.";
        } catch (IOException e) {
            return "--bind-address=" + address + ": no port can be opened on this address.";
        }
    }
}
