set -eu
cd /work

# 1. Ask the account who asks
ACCOUNT="$(aws sts get-caller-identity --region us-east-1 --query Account --output text)"

# 2. Get the provider, and find the state
terraform -chdir=terraform init -input=false -no-color -reconfigure "-backend-config=bucket=cloud-design-prod-state-${ACCOUNT}"

# 3. Plan what goes, and show it
terraform -chdir=terraform plan -destroy -input=false -json -out=plan
# here the plan of terraform is shown, and you are asked

# 4. Ask the cluster "main" whether it is ready, by main.kubeconfig in the work folder (docs/deploying.md: a session to K3s)
if ! { test '!' -e main.kubeconfig 2>/dev/null; }; then
  kubectl --kubeconfig=main.kubeconfig get --raw=/readyz
fi

# 5. Delete kubernetes/main/autoscaling, and wait until it is gone
if ! { test '!' -e main.kubeconfig 2>/dev/null; } && ! { KNOWN="$(kubectl --kubeconfig=main.kubeconfig get --ignore-not-found --output=name crd/scaledobjects.keda.sh crd/triggerauthentications.keda.sh)" 2>/dev/null && test -z "${KNOWN}" 2>/dev/null; }; then
  kubectl --kubeconfig=main.kubeconfig delete --ignore-not-found --wait --timeout=600s -k kubernetes/main/autoscaling
fi

# 6. Delete kubernetes/main/secrets, and wait until it is gone
if ! { test '!' -e main.kubeconfig 2>/dev/null; } && ! { KNOWN="$(kubectl --kubeconfig=main.kubeconfig get --ignore-not-found --output=name crd/externalsecrets.external-secrets.io crd/secretstores.external-secrets.io)" 2>/dev/null && test -z "${KNOWN}" 2>/dev/null; }; then
  kubectl --kubeconfig=main.kubeconfig delete --ignore-not-found --wait --timeout=600s -k kubernetes/main/secrets
fi

# 7. Delete the objects from the cluster "main", and wait until they are gone
if ! { test '!' -e main.kubeconfig 2>/dev/null; }; then
  kubectl --kubeconfig=main.kubeconfig delete --ignore-not-found --wait --timeout=600s -k kubernetes/main
fi

# 8. Delete kubernetes/main/operators, and wait until it is gone
if ! { test '!' -e main.kubeconfig 2>/dev/null; } && ! { KNOWN="$(kubectl --kubeconfig=main.kubeconfig get --ignore-not-found --output=name crd/helmcharts.helm.cattle.io)" 2>/dev/null && test -z "${KNOWN}" 2>/dev/null; }; then
  kubectl --kubeconfig=main.kubeconfig delete --ignore-not-found --wait --timeout=600s -k kubernetes/main/operators
fi

# 9. Destroy the account's resources, as planned
terraform -chdir=terraform apply -input=false -json plan

# 10. See that the state holds nothing any more
terraform -chdir=terraform state list
