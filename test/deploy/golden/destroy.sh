set -eu
cd /work

# 1. Ask the account who asks
ACCOUNT="$(aws sts get-caller-identity --region us-west-1 --query Account --output text)"

# 2. Get the provider, and find the state
terraform -chdir=terraform init -input=false -no-color -reconfigure "-backend-config=bucket=simple-time-service-production-state-${ACCOUNT}"

# 3. Plan what goes, and show it
terraform -chdir=terraform plan -destroy -input=false -json -out=plan
# here the plan of terraform is shown, and you are asked

# 4. Get access to the cluster "main", in a file of the work folder
if ! { aws eks list-clusters --region us-west-1 --query 'length(clusters[?@=='\''simple-time-service-production-main'\''])' --output text | grep -qx 0 2>/dev/null; }; then
  aws eks update-kubeconfig --region us-west-1 --name simple-time-service-production-main --kubeconfig main.kubeconfig
fi

# 5. Delete the objects from the cluster "main", and wait until they are gone
if ! { aws eks list-clusters --region us-west-1 --query 'length(clusters[?@=='\''simple-time-service-production-main'\''])' --output text | grep -qx 0 2>/dev/null; }; then
  kubectl --kubeconfig=main.kubeconfig delete --ignore-not-found --wait --timeout=600s -k kubernetes/main
fi

# 6. Destroy the account's resources, as planned
terraform -chdir=terraform apply -input=false -json plan

# 7. See that the state holds nothing any more
terraform -chdir=terraform state list
