set -eu
cd /work

# 1. Ask the account who asks
ACCOUNT="$(aws sts get-caller-identity --region us-west-1 --query Account --output text)"

# 2. Make the bucket of the state, once for each account
if ! { test '!' -e terraform/bootstrap/terraform.tfstate 2>/dev/null && aws s3api head-bucket --region us-west-1 --bucket "simple-time-service-production-state-${ACCOUNT}" 2>/dev/null; }; then
  terraform -chdir=terraform/bootstrap init -input=false -no-color
  terraform -chdir=terraform/bootstrap plan -input=false -json -out=plan
  # here the plan of terraform/bootstrap is shown, and you are asked
  terraform -chdir=terraform/bootstrap apply -input=false -json plan
fi

# 3. Get the provider, and find the state
terraform -chdir=terraform init -input=false -no-color -reconfigure "-backend-config=bucket=simple-time-service-production-state-${ACCOUNT}"

# 4. Plan the account's resources, show the plan, and apply that very plan
terraform -chdir=terraform plan -input=false -json -out=plan
# here the plan of terraform is shown, and you are asked
terraform -chdir=terraform apply -input=false -json plan
GITHUB_PROVIDER_ARN="$(terraform -chdir=terraform output -raw github_provider_arn)"
IMAGES_TIME_URL="$(terraform -chdir=terraform output -raw images_time_url)"
VPC_ALB_ADDRESS="$(terraform -chdir=terraform output -raw vpc_alb_address)"
VPC_ID="$(terraform -chdir=terraform output -raw vpc_id)"
VPC_MAIN_ENDPOINT="$(terraform -chdir=terraform output -raw vpc_main_endpoint)"
VPC_MAIN_NAME="$(terraform -chdir=terraform output -raw vpc_main_name)"

# 5. Log in to the registry
aws ecr get-login-password --region us-west-1 | buildah login --username AWS --password-stdin "${ACCOUNT}.dkr.ecr.us-west-1.amazonaws.com"

# 6. Build the image of "time" and push it, unless its source is there as it is
if ! { TIME_DIGEST="$(aws ecr describe-images --region us-west-1 --repository-name simple-time-service-production/time --image-ids imageTag=0123-4567 --query 'imageDetails[0].imageDigest' --output text)" 2>/dev/null; }; then
  buildah build --file images/time/Dockerfile --ignorefile images/time/Dockerfile.dockerignore --timestamp 0 --build-arg "OVEN_BUN_1_4_5_DIGEST=${OVEN_BUN_1_4_5_DIGEST}" --build-arg "GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST=${GCR_IO_DISTROLESS_BASE_NOSSL_DEBIAN13_NONROOT_DIGEST}" --tag "${IMAGES_TIME_URL}:0123-4567" /project/services/time
  buildah push --digestfile time.digest "${IMAGES_TIME_URL}:0123-4567"
  TIME_DIGEST="$(cat time.digest)"
fi

# 7. Get access to the cluster "main", in a file of the work folder
aws eks update-kubeconfig --region us-west-1 --name simple-time-service-production-main --kubeconfig main.kubeconfig

# 8. Apply the objects to the cluster "main"
mkdir -p release/main
cat > release/main/kustomization.yaml <<END
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../../kubernetes/main
images:
  - name: simple-time-service/time
    newName: ${IMAGES_TIME_URL}
    digest: ${TIME_DIGEST}
END
kubectl --kubeconfig=main.kubeconfig apply --server-side --force-conflicts --field-manager=plinth --validate=strict -k release/main

# 9. Wait until all of it has been rolled out
kubectl --kubeconfig=main.kubeconfig rollout status deployment/cluster-autoscaler --namespace=kube-system --timeout=600s
kubectl --kubeconfig=main.kubeconfig rollout status deployment/time --namespace=simple-time-service --timeout=600s

# 10. Ask at the door until it answers
curl --fail --silent --show-error --retry-all-errors --retry 1000 --retry-delay 3 --retry-max-time 600 "http://${VPC_ALB_ADDRESS}/health"
