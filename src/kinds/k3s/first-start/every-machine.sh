# What every machine does when it first starts, before it is a server or an agent. The settings above
# are the system's; whatever is particular to the machine, it asks of the machine's own metadata.
set -euo pipefail

say() { echo "first-start: $*"; }

# A program goes to its place only when its bytes are the expected ones.
fetch() {
  local from=$1 sha256=$2 to=$3 file
  file=$(mktemp)
  curl --fail --silent --show-error --location --proto '=https' --retry 10 --retry-all-errors \
    --output "$file" "$from"
  echo "$sha256  $file" | sha256sum --check --quiet
  install -m 0755 "$file" "$to"
  rm "$file"
  say "$to is there"
}

# A secret goes into a file that root alone reads: it is on no command line and in no log. A role takes
# some seconds until it works everywhere, so the first answers may be refusals.
keep_secret() {
  local name=$1 to=$2 tries=0
  until (umask 077 && aws secretsmanager get-secret-value --region "$REGION" \
    --secret-id "$name" --query SecretString --output text >"$to.new"); do
    tries=$((tries + 1))
    if ((tries > 60)); then
      say "$name cannot be read; is it there, and does the machine's role allow it?"
      exit 1
    fi
    sleep 5
  done
  mv "$to.new" "$to"
}

metadata_token=$(curl --fail --silent --show-error --retry 10 --retry-all-errors --request PUT \
  --header 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)
metadata() {
  curl --fail --silent --show-error --retry 10 --retry-all-errors \
    --header "X-aws-ec2-metadata-token: $metadata_token" "http://169.254.169.254/latest/meta-data/$1"
}

instance=$(metadata instance-id)
address=$(metadata local-ipv4)
zone=$(metadata placement/availability-zone)

mkdir -p /etc/rancher/k3s /var/lib/rancher/credentialprovider/bin \
  /var/lib/rancher/k3s/agent/etc/kubelet.conf.d

fetch "https://github.com/k3s-io/k3s/releases/download/${K3S_VERSION/+/%2B}/k3s" \
  "$K3S_SHA256" /usr/local/bin/k3s
ln -sf k3s /usr/local/bin/kubectl

# Images are pulled with the machine's role: a login to ECR ends after 12 hours, this does not.
# K3s looks for it in this very place.
if [[ -z $ECR_PROVIDER_SHA256 ]]; then
  ECR_PROVIDER_SHA256=$(curl --fail --silent --show-error --location --proto '=https' --retry 10 \
    --retry-all-errors "$ECR_PROVIDER.sha256" | cut -d ' ' -f 1)
fi
fetch "$ECR_PROVIDER" "$ECR_PROVIDER_SHA256" \
  /var/lib/rancher/credentialprovider/bin/ecr-credential-provider
cat >/var/lib/rancher/credentialprovider/config.yaml <<'CONFIG'
apiVersion: kubelet.config.k8s.io/v1
kind: CredentialProviderConfig
providers:
  - name: ecr-credential-provider
    apiVersion: credentialprovider.kubelet.k8s.io/v1
    matchImages: ["*.dkr.ecr.*.amazonaws.com"]
    defaultCacheDuration: 12h
CONFIG

# A machine that is told to end gives its pods time to do so.
cat >/var/lib/rancher/k3s/agent/etc/kubelet.conf.d/90-shutdown.conf <<'CONFIG'
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
shutdownGracePeriod: 90s
shutdownGracePeriodCriticalPods: 15s
CONFIG

# Where the pods of a zone are, and which machine a node is, for schedulers and for volumes. A node is
# called by its machine, so that the next machine with the same address is not taken for it.
cat >/etc/rancher/k3s/config.yaml <<CONFIG
node-name: "$instance"
node-ip: "$address"
node-label:
  - "topology.kubernetes.io/region=$REGION"
  - "topology.kubernetes.io/zone=$zone"
kubelet-arg:
  - "provider-id=aws:///$zone/$instance"
log: /var/log/k3s.log
CONFIG
cat >/etc/logrotate.d/k3s <<'CONFIG'
/var/log/k3s.log {
  daily
  rotate 3
  size 50M
  copytruncate
  compress
  missingok
}
CONFIG

# Figures that EC2 does not have by itself (memory, disks), and logs.
if [[ -n $CLOUDWATCH_AGENT ]]; then
  dnf install --assumeyes --quiet amazon-cloudwatch-agent
  echo "$CLOUDWATCH_AGENT" >/opt/aws/amazon-cloudwatch-agent/etc/plinth.json
  /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
    -c file:/opt/aws/amazon-cloudwatch-agent/etc/plinth.json
fi

# The first of the servers given that answers; what is said there proves nothing yet, the token does.
answering() {
  local each
  for each; do
    if curl --silent --insecure --max-time 3 --output /dev/null "https://$each:6443/ping"; then
      echo "$each"
      return
    fi
  done
}

# Ten minutes for one of them to answer.
wait_for_one() {
  local tries=0 found
  until found=$(answering "$@") && [[ -n $found ]]; do
    tries=$((tries + 1))
    if ((tries > 120)); then
      say "none of $* answers on port 6443" >&2
      exit 1
    fi
    sleep 5
  done
  echo "$found"
}

# K3s as a service of the machine, as its own installer writes it.
start_k3s() {
  cat >/etc/systemd/system/k3s.service <<UNIT
[Unit]
Description=Lightweight Kubernetes
Documentation=https://docs.k3s.io
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/local/bin/k3s $1
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s

[Install]
WantedBy=multi-user.target
UNIT
  systemctl daemon-reload
  systemctl enable --now k3s
  say "k3s $1 runs"
}
