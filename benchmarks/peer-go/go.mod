module github.com/prometheus-hot-reload/benchmarks/peer-go

go 1.22
