package main

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

var boundsSeconds = [...]float64{0.00001, 0.000025, 0.0001, 0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5}

type key struct {
	route, method string
	status        int
}

type series struct {
	requests uint64
	seconds  float64
	buckets  [len(boundsSeconds) + 1]uint64
}

type metrics struct {
	mutex  sync.Mutex
	series map[key]*series
}

func newMetrics() *metrics { return &metrics{series: map[key]*series{}} }

// statusWriter remembers the status that a handler answered with.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (m *metrics) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		writer := statusWriter{w, http.StatusOK}
		next.ServeHTTP(&writer, r)
		m.observe(key{routeOf(r), methodOf(r), writer.status}, time.Since(start).Seconds())
	})
}

func (m *metrics) observe(k key, seconds float64) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	one, known := m.series[k]
	if !known {
		one = &series{}
		m.series[k] = one
	}
	bucket := 0
	for bucket < len(boundsSeconds) && seconds > boundsSeconds[bucket] {
		bucket++
	}
	one.requests++
	one.seconds += seconds
	one.buckets[bucket]++
}

func (m *metrics) write(w io.Writer) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for k, one := range m.series {
		labels := fmt.Sprintf("method=%q,route=%q,status=\"%d\"", k.method, k.route, k.status)
		fmt.Fprintf(w, "http_requests_total{%s} %d\n", labels, one.requests)
		var below uint64
		for i, bound := range boundsSeconds {
			below += one.buckets[i]
			fmt.Fprintf(w, "http_request_duration_seconds_bucket{%s,le=\"%g\"} %d\n", labels, bound, below)
		}
		fmt.Fprintf(w, "http_request_duration_seconds_bucket{%s,le=\"+Inf\"} %d\n", labels, one.requests)
		fmt.Fprintf(w, "http_request_duration_seconds_sum{%s} %g\n", labels, one.seconds)
		fmt.Fprintf(w, "http_request_duration_seconds_count{%s} %d\n", labels, one.requests)
	}
}

func routeOf(r *http.Request) string {
	switch r.URL.Path {
	case "/", "/health", "/metrics":
		return r.URL.Path
	}
	return "other"
}

func methodOf(r *http.Request) string {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return r.Method
	}
	return "other"
}
