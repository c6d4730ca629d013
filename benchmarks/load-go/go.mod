module github.com/prometheus-hot-reload/benchmarks/load-go

go 1.22
