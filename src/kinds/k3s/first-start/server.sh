
# A server holds the control plane, and runs no pods of the system's own.
keep_secret "$SERVER_TOKEN" /etc/rancher/k3s/server-token
keep_secret "$AGENT_TOKEN" /etc/rancher/k3s/agent-token
cat >>/etc/rancher/k3s/config.yaml <<'CONFIG'
token-file: /etc/rancher/k3s/server-token
agent-token-file: /etc/rancher/k3s/agent-token
write-kubeconfig-mode: "0600"
disable: [local-storage, servicelb, traefik]
CONFIG
{
  echo "secrets-encryption: $SECRETS_ENCRYPTION"
  [[ -z $TAINT ]] || printf 'node-taint:\n  - "%s"\n' "$TAINT"
  echo "tls-san:"
  printf '  - "%s"\n' "${SERVERS[@]}"
} >>/etc/rancher/k3s/config.yaml

account=$(aws sts get-caller-identity --query Account --output text)

if [[ -n $SNAPSHOT_BUCKET ]]; then
  cat >>/etc/rancher/k3s/config.yaml <<CONFIG
etcd-snapshot-schedule-cron: "$SNAPSHOT_TIMES"
etcd-snapshot-retention: $SNAPSHOTS_KEPT
etcd-s3: true
etcd-s3-endpoint: "s3.$REGION.amazonaws.com"
etcd-s3-region: "$REGION"
etcd-s3-bucket: "$SNAPSHOT_BUCKET-$account"
etcd-s3-folder: "$SNAPSHOT_FOLDER"
CONFIG
fi

# AWS believes the tokens of pods by what is published where they say that they are from.
if [[ -n $ISSUER_BUCKET ]]; then
  issuer="https://$ISSUER_BUCKET-$account.s3.$REGION.amazonaws.com"
  cat >>/etc/rancher/k3s/config.yaml <<CONFIG
kube-apiserver-arg:
  - "service-account-issuer=$issuer"
  - "service-account-jwks-uri=$issuer/keys.json"
CONFIG
fi

# Only the first server founds a cluster, and only where no other has one already: when it is replaced
# it joins those that are left.
others=()
for each in "${SERVERS[@]}"; do
  [[ $each == "$address" ]] || others+=("$each")
done
found=''
if ((${#others[@]} > 0)); then
  if [[ $address == "${SERVERS[0]}" ]]; then
    found=$(answering "${others[@]}")
  else
    found=$(wait_for_one "${others[@]}")
  fi
fi
if [[ -n $found ]]; then
  echo "server: \"https://$found:6443\"" >>/etc/rancher/k3s/config.yaml
elif [[ $DATASTORE == etcd ]]; then
  echo "cluster-init: true" >>/etc/rancher/k3s/config.yaml
fi
start_k3s server

export KUBECONFIG=/etc/rancher/k3s/k3s.yaml
tries=0
until kubectl get --raw /readyz >/dev/null 2>&1; do
  tries=$((tries + 1))
  if ((tries > 120)); then
    say "the API server does not get ready; see /var/log/k3s.log"
    exit 1
  fi
  sleep 5
done

if [[ -n $ISSUER_BUCKET ]]; then
  publish() {
    kubectl get --raw "$1" | aws s3 cp - "s3://$ISSUER_BUCKET-$account/$2" \
      --region "$REGION" --content-type application/json --no-progress
  }
  publish /openid/v1/jwks keys.json
  publish /.well-known/openid-configuration .well-known/openid-configuration
  say "$issuer is published"
fi

# A machine that is gone leaves its node behind, and what claims a volume waits for it for ever.
cat >/usr/local/sbin/forget-machines <<SCRIPT
#!/bin/bash
set -euo pipefail
export KUBECONFIG=$KUBECONFIG
for node in \$(/usr/local/bin/kubectl get nodes --output name); do
  left=\$(aws ec2 describe-instances --region $REGION --query 'length(Reservations)' --output text \\
    --filters Name=instance-id,Values="\${node#node/}" \\
    Name=instance-state-name,Values=pending,running,stopping,stopped)
  if [[ \$left == 0 ]]; then /usr/local/bin/kubectl delete "\$node"; fi
done
SCRIPT
chmod 0700 /usr/local/sbin/forget-machines
cat >/etc/systemd/system/forget-machines.service <<'UNIT'
[Unit]
Description=Takes the nodes of machines that are gone out of the cluster

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/forget-machines
UNIT
cat >/etc/systemd/system/forget-machines.timer <<'UNIT'
[Unit]
Description=Every minute

[Timer]
OnActiveSec=1min
OnUnitActiveSec=1min

[Install]
WantedBy=timers.target
UNIT
systemctl daemon-reload
systemctl enable --now forget-machines.timer
