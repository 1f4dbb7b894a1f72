// The time service again, with Go's standard library only: what services/time is measured against.
// It does the same work for a request: routing, the client address by the same rule, a timestamp, the
// same headers, a count and a duration per route, method and status, and the same limits.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"time"
)

type answer struct {
	Timestamp string `json:"timestamp"`
	IP        string `json:"ip"`
}

type problem struct {
	Error string `json:"error"`
}

func main() {
	rules, err := readRules(os.Getenv("TRUSTED_PROXIES"), os.Getenv("TRUSTED_HOPS"))
	if err != nil {
		log.Fatal(err)
	}
	counts := newMetrics()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		ip := rules.clientAddress(r.RemoteAddr, r.Header)
		now := time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
		writeJSON(w, http.StatusOK, answer{now, ip})
	})
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) { counts.write(w) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", "GET, HEAD")
		writeJSON(w, http.StatusMethodNotAllowed, problem{"method not allowed; use GET or HEAD"})
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusNotFound, problem{"not found"})
	})

	listener, err := net.Listen("tcp", "127.0.0.1:"+portOr("0"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on http://" + listener.Addr().String())
	server := &http.Server{
		Handler:           counts.count(mux),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       75 * time.Second,
		IdleTimeout:       75 * time.Second,
		MaxHeaderBytes:    16384,
	}
	log.Fatal(server.Serve(listener))
}

func portOr(fallback string) string {
	if port := os.Getenv("PORT"); port != "" {
		return port
	}
	return fallback
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	bytes, err := json.Marshal(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(bytes)
}

// rules says whose word is taken for where a request comes from; services/time/src/client-address.ts
// has the explanation.
type rules struct {
	trusted []netip.Prefix
	hops    int
}

func readRules(proxies, hops string) (rules, error) {
	result := rules{hops: 1}
	for _, text := range strings.FieldsFunc(proxies, func(r rune) bool { return r == ',' || r == ' ' }) {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			address, err := netip.ParseAddr(text)
			if err != nil {
				return result, err
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		result.trusted = append(result.trusted, prefix)
	}
	if hops != "" {
		count, err := strconv.Atoi(hops)
		if err != nil {
			return result, err
		}
		result.hops = count
	}
	return result, nil
}

func (r rules) isTrusted(address netip.Addr) bool {
	for _, prefix := range r.trusted {
		if prefix.Contains(address) {
			return true
		}
	}
	return false
}

func (r rules) clientAddress(peer string, header http.Header) string {
	address, ok := parseAddress(peer)
	if !ok {
		return peer
	}
	if len(r.trusted) == 0 || !r.isTrusted(address) {
		return address.String()
	}
	list := strings.Join(header.Values("X-Forwarded-For"), ",")
	for hop := 0; hop < r.hops && list != ""; hop++ {
		if hop > 0 && !r.isTrusted(address) {
			break
		}
		comma := strings.LastIndexByte(list, ',')
		entry, ok := parseAddress(list[comma+1:])
		if !ok {
			break
		}
		address = entry
		list = list[:max(comma, 0)]
	}
	return address.String()
}

func parseAddress(text string) (netip.Addr, bool) {
	if len(text) > 64 {
		return netip.Addr{}, false
	}
	text = strings.TrimSpace(text)
	if address, err := netip.ParseAddr(text); err == nil {
		return address.Unmap().WithZone(""), true
	}
	if pair, err := netip.ParseAddrPort(text); err == nil {
		return pair.Addr().Unmap().WithZone(""), true
	}
	if bare, found := strings.CutPrefix(text, "["); found {
		address, err := netip.ParseAddr(strings.TrimSuffix(bare, "]"))
		return address.Unmap().WithZone(""), err == nil
	}
	return netip.Addr{}, false
}
