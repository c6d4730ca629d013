// Command load-go sends one review again and again at a fixed rate, whatever the answers do: what a client waits for a
// busy server counts, as it does not with a client that sends its next request only after an answer. It prints
// the answers of each status and the latencies of those with 200.
package main

import (
	"bytes"
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"sort"
	"sync"
	"time"
)

type answer struct {
	status int
	after  time.Duration
}

func send(client *http.Client, url string, body []byte, scheduled time.Time) answer {
	response, err := client.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return answer{0, time.Since(scheduled)}
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return answer{0, time.Since(scheduled)}
	}
	return answer{response.StatusCode, time.Since(scheduled)}
}

// quantile returns the latency, in milliseconds, that this part of the sorted answers does not exceed.
func quantile(sorted []time.Duration, part float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	index := int(part * float64(len(sorted)))
	if index == len(sorted) {
		index--
	}
	return float64(sorted[index].Microseconds()) / 1000
}

func main() {
	url := flag.String("url", "", "the webhook")
	file := flag.String("body", "", "a file with the review")
	rate := flag.Float64("rate", 100, "requests a second")
	duration := flag.Duration("for", 10*time.Second, "how long")
	connections := flag.Int("connections", 64, "connections at most")
	timeout := flag.Duration("timeout", 10*time.Second, "how long a request may take")
	flag.Parse()
	body, err := os.ReadFile(*file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	client := &http.Client{Timeout: *timeout, Transport: &http.Transport{
		// The certificate is a throw-away one, and HTTP/1.1 is what an API server speaks to a webhook by URL.
		TLSClientConfig:     &tls.Config{InsecureSkipVerify: true},
		MaxConnsPerHost:     *connections,
		MaxIdleConnsPerHost: *connections,
	}}
	var all sync.WaitGroup
	answers := make(chan answer, 1024)
	byStatus := map[int]int{}
	var latencies []time.Duration
	collected := make(chan struct{})
	go func() {
		for a := range answers {
			byStatus[a.status]++
			if a.status == http.StatusOK {
				latencies = append(latencies, a.after)
			}
		}
		close(collected)
	}()
	begin := time.Now()
	count := int(*rate * duration.Seconds())
	for i := 0; i < count; i++ {
		scheduled := begin.Add(time.Duration(float64(i) / *rate * float64(time.Second)))
		time.Sleep(time.Until(scheduled))
		all.Add(1)
		go func() {
			defer all.Done()
			answers <- send(client, *url, body, scheduled)
		}()
	}
	all.Wait()
	close(answers)
	<-collected
	sort.Slice(latencies, func(i, j int) bool { return latencies[i] < latencies[j] })
	failed := count - byStatus[http.StatusOK] - byStatus[http.StatusServiceUnavailable]
	fmt.Printf("%.0f %d %d %d %.1f %.1f\n", *rate, byStatus[http.StatusOK], byStatus[http.StatusServiceUnavailable], failed,
		quantile(latencies, 0.5), quantile(latencies, 0.99))
}
