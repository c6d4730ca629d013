//go:build tools

// Package parts names the programs that .ci/parts/build makes, so that "go mod tidy" keeps what they need.
package parts

import (
	_ "helm.sh/helm/v4/cmd/helm"
	_ "sigs.k8s.io/kustomize/kustomize/v5"
)
