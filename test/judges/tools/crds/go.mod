module plinth.test/judges/crds

go 1.26.7

require (
	github.com/external-secrets/external-secrets v1.3.2
	github.com/k3s-io/helm-controller v0.17.9
	github.com/kedacore/keda/v2 v2.21.0
	github.com/prometheus-operator/prometheus-operator v0.85.0
)
