local f = assert(io.open(os.getenv("BODY"), "rb"))
wrk.method = "POST"
wrk.body = f:read("*a")
f:close()
wrk.path = "/mutate?timeout=2s"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
