module plinth.dev/bench/time-service

go 1.22
