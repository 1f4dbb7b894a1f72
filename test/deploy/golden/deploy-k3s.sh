set -eu
cd /work

# 1. Ask the account who asks
ACCOUNT="$(aws sts get-caller-identity --region us-east-1 --query Account --output text)"

# 2. Make the bucket of the state, once for each account
if ! { test '!' -e terraform/bootstrap/terraform.tfstate 2>/dev/null && aws s3api head-bucket --region us-east-1 --bucket "cloud-design-prod-state-${ACCOUNT}" 2>/dev/null; }; then
  terraform -chdir=terraform/bootstrap init -input=false -no-color
  terraform -chdir=terraform/bootstrap plan -input=false -json -out=plan
  # here the plan of terraform/bootstrap is shown, and you are asked
  terraform -chdir=terraform/bootstrap apply -input=false -json plan
fi

# 3. Get the provider, and find the state
terraform -chdir=terraform init -input=false -no-color -reconfigure "-backend-config=bucket=cloud-design-prod-state-${ACCOUNT}"

# 4. Plan the account's resources, show the plan, and apply that very plan
terraform -chdir=terraform plan -input=false -json -out=plan
# here the plan of terraform is shown, and you are asked
terraform -chdir=terraform apply -input=false -json plan
BACKUPS_BUCKET="$(terraform -chdir=terraform output -raw backups_bucket)"
GITHUB_PROVIDER_ARN="$(terraform -chdir=terraform output -raw github_provider_arn)"
GITLAB_PROVIDER_ARN="$(terraform -chdir=terraform output -raw gitlab_provider_arn)"
IMAGES_API_GATEWAY_URL="$(terraform -chdir=terraform output -raw images_api_gateway_url)"
IMAGES_BILLING_URL="$(terraform -chdir=terraform output -raw images_billing_url)"
IMAGES_INVENTORY_URL="$(terraform -chdir=terraform output -raw images_inventory_url)"
LOGS_BUCKET="$(terraform -chdir=terraform output -raw logs_bucket)"
VPC_ALB_ADDRESS="$(terraform -chdir=terraform output -raw vpc_alb_address)"
VPC_DB_ADDRESS="$(terraform -chdir=terraform output -raw vpc_db_address)"
VPC_ID="$(terraform -chdir=terraform output -raw vpc_id)"

# 5. Log in to the registry
aws ecr get-login-password --region us-east-1 | buildah login --username AWS --password-stdin "${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com"

# 6. Build the image of "api-gateway" and push it, unless its source is there as it is
if ! { API_GATEWAY_DIGEST="$(aws ecr describe-images --region us-east-1 --repository-name cloud-design-prod/api-gateway --image-ids imageTag=latest --query 'imageDetails[0].imageDigest' --output text)" 2>/dev/null; }; then
  buildah build --file images/api-gateway/Dockerfile --ignorefile images/api-gateway/Dockerfile.dockerignore --timestamp 0 --build-arg "OVEN_BUN_1_4_5_DIGEST=${OVEN_BUN_1_4_5_DIGEST}" --build-arg "GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST=${GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST}" --tag "${IMAGES_API_GATEWAY_URL}:latest" /project
  buildah push --digestfile api-gateway.digest "${IMAGES_API_GATEWAY_URL}:latest"
  API_GATEWAY_DIGEST="$(cat api-gateway.digest)"
fi

# 7. Build the image of "billing" and push it, unless its source is there as it is
if ! { BILLING_DIGEST="$(aws ecr describe-images --region us-east-1 --repository-name cloud-design-prod/billing --image-ids imageTag=latest --query 'imageDetails[0].imageDigest' --output text)" 2>/dev/null; }; then
  buildah build --file images/billing/Dockerfile --ignorefile images/billing/Dockerfile.dockerignore --timestamp 0 --build-arg "OVEN_BUN_1_4_5_DIGEST=${OVEN_BUN_1_4_5_DIGEST}" --build-arg "GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST=${GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST}" --tag "${IMAGES_BILLING_URL}:latest" /project
  buildah push --digestfile billing.digest "${IMAGES_BILLING_URL}:latest"
  BILLING_DIGEST="$(cat billing.digest)"
fi

# 8. Build the image of "inventory" and push it, unless its source is there as it is
if ! { INVENTORY_DIGEST="$(aws ecr describe-images --region us-east-1 --repository-name cloud-design-prod/inventory --image-ids imageTag=latest --query 'imageDetails[0].imageDigest' --output text)" 2>/dev/null; }; then
  buildah build --file images/inventory/Dockerfile --ignorefile images/inventory/Dockerfile.dockerignore --timestamp 0 --build-arg "OVEN_BUN_1_4_5_DIGEST=${OVEN_BUN_1_4_5_DIGEST}" --build-arg "GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST=${GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST}" --tag "${IMAGES_INVENTORY_URL}:latest" /project
  buildah push --digestfile inventory.digest "${IMAGES_INVENTORY_URL}:latest"
  INVENTORY_DIGEST="$(cat inventory.digest)"
fi

# 9. Ask the cluster "main" whether it is ready, by main.kubeconfig in the work folder (docs/deploying.md: a session to K3s)
kubectl --kubeconfig=main.kubeconfig get --raw=/readyz

# 10. Make the namespace, which what comes next needs
kubectl --kubeconfig=main.kubeconfig apply --server-side --force-conflicts --field-manager=plinth --validate=strict -f kubernetes/main/cluster-wide/namespace-cloud-design.yaml

# 11. Wait until the cluster knows HelmChart
kubectl --kubeconfig=main.kubeconfig wait --for=create --timeout=600s crd/helmcharts.helm.cattle.io
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Established --timeout=600s crd/helmcharts.helm.cattle.io

# 12. Apply the charts of operators, which K3s installs
kubectl --kubeconfig=main.kubeconfig apply --server-side --force-conflicts --field-manager=plinth --validate=strict -k kubernetes/main/operators

# 13. Wait until the cluster knows ExternalSecret and SecretStore
kubectl --kubeconfig=main.kubeconfig wait --for=create --timeout=600s crd/externalsecrets.external-secrets.io crd/secretstores.external-secrets.io
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Established --timeout=600s crd/externalsecrets.external-secrets.io crd/secretstores.external-secrets.io

# 14. Apply what brings secrets from the account
kubectl --kubeconfig=main.kubeconfig apply --server-side --force-conflicts --field-manager=plinth --validate=strict -k kubernetes/main/secrets

# 15. Write what is applied to the cluster "main"
mkdir -p release/main
cat > release/main/kustomization.yaml <<END
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../kubernetes/main
images:
  - name: cloud-design/api-gateway
    newName: ${IMAGES_API_GATEWAY_URL}
    digest: ${API_GATEWAY_DIGEST}
  - name: cloud-design/billing
    newName: ${IMAGES_BILLING_URL}
    digest: ${BILLING_DIGEST}
  - name: cloud-design/inventory
    newName: ${IMAGES_INVENTORY_URL}
    digest: ${INVENTORY_DIGEST}
patches:
  - target:
      kind: ConfigMap
      name: ebs-csi-role
      namespace: kube-system
    patch: |-
      - op: replace
        path: /data/arn
        value: "arn:aws:iam::${ACCOUNT}:role/cloud-design-prod-disks"
  - target:
      kind: CronJob
      name: nightly
      namespace: cloud-design
    patch: |-
      - op: replace
        path: /spec/jobTemplate/spec/template/spec/containers/0/env/2/value
        value: "arn:aws:iam::${ACCOUNT}:role/cloud-design-prod-nightly"
  - target:
      kind: ServiceAccount
      name: secrets
      namespace: cloud-design
    patch: |-
      - op: replace
        path: /metadata/annotations/eks.amazonaws.com~1role-arn
        value: "arn:aws:iam::${ACCOUNT}:role/cloud-design-prod-secrets"
END

# 16. Delete the Job "inventory-seed" if it has failed, or would run something else from now on
if ! { kubectl --kubeconfig=main.kubeconfig apply --server-side --force-conflicts --field-manager=plinth --dry-run=server --output=name --selector=app.kubernetes.io/name=inventory-seed -k release/main 2>/dev/null && INVENTORY_SEED_FAILED="$(kubectl --kubeconfig=main.kubeconfig get job/inventory-seed --namespace=cloud-design --ignore-not-found '--output=jsonpath={.status.conditions[?(@.type=="Failed")].status}')" 2>/dev/null && test -z "${INVENTORY_SEED_FAILED}" 2>/dev/null; }; then
  kubectl --kubeconfig=main.kubeconfig delete job/inventory-seed --namespace=cloud-design --ignore-not-found --cascade=foreground
fi

# 17. Apply the objects to the cluster "main"
kubectl --kubeconfig=main.kubeconfig apply --server-side --force-conflicts --field-manager=plinth --validate=strict -k release/main

# 18. Wait until the cluster knows ScaledObject and TriggerAuthentication
kubectl --kubeconfig=main.kubeconfig wait --for=create --timeout=600s crd/scaledobjects.keda.sh crd/triggerauthentications.keda.sh
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Established --timeout=600s crd/scaledobjects.keda.sh crd/triggerauthentications.keda.sh

# 19. Apply what lets replicas follow queues
kubectl --kubeconfig=main.kubeconfig apply --server-side --force-conflicts --field-manager=plinth --validate=strict -k kubernetes/main/autoscaling

# 20. Wait until every secret has been brought from the account
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Ready externalsecret/db-master --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Ready externalsecret/billing --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Ready externalsecret/inventory --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Ready externalsecret/orders --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig wait --for=condition=Ready externalsecret/write-token --namespace=cloud-design --timeout=600s

# 21. Wait until the Job "inventory-seed" has ended well
kubectl --kubeconfig=main.kubeconfig wait job/inventory-seed --namespace=cloud-design '--for=jsonpath={.status.conditions}' --timeout=600s
kubectl --kubeconfig=main.kubeconfig wait job/inventory-seed --namespace=cloud-design --for=condition=Complete --timeout=5s

# 22. Wait until all of it has been rolled out
kubectl --kubeconfig=main.kubeconfig rollout status deployment/api-gateway --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig rollout status deployment/billing --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig rollout status deployment/billing-worker --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig rollout status deployment/inventory --namespace=cloud-design --timeout=600s
kubectl --kubeconfig=main.kubeconfig rollout status statefulset/orders --namespace=cloud-design --timeout=600s

# 23. Ask at the door until it answers
curl --fail --silent --show-error --retry-all-errors --retry 1000 --retry-delay 3 --retry-max-time 600 "http://${VPC_ALB_ADDRESS}/health"
