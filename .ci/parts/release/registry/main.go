// Registry is the distribution registry with the in-memory and the filesystem driver only. The program of the
// project itself holds the clients of three clouds, which take most of the time to build.
package main

import (
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/inmemory"

	"github.com/distribution/distribution/v3/registry"
)

func main() {
	if err := registry.RootCmd.Execute(); err != nil {
		panic(err)
	}
}
