//go:build tools

// Package parts names the program that .ci/parts/build makes, so that "go mod tidy" keeps what it needs.
package parts

import _ "github.com/prometheus-operator/prometheus-operator/cmd/prometheus-config-reloader"
