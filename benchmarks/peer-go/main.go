// Command peer-go is the webhook that one would write first in Go: the standard library alone, the fields that a
// decision needs, and two flags appended when they are missing. It is what the product is measured against, and does
// much less: it knows one program, one name of a reloader, and never asks whether its patch is sound.
package main

import (
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
)

type review struct {
	APIVersion string    `json:"apiVersion"`
	Kind       string    `json:"kind"`
	Request    *request  `json:"request,omitempty"`
	Response   *response `json:"response,omitempty"`
}

type request struct {
	UID    string          `json:"uid"`
	Object json.RawMessage `json:"object"`
}

type response struct {
	UID       string `json:"uid"`
	Allowed   bool   `json:"allowed"`
	Patch     []byte `json:"patch,omitempty"`
	PatchType string `json:"patchType,omitempty"`
}

type pod struct {
	Metadata struct {
		Name      string            `json:"name"`
		Namespace string            `json:"namespace"`
		Labels    map[string]string `json:"labels"`
	} `json:"metadata"`
	Spec struct {
		Containers     []container `json:"containers"`
		InitContainers []container `json:"initContainers"`
	} `json:"spec"`
}

type container struct {
	Name    string   `json:"name"`
	Image   string   `json:"image"`
	Command []string `json:"command"`
	Args    []string `json:"args"`
	Env     []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"env"`
}

type operation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value"`
}

var wanted = []string{"--web.enable-lifecycle", "--storage.tsdb.wal-compression"}

func hasReloader(p *pod) bool {
	for _, c := range p.Spec.Containers {
		if strings.Contains(c.Image, "config-reloader") || strings.Contains(c.Image, "configmap-reload") {
			return true
		}
	}
	return false
}

func isPrometheus(c *container) bool {
	for _, arg := range c.Args {
		if strings.HasPrefix(arg, "--config.file=") {
			return strings.Contains(c.Image, "/prometheus:")
		}
	}
	return false
}

func operations(p *pod) []operation {
	var result []operation
	if !hasReloader(p) {
		return nil
	}
	for i := range p.Spec.Containers {
		c := &p.Spec.Containers[i]
		if !isPrometheus(c) {
			continue
		}
		for _, flag := range wanted {
			found := false
			for _, arg := range c.Args {
				found = found || arg == flag || strings.HasPrefix(arg, flag+"=")
			}
			if !found {
				result = append(result, operation{"add", fmt.Sprintf("/spec/containers/%d/args/-", i), flag})
			}
		}
	}
	return result
}

func mutate(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 7<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var in review
	if err := json.Unmarshal(body, &in); err != nil || in.Request == nil {
		http.Error(w, "not an AdmissionReview", http.StatusBadRequest)
		return
	}
	var p pod
	if err := json.Unmarshal(in.Request.Object, &p); err != nil {
		http.Error(w, "not a pod", http.StatusBadRequest)
		return
	}
	out := response{UID: in.Request.UID, Allowed: true}
	if ops := operations(&p); len(ops) > 0 {
		out.Patch, _ = json.Marshal(ops)
		out.PatchType = "JSONPatch"
	}
	answer, err := json.Marshal(review{APIVersion: in.APIVersion, Kind: in.Kind, Response: &out})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer)
}

func main() {
	address := flag.String("address", "127.0.0.1:0", "where to listen")
	certificate := flag.String("cert", "", "certificate file")
	key := flag.String("key", "", "key file")
	flag.Parse()
	http.HandleFunc("POST /mutate", mutate)
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	server := &http.Server{
		TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12},
		// HTTP/1.1 only, as the product speaks it.
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
	}
	log.Fatal(server.ServeTLS(listener, *certificate, *key))
}
