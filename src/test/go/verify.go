// Verifies a certificate for each host as a Go client does, the API server for example, and prints "ok" or why not.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

func main() {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(read(os.Args[1])) {
		panic("no authority")
	}
	block, _ := pem.Decode(read(os.Args[2]))
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		panic(err)
	}
	for _, host := range os.Args[3:] {
		if _, err := certificate.Verify(x509.VerifyOptions{Roots: roots, DNSName: host}); err != nil {
			fmt.Println(err)
		} else {
			fmt.Println("ok")
		}
	}
}

func read(file string) []byte {
	content, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return content
}
