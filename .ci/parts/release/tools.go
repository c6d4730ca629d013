//go:build tools

// Package parts names the programs that .ci/parts/build makes, so that "go mod tidy" keeps what they need.
package parts

import (
	_ "github.com/rhysd/actionlint/cmd/actionlint"
	_ "sigs.k8s.io/krew/cmd/krew"
)
