import { type CostLine, hoursPerMonth, spanOf } from "#plinth/model/cost-line.ts";
import type { Node } from "#plinth/model/system.ts";

interface Paid {
  readonly support?: "standard" | "extended";
  readonly secretsEncryption?: "kms";
  readonly logs?: readonly string[];
  readonly addons?: readonly string[];
}

/** The control plane, the key of its Secrets, what it logs, and what an add-on observes. */
export const cost = ({ props }: Node<Paid>): CostLine[] => {
  const { support = "standard", secretsEncryption, logs = [], addons = [] } = props;
  const lines: CostLine[] = [
    {
      item: "control plane",
      group: "control plane",
      price: `eks.${support}.hour`,
      quantity: spanOf(hoursPerMonth),
      ...(support === "extended" && { note: "from the end of its version's standard support on" }),
    },
  ];
  if (secretsEncryption) {
    const note = "requests are left out: the API server asks at its start and when keys rotate";
    lines.push({
      item: "key for Secrets",
      group: "keys",
      price: "kms.key",
      quantity: spanOf(1),
      note,
    });
  }
  if (logs.length > 0) {
    lines.push({
      item: "control plane logs",
      group: "logs",
      price: "logs.ingest",
      quantity: { unknown: "their volume is not in the model" },
    });
  }
  if (addons.includes("amazon-cloudwatch-observability")) {
    lines.push({
      item: "container insights",
      group: "metrics",
      price: "cloudwatch.observation",
      quantity: { unknown: "how much it observes is not in the model" },
    });
  }
  return lines;
};
