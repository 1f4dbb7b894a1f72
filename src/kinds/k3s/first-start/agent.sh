
# An agent runs pods. It may join and nothing more: its token makes no servers.
keep_secret "$AGENT_TOKEN" /etc/rancher/k3s/agent-token
server=$(wait_for_one "${SERVERS[@]}")
cat >>/etc/rancher/k3s/config.yaml <<CONFIG
server: "https://$server:6443"
token-file: /etc/rancher/k3s/agent-token
CONFIG
start_k3s agent
